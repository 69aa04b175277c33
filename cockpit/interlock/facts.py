"""What the rows of the table ask about: one look at the evidence, boiled down to yes and no."""

from __future__ import annotations

from typing import NamedTuple

from cockpit.interlock.driving import GEAR_NEUTRAL, GEAR_PARK, Decision, Reason, Setup
from cockpit.interlock.look import Look

# INTERLOCK D3; the same 2 m/s with which opendbc's safety model tells two speeds apart.
DISAGREE_KMH = 2 * 3.6

Speed = tuple[float, str]
"""An absolute speed in km/h and the path that gives it."""


class Facts(NamedTuple):
    """One moment as the table sees it. A tuple, because a full bus asks for thousands a second.

    `spoiled` is what D2 complains of: the path (None if no speed is mapped at all) and the reason. `disputed` is a
    source of the pair that D3 is about. `clear_since_ns` and `park_since_ns` count if no row of D1 to D6 holds.
    """

    is_first: bool
    now_ns: int
    settle_ns: int
    spoiled: tuple[str | None, Reason] | None
    fastest: Speed | None
    disputed: str | None
    is_moving: bool
    is_reverse: bool
    has_witnesses: bool
    clear_since_ns: int
    park_since_ns: int | None

    @property
    def has_settled(self) -> bool:
        """Whether the settling time is over, if none of D1 to D6 holds now."""
        return self.now_ns - self.clear_since_ns >= self.settle_ns

    @property
    def has_parked(self) -> bool:
        """Whether the lever or the brake has said parked for the settling time."""
        return self.park_since_ns is not None and self.now_ns - self.park_since_ns >= self.settle_ns


def observe(past: Decision | None, look: Look, setup: Setup, *, is_first: bool) -> Facts:
    """The facts of a look; `past` is None where nothing from before can be carried on."""
    speeds = [(abs(look.values[path]), path) for path in setup.speed_sources if path in look.values]
    fastest, slowest = max(speeds, default=None), min(speeds, default=None)
    lever = look.values.get(setup.gear) if setup.gear is not None else None
    is_in_park = lever == GEAR_PARK
    is_braked = setup.parking_brake is not None and bool(look.values.get(setup.parking_brake))
    is_parked = is_in_park if setup.gear_has_park else is_braked and (setup.gear is None or lever == GEAR_NEUTRAL)

    witnesses = {look.messages[path] for _, path in speeds}
    for path, speaks in ((setup.gear, is_in_park), (setup.parking_brake, is_braked)):
        if speaks and path is not None:
            witnesses.add(look.messages[path])
    return Facts(
        is_first=is_first,
        now_ns=look.now_ns,
        settle_ns=setup.settle_ns,
        spoiled=_spoiled(look, setup),
        fastest=fastest,
        disputed=_disputed(fastest, slowest),
        is_moving=fastest is not None and fastest[0] > setup.standstill_kmh,
        is_reverse=lever is not None and lever < 0,
        has_witnesses=setup.single_source or len(witnesses) > 1,
        clear_since_ns=_since(past.clear_since_ns if past else None, look.now_ns),
        park_since_ns=_since(past.park_since_ns if past else None, look.now_ns) if is_parked else None,
    )


def _spoiled(look: Look, setup: Setup) -> tuple[str | None, Reason] | None:
    """The first speed source that cannot be used, else the gear; a vehicle without speed sources is never content."""
    if not setup.speed_sources:
        return None, Reason.MISSING
    if look.faults:
        for path in setup.speed_sources:
            if path in look.faults:
                return path, look.faults[path]
        if setup.gear in look.faults:
            return setup.gear, Reason.GEAR
    return None


def _disputed(fastest: Speed | None, slowest: Speed | None) -> str | None:
    """A source of the pair that lies too far apart, a wheel's where there is one; None if they agree."""
    if fastest is None or slowest is None or fastest[0] - slowest[0] <= DISAGREE_KMH:
        return None
    return fastest[1] if ".Wheel." in fastest[1] else slowest[1]


def _since(before_ns: int | None, now_ns: int) -> int:
    return now_ns if before_ns is None else before_ns

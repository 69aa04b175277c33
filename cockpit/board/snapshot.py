"""What a reader of the board gets: frozen values, taken whole at one moment."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cockpit.interlock.driving import DrivingState
    from cockpit.signals.evidence import Verdict

LEASE_NS = 100_000_000
"""INTERLOCK P1: a permit ends at most this long after the decision behind it was made."""

SIGNALS_LIFE_NS = 250_000_000
"""Signals not written for this long have no gateway behind them: every value is stale."""

WORDS_BYTES = 120
"""Plain words on the board are cut to this many bytes of UTF-8."""


class Mode(enum.IntEnum):
    """Where the frames come from."""

    LIVE = 0
    REPLAY = 1


class ScreenState(enum.IntEnum):
    """How a screen process fares, said to all the others."""

    STARTING = 0
    UP = 1
    RESTARTING = 2
    DOWN = 3


@dataclass(frozen=True, slots=True)
class PermitRow:
    """One display's permit.

    `restrictions` are Android Automotive's flags; `reason` is an INTERLOCK reason code and `words` the same for people.
    `granted_ns` is on the axis, `expires_ns` on the machine's clock, `cause_mono_ns` on the monotonic one. `sequence`
    rises whenever anything but the lease changes: a screen reports it back as applied.
    """

    display: str
    allowed: bool
    driver_visible: bool
    restrictions: int
    reason: str
    words: str
    grant_id: int
    granted_ns: int
    expires_ns: int
    cause_mono_ns: int
    sequence: int

    def allows(self, now_ns: int) -> bool:
        """Whether video may show at this moment of the machine's clock (P4: an expired permit is none)."""
        return self.allowed and now_ns < self.expires_ns


@dataclass(frozen=True, slots=True)
class PermitSnapshot:
    """The permits block: the driving decision and a row for every display.

    `cause_ns` is on the axis, `decided_ns` on the machine's clock.
    """

    sequence: int
    driving_state: DrivingState
    reason: str
    words: str
    cause_ns: int
    cause_mono_ns: int
    decided_ns: int
    rows: dict[str, PermitRow]

    def allows(self, display: str, now_ns: int) -> bool:
        """Whether `display` may show video now; a display without a row may not."""
        row = self.rows.get(display)
        return row is not None and row.allows(now_ns)

    def grant_of(self, display: str) -> int:
        """The grant under which `display` is allowed video, though its lease may have lapsed; 0 where it is not."""
        row = self.rows.get(display)
        return row.grant_id if row is not None and row.allowed else 0


class SignalRow(NamedTuple):
    """One signal; a tuple, because the gateway makes some hundred of them 60 times a second.

    `value` is in the VSS unit, None unless valid or stale; `received_ns` is on the axis, None before the first frame.
    """

    value: float | None
    quality: Verdict
    received_ns: int | None


@dataclass(frozen=True, slots=True)
class SignalSnapshot:
    """The signals block: where the drive is and what is known of the vehicle.

    `rate` is infinite for a replay as fast as it goes; `span_ns` is None where the drive's length is unknown. `rows`
    follow the board's `paths`. `shown_speed_kmh` is what a speedometer shows, None meaning dashes. `screens` follow
    the board's `screens`. `written_ns` is on the machine's clock.
    """

    sequence: int
    written_ns: int
    axis_ns: int
    span_ns: int | None
    rate: float
    paused: bool
    mode: Mode
    loops: int
    trip_m: float
    shown_speed_kmh: float | None
    shown_dashes: bool
    screens: tuple[ScreenState, ...]
    rows: tuple[SignalRow, ...]

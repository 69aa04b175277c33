"""The words of the interlock: driving states, reasons, what a vehicle folder sets, and the decision that comes out."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field

VEHICLE_SPEED = "Vehicle.Speed"

# VSS 6.0, Vehicle.Powertrain.Transmission.SelectedGear: 0 neutral, above forward, below reverse, 126 park, 127 drive.
GEAR_NEUTRAL = 0
GEAR_PARK = 126

MAX_STANDSTILL_KMH = 1.0
MIN_SETTLE_NS = 500_000_000


class DrivingState(enum.IntEnum):
    """Android Automotive's driving states with its numbers (VehicleDrivingState, AOSP)."""

    UNKNOWN = -1
    PARKED = 0
    IDLING = 1
    MOVING = 2

    @property
    def is_free(self) -> bool:
        """Whether the vehicle is known to stand."""
        return self in (DrivingState.PARKED, DrivingState.IDLING)


class Reason(enum.StrEnum):
    """Why a state or a permit is as it is: INTERLOCK's reason codes, then those that a permit adds."""

    START = "start"
    MISSING = "missing"
    STALE = "stale"
    INVALID = "invalid"
    NOT_AVAILABLE = "not_available"
    GEAR = "gear"
    DISAGREE = "disagree"
    SPEED = "speed"
    REVERSE = "reverse"
    ONE_WITNESS = "one_witness"
    SETTLING = "settling"
    PARKED = "parked"
    IDLING = "idling"
    HIDDEN = "hidden"
    """The policy lets this display show video in every state, because of where it stands."""
    POLICY = "policy"
    """The vehicle stands, and the policy wants more than that."""
    SEAT_EMPTY = "seat_empty"
    """Nobody is known to sit in front of the display."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What a vehicle folder tells the interlock.

    Paths are VSS; `gear` and `parking_brake` are None where not mapped. `gear_has_park` says whether the folder's gear
    can be P. `shown_path` is what a speedometer shows: where left out, Vehicle.Speed if it is a source, else the first
    source. Raises ValueError outside INTERLOCK's clamps, which the folder's reader has refused before with their line.
    """

    speed_sources: tuple[str, ...]
    gear: str | None = None
    gear_has_park: bool = False
    parking_brake: str | None = None
    standstill_kmh: float = 0.0
    settle_ns: int = MIN_SETTLE_NS
    single_source: bool = False
    shown_path: str | None = None
    watched: tuple[str, ...] = field(init=False)
    """Every path whose evidence matters here, once each."""

    def __post_init__(self) -> None:
        if not 0 <= self.standstill_kmh <= MAX_STANDSTILL_KMH:
            raise ValueError(f"standstill_kmh is {self.standstill_kmh}, allowed is 0 to {MAX_STANDSTILL_KMH}")
        if self.settle_ns < MIN_SETTLE_NS:
            raise ValueError(f"settle_ns is {self.settle_ns}, allowed is {MIN_SETTLE_NS} or more")
        if self.shown_path is None and self.speed_sources:
            first = VEHICLE_SPEED if VEHICLE_SPEED in self.speed_sources else self.speed_sources[0]
            object.__setattr__(self, "shown_path", first)
        named = (*self.speed_sources, self.gear, self.parking_brake, self.shown_path)
        object.__setattr__(self, "watched", tuple(dict.fromkeys(path for path in named if path is not None)))


@dataclass(frozen=True, slots=True)
class Decision:
    """The driving state at `at_ns`, and what the next decision must remember of it.

    All times are on the axis. `rule` is the row of the table that held, `source` the path that `reason` speaks of and
    `source_ns` the receipt of its last frame. `speed_kmh` is the largest absolute valid speed, None without one.
    `shown_speed_kmh` is what a speedometer shows (never negative), None while `shown_dashes`.

    `since_ns` is when this state began; `clear_since_ns` since when no row of D1 to D6 has held, `park_since_ns` since
    when the lever or the brake has said parked, `disagree_since_ns` since when D3's condition has held; None while it
    does not. `cause_ns` is the latest frame or deadline on which the decision rests: at a change, what caused it.
    `next_deadline_ns` is the next moment at which the decision may change without a frame; None if there is none.
    `fresh_until_ns` is the last moment at which none of the valid evidence has gone stale.
    """

    at_ns: int
    state: DrivingState
    rule: str
    reason: Reason
    source: str | None
    source_ns: int | None
    speed_kmh: float | None
    shown_path: str | None
    shown_speed_kmh: float | None
    shown_dashes: bool
    since_ns: int
    clear_since_ns: int | None
    park_since_ns: int | None
    disagree_since_ns: int | None
    cause_ns: int
    next_deadline_ns: int | None
    fresh_until_ns: int | None

"""What the center's status line says: the driving state as an icon and a word. Plain data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StateSign:
    """An icon of the line set and a word; `loud` is a state that the driver should notice."""

    glyph: str
    word: str
    loud: bool = False


PARKED = StateSign("parked", "Parked")
STANDING = StateSign("stop", "Standing")
MOVING = StateSign("driving", "Moving")

_UNKNOWN = {
    "start": "Waiting for signals",
    "gear": "No gear signal",
    "disagree": "Speed not certain",
    "one_witness": "One speed signal only",
}

OUTSIDE_PATHS = ("Vehicle.Exterior.AirTemperature",)
BATTERY_PATHS = (
    "Vehicle.Powertrain.TractionBattery.StateOfCharge.Displayed",
    "Vehicle.Powertrain.TractionBattery.StateOfCharge.Current",
)


def state_sign(state: str, reason: str, *, alive: bool) -> StateSign:
    """The sign of a driving state; without a gateway nothing is known."""
    if not alive:
        return StateSign("stale", "No signals", loud=True)
    known = {"PARKED": PARKED, "IDLING": STANDING, "MOVING": MOVING}.get(state)
    return known or StateSign("stale", _UNKNOWN.get(reason, "No speed signal"), loud=True)


def first_mapped(candidates: tuple[str, ...], paths: tuple[str, ...]) -> str:
    """The first of some paths that the vehicle has; empty where it has none."""
    return next((path for path in candidates if path in paths), "")

"""A decision in plain English: what a display says about why there is no film, and what a status line says."""

from __future__ import annotations

import math

from cockpit.interlock.driving import Decision, DrivingState, Reason

_STATES = {
    DrivingState.PARKED: "Parked",
    DrivingState.IDLING: "Standing",
    DrivingState.MOVING: "Moving",
}

_UNKNOWN = {
    Reason.START: "Starting",
    Reason.DISAGREE: "Speed not certain",
    Reason.GEAR: "Gear not known",
    Reason.ONE_WITNESS: "Speed not certain",
    Reason.SETTLING: "Stopping",
}

_WORDS = {
    Reason.START: "Waiting for the speed signal",
    Reason.MISSING: "No speed signal",
    Reason.STALE: "No speed signal",
    Reason.GEAR: "Gear not known",
    Reason.REVERSE: "Reverse is selected",
    Reason.ONE_WITNESS: "Only one speed witness",
    Reason.SETTLING: "Stopping",
    Reason.PARKED: "Parked",
    Reason.IDLING: "Standing",
    Reason.HIDDEN: "The driver cannot see it",
    Reason.POLICY: "Not allowed on this display",
    Reason.SEAT_EMPTY: "Nobody sits there",
}


def describe(decision: Decision, now_ns: int) -> str:
    """The reason in plain words at `now_ns` on the axis: `Speed 32 km/h`, `No speed signal for 0.2 s`.

    Speeds and times are rounded up, so that neither `0 km/h` nor `0.0 s` is ever a reason to wait.
    """
    source_ns = decision.source_ns
    signal = "wheel speed" if decision.source is not None and ".Wheel." in decision.source else "speed"
    match decision.reason:
        case Reason.SPEED:
            # what the speedometer shows, unless only another source moves
            text = f"Speed {round_up_speed(decision.shown_speed_kmh or decision.speed_kmh or 0.0)} km/h"
        case Reason.STALE if source_ns is not None:
            text = f"No speed signal for {_duration(now_ns - source_ns)}"
        case Reason.INVALID:
            text = f"The {signal} signal is faulty"
        case Reason.NOT_AVAILABLE:
            text = f"The {signal} is not available"
        case Reason.DISAGREE:
            text = "Wheel speeds disagree" if signal == "wheel speed" else "Speed signals disagree"
        case Reason.SETTLING if decision.clear_since_ns is not None:
            text = f"Standing for {_duration(now_ns - decision.clear_since_ns)}"
        case other:
            text = _WORDS[other]
    return text


def describe_permit(reason: Reason, *, opens_in_park: bool) -> str:
    """The words of a reason that a permit adds; `opens_in_park` says that Park would be enough."""
    return "Not in Park" if reason is Reason.POLICY and opens_in_park else _WORDS[reason]


def state_word(state: DrivingState, reason: Reason) -> str:
    """The driving state for a status line: Parked, Standing, Moving, or what is not known."""
    return _STATES.get(state) or _UNKNOWN.get(reason, "No speed signal")


def shown_speed_word(decision: Decision) -> str:
    """What stands beside the dashes of a speedometer; empty while it shows a speed."""
    if not decision.shown_dashes:
        return ""
    return "Speed not certain" if decision.reason is Reason.DISAGREE else "No speed signal"


def round_up_speed(speed_kmh: float) -> int:
    """Whole km/h, never less than the true speed (UN R39); the noise of a floating-point scale does not count."""
    return math.ceil(round(speed_kmh, 6))


def _duration(elapsed_ns: int) -> str:
    tenths = max(1, -(-elapsed_ns // 100_000_000))
    if tenths < 100:
        return f"{tenths / 10:.1f} s"
    seconds = tenths // 10
    return f"{seconds} s" if seconds < 120 else f"{seconds // 60} min"

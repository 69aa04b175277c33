"""What the passenger's column says of the trip. Plain data."""

from __future__ import annotations

from dataclasses import dataclass

from cockpit.features.feature import Glass
from cockpit.features.recorded import date_text, distance_text, maybe_recorded, place_text

_SOURCES = {"REPLAY": "Recorded drive", "SIM": "Simulated drive", "": "On the road"}


@dataclass(frozen=True, slots=True)
class Trip:
    """Words of the trip; `progress` is 0 to 1, or -1 where the drive's length is not known."""

    distance: str = ""
    place: str = ""
    progress: float = -1.0


def source_text(mark: str, recorded_utc: str | None) -> str:
    """Where the picture comes from: `Recorded 6 March 2026`."""
    moment = maybe_recorded(recorded_utc, 0)
    return f"Recorded {date_text(moment)}" if mark == "REPLAY" and moment is not None else _SOURCES[mark]


def describe_trip(glass: Glass) -> Trip:
    """Distance driven, and the place on a drive whose length is known."""
    if not glass.alive:
        return Trip()
    seconds = glass.axis_ns / 1e9
    if not glass.span_ns:
        return Trip(distance_text(glass.trip_m), place_text(seconds))
    span_s = glass.span_ns / 1e9
    progress = min(max(seconds / span_s, 0.0), 1.0)
    return Trip(distance_text(glass.trip_m), f"{place_text(seconds)} of {place_text(span_s)}", progress)

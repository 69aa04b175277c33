"""The distance driven: the shown speed over time."""

from __future__ import annotations

from dataclasses import dataclass

NS_PER_HOUR = 3_600_000_000_000


@dataclass(frozen=True, slots=True)
class Trip:
    """`distance_m` driven so far, and the last look: at `at_ns` (axis), `speed_kmh`, None while not known."""

    distance_m: float = 0.0
    speed_kmh: float | None = None
    at_ns: int = 0


def add(trip: Trip, speed_kmh: float | None, now_ns: int) -> Trip:
    """The trip after a look at the speed.

    Distance is added between two looks that both know the speed, at the mean of the two; nothing is guessed for a time
    without a signal, nor across a clock that fell. Backwards counts like forwards.
    """
    distance_m = trip.distance_m
    if speed_kmh is not None and trip.speed_kmh is not None and now_ns > trip.at_ns:
        mean_kmh = (abs(trip.speed_kmh) + abs(speed_kmh)) / 2
        distance_m += mean_kmh * 1000 * (now_ns - trip.at_ns) / NS_PER_HOUR
    return Trip(distance_m, speed_kmh, now_ns)

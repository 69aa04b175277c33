"""The trip: distance from the shown speed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cockpit.state.trip import Trip, add

SECOND_NS = 1_000_000_000


def test_trip_adds_the_mean_speed_between_two_looks() -> None:
    """From 0 to 72 km/h in ten seconds is 100 m."""
    assert 100.0 == pytest.approx(add(add(Trip(), 0.0, 0), 72.0, 10 * SECOND_NS).distance_m)


def test_trip_guesses_nothing_without_a_signal() -> None:
    """The time beside a look without a speed adds no distance, on either side."""
    trip = add(add(add(Trip(), 36.0, 0), None, SECOND_NS), 36.0, 2 * SECOND_NS)
    assert 0.0 == trip.distance_m
    assert 10.0 == pytest.approx(add(trip, 36.0, 3 * SECOND_NS).distance_m)


def test_trip_counts_backwards_like_forwards() -> None:
    """Reversing is driving."""
    assert 10.0 == pytest.approx(add(add(Trip(), -36.0, 0), -36.0, SECOND_NS).distance_m)


def test_trip_starts_anew_from_a_clock_that_fell() -> None:
    """Time that runs backwards adds nothing, and the next look counts from there."""
    trip = add(add(Trip(), 36.0, 10 * SECOND_NS), 36.0, SECOND_NS)
    assert (0.0, SECOND_NS) == (trip.distance_m, trip.at_ns)
    assert 10.0 == pytest.approx(add(trip, 36.0, 2 * SECOND_NS).distance_m)


@given(st.lists(st.tuples(st.none() | st.floats(-300, 300), st.integers(-10**9, 10**10)), max_size=30))
def test_trip_never_shrinks(looks: list[tuple[float | None, int]]) -> None:
    """Whatever the speeds and times, the distance only grows."""
    trip = Trip()
    for speed_kmh, at_ns in looks:
        after = add(trip, speed_kmh, at_ns)
        assert after.distance_m >= trip.distance_m
        trip = after

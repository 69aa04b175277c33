"""What the passenger's column says of the trip."""

from __future__ import annotations

from cockpit.features.feature import Glass
from cockpit.features.passenger.trip import Trip, describe_trip, source_text


def test_trip_of_known_length() -> None:
    """Distance, place and share of a drive whose length is known."""
    glass = Glass(0, alive=True, axis_ns=40_000_000_000, span_ns=80_000_000_000, trip_m=18_400)
    assert Trip("18.4 km", "0:40 of 1:20", 0.5) == describe_trip(glass)


def test_trip_of_unknown_length() -> None:
    """A live drive has a place and no share."""
    assert Trip("0 m", "0:40", -1) == describe_trip(Glass(0, alive=True, axis_ns=40_000_000_000))


def test_stale_trip_never_stays() -> None:
    """Without a gateway nothing is said."""
    assert Trip() == describe_trip(Glass(0, axis_ns=40_000_000_000, trip_m=5))


def test_source_is_said() -> None:
    """A recorded drive says when it was, a live one that it is."""
    assert "Recorded 6 March 2026" == source_text("REPLAY", "2026-03-06T13:05:00+00:00")
    assert "Recorded drive" == source_text("REPLAY", None)
    assert "On the road" == source_text("", None)

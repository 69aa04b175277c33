"""What the rear displays say of the trip."""

from __future__ import annotations

from cockpit.features.feature import Glass
from cockpit.features.rear.trip import Trip, describe_trip

SECOND_NS = 1_000_000_000


def test_what_is_left_is_said() -> None:
    """A drive of known length says what is left, rounded up, and its share."""
    assert Trip("Drive ends in 35 s", 0.5) == describe_trip(
        Glass(0, alive=True, axis_ns=35 * SECOND_NS, span_ns=70 * SECOND_NS)
    )


def test_end_is_said() -> None:
    """At its end the drive is over, also when the axis has passed it."""
    assert Trip("The drive is over", 1.0) == describe_trip(Glass(0, alive=True, axis_ns=71, span_ns=70))


def test_unknown_length_draws_nothing() -> None:
    """A live drive and a silent board have no trip to show."""
    assert Trip() == describe_trip(Glass(0, alive=True, axis_ns=5))
    assert Trip() == describe_trip(Glass(0, axis_ns=5, span_ns=9))

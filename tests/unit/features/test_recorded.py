"""Time on the glass."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cockpit.features import recorded

NOON = datetime(2026, 3, 6, 12, 0, tzinfo=UTC)


def test_replay_shows_the_recorded_hour() -> None:
    """In a replay the clock is the drive's, with the place on its axis added."""
    assert "13:06" == recorded.clock_text("2026-03-06T13:05:30+00:00", 45_000_000_000, replay=True, now=NOON)


def test_replay_without_a_date_has_no_clock() -> None:
    """A log that does not say when it was recorded shows no hour, not today's."""
    assert "" == recorded.clock_text(None, 0, replay=True, now=NOON)


def test_live_shows_the_hour_it_is() -> None:
    """On a live bus the clock is the wall's."""
    assert "12:00" == recorded.clock_text(None, 0, replay=False, now=NOON)


def test_record_without_a_zone_is_utc() -> None:
    """A stamp without a zone is read as UTC."""
    assert datetime(2026, 3, 6, 13, 5, tzinfo=UTC) == recorded.maybe_recorded("2026-03-06T13:05:00", 0)
    assert "6 March 2026" == recorded.date_text(NOON)


@pytest.mark.parametrize(
    ("seconds", "text"), [(-1, "0 s"), (37.2, "38 s"), (60, "1 min"), (61, "2 min"), (3_700, "1 h 2 min")]
)
def test_span_is_rounded_up(seconds: float, text: str) -> None:
    """Nothing ends before its time."""
    assert text == recorded.span_text(seconds)


@pytest.mark.parametrize(("metres", "text"), [(0, "0 m"), (999.9, "999 m"), (1_250, "1.2 km"), (123_456, "123 km")])
def test_distance_is_never_more_than_driven(metres: float, text: str) -> None:
    """Metres, then tenths of a kilometre, then kilometres."""
    assert text == recorded.distance_text(metres)


@pytest.mark.parametrize(("seconds", "text"), [(0, "0:00"), (69.9, "1:09"), (3_723, "1:02:03")])
def test_place_is_spelt_as_a_clock(seconds: float, text: str) -> None:
    """Whole seconds that have passed."""
    assert text == recorded.place_text(seconds)

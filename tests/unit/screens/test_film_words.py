"""What a place without film says."""

from __future__ import annotations

import pytest

from cockpit.interlock.driving import Reason
from cockpit.screens import film_words

STANDING = {Reason.PARKED, Reason.IDLING, Reason.HIDDEN, Reason.POLICY}


@pytest.mark.parametrize("reason", sorted(set(Reason) - STANDING))
def test_every_reason_has_a_message_of_its_own(reason: Reason) -> None:
    """Every reason that forbids film is spelt out; two lines of headline, a sign, a hint."""
    message = film_words.describe_block(reason)
    assert film_words.BLOCKED[reason] is message
    assert 1 == message.headline.count("\n")
    assert message.sign
    assert message.hint


def test_policy_that_forbids_says_so() -> None:
    """Where the vehicle stands and film is still off, it is the rules' doing."""
    assert "Video is off\non this display" == film_words.describe_block("policy").headline


@pytest.mark.parametrize(
    ("ms", "text"), [(0, "0:00"), (999, "0:00"), (42 * 60_000 + 10_000, "42:10"), (4_180_000, "1:09:40"), (-5, "0:00")]
)
def test_place_is_spelt_as_a_clock(ms: int, text: str) -> None:
    """Whole seconds that have passed; hours only where there are some."""
    assert text == film_words.clock_text(ms)


@pytest.mark.parametrize(("ms", "text"), [(20_000, "20 s"), (44 * 60_000, "44 min"), (112 * 60_000, "1 h 52 min")])
def test_length_is_spelt_short(ms: int, text: str) -> None:
    """Seconds, minutes, or hours and minutes."""
    assert text == film_words.length_text(ms)


@pytest.mark.parametrize(
    ("position", "duration", "text"),
    [(0, 0, ""), (0, 4_260_000, "71 min left"), (1_500, 20_000, "19 s left"), (30_000, 20_000, "0 s left")],
)
def test_what_is_left_is_rounded_up(position: int, duration: int, text: str) -> None:
    """A film does not end before its time; without a length nothing is said."""
    assert text == film_words.left_text(position, duration)


def test_facts_leave_out_what_is_not_known() -> None:
    """A file without year, length or kind has no facts."""
    assert "2024   1 h 52 min   Road film" == film_words.facts_text(2024, 112 * 60_000, "Road film")
    assert "" == film_words.facts_text(None, 0)


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        (None, "The file is not there"),
        (b"", "The file is empty"),
        (b"\x1a\x45\xdf\xa3rest", "The file is not whole"),
        (b"\0\0\0\x20ftypisom", "The file is not whole"),
        (b"MZ is no film", "This screen cannot show this kind of film"),
    ],
)
def test_fault_names_what_is_wrong(head: bytes | None, reason: str) -> None:
    """Absent, empty, cut and foreign files are told apart, and the file is named."""
    fault = film_words.describe_fault("a.webm", head)
    assert reason == fault.reason
    assert "a.webm" in fault.detail


def test_silence_is_counted() -> None:
    """How long no permit has held is said in tenths of a second."""
    assert "No permit yet" == film_words.silence_text(None, 5)
    assert "No permit for 0.3 s" == film_words.silence_text(0, 300_000_000)


def test_offer_says_what_allows_it() -> None:
    """Standing says so itself; a seat the driver cannot see has the permit's own words."""
    assert ("parked", "Parked") == film_words.describe_offer("parked", "x")
    assert ("driving", "Speed 32 km/h") == film_words.describe_offer("hidden", "Speed 32 km/h")

"""The decision in plain English."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cockpit.interlock.decision import Decision, DrivingState, Reason, decide
from cockpit.interlock.words import describe, describe_permit, round_up_speed, shown_speed_word, state_word
from tests.unit.interlock.drive import GEAR, LEFT, MS, SPEED, TWO_SPEEDS

START = decide(None, {}, 0, TWO_SPEEDS)


def made(reason: Reason, **fields: object) -> Decision:
    return replace(START, reason=reason, **fields)  # type: ignore[arg-type]  # any field, as a table of cases gives it


@pytest.mark.parametrize(("decision", "words"), [
    (START, "Waiting for the speed signal"),
    (made(Reason.SPEED, speed_kmh=31.2), "Speed 32 km/h"),
    (made(Reason.SPEED, speed_kmh=32.0), "Speed 32 km/h"),
    (made(Reason.SPEED, speed_kmh=0.01), "Speed 1 km/h"),
    (made(Reason.STALE, source=SPEED, source_ns=800 * MS), "No speed signal for 0.2 s"),
    (made(Reason.STALE, source=SPEED, source_ns=999 * MS), "No speed signal for 0.1 s"),
    (made(Reason.STALE, source=SPEED, source_ns=-8_900 * MS), "No speed signal for 9.9 s"),
    (made(Reason.STALE, source=SPEED, source_ns=-41_000 * MS), "No speed signal for 42 s"),
    (made(Reason.STALE, source=SPEED, source_ns=-299_000 * MS), "No speed signal for 5 min"),
    (made(Reason.STALE, source=SPEED), "No speed signal"),
    (made(Reason.MISSING), "No speed signal"),
    (made(Reason.INVALID, source=SPEED), "The speed signal is faulty"),
    (made(Reason.INVALID, source=LEFT), "The wheel speed signal is faulty"),
    (made(Reason.NOT_AVAILABLE, source=SPEED), "The speed is not available"),
    (made(Reason.NOT_AVAILABLE, source=LEFT), "The wheel speed is not available"),
    (made(Reason.GEAR, source=GEAR), "Gear not known"),
    (made(Reason.DISAGREE, source=LEFT), "Wheel speeds disagree"),
    (made(Reason.DISAGREE, source=SPEED), "Speed signals disagree"),
    (made(Reason.REVERSE, source=GEAR), "Reverse is selected"),
    (made(Reason.ONE_WITNESS, source=SPEED), "Only one speed witness"),
    (made(Reason.SETTLING, clear_since_ns=700 * MS), "Standing for 0.3 s"),
    (made(Reason.SETTLING, clear_since_ns=1_000 * MS), "Standing for 0.1 s"),
    (made(Reason.SETTLING, clear_since_ns=0), "Standing for 1.0 s"),
    (made(Reason.PARKED), "Parked"),
    (made(Reason.IDLING), "Standing"),
])
def test_describe_says_the_reason_in_plain_words(decision: Decision, words: str) -> None:
    """At second 1, with figures rounded up."""
    assert words == describe(decision, 1_000 * MS)


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_words_that_fit_the_board(reason: Reason) -> None:
    """No reason is without words, whatever is missing beside it, and none is longer than a row has room for."""
    assert 0 < len(describe(made(reason), 10**15).encode()) <= 60


@pytest.mark.parametrize(("reason", "opens_in_park", "words"), [
    (Reason.HIDDEN, False, "The driver cannot see it"), (Reason.POLICY, True, "Not in Park"),
    (Reason.POLICY, False, "Not allowed on this display"), (Reason.SEAT_EMPTY, True, "Nobody sits there")])
def test_permits_reasons_have_words_of_their_own(reason: Reason, opens_in_park: bool, words: str) -> None:
    """What the vehicle's motion does not explain."""
    assert words == describe_permit(reason, opens_in_park=opens_in_park)


@pytest.mark.parametrize(("state", "reason", "word"), [
    (DrivingState.PARKED, Reason.PARKED, "Parked"), (DrivingState.IDLING, Reason.IDLING, "Standing"),
    (DrivingState.MOVING, Reason.SPEED, "Moving"), (DrivingState.MOVING, Reason.SETTLING, "Moving"),
    (DrivingState.UNKNOWN, Reason.START, "Starting"), (DrivingState.UNKNOWN, Reason.STALE, "No speed signal"),
    (DrivingState.UNKNOWN, Reason.MISSING, "No speed signal"), (DrivingState.UNKNOWN, Reason.GEAR, "Gear not known"),
    (DrivingState.UNKNOWN, Reason.DISAGREE, "Speed not certain"), (DrivingState.UNKNOWN, Reason.SETTLING, "Stopping")])
def test_state_word_is_short(state: DrivingState, reason: Reason, word: str) -> None:
    """One or two words for a status line."""
    assert word == state_word(state, reason)


@pytest.mark.parametrize(("dashes", "reason", "word"), [
    (False, Reason.DISAGREE, ""), (True, Reason.DISAGREE, "Speed not certain"),
    (True, Reason.STALE, "No speed signal")])
def test_dashes_of_the_speedometer_are_explained(dashes: bool, reason: Reason, word: str) -> None:
    """A long disagreement is not a lost signal."""
    assert word == shown_speed_word(made(reason, shown_dashes=dashes))


@pytest.mark.parametrize(("true_kmh", "whole"), [
    (0.0, 0), (0.001, 1), (31.0, 31), (31.000_000_01, 31), (31.0001, 32), (99.999, 100)])
def test_speed_is_rounded_up(true_kmh: float, whole: int) -> None:
    """Never less than the true speed; a float's own noise makes no kilometre."""
    assert whole == round_up_speed(true_kmh)


@pytest.mark.parametrize(("shown_kmh", "fastest_kmh", "text"), [
    (21.2, 23.4, "Speed 22 km/h"), (0.0, 2.1, "Speed 3 km/h"), (None, 7.0, "Speed 7 km/h")])
def test_the_reason_names_the_speed_that_the_speedometer_shows(
        shown_kmh: float | None, fastest_kmh: float, text: str) -> None:
    """Two displays show one number; a wheel that is faster is named only where the speedometer says nothing of it."""
    decision = made(Reason.SPEED, shown_speed_kmh=shown_kmh, speed_kmh=fastest_kmh)
    assert text == describe(decision, decision.at_ns)

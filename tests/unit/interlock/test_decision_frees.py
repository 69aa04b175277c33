"""The rows of a vehicle that stands, D7 to D9: each is kept, and each is attacked."""

from __future__ import annotations

import math

import pytest

from cockpit.interlock.decision import DrivingState, Setup, decide
from cockpit.interlock.driving import Reason
from cockpit.signals.evidence import Verdict
from tests.unit.interlock.drive import (
    BRAKE,
    GEAR,
    LEFT,
    MS,
    SETTLE,
    SPEED,
    TWO_SPEEDS,
    WITH_BRAKE,
    WITH_GEAR,
    D,
    Drive,
    N,
    P,
    R,
    facts_of,
    standing,
)

UNKNOWN, PARKED, IDLING, MOVING = (
    DrivingState.UNKNOWN, DrivingState.PARKED, DrivingState.IDLING, DrivingState.MOVING)
STILL = {SPEED: 0.0, LEFT: 0.0}


@pytest.mark.keeps("D7")
@pytest.mark.parametrize(("setup", "values"), [
    (WITH_GEAR, {GEAR: P}),
    (WITH_BRAKE, {BRAKE: 1.0}),
    (Setup((SPEED, LEFT), gear=GEAR, gear_has_park=False, parking_brake=BRAKE), {GEAR: N, BRAKE: 1.0})])
def test_D7_park_or_its_stand_ins_for_the_settling_time_is_parked(setup: Setup, values: dict[str, float]) -> None:
    """P where the gear has one; else the brake, with N or without any gear."""
    drive = standing(setup, {**STILL, **values})
    made = drive.decide()
    assert (PARKED, "D7", "parked") == facts_of(made)
    assert made.park_since_ns is not None
    assert made.park_since_ns + SETTLE == made.since_ns


@pytest.mark.attacks("D7")
@pytest.mark.parametrize(("setup", "values"), [
    (Setup((SPEED, LEFT), gear=GEAR, gear_has_park=True, parking_brake=BRAKE), {GEAR: N, BRAKE: 1.0}),
    (Setup((SPEED, LEFT), gear=GEAR, gear_has_park=False, parking_brake=BRAKE), {GEAR: D, BRAKE: 1.0}),
    (Setup((SPEED, LEFT), gear=GEAR, gear_has_park=False, parking_brake=BRAKE), {GEAR: N, BRAKE: 0.0}),
    (Setup((SPEED, LEFT), gear=GEAR, gear_has_park=False), {GEAR: N}),
    (Setup((SPEED, LEFT), gear=GEAR, gear_has_park=False), {GEAR: P}),
    (WITH_BRAKE, {BRAKE: 0.0}),
    (WITH_BRAKE, {}),
    (TWO_SPEEDS, {})])
def test_D7_nothing_else_is_parked(setup: Setup, values: dict[str, float]) -> None:
    """A brake beside a gear that has P, or with a gear engaged, is no Park: it idles."""
    drive = standing(setup, {**STILL, **values})
    assert (IDLING, "D8", "idling") == facts_of(drive.decide())


@pytest.mark.attacks("D7")
def test_D7_park_settles_by_itself() -> None:
    """Shifting to P after a long stand takes the settling time again, and leaving it is felt at once."""
    drive = standing(WITH_GEAR, {**STILL, GEAR: D})
    shifted = drive.put_all({**STILL, GEAR: P}).at_ns
    assert "D8" == drive.run(SETTLE - 1, {**STILL, GEAR: P}).rule
    made = drive.wait(1)
    assert ("D7", shifted + SETTLE) == (made.rule, made.since_ns)
    assert "D8" == drive.put(GEAR, D).rule
    assert "D8" == drive.put(GEAR, P).rule


@pytest.mark.attacks("D7")
def test_D7_an_invalid_brake_frame_breaks_the_park_spell() -> None:
    """A brake that is not known is not on; the stand itself goes on."""
    drive = standing(WITH_BRAKE, {**STILL, BRAKE: 1.0})
    assert "D8" == drive.put(BRAKE, None, Verdict.INVALID).rule
    assert None is drive.history[-1].park_since_ns


@pytest.mark.keeps("D8")
def test_D8_free_exactly_when_the_settling_time_is_over() -> None:
    """Not a nanosecond earlier; and it does come."""
    drive = standing()
    drive.run(100 * MS, {SPEED: 5.0, LEFT: 5.0})
    drive.put(SPEED, 0.0)
    stopped = drive.put(LEFT, 0.0).at_ns
    drive.run(SETTLE - 1, STILL)
    assert not drive.decide().state.is_free
    made = drive.wait(1)
    assert (IDLING, stopped + SETTLE, stopped + SETTLE) == (made.state, made.since_ns, made.cause_ns)


@pytest.mark.keeps("D8")
def test_D8_a_longer_settling_time_is_kept() -> None:
    """The folder may ask for more patience."""
    drive = Drive(Setup((SPEED, LEFT), settle_ns=2_000 * MS))
    drive.decide()
    drive.wait(MS)
    assert "D9" == drive.run(1_999 * MS, STILL).rule
    assert "D8" == drive.run(20 * MS, STILL).rule


@pytest.mark.attacks("D8")
@pytest.mark.parametrize("attack", [
    {SPEED: 0.1, LEFT: 0.1}, {SPEED: 0.0, LEFT: 50.0}, {SPEED: math.nan}, {GEAR: R}])
def test_D8_one_bad_frame_starts_the_settling_time_anew(attack: dict[str, float]) -> None:
    """A moment of doubt costs the whole time, whichever row it was."""
    drive = standing(WITH_GEAR, {**STILL, GEAR: D})
    drive.put_all(attack)
    assert not drive.history[-1].state.is_free
    cleared = drive.put_all({**STILL, GEAR: D}).at_ns
    drive.run(SETTLE - 1, {**STILL, GEAR: D})
    assert "D9" == drive.decide().rule
    assert cleared + SETTLE == drive.wait(1).since_ns


@pytest.mark.keeps("D9")
@pytest.mark.parametrize(("attack", "state"), [
    ({SPEED: 5.0, LEFT: 5.0}, MOVING), ({SPEED: 0.0, LEFT: 50.0}, UNKNOWN), ({SPEED: math.nan}, UNKNOWN)])
def test_D9_settling_keeps_the_restricted_state_it_was_in(attack: dict[str, float], state: DrivingState) -> None:
    """Moving stays moving and unknown unknown until the time is over."""
    drive = standing()
    drive.put_all(attack)
    made = drive.put_all(STILL)
    assert (state, "D9", "settling") == facts_of(made)
    assert (state, "D9", "settling") == facts_of(drive.run(SETTLE - 1, STILL))


@pytest.mark.attacks("D9")
def test_D9_never_keeps_a_free_state() -> None:
    """From a free state no path leads to settling that is free: every break passes a restricted state."""
    drive = standing()
    drive.wait(5 * MS)
    assert (UNKNOWN, "D9", "settling") == facts_of(
        decide(drive.decision, drive.evidence(), drive.now - 1, drive.setup))


def test_reasons_have_the_codes_of_the_page() -> None:
    """Scripts hold on to these words; a permit adds three."""
    assert [
        "start", "missing", "stale", "invalid", "not_available", "gear", "disagree", "speed", "reverse", "one_witness",
        "settling", "parked", "idling", "hidden", "policy", "seat_empty"] == [reason.value for reason in Reason]

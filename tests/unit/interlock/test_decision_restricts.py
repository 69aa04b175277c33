"""The rows that restrict, D1 to D6: each is kept, and each is attacked."""

from __future__ import annotations

import math

import pytest

from cockpit.interlock.decision import DrivingState, Setup, decide
from cockpit.signals.evidence import Verdict
from tests.unit.interlock.drive import (
    BRAKE,
    GEAR,
    LEFT,
    MS,
    RIGHT,
    SETTLE,
    SPEED,
    TIMEOUT,
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


@pytest.mark.keeps("D1")
def test_D1_first_decision_is_unknown() -> None:
    """Before anything was decided nothing is known."""
    assert (UNKNOWN, "D1", "start") == facts_of(Drive().decide())


@pytest.mark.attacks("D1")
def test_D1_first_decision_is_unknown_with_the_best_of_evidence() -> None:
    """Fresh from the start nothing is granted, whatever stands on the bus: settling begins only then."""
    drive = Drive(WITH_GEAR)
    assert (UNKNOWN, "D1", "start") == facts_of(drive.put_all({**STILL, GEAR: P}))
    assert not any(made.state.is_free for made in drive.history)
    drive.wait(10 * MS)
    drive.run(SETTLE - MS, {**STILL, GEAR: P})
    assert not any(made.state.is_free for made in drive.history)


@pytest.mark.keeps("D2")
@pytest.mark.parametrize(("verdict", "reason"), [
    (Verdict.INVALID, "invalid"), (Verdict.NOT_AVAILABLE, "not_available"), (Verdict.STALE, "stale"),
    (Verdict.MISSING, "missing")])
@pytest.mark.parametrize("path", [SPEED, LEFT])
def test_D2_a_source_that_is_not_valid_is_unknown(path: str, verdict: Verdict, reason: str) -> None:
    """Any fault of any source locks at once and says which."""
    drive = standing()
    made = drive.put(path, None, verdict)
    assert (UNKNOWN, "D2", reason, path) == (*facts_of(made), made.source)


@pytest.mark.keeps("D2")
def test_D2_a_gear_that_is_not_valid_is_unknown() -> None:
    """A mapped gear must be known, even while both speeds say zero."""
    drive = standing(WITH_GEAR, {**STILL, GEAR: D})
    made = drive.put(GEAR, None, Verdict.INVALID)
    assert (UNKNOWN, "D2", "gear", GEAR) == (*facts_of(made), made.source)


@pytest.mark.attacks("D2")
def test_D2_silence_locks_a_nanosecond_after_the_timeout() -> None:
    """A source that falls silent is unknown at its deadline, without any frame."""
    drive = standing()
    last = drive.put(LEFT, 0.0).at_ns
    while drive.now < last + TIMEOUT:
        drive.wait(10 * MS)
        drive.put(SPEED, 0.0)
    assert (IDLING, "D8", "idling") == facts_of(drive.decide())
    made = drive.wait(1)
    assert (UNKNOWN, "D2", "stale") == facts_of(made)
    assert last + TIMEOUT + 1 == made.cause_ns == made.since_ns


@pytest.mark.attacks("D2")
@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, None])
def test_D2_evidence_that_calls_itself_valid_is_not_believed(value: float | None) -> None:
    """No number, no speed: NaN is not above standstill, and must not pass for zero."""
    drive = standing()
    assert (UNKNOWN, "D2", "invalid") == facts_of(drive.put(SPEED, value))


@pytest.mark.attacks("D2")
def test_D2_evidence_made_a_while_ago_is_judged_by_its_own_times() -> None:
    """A caller that hands on an old verdict gets no longer freshness by it."""
    drive = standing()
    evidence = drive.evidence()
    made = decide(drive.decision, evidence, drive.now + TIMEOUT + 1, drive.setup)
    assert (UNKNOWN, "D2", "stale") == facts_of(made)


@pytest.mark.attacks("D2")
@pytest.mark.parametrize("single_source", [False, True])
def test_D2_a_vehicle_without_a_speed_source_is_never_free(single_source: bool) -> None:
    """Where no speed is mapped nothing unlocks, neither Park nor the waiver of the second witness."""
    drive = Drive(Setup((), gear=GEAR, gear_has_park=True, parking_brake=BRAKE, single_source=single_source))
    drive.decide()
    made = drive.run(2_000 * MS, {GEAR: P, BRAKE: 1.0})
    assert (UNKNOWN, "D2", "missing", None) == (*facts_of(made), made.source)


@pytest.mark.keeps("D3")
def test_D3_speeds_further_apart_than_2_m_s_are_unknown() -> None:
    """Two sources that contradict each other are worth no more than none."""
    drive = standing()
    made = drive.put(LEFT, 7.3)
    assert (UNKNOWN, "D3", "disagree", LEFT) == (*facts_of(made), made.source)


@pytest.mark.attacks("D3")
@pytest.mark.parametrize(("speed", "wheel", "rule"), [
    (20.0, 27.2, "D4"), (20.0, 27.25, "D3"), (-20.0, 20.0, "D4"), (-27.3, 20.0, "D3"), (20.0, -27.3, "D3"),
    (0.0, 7.2, "D4"), (0.0, 7.21, "D3")])
def test_D3_compares_absolute_values_at_its_very_limit(speed: float, wheel: float, rule: str) -> None:
    """A sign is a convention of the sender; exactly 2 m/s still agrees."""
    drive = standing()
    assert rule == drive.put_all({SPEED: speed, LEFT: wheel}).rule


@pytest.mark.attacks("D3")
def test_D3_any_two_of_three_sources_count() -> None:
    """The first and the last may agree: the one between them still disagrees."""
    drive = standing(Setup((SPEED, LEFT, RIGHT)), {**STILL, RIGHT: 0.0})
    assert "D3" == drive.put_all({SPEED: 30.0, LEFT: 40.0, RIGHT: 30.0}).rule


@pytest.mark.keeps("D3")
def test_D3_a_long_spell_makes_the_shown_speed_dashes() -> None:
    """After more than a second the speedometer says nothing rather than one of two truths."""
    drive = standing()
    began = drive.put_all({SPEED: 0.0, LEFT: 30.0}).at_ns
    made = drive.run(1_000 * MS, {SPEED: 0.0, LEFT: 30.0})
    assert (began, False, 0.0) == (made.disagree_since_ns, made.shown_dashes, made.shown_speed_kmh)
    made = drive.wait(1)
    assert (True, None) == (made.shown_dashes, made.shown_speed_kmh)
    drive.wait(20 * MS)
    made = drive.put_all({SPEED: 30.0, LEFT: 30.0})
    assert (False, 30.0, None) == (made.shown_dashes, made.shown_speed_kmh, made.disagree_since_ns)


@pytest.mark.attacks("D3")
def test_D3_wheel_slip_leaves_the_shown_speed() -> None:
    """Short spells lock the film, each anew, and never touch the speedometer."""
    drive = standing()
    for _ in range(30):
        assert "D3" == drive.run(49 * MS, {SPEED: 30.0, LEFT: 40.0}).rule
        assert "D4" == drive.run(20 * MS, {SPEED: 30.0, LEFT: 30.0}).rule
    assert not any(made.shown_dashes for made in drive.history[1:])


@pytest.mark.keeps("D4")
def test_D4_any_source_above_standstill_is_moving() -> None:
    """A single frame that says moving locks, and is named as the cause."""
    drive = standing()
    drive.wait(5 * MS)
    made = drive.put(LEFT, 0.01)
    assert (MOVING, "D4", "speed", LEFT, 0.01) == (*facts_of(made), made.source, made.speed_kmh)
    assert drive.now == made.cause_ns == made.since_ns


@pytest.mark.attacks("D4")
@pytest.mark.parametrize("speed", [0.001, -0.001, 1e-300, 250.0, -250.0])
def test_D4_a_lying_neighbour_does_not_hide_a_moving_source(speed: float) -> None:
    """Spoofed zeros beside a true source change nothing, whichever comes last."""
    drive = standing()
    drive.put(LEFT, speed)
    assert not drive.put(SPEED, 0.0).state.is_free


@pytest.mark.attacks("D4")
@pytest.mark.parametrize(("speed", "is_moving"), [(1.0, False), (-1.0, False), (1.0001, True), (-1.0001, True)])
def test_D4_standstill_is_never_more_than_the_folder_says(speed: float, is_moving: bool) -> None:
    """At the written standstill the vehicle stands, above it moves."""
    drive = standing(Setup((SPEED, LEFT), standstill_kmh=1.0))
    assert is_moving == (MOVING is drive.put(SPEED, speed).state)


@pytest.mark.keeps("D5")
def test_D5_reverse_is_moving() -> None:
    """Reverse at standstill is about to move."""
    drive = standing(WITH_GEAR, {**STILL, GEAR: P})
    made = drive.put(GEAR, R)
    assert (MOVING, "D5", "reverse", GEAR) == (*facts_of(made), made.source)


@pytest.mark.attacks("D5")
def test_D5_reverse_never_settles() -> None:
    """However long it stands in reverse, and in whichever reverse gear, it is not free."""
    drive = standing(WITH_GEAR, {**STILL, GEAR: N})
    for gear in (R, -2.0):
        assert (MOVING, "D5", "reverse") == facts_of(drive.run(3_000 * MS, {**STILL, GEAR: gear}))


@pytest.mark.keeps("D6")
def test_D6_one_witness_is_not_enough() -> None:
    """A single speed is never free by itself, however long it says zero."""
    drive = Drive(Setup((SPEED,)))
    drive.decide()
    assert (UNKNOWN, "D6", "one_witness") == facts_of(drive.run(3_000 * MS, {SPEED: 0.0}))


@pytest.mark.attacks("D6")
def test_D6_two_signals_of_one_message_are_one_witness() -> None:
    """Both wheels come from one sender's one frame: who forges it forges both."""
    drive = Drive(Setup((LEFT, RIGHT)))
    drive.decide()
    assert (UNKNOWN, "D6", "one_witness") == facts_of(drive.run(3_000 * MS, {LEFT: 0.0, RIGHT: 0.0}))


@pytest.mark.keeps("D6")
@pytest.mark.parametrize(("values", "rule"), [
    ({GEAR: P}, "D7"), ({GEAR: D}, "D6"), ({GEAR: N}, "D6"), ({GEAR: N, BRAKE: 1.0}, "D8"),
    ({GEAR: D, BRAKE: 0.0}, "D6")])
def test_D6_park_or_the_parking_brake_is_the_second_witness(values: dict[str, float], rule: str) -> None:
    """One speed and a lever in P, or a brake that is on, are two."""
    drive = Drive(Setup((SPEED,), gear=GEAR, gear_has_park=True, parking_brake=BRAKE))
    drive.decide()
    assert rule == drive.run(2_000 * MS, {SPEED: 0.0, **values}).rule


@pytest.mark.attacks("D6")
@pytest.mark.parametrize("path", [GEAR, BRAKE])
def test_D6_a_witness_from_the_speeds_own_message_is_none(path: str) -> None:
    """Park or brake in the same message as the speed adds nothing."""
    drive = Drive(Setup((SPEED,), gear=GEAR, gear_has_park=True, parking_brake=BRAKE))
    drive.messages[path] = drive.messages[SPEED]
    drive.decide()
    values = {SPEED: 0.0, GEAR: P if path == GEAR else N, BRAKE: float(path == BRAKE)}
    assert "D6" == drive.run(2_000 * MS, values).rule


@pytest.mark.attacks("D6")
def test_D6_a_witness_that_falls_silent_locks_at_its_deadline() -> None:
    """The brake was the second witness until its last frame aged."""
    setup = Setup((SPEED,), parking_brake=BRAKE)
    drive = standing(setup, {SPEED: 0.0, BRAKE: 1.0})
    assert "D7" == drive.history[-1].rule
    last = drive.put(BRAKE, 1.0).at_ns
    made = drive.run(TIMEOUT, {SPEED: 0.0})
    assert "D7" == made.rule
    made = drive.wait(1)
    assert (UNKNOWN, "D6", last + TIMEOUT + 1) == (made.state, made.rule, made.cause_ns)


@pytest.mark.keeps("D6")
def test_D6_single_source_waives_the_second_witness() -> None:
    """A folder that says so is free by one speed, after settling."""
    drive = standing(Setup((SPEED,), single_source=True), {SPEED: 0.0})
    assert (IDLING, "D8", "idling") == facts_of(drive.decide())

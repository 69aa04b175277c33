"""When a decision may change by itself, since when it holds, what caused it, and what a late or lost clock does."""

from __future__ import annotations

import pytest

from cockpit.interlock.decision import LATE_NS, DrivingState, Setup, decide
from cockpit.interlock.driving import MIN_SETTLE_NS
from cockpit.interlock.table import TABLE
from cockpit.signals.evidence import Evidence, Verdict
from cockpit.state.vehicle import evidence
from tests.unit.interlock.drive import (
    BRAKE,
    GEAR,
    LEFT,
    MS,
    ROWS,
    SETTLE,
    SPEED,
    TIMEOUT,
    TWO_SPEEDS,
    WITH_BRAKE,
    WITH_GEAR,
    Drive,
    P,
    facts_of,
    standing,
)

STILL = {SPEED: 0.0, LEFT: 0.0}


def test_deadline_is_none_while_nothing_can_happen() -> None:
    """Without any evidence there is no moment to wake for."""
    assert None is Drive().decide().next_deadline_ns


@pytest.mark.parametrize("path", [SPEED, LEFT, GEAR, BRAKE])
def test_deadline_includes_the_staleness_of_everything_watched(path: str) -> None:
    """The first nanosecond at which any watched signal is stale is a deadline, the brake's and the gear's too."""
    setup = Setup((SPEED, LEFT), gear=GEAR, gear_has_park=True, parking_brake=BRAKE)
    drive = Drive(setup, timeouts={path: 30 * MS})
    drive.decide()
    drive.wait(MS)
    made = drive.put_all({**STILL, GEAR: P, BRAKE: 1.0})
    assert drive.now + 30 * MS + 1 == made.next_deadline_ns


def test_deadline_includes_staleness_of_what_is_already_invalid() -> None:
    """An invalid signal becomes stale, which changes the reason."""
    drive = Drive(Setup((SPEED,), single_source=True))
    drive.decide()
    drive.wait(MS)
    made = drive.put(SPEED, None, Verdict.INVALID)
    assert ("invalid", drive.now + TIMEOUT + 1) == (made.reason.value, made.next_deadline_ns)
    assert "stale" == drive.wait(TIMEOUT + 1).reason.value


def test_deadline_includes_the_end_of_settling_and_of_parking() -> None:
    """The free state comes by itself, without a frame at that moment."""
    drive = Drive(WITH_GEAR, timeouts=dict.fromkeys(ROWS, 10_000 * MS))
    drive.decide()
    drive.wait(MS)
    cleared = drive.put_all({**STILL, GEAR: 0.0}).at_ns
    drive.wait(100 * MS)
    parked = drive.put(GEAR, P).at_ns
    assert cleared + SETTLE == drive.history[-1].next_deadline_ns
    made = drive.wait(SETTLE - 100 * MS)
    assert ("D8", parked + SETTLE) == (made.rule, made.next_deadline_ns)
    assert ("D7", parked + SETTLE) == (drive.wait(100 * MS).rule, drive.history[-1].cause_ns)


def test_deadline_includes_the_end_of_a_spell_of_disagreement() -> None:
    """Dashes come by themselves."""
    drive = Drive(timeouts=dict.fromkeys(ROWS, 10_000 * MS))
    drive.decide()
    drive.wait(MS)
    began = drive.put_all({SPEED: 0.0, LEFT: 50.0}).at_ns
    assert began + 1_000 * MS + 1 == drive.history[-1].next_deadline_ns
    drive.wait(1_000 * MS + 1)
    assert (True, None) == (drive.history[-1].shown_dashes, drive.history[-1].shown_speed_kmh)


def test_shown_speed_is_dashes_while_its_own_source_is_not_valid() -> None:
    """Another source's fault leaves the speedometer alone, its own does not; it is Vehicle.Speed where that is one."""
    drive = standing(Setup((LEFT, SPEED)))
    made = drive.put_all({SPEED: -12.0, LEFT: 12.0})
    assert (SPEED, 12.0, False) == (made.shown_path, made.shown_speed_kmh, made.shown_dashes)
    assert not drive.put(LEFT, None, Verdict.INVALID).shown_dashes
    assert drive.put(SPEED, None, Verdict.INVALID).shown_dashes


def test_shown_speed_is_the_first_source_without_a_vehicle_speed() -> None:
    """A folder may have wheel speeds alone, or name what to show though it is no source."""
    assert LEFT == Setup((LEFT, GEAR)).shown_path
    assert SPEED == Setup((LEFT,), shown_path=SPEED).shown_path
    assert (LEFT, SPEED) == Setup((LEFT,), shown_path=SPEED).watched
    assert None is Setup(()).shown_path


def test_since_holds_while_the_state_does_and_cause_is_what_began_it() -> None:
    """Frames that change nothing leave `since_ns`; the frame that changed it is `cause_ns` at the change."""
    drive = standing()
    moved = drive.put(SPEED, 3.0).at_ns
    assert (moved, moved) == (drive.history[-1].since_ns, drive.history[-1].cause_ns)
    made = drive.run(100 * MS, {SPEED: 4.0, LEFT: 4.0})
    assert moved == made.since_ns


def test_source_ns_is_the_receipt_of_the_signal_that_the_reason_speaks_of() -> None:
    """The words need it: how long there has been no signal."""
    drive = standing()
    last = drive.put(LEFT, 0.0).at_ns
    drive.run(TIMEOUT, {SPEED: 0.0})
    made = drive.wait(1)
    assert (LEFT, last) == (made.source, made.source_ns)
    assert (None, None) == (drive.forget().source_ns, decide(None, {}, 0, Setup(())).source_ns)


def test_a_deadline_kept_late_tells_when_it_was_due() -> None:
    """Who wakes 10 ms after a timeout still says since when nothing was known."""
    drive = standing()
    last = drive.put_all(STILL).at_ns
    drive.now = last + TIMEOUT + 10 * MS
    made = drive.decide()
    assert ("stale", last + TIMEOUT + 1, last + TIMEOUT + 1) == (made.reason.value, made.since_ns, made.cause_ns)


@pytest.mark.keeps("P2")
def test_P2_a_late_wake_judges_ages_once_after_the_last_frame() -> None:
    """Frames that waited are judged without ages; when the last has been read, nothing was stale and all goes on."""
    drive = standing()
    before = drive.put_all(STILL)
    drive.now += 100 * MS
    for path in STILL:
        row = ROWS.index(path)
        drive.state = drive.state.__class__(tuple(
            sample if place != row or sample is None else sample.__class__(
                sample.index, 0.0, Verdict.VALID, "", drive.now, 2)
            for place, sample in enumerate(drive.state.samples)))
        ageless = {name: evidence(drive.state, place, drive.now, TIMEOUT + LATE_NS, drive.messages[name])
                   for place, name in enumerate(ROWS)}
        drive.decision = decide(drive.decision, ageless, drive.now, drive.setup)
        assert drive.decision.state.is_free
    after = drive.decide()
    assert (before.state, before.since_ns, before.clear_since_ns) == (after.state, after.since_ns, after.clear_since_ns)
    assert drive.now + TIMEOUT + 1 == after.next_deadline_ns


@pytest.mark.attacks("P2")
@pytest.mark.parametrize(("late_ns", "rule"), [(LATE_NS, "D8"), (LATE_NS + 1, "D9")])
def test_P2_a_look_too_long_after_unseen_staleness_settles_anew(late_ns: int, rule: str) -> None:
    """Fresh frames after a hole that nobody watched do not vouch for the time inside it; 250 ms, as the page says."""
    assert 250 * MS == LATE_NS
    drive = standing()
    fresh_until = drive.put_all(STILL).fresh_until_ns
    assert fresh_until is not None
    drive.now = fresh_until + late_ns
    made = drive.put_all(STILL)
    assert rule == made.rule
    assert (rule == "D8") == made.state.is_free


@pytest.mark.attacks("E8")
@pytest.mark.parametrize("back_ns", [1, MS, 10_000 * MS])
def test_E8_a_clock_that_fell_settles_anew(back_ns: int) -> None:
    """Time before the last decision carries nothing on, whatever the evidence claims."""
    drive = standing(WITH_GEAR, {**STILL, GEAR: P})
    at_ns = drive.now - back_ns
    forged = {path: Evidence(value, Verdict.VALID, "", at_ns, 1, at_ns + TIMEOUT, path)
              for path, value in {**STILL, GEAR: P}.items()}
    made = decide(drive.decision, forged, at_ns, drive.setup)
    assert (DrivingState.UNKNOWN, "D9", at_ns) == (made.state, made.rule, made.clear_since_ns)
    assert at_ns == made.park_since_ns


@pytest.mark.keeps("E8")
def test_E8_forgotten_evidence_is_missing_and_settles_anew() -> None:
    """After a break of the axis all that was known must be heard again."""
    drive = standing(WITH_BRAKE, {**STILL, BRAKE: 1.0})
    assert (DrivingState.UNKNOWN, "D2", "missing") == facts_of(drive.forget())
    assert "D9" == drive.put_all({**STILL, BRAKE: 1.0}).rule
    assert "D7" == drive.run(SETTLE, {**STILL, BRAKE: 1.0}).rule


@pytest.mark.attacks("D2")
def test_D2_paths_without_an_entry_are_missing() -> None:
    """A caller that hands over an empty dictionary gets UNKNOWN, not an error."""
    first = decide(None, {}, 0, TWO_SPEEDS)
    assert (DrivingState.UNKNOWN, "D2", "missing") == facts_of(decide(first, {}, 1, TWO_SPEEDS))


@pytest.mark.parametrize(("received_ns", "fresh_until_ns"), [(None, None), (0, None), (None, 10**12)])
def test_evidence_valid_without_times_is_missing(received_ns: int | None, fresh_until_ns: int | None) -> None:
    """Without a receipt and an end of freshness no age can be told."""
    timeless = {path: Evidence(0.0, Verdict.VALID, "", received_ns, 1, fresh_until_ns, path) for path in STILL}
    first = decide(None, timeless, 0, TWO_SPEEDS)
    assert None is first.next_deadline_ns
    assert (DrivingState.UNKNOWN, "D2", "missing") == facts_of(decide(first, timeless, 1, TWO_SPEEDS))


@pytest.mark.parametrize("setting", [
    {"standstill_kmh": -0.1}, {"standstill_kmh": 1.01}, {"standstill_kmh": 50.0}, {"standstill_kmh": float("nan")},
    {"settle_ns": MIN_SETTLE_NS - 1}, {"settle_ns": 0}])
def test_setup_refuses_what_is_outside_the_clamps(setting: dict[str, float]) -> None:
    """No caller gets a patient table or a lax standstill, even past the folder's reader."""
    with pytest.raises(ValueError, match="allowed is"):
        Setup((SPEED,), **setting)  # type: ignore[arg-type]  # one of two numbers


def test_table_has_a_row_for_every_rule_in_order() -> None:
    """D1 to D9, each with a text, a state (but the last) and its reasons; the last always holds."""
    assert [f"D{number}" for number in range(1, 10)] == [row.id for row in TABLE]
    assert [None] == [row.state for row in TABLE if row.state is None]
    assert all(row.text and row.reasons for row in TABLE)
    assert ["D7", "D8"] == [row.id for row in TABLE if row.state is not None and row.state.is_free]

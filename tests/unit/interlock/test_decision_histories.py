"""Random histories against the oracle, and what must hold in all of them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cockpit.interlock.decision import DrivingState, Setup
from cockpit.signals.evidence import Verdict
from tests.unit.interlock.drive import (
    BRAKE,
    GEAR,
    LEFT,
    MESSAGES,
    MS,
    RIGHT,
    ROWS,
    SETTLE,
    SPEED,
    D,
    Drive,
    N,
    P,
    R,
)
from tests.unit.interlock.oracle import Event, Oracle

SETUPS = (
    Setup((SPEED, LEFT)),
    Setup((SPEED, LEFT, RIGHT), gear=GEAR, gear_has_park=True),
    Setup((SPEED,), gear=GEAR, gear_has_park=True, parking_brake=BRAKE),
    Setup((LEFT, RIGHT), parking_brake=BRAKE, standstill_kmh=1.0),
    Setup((SPEED, LEFT), gear=GEAR, gear_has_park=False, parking_brake=BRAKE, settle_ns=700 * MS),
    Setup((SPEED,), single_source=True),
    Setup((), gear=GEAR, gear_has_park=True, parking_brake=BRAKE),
)
# Timeouts about as long as the settling time let spells of every length arise from few events.
TIMEOUTS = {SPEED: 400 * MS, LEFT: 700 * MS, RIGHT: 900 * MS, GEAR: 1_300 * MS, BRAKE: 500 * MS}

_SPEEDS = st.sampled_from([0.0, 0.0, 0.0, 0.0, -0.0, 0.5, 1.0, -5.0, 7.2, 7.3, 60.0, float("nan")])
_VALUES = {SPEED: _SPEEDS, LEFT: _SPEEDS, RIGHT: _SPEEDS,
           GEAR: st.sampled_from([P, P, P, N, D, R]), BRAKE: st.sampled_from([1.0, 1.0, 0.0])}
_VERDICTS = st.sampled_from([Verdict.VALID] * 12 + [Verdict.INVALID, Verdict.NOT_AVAILABLE])


_GOOD = {SPEED: st.just(0.0), LEFT: st.just(0.0), RIGHT: st.just(0.0), GEAR: st.sampled_from([P, P, P, N, D]),
         BRAKE: st.sampled_from([1.0, 1.0, 1.0, 0.0])}

Steps = list[tuple[int, str, float, Verdict]]


@st.composite
def _steps(draw: st.DrawFn) -> Steps:
    """Frames: the time before each, its path, its value and its verdict; calm spells with anything between them."""
    steps = []
    for _ in range(draw(st.integers(1, 5))):
        calm = {path: draw(_GOOD[path]) for path in ROWS}
        for _ in range(draw(st.integers(0, 7))):
            steps += [(draw(st.integers(1, 40)) * MS, path, value, Verdict.VALID) for path, value in calm.items()]
        for _ in range(draw(st.integers(0, 4))):
            path = draw(st.sampled_from(ROWS))
            steps.append((draw(st.integers(1, 120)) * MS, path, draw(_VALUES[path]), draw(_VERDICTS)))
    return steps


def _play(setup: Setup, steps: Steps) -> tuple[Drive, Oracle]:
    """The same history in the room, deadline by deadline, and in the oracle."""
    drive = Drive(setup, timeouts=TIMEOUTS)
    drive.decide()
    events = []
    for wait_ns, path, value, verdict in steps:
        drive.wait(wait_ns)
        drive.put(path, value, verdict)
        events.append(Event(drive.now, path, value, verdict))
    drive.wait(800 * MS)
    return drive, Oracle(setup, MESSAGES, TIMEOUTS, 0, events)


@pytest.mark.attacks("D1", "D2", "D3", "D4", "D5", "D6", "D7", "D8", "D9")
@settings(max_examples=200, deadline=None)
@given(st.sampled_from(SETUPS), _steps())
def test_every_decision_is_the_oracles(setup: Setup, steps: Steps) -> None:
    """At every frame, every deadline and between them both programs read the page alike."""
    drive, oracle = _play(setup, steps)
    last_at = {made.at_ns: made for made in drive.history}
    for at_ns, made in last_at.items():
        assert oracle.state(at_ns) == (made.state, made.rule), f"at {at_ns / MS} ms"


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SETUPS), _steps(), st.lists(st.integers(0, 3_000), max_size=40))
def test_more_calls_change_nothing(setup: Setup, steps: Steps, extra: list[int]) -> None:
    """Decisions asked for at any other moments leave those at frames and deadlines as they are."""
    drive, _ = _play(setup, steps)
    calm = {made.at_ns: (made.state, made.rule, made.since_ns, made.cause_ns) for made in drive.history}
    restless = Drive(setup, timeouts=TIMEOUTS)
    restless.decide()
    asked = sorted({at * MS + 7 for at in extra})
    for wait_ns, path, value, verdict in steps:
        until = restless.now + wait_ns
        for at_ns in (at for at in asked if restless.now < at < until):
            restless.wait(at_ns - restless.now)
        restless.wait(until - restless.now)
        restless.put(path, value, verdict)
    restless.wait(800 * MS)
    busy = {made.at_ns: (made.state, made.rule, made.since_ns, made.cause_ns) for made in restless.history}
    assert calm == {at_ns: busy[at_ns] for at_ns in calm}


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(SETUPS), _steps())
def test_never_free_within_the_settling_time_of_a_doubt(setup: Setup, steps: Steps) -> None:
    """After MOVING or UNKNOWN evidence nothing is free for the settling time, and free only by D7 or D8."""
    drive, _ = _play(setup, steps)
    last_doubt_ns = 0
    for made in drive.history:
        if made.rule in ("D1", "D2", "D3", "D4", "D5", "D6"):
            assert not made.state.is_free
            last_doubt_ns = made.at_ns
        if made.state.is_free:
            assert made.rule in ("D7", "D8")
            assert made.at_ns - last_doubt_ns >= setup.settle_ns


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SETUPS[:-1]), _steps())
def test_film_comes_back_after_any_history(setup: Setup, steps: Steps) -> None:
    """Whatever happened: a second of good evidence, and the vehicle is free; a product that never is fails here."""
    drive, _ = _play(setup, steps)
    drive.wait(MS)
    made = drive.run(setup.settle_ns + 20 * MS, {SPEED: 0.0, LEFT: 0.0, RIGHT: 0.0, GEAR: P, BRAKE: 1.0})
    assert made.state.is_free


@pytest.mark.attacks("D4")
def test_sweep_of_speeds_frees_none_above_standstill() -> None:
    """Each hundredth of a km/h on each source, dense about the limit: the failure names what got through."""
    free = []
    for standstill_kmh in (0.0, 0.3, 1.0):
        setup = Setup((SPEED, LEFT), standstill_kmh=standstill_kmh)
        for hundredths in range(-130, 131):
            for path, other in ((SPEED, LEFT), (LEFT, SPEED)):
                drive = Drive(setup, timeouts=dict.fromkeys(ROWS, 10_000 * MS))
                drive.decide()
                drive.wait(MS)
                drive.put_all({path: hundredths / 100, other: 0.0})
                if drive.wait(SETTLE).state.is_free != (abs(hundredths / 100) <= standstill_kmh):
                    free.append((standstill_kmh, path, hundredths / 100))
    assert [] == free


@pytest.mark.attacks("D2", "D7")
def test_sweep_of_gears_parks_in_P_alone() -> None:
    """Of all gears a signed byte can say, one parks, none below zero frees, the rest idle."""
    for gear in range(-128, 128):
        drive = Drive(SETUPS[1], timeouts=dict.fromkeys(ROWS, 10_000 * MS))
        drive.decide()
        drive.wait(MS)
        drive.put_all({SPEED: 0.0, LEFT: 0.0, RIGHT: 0.0, GEAR: float(gear)})
        state = drive.wait(SETTLE).state
        expected = (DrivingState.PARKED if gear == 126 else DrivingState.MOVING if gear < 0 else DrivingState.IDLING)
        assert expected is state, f"gear {gear}"

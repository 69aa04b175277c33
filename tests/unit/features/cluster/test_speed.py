"""The shown speed: never less than the true one, at most 100 ms late."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cockpit.features.cluster.model.speed import LAG_MAX_NS, ShownSpeed, round_up

STEPS = st.lists(st.tuples(st.integers(1_000_000, 200_000_000), st.floats(-250, 250)), min_size=1, max_size=60)


@given(STEPS)
def test_speed_lies_between_the_truth_and_the_largest_of_the_last_100_ms(steps: list[tuple[int, float]]) -> None:
    """Whatever the speed does, what is shown was the vehicle's speed at most 100 ms ago, and is never too little."""
    shown_speed, at_ns, past = ShownSpeed(), 0, []
    for step_ns, true_kmh in steps:
        at_ns += step_ns
        past.append((at_ns, abs(true_kmh)))
        shown = shown_speed.take(true_kmh, at_ns, 0)
        assert shown is not None
        largest = max(speed for then_ns, speed in past if then_ns >= at_ns - LAG_MAX_NS)
        assert abs(true_kmh) <= shown <= largest


@given(st.floats(0, 300))
def test_number_is_rounded_up(speed_kmh: float) -> None:
    """The number on the glass is the next whole one up: UN R39 allows more, never less."""
    assert speed_kmh <= round_up(speed_kmh) <= speed_kmh + 1


def test_speed_rises_at_once() -> None:
    """A rising speed is shown in the look in which it rises."""
    shown_speed = ShownSpeed()
    shown_speed.take(10.0, 0, 0)
    assert 80.0 == shown_speed.take(80.0, 16_000_000, 0)


def test_speed_falls_through_a_filter_and_arrives() -> None:
    """A falling speed is not shown at once, and is the true one after 100 ms."""
    shown_speed = ShownSpeed()
    shown_speed.take(50.0, 0, 0)
    first = shown_speed.take(40.0, 16_000_000, 0)
    assert first is not None
    assert 40.0 < first < 50.0
    for at_ms in range(32, 117, 4):
        shown_speed.take(40.0, at_ms * 1_000_000, 0)
    assert 40.0 == shown_speed.take(40.0, 120_000_000, 0)


def test_dashes_forget_the_past() -> None:
    """After a lost speed the next valid one is shown as it is, however high it was before."""
    shown_speed = ShownSpeed()
    shown_speed.take(130.0, 0, 0)
    assert shown_speed.take(None, 16_000_000, 0) is None
    assert 3.0 == shown_speed.take(3.0, 32_000_000, 0)


def test_axis_that_falls_forgets_the_past() -> None:
    """A seek backwards starts anew: no speed of another place lingers."""
    shown_speed = ShownSpeed()
    shown_speed.take(130.0, 5_000_000_000, 0)
    assert 3.0 == shown_speed.take(3.0, 1_000_000_000, 0)


def test_paused_replay_settles() -> None:
    """While the axis stands still the looker's own clock ends the lag: 100 ms after a pause the true speed is shown."""
    shown_speed = ShownSpeed()
    shown_speed.take(60.0, 50_950_000_000, 0)
    assert 46.48 < (shown_speed.take(46.48, 51_000_000_000, 16_000_000) or 0) < 60.0
    for at_ms in range(32, 120, 16):
        shown_speed.take(46.48, 51_000_000_000, at_ms * 1_000_000)
    assert 46.48 == shown_speed.take(46.48, 51_000_000_000, 130_000_000)

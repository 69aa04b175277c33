"""A log pumped into a judge: order, stops, holds, seeks."""

from __future__ import annotations

import math
from collections.abc import Generator
from typing import TYPE_CHECKING, cast

import pytest

from cockpit.board.messages import Steer
from cockpit.frames.frame import Discontinuity, Frame
from cockpit.frames.replay import Replay
from cockpit.gateway.replay_pump import ReplayPump
from tests.support.scripted import MOTION_ID, TIMEOUT_NS, ScriptedJudge

if TYPE_CHECKING:
    from cockpit.frames.logs import Log

MS = 1_000_000
S = 1000 * MS


class ListedLog:
    """A log of the items it is given."""

    def __init__(self, items: list[Frame | Discontinuity]) -> None:
        self._items = items

    def maybe_span_ns(self) -> int:
        return self._items[-1].t_ns

    def frames(self) -> Generator[Frame | Discontinuity, None, None]:
        yield from self._items


class Bench:
    """A pump over a log of motion frames every 10 ms for a second, and what it published, as (axis, allowed)."""

    def __init__(
        self, rate: float | None = None, items: list[Frame | Discontinuity] | None = None, start: int = 0
    ) -> None:
        frames = items or [Frame(t * 10 * MS, MOTION_ID, b"\0") for t in range(101)]
        self.replay = Replay(cast("Log", ListedLog(frames)), rate=rate, start_ns=start, lead_ns=200 * MS)
        self.judge = ScriptedJudge(["center"])
        self.published: list[tuple[int, bool]] = []
        self.causes_ns: list[int] = []
        self.pump = ReplayPump(self.replay, self.judge, self._publish, math.inf if rate is None else rate)

    def _publish(self) -> None:
        self.judge.changes.clear()
        self.causes_ns.append(self.judge.decision.cause_ns)
        self.published.append((self.judge.decision.at_ns, self.judge.permits["center"].allowed))

    def frame_times(self) -> list[int]:
        return [call[1] for call in self.judge.calls if call[0] == "frame"]


def test_stop_is_exact_and_loses_nothing() -> None:
    """Up to a stop every frame is judged and none beyond; the next call goes on with the surplus."""
    bench = Bench()
    bench.pump.take(0, 0, stop_ns=305 * MS)
    assert 305 * MS == bench.pump.axis_ns
    assert [t * 10 * MS for t in range(31)] == bench.frame_times()
    assert 305 * MS == bench.judge.decision.at_ns
    bench.pump.take(1, 0)
    assert [t * 10 * MS for t in range(101)] == bench.frame_times()
    assert bench.pump.ended


@pytest.mark.keeps("E7")
def test_deadlines_come_between_frames() -> None:
    """At any rate a deadline that lies in a gap is judged at its own moment, before the frame behind the gap."""
    frames: list[Frame | Discontinuity] = [Frame(0, MOTION_ID, b"\0"), Frame(2 * S, MOTION_ID, b"\0")]
    bench = Bench(items=frames)
    bench.pump.take(0, 0)
    assert [True, False, True] == [allowed for _, allowed in bench.published]
    assert TIMEOUT_NS == bench.causes_ns[1]
    assert ("advance", 2 * S - 1) in bench.judge.calls


def test_late_process_makes_nothing_stale() -> None:
    """A paced log handed out a whole second late is judged at its own times, without one break."""
    bench = Bench(rate=1.0)
    bench.pump.take(5 * S, 0)
    bench.pump.take(6 * S, 1 * S)
    assert [True] == [allowed for _, allowed in bench.published]
    assert 1 * S == bench.pump.axis_ns


@pytest.mark.attacks("E8")
def test_seek_is_dark_until_primed_and_then_offers_anew() -> None:
    """After a seek nothing is published between forgetting and the target, then the state of straight replay."""
    bench = Bench()
    bench.pump.take(0, 0, stop_ns=900 * MS)
    before = bench.judge.permits["center"].grant_id
    bench.published.clear()
    bench.pump.steer(Steer("seek_to", 0.5))
    for turn in range(1, 50):
        bench.pump.take(turn, 0, stop_ns=500 * MS)
    assert [False, True] == [allowed for _, allowed in bench.published]
    assert 500 * MS == bench.pump.axis_ns
    assert before < bench.judge.permits["center"].grant_id


def test_start_in_the_middle_is_primed() -> None:
    """A replay from a later second publishes nothing of the frames before it."""
    bench = Bench(start=500 * MS)
    assert bench.pump.is_unseen
    for turn in range(50):
        bench.pump.take(turn, 0, stop_ns=600 * MS)
    assert min(at_ns for at_ns, _ in bench.published) >= 500 * MS
    assert 100 * MS == bench.pump.progress_ns


@pytest.mark.keeps("E8")
def test_backward_jump_forgets() -> None:
    """Where the log's stamps fell all evidence is dropped and that is published."""
    items: list[Frame | Discontinuity] = [Frame(0, MOTION_ID, b"\0"), Discontinuity(5 * MS, "backward", 3)]
    bench = Bench(items=items)
    bench.pump.take(0, 0)
    assert [True, False] == [allowed for _, allowed in bench.published]


def test_hold_is_nobodys_pause() -> None:
    """While pictures are taken the axis stands, but nobody is told that the drive is paused; then it goes on."""
    bench = Bench(rate=1.0)
    bench.pump.take(0, 0)
    bench.pump.take(500 * MS, 0)
    bench.pump.hold()
    assert bench.pump.maybe_due_ns() is None
    bench.pump.take(900 * MS, 0)
    assert 500 * MS == bench.pump.axis_ns
    assert not bench.pump.paused
    bench.pump.release()
    bench.pump.take(900 * MS, 0)
    bench.pump.take(1000 * MS, 0)
    assert 600 * MS == bench.pump.axis_ns


def test_pause_step_and_back() -> None:
    """Space stops the axis, a step goes one frame on, back goes to the frame before."""
    bench = Bench(rate=1.0)
    bench.pump.take(0, 0)
    bench.pump.take(505 * MS, 0)
    bench.pump.steer(Steer("toggle", 0))
    bench.pump.take(700 * MS, 0)
    assert (True, 505 * MS) == (bench.pump.paused, bench.pump.axis_ns)
    bench.pump.steer(Steer("step", 0))
    bench.pump.take(701 * MS, 0)
    assert 510 * MS == bench.pump.axis_ns
    for back_to in (500, 490):
        bench.pump.steer(Steer("back", 0))
        for turn in range(10):
            bench.pump.take(702 * MS + turn, 0)
        assert back_to * MS == bench.pump.axis_ns
    assert bench.pump.paused


def test_due_is_never_finer_than_its_grain() -> None:
    """A dense log at rate 1 wakes the loop at most once a millisecond."""
    frames: list[Frame | Discontinuity] = [Frame(t * 10_000, 0x7FF, b"") for t in range(10_000)]
    bench = Bench(rate=1.0, items=frames)
    bench.pump.take(0, 0)
    assert 1 * MS == bench.pump.maybe_due_ns()

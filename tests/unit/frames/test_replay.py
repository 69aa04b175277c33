"""Replay in virtual time: deadlines, pause, step, seek with its unseen lead-in, loop, and no stall at odd stamps."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cockpit.frames.frame import Discontinuity, Frame
from cockpit.frames.logs import Log, open_log
from cockpit.frames.replay import Replay

MS = 1_000_000
S = 1_000_000_000
EPOCH = 50_000 * S
"""A machine time that is no round number of seconds from the axis' 0."""

Item = Frame | Discontinuity
MakeLog = Callable[[Iterable[float]], Log]


@pytest.fixture
def make_log(tmp_path: Path) -> MakeLog:
    """A candump log with a frame at each of the given seconds; the payload is its number."""

    def make(stamps_s: Iterable[float]) -> Log:
        path = tmp_path / "drive.log"
        lines = (f"({at_s:.6f}) can0 123#{number:08X}\n" for number, at_s in enumerate(stamps_s))
        path.write_text("".join(lines))
        return open_log(str(path))

    return make


def run(replay: Replay, *, late_ns: int = 0, until_ns: int = EPOCH + 10_000 * S) -> list[tuple[int, Item]]:
    """Play in virtual time, waking `late_ns` after each deadline; each item with the machine time it came at."""
    now_ns, items = EPOCH, []
    while now_ns <= until_ns:
        items += [(now_ns, item) for item in replay.poll(now_ns)]
        due_ns = replay.due_ns()
        if due_ns is None:
            return items
        now_ns = max(now_ns, due_ns + late_ns if due_ns > now_ns else now_ns)
    return items


def numbers(items: Iterable[Item]) -> list[int]:
    """The frames' numbers."""
    return [int.from_bytes(item.data) for item in items if isinstance(item, Frame)]


def drain(replay: Replay, machine_ns: int) -> list[Item]:
    """Poll until nothing more waits at `machine_ns`."""
    items = replay.poll(machine_ns)
    while (due_ns := replay.due_ns()) is not None and due_ns <= machine_ns:
        items += replay.poll(machine_ns)
    return items


def test_an_hour_is_due_within_a_millisecond(make_log: MakeLog) -> None:
    """3,600 s of frames come at their time, to the microsecond, however late each wake was; nothing drifts."""
    log = make_log(1_700_000_000 + index * 0.1 for index in range(36_001))
    replay = Replay(log, lead_ns=0)
    came = run(replay, late_ns=300_000)
    errors_ns = [now_ns - EPOCH - item.t_ns for now_ns, item in came]
    assert (36_001, 3600 * S) == (len(came), came[-1][1].t_ns)
    assert 0 <= min(errors_ns)
    assert max(errors_ns) < 1 * MS


@given(rate=st.floats(0.01, 100), stamps_ms=st.lists(st.integers(0, 10_000), min_size=1, max_size=30).map(sorted))
def test_due_time_is_the_first_at_which_the_frame_comes(
    rate: float, stamps_ms: list[int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """At any rate a poll at `due_ns` hands the frame out, one a nanosecond before does not."""
    path = tmp_path_factory.mktemp("log") / "drive.log"
    path.write_text("".join(f"({at_ms / 1000:.3f}) can0 123#00\n" for at_ms in stamps_ms))
    replay = Replay(open_log(str(path)), lead_ns=0, rate=rate)
    left = len(stamps_ms) - len(replay.poll(EPOCH))
    while (due_ns := replay.due_ns()) is not None:
        assert due_ns > EPOCH
        assert [] == replay.poll(due_ns - 1)
        found = len(replay.poll(due_ns))
        assert found > 0
        left -= found
    assert 0 == left


def test_rate_max_hands_out_all_within_the_budget(make_log: MakeLog) -> None:
    """At rate max everything is due at once, `budget` items a poll, and the axis follows the frames."""
    replay = Replay(make_log(index / 10 for index in range(25)), lead_ns=0, rate=None)
    sizes = []
    while not replay.ended:
        sizes.append(len(replay.poll(EPOCH, budget=10)))
        assert (sum(sizes) - 1) * 100 * MS == replay.axis_ns(EPOCH)
    assert [10, 10, 5] == [size for size in sizes if size]


def test_axis_follows_the_clock_and_waits_for_frames(make_log: MakeLog) -> None:
    """The axis moves at the rate, and never beyond a frame that has not been handed out."""
    replay = Replay(make_log([0, 1, 2]), lead_ns=0, rate=2.0)
    replay.poll(EPOCH)
    assert [0, 500 * MS, 1000 * MS, 1000 * MS] == [replay.axis_ns(EPOCH + ms * MS) for ms in (0, 250, 500, 900)]
    replay.poll(EPOCH + 900 * MS)
    assert 1800 * MS == replay.axis_ns(EPOCH + 900 * MS)


def test_end_comes_at_its_own_time(make_log: MakeLog) -> None:
    """An end between two frames is waited for; behind the log's end it is the last frame."""
    replay = Replay(make_log([0, 1, 2]), lead_ns=0, end_ns=1500 * MS)
    assert [0, 1] == numbers(item for _, item in run(replay))
    assert (True, 1500 * MS) == (replay.ended, replay.axis_ns(EPOCH + 9 * S))
    replay = Replay(make_log([0, 1, 2]), lead_ns=0, end_ns=9 * S)
    assert [0, 1, 2] == numbers(item for _, item in run(replay))
    assert 2 * S == replay.axis_ns(EPOCH + 99 * S)


def test_pause_stops_the_axis_and_resume_goes_on(make_log: MakeLog) -> None:
    """A pause takes no time from the drive: what was 0.6 s away is 0.6 s away after it."""
    replay = Replay(make_log([0, 1, 2]), lead_ns=0)
    replay.poll(EPOCH)
    replay.axis_ns(EPOCH + 400 * MS)
    replay.pause()
    assert (None, [], 400 * MS) == (replay.due_ns(), replay.poll(EPOCH + 5 * S), replay.axis_ns(EPOCH + 6 * S))
    replay.resume()
    assert [] == replay.poll(EPOCH + 10 * S)
    assert EPOCH + 10 * S + 600 * MS == replay.due_ns()


def test_step_hands_out_frames_one_by_one(make_log: MakeLog) -> None:
    """A step pauses and gives the next frame at once, wherever it lies; the last step ends the drive."""
    replay = Replay(make_log([0, 1, 5]), lead_ns=0)
    replay.step()
    assert [0] == numbers(replay.poll(EPOCH))
    replay.step(2)
    assert EPOCH == replay.due_ns()
    assert ([1, 2], 5 * S, None) == (numbers(replay.poll(EPOCH)), replay.axis_ns(EPOCH), replay.due_ns())
    replay.step()
    assert ([], True) == (replay.poll(EPOCH), replay.ended)


@pytest.mark.parametrize("target_s", [0.0, 0.05, 3.0, 7.25, 9.0])
@pytest.mark.parametrize("at_s", [0.0, 5.0, 8.5])
@pytest.mark.parametrize("paused", [False, True])
def test_seek_feeds_the_lead_in_unseen_and_goes_on_from_the_target(
    at_s: float, target_s: float, paused: bool, make_log: MakeLog
) -> None:
    """From anywhere, a seek says so, gives the frames of the lead-in at once, and plays on at the target's time."""
    replay = Replay(make_log(index / 10 for index in range(100)), lead_ns=2 * S)
    replay.poll(EPOCH)
    now_ns = EPOCH + int(at_s * S)
    drain(replay, now_ns)
    if paused:
        replay.pause()
    target_ns = int(target_s * S)
    replay.seek(target_ns)
    lead_ns = max(0, target_ns - 2 * S)
    assert (lead_ns, now_ns) == (replay.axis_ns(now_ns), replay.due_ns())
    items = drain(replay, now_ns)
    assert Discontinuity(lead_ns, "seek") == items[0]
    assert [n for n in range(100) if lead_ns <= n * S // 10 <= target_ns] == numbers(items)
    assert (target_ns, target_ns) == (replay.primed_until_ns, replay.axis_ns(now_ns))
    next_ns = (target_ns // (S // 10) + 1) * S // 10
    assert (None if paused else now_ns + next_ns - target_ns) == replay.due_ns()


def test_seek_behind_the_end_means_the_end(make_log: MakeLog) -> None:
    """A target that the log does not reach becomes its last frame, with its lead-in."""
    replay = Replay(make_log([0, 1, 2, 3]), lead_ns=S)
    drain(replay, EPOCH)
    replay.seek(99 * S)
    assert [2, 3] == numbers(drain(replay, EPOCH))
    assert (3 * S, 3 * S, True) == (replay.primed_until_ns, replay.axis_ns(EPOCH), replay.ended)


def test_seek_wakes_an_ended_drive(make_log: MakeLog) -> None:
    """After the end a seek plays again."""
    replay = Replay(make_log([0, 1, 2]), lead_ns=0)
    run(replay)
    replay.seek(1 * S)
    assert [1] == numbers(drain(replay, EPOCH + 9 * S))
    assert EPOCH + 10 * S == replay.due_ns()


def test_start_in_the_middle_is_primed(make_log: MakeLog) -> None:
    """A start that is not the log's begins as a seek does, and says nothing of it: nothing was known before."""
    replay = Replay(make_log(range(10)), start_ns=5 * S, lead_ns=2 * S)
    items = drain(replay, EPOCH)
    assert ([3, 4, 5], 5 * S) == (numbers(items), replay.axis_ns(EPOCH))
    assert 3 == len(items)
    assert EPOCH + 1 * S == replay.due_ns()


def test_loop_begins_anew_without_drift(make_log: MakeLog) -> None:
    """Each round begins exactly when the one before ended, after a discontinuity, with the start's lead-in."""
    replay = Replay(make_log([0, 1, 2, 3]), start_ns=1 * S, lead_ns=S, loop=True)
    came = run(replay, late_ns=7 * MS, until_ns=EPOCH + 9 * S)
    rounds = [(now_ns - EPOCH) // MS for now_ns, item in came if item == Discontinuity(0, "loop")]
    assert ([2007, 4007, 6007, 8007], 4) == (rounds, replay.loops)
    assert [0, 1, 2, 3] * 4 == numbers(item for _, item in came)[:16]
    assert {1007} == {
        (now_ns - EPOCH) // MS % 2000 for now_ns, item in came if isinstance(item, Frame) and item.t_ns == 2 * S
    }


def test_gaps_and_jumps_do_not_stall(make_log: MakeLog) -> None:
    """A gap is waited for once, a fall of the stamps takes no time, and both are in the log's account."""
    log = make_log([100, 101, 51, 52, 352, 353])
    came = run(Replay(log, lead_ns=0))
    assert [0, 1, 1, 2, 302, 303] == [(now - EPOCH) // S for now, item in came if isinstance(item, Frame)]
    assert [Discontinuity(1 * S, "backward", 50 * S)] == [item for _, item in came if isinstance(item, Discontinuity)]
    assert (4, 1) == (log.account.gaps.count, log.account.jumps.count)


def test_no_poll_holds_up_its_loop(make_log: MakeLog) -> None:
    """Seeking through 60,000 frames takes many polls, each short: at most 5 ms of processor time in nine of ten."""
    replay = Replay(make_log(index / 1000 for index in range(60_001)), lead_ns=S)
    replay.seek(60 * S)
    lengths_ns: list[int] = []
    items: list[Item] = []
    while not items or not isinstance(items[-1], Frame) or items[-1].t_ns < 60 * S:
        before_ns = time.thread_time_ns()
        items += replay.poll(EPOCH)
        lengths_ns.append(time.thread_time_ns() - before_ns)
    assert len(lengths_ns) > 10
    assert sorted(lengths_ns)[len(lengths_ns) * 9 // 10] < 5 * MS
    assert list(range(59_000, 60_001)) == numbers(items)


@pytest.mark.parametrize(("rate", "start_ns", "end_ns"), [(0, 0, None), (-1.0, 0, None), (1, -1, None), (1, 5, 4)])
def test_refuses_a_stretch_or_rate_that_is_none(
    rate: float, start_ns: int, end_ns: int | None, make_log: MakeLog
) -> None:
    """A caller's mistake is an error at once."""
    with pytest.raises(ValueError, match=r"rate is|enclose nothing"):
        Replay(make_log([0]), lead_ns=0, rate=rate, start_ns=start_ns, end_ns=end_ns)

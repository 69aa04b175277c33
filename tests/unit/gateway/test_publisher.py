"""From decisions to board, doorbell and events, in that order."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from cockpit.board.layout import Directory
from cockpit.board.reader import BoardReader
from cockpit.board.snapshot import LEASE_NS, PermitRow, ScreenState
from cockpit.board.status import FilmStatus, ScreenStatus
from cockpit.frames.frame import Frame
from cockpit.gateway.events import EventLog
from cockpit.gateway.polls import Polls
from cockpit.gateway.publisher import Publisher
from cockpit.gateway.pump import LivePump
from cockpit.gateway.watchdog import Watchdog
from cockpit.signals.evidence import Verdict
from tests.support.scripted import MOTION_ID, PacketBus, ScriptedJudge

MS = 1_000_000
DISPLAYS = ("center", "rear_left")


class Bench:
    """A publisher with everything around it; `rung` has the displays of each doorbell and what the board said then."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "events.jsonl"
        self.events = EventLog(self.path)
        self.rung: list[tuple[set[str], bool]] = []
        directory = Directory(DISPLAYS, ("center", "cabin"), ("Vehicle.Speed",))
        self.publisher = Publisher(directory, self.events, None, self._ring, 0)
        self.board = BoardReader(self.publisher.readable_fd)
        self.judge = ScriptedJudge(DISPLAYS)
        self.ends = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.pump = LivePump(PacketBus(self.ends[0], 0), self.judge, lambda: None, Polls((), 0))

    def say(self, at_ms: int, *, moving: bool) -> None:
        """Judge a frame at a time, which is the machine's and the axis's here, and publish."""
        self.pump.axis_ns = at_ms * MS
        self.judge.on_frame(Frame(at_ms * MS, MOTION_ID, bytes([moving])))
        self.publisher.publish(self.judge, self.pump, at_ms * MS)

    def row(self) -> PermitRow:
        """Center's row as a screen reads it."""
        permits = self.board.maybe_permits()
        assert permits is not None
        return permits.rows["center"]

    def lines(self) -> list[dict[str, object]]:
        """The events file so far."""
        return [json.loads(line) for line in self.path.read_text(encoding="utf-8").splitlines()]

    def close(self) -> None:
        """Give everything back."""
        self.board.close()
        self.publisher.close()
        self.events.close()
        for end in self.ends:
            end.close()

    def _ring(self, displays: set[str]) -> None:
        self.rung.append((displays, self.row().allowed))


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """A fresh bench."""
    bench = Bench(tmp_path)
    yield bench
    bench.close()


@pytest.mark.keeps("P1")
def test_lease_runs_from_the_decision(bench: Bench) -> None:
    """An allowed row ends 100 ms after the decision behind it, a forbidden one has no lease."""
    bench.say(50, moving=False)
    assert (True, 50 * MS + LEASE_NS) == (bench.row().allowed, bench.row().expires_ns)
    bench.say(60, moving=True)
    assert (False, 0) == (bench.row().allowed, bench.row().expires_ns)


@pytest.mark.keeps("P3")
def test_doorbell_rings_after_the_board_and_only_at_revocations(bench: Bench) -> None:
    """Whoever is woken by the doorbell already reads the revocation."""
    bench.say(50, moving=False)
    bench.say(55, moving=False)
    assert [] == bench.rung
    bench.say(60, moving=True)
    bench.say(65, moving=True)
    assert [(set(DISPLAYS), False)] == bench.rung


@pytest.mark.keeps("P6")
def test_sequence_tells_changes_and_not_renewals(bench: Bench) -> None:
    """A screen can say which permit is in force: the number rises with each change and with nothing else."""
    bench.say(50, moving=False)
    first = bench.row()
    bench.say(75, moving=False)
    assert (first.sequence, first.grant_id) == (bench.row().sequence, bench.row().grant_id)
    bench.say(80, moving=True)
    assert first.sequence + 1 == bench.row().sequence


@pytest.mark.keeps("P6")
def test_forbidden_since_the_revocation(bench: Bench) -> None:
    """The watchdog counts from the moment of the revocation, not from each publication after it."""
    assert dict.fromkeys(DISPLAYS, 0) == bench.publisher.forbidden_since_ns
    bench.say(50, moving=False)
    assert {} == bench.publisher.forbidden_since_ns
    bench.say(60, moving=True)
    bench.say(90, moving=True)
    assert dict.fromkeys(DISPLAYS, 60 * MS) == bench.publisher.forbidden_since_ns


@pytest.mark.attacks("P1")
def test_renewal_grants_nothing(bench: Bench) -> None:
    """While a seek prepares evidence only leases that stand are prolonged."""
    bench.judge.on_frame(Frame(0, MOTION_ID, b"\0"))
    bench.publisher.renew(10 * MS)
    assert not bench.row().allowed
    bench.say(50, moving=False)
    bench.publisher.renew(70 * MS)
    assert 70 * MS + LEASE_NS == bench.row().expires_ns


def test_events_tell_each_change_once(bench: Bench) -> None:
    """State and permits have a line at each change, with the fields that others rely on."""
    bench.publisher.publish(bench.judge, bench.pump, 0)
    bench.say(50, moving=False)
    bench.say(75, moving=False)
    bench.say(80, moving=True)
    lines = bench.lines()
    assert ["UNKNOWN", "IDLING", "MOVING"] == [line["state"] for line in lines if line["event"] == "driving_state"]
    center = [line for line in lines if line.get("display") == "center"]
    assert [(0.0, False), (0.05, True), (0.08, False)] == [(line["t_s"], line["allowed"]) for line in center]
    fields = {"mono_ns", "t_s", "event", "display", "allowed", "reason", "cause_mono_ns"}
    assert fields == set(center[0])
    assert 0 == bench.events.lost


def test_signals_follow_the_judge(bench: Bench) -> None:
    """The signals block has the evidence, the screens' states and the place on the axis."""
    bench.say(50, moving=False)
    bench.publisher.write_signals(bench.judge, bench.pump, (ScreenState.UP, ScreenState.DOWN), 60 * MS)
    signals = bench.board.maybe_signals(60 * MS)
    assert signals is not None
    assert (Verdict.VALID, 50 * MS) == (signals.rows[0].quality, signals.rows[0].received_ns)
    assert (50 * MS, (ScreenState.UP, ScreenState.DOWN)) == (signals.axis_ns, signals.screens)


def test_full_disk_loses_lines_and_nothing_else() -> None:
    """Events that cannot be written are counted; nobody is held up by them."""
    events = EventLog(Path("/dev/full"))
    events.fault(0, 0, "x")
    events.close()
    assert 1 == events.lost


@pytest.mark.attacks("P6")
def test_gateway_that_wakes_late_again_and_again_still_gets_a_film_down(bench: Bench) -> None:
    """Each turn 25 ms of sleep are meant and 110 are not: what is meant adds up, and the fourth turn ends the film."""
    bench.say(50, moving=False)
    bench.say(60, moving=True)
    dog, now_ms = Watchdog(0), 60
    hung = ScreenStatus(60 * MS, {"center": FilmStatus(1, 50 * MS, 1)})
    faults = []
    for _ in range(4):
        now_ms += 25 + 110
        dog.forgive(now_ms * MS)
        bench.publisher.forgive(110 * MS)
        faults.append(dog.maybe_fault(hung, bench.publisher.forbidden_since_ns, now_ms * MS))
    assert ([None] * 3, "film on center 100 ms after it was forbidden") == (faults[:3], faults[3])


@pytest.mark.keeps("P6")
def test_time_overslept_counts_for_no_film(bench: Bench) -> None:
    """What was forbidden before a sleep is younger by it; what is forbidden after it counts from then."""
    bench.say(50, moving=False)
    bench.say(60, moving=True)
    bench.publisher.forgive(900 * MS)
    bench.say(985, moving=True)
    assert dict.fromkeys(DISPLAYS, 960 * MS) == bench.publisher.forbidden_since_ns
    bench.say(990, moving=False)
    bench.say(995, moving=True)
    assert dict.fromkeys(DISPLAYS, 995 * MS) == bench.publisher.forbidden_since_ns

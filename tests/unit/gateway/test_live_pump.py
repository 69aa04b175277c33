"""A bus pumped into a judge: order, late wakes, a lost bus, requests of ours."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from cockpit.frames.frame import Frame
from cockpit.gateway.polls import Polls
from cockpit.gateway.pump import LEASE_PERIOD_NS, THROW_AWAY_NS, LivePump
from tests.support.scripted import MOTION_ID, TIMEOUT_NS, PacketBus, ScriptedJudge, packet

MS = 1_000_000
OPENED_NS = 1_000 * MS
STANDS, MOVES = packet(MOTION_ID, b"\0"), packet(MOTION_ID, b"\1")


@dataclass(frozen=True)
class Poll:
    """A request of a test."""

    frame: Frame
    period_ns: int


class Bench:
    """A pump on a packet bus, and what it published: (allowed, grant id)."""

    def __init__(self, polls: tuple[Poll, ...] = ()) -> None:
        self.ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.theirs = theirs
        self.bus = PacketBus(theirs, OPENED_NS)
        self.judge = ScriptedJudge(["center"])
        self.published: list[tuple[bool, int]] = []
        self.pump = LivePump(self.bus, self.judge, self._publish, Polls(polls, OPENED_NS))

    def _publish(self) -> None:
        self.judge.changes.clear()
        permit = self.judge.permits["center"]
        self.published.append((permit.allowed, permit.grant_id))

    def take(self, at_ms: int, *packets: bytes, late_ms: int = 0) -> None:
        """Put packets on the bus and let the pump take them at a time on the axis."""
        for one in packets:
            self.ours.send(one)
        self.pump.take(OPENED_NS + at_ms * MS, late_ms * MS)


@pytest.fixture
def bench() -> Iterator[Bench]:
    """A bench whose sockets are closed at the end."""
    bench = Bench()
    yield bench
    bench.ours.close()
    bench.theirs.close()


@pytest.mark.keeps("P5")
def test_each_change_is_published_at_its_frame(bench: Bench) -> None:
    """A revocation in the middle of a batch is on the board before the frames behind it are judged."""
    bench.take(10, STANDS, MOVES, STANDS)
    assert [(True, 1), (False, 0), (True, 2)] == bench.published
    assert 3 == bench.pump.frames


@pytest.mark.keeps("P2")
def test_late_wake_judges_all_that_waits(bench: Bench) -> None:
    """After a wake of up to 250 ms the backlog is handed over as one, to be aged once after the last frame."""
    bench.take(10, STANDS)
    bench.take(10 + 2 * TIMEOUT_NS // MS, STANDS, STANDS, late_ms=200)
    assert ("late", 2, (10 + 2 * TIMEOUT_NS // MS) * MS) in bench.judge.calls
    assert [(True, 1)] == bench.published


@pytest.mark.attacks("P2")
def test_moving_frame_in_a_backlog_revokes(bench: Bench) -> None:
    """One moving frame among standing ones that waited takes the grant away; it comes back under another."""
    bench.take(10, STANDS)
    bench.take(200, STANDS, MOVES, STANDS, late_ms=100)
    assert bench.published[-1] == (True, 2)


@pytest.mark.attacks("P2")
def test_backlog_of_a_very_late_wake_is_thrown_away(bench: Bench) -> None:
    """Beyond 250 ms what waited says nothing about now: all evidence is missing and the frames are counted."""
    bench.take(10, STANDS)
    bench.take(400, STANDS, STANDS, late_ms=THROW_AWAY_NS // MS + 1)
    assert ("forget", 400 * MS) in bench.judge.calls
    assert [(True, 1), (False, 0)] == bench.published
    assert 2 == bench.pump.thrown_away


def test_lost_bus_is_a_fault_and_no_exception(bench: Bench) -> None:
    """A bus that can no longer be read gives no frames any more and says why."""
    bench.bus.is_lost = True
    bench.take(10, STANDS)
    assert "the bus is lost: unplugged" == bench.pump.fault
    assert bench.pump.maybe_fileno() is None


def test_deadline_wakes_the_loop(bench: Bench) -> None:
    """The next moment at which the decision may change is told on the machine's clock."""
    assert bench.pump.maybe_due_ns() is None
    bench.take(10, STANDS)
    assert OPENED_NS + 10 * MS + TIMEOUT_NS == bench.pump.maybe_due_ns()
    assert LEASE_PERIOD_NS == 25 * MS


def test_receipt_on_the_monotonic_clock(bench: Bench) -> None:
    """A place on the axis is a moment of CLOCK_MONOTONIC, the same distance from another."""
    assert 5 * MS == bench.pump.mono_at(15 * MS) - bench.pump.mono_at(10 * MS)


def test_requests_are_sent_at_their_period() -> None:
    """Each request goes out when due, and a late wake is not made up for."""
    request = Frame(0, 0x7DF, b"\x02\x01\x0d")
    bench = Bench((Poll(request, 100 * MS),))
    for at_ms in (0, 50, 100, 450, 460):
        bench.take(at_ms)
    assert 3 * [request] == bench.bus.sent
    assert OPENED_NS + 550 * MS == bench.pump.maybe_due_ns()
    bench.ours.close()
    bench.theirs.close()


@pytest.mark.keeps("E8")
@pytest.mark.attacks("E8")
def test_clock_that_falls_leaves_nothing_known(bench: Bench) -> None:
    """What was received on another time line has no age: it is forgotten, and what waits is read as thrown away."""
    bench.take(100, STANDS)
    bench.take(90, STANDS)
    assert ("forget", 90 * MS) in bench.judge.calls
    assert ([(True, 1), (False, 0)], 1) == (bench.published, bench.pump.thrown_away)
    bench.take(100, STANDS)
    assert (True, 2) == bench.published[-1]


@pytest.mark.attacks("P1")
def test_request_that_cannot_be_sent_loses_no_bus(monkeypatch: pytest.MonkeyPatch) -> None:
    """A car that is asleep acknowledges nothing, and the queue fills; once it is awake its frames are judged."""
    bench = Bench((Poll(Frame(0, 0x7DF, b"\x02\x01\x0d"), 100 * MS),))

    def refuse(_frame: Frame) -> None:
        raise OSError("Transmit buffer full")

    monkeypatch.setattr(bench.bus, "send", refuse)
    bench.take(10)
    assert ("", 1) == (bench.pump.fault, bench.pump.unsent)
    bench.take(20, STANDS)
    assert [(True, 1)] == bench.published
    bench.ours.close()
    bench.theirs.close()

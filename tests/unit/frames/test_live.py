"""Live buses: a real pseudo-terminal, the pump for interfaces without a descriptor, refusals with their mend."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import can
import pytest

from cockpit.errors import InputError
from cockpit.frames.frame import Frame
from cockpit.frames.live import BusLostError, BusOptions, LiveBus, open_bus
from cockpit.frames.pump import Pump

ADAPTER = Path(__file__).with_name("slcan_adapter.py")
FULL_BUS_HZ = 4504
"""Frames a second of a full 500 kbit/s bus, 8 bytes, 11-bit ids."""


@pytest.fixture
def terminal() -> Iterator[tuple[int, str]]:
    """The master's descriptor and the slave's name of a pseudo-terminal."""
    master, slave = os.openpty()
    yield master, os.ttyname(slave)
    os.close(slave)
    try:
        os.close(master)
    except OSError:
        return  # a test has closed it


@pytest.fixture
def slcan(terminal: tuple[int, str]) -> Iterator[LiveBus]:
    """An slcan bus on the terminal, listen-only."""
    bus = open_bus(BusOptions("slcan", terminal[1], 500_000), 0)
    yield bus
    bus.close()


def collect(bus: LiveBus, count: int, wait_s: float = 5.0) -> list[Frame]:
    """`count` frames, waited for on the descriptor alone; each stamped with the number of the call."""
    frames: list[Frame] = []
    calls = 0
    while len(frames) < count and select.select([bus], [], [], wait_s)[0]:
        calls += 1
        frames += bus.receive(calls)
    return frames


def test_full_bus_on_a_terminal_loses_nothing(terminal: tuple[int, str], slcan: LiveBus) -> None:
    """At 4,504 frames a second from another process every frame arrives, in order, under a fifth of a core."""
    count = FULL_BUS_HZ * 2
    command = [sys.executable, str(ADAPTER), str(terminal[0]), str(count), str(FULL_BUS_HZ)]
    before_s = time.process_time()
    with subprocess.Popen(command, pass_fds=[terminal[0]]) as adapter:
        frames = collect(slcan, count)
        assert 0 == adapter.wait(10)
    used_s = time.process_time() - before_s
    assert list(range(count)) == [int.from_bytes(frame.data) for frame in frames]
    assert sorted(frame.t_ns for frame in frames) == [frame.t_ns for frame in frames]
    assert used_s < 0.2 * count / FULL_BUS_HZ


def test_listen_only_is_asked_of_the_adapter(terminal: tuple[int, str], slcan: LiveBus) -> None:
    """An slcan adapter is opened with `L`, and nothing can be sent."""
    asked = os.read(terminal[0], 4096)
    assert asked.endswith(b"L\r")
    assert b"O\r" not in asked
    assert (True, True) == (slcan.listen_only, "asked to be silent" in slcan.notice)
    with pytest.raises(PermissionError, match="--allow-write"):
        slcan.send(Frame(0, 0x123, b""))


def test_writing_goes_out_where_it_is_allowed(terminal: tuple[int, str]) -> None:
    """With `allow_write` the adapter is opened with `O` and gets the frame."""
    bus = open_bus(BusOptions("slcan", terminal[1], 500_000, allow_write=True), 0)
    bus.send(Frame(0, 0x7DF, b"\x02\x01\x0d"))
    assert os.read(terminal[0], 4096).endswith(b"O\rt7DF302010D\r")
    assert (False, "writing to the bus is allowed") == (bus.listen_only, bus.notice)
    bus.close()


def test_rubbish_on_the_wire_costs_itself(terminal: tuple[int, str], slcan: LiveBus) -> None:
    """Acknowledgements, half frames, bytes beyond ASCII and a line without end are no frames; the next one is read."""
    os.write(
        terminal[0], b"\r\r\x07t12\rt1239\xff\xfe\rtZZZ0\r" + b"x" * 5000 + b"\rt12321122\r\r\rT1FFFFFFF0\rr1234\r"
    )
    assert [
        Frame(1, 0x123, b"\x11\x22", slcan._channel),
        Frame(1, 0x1FFFFFFF, b"", slcan._channel, is_extended=True),
        Frame(1, 0x123, b"", slcan._channel, is_remote=True),
    ] == [frame._replace(t_ns=1) for frame in collect(slcan, 3, wait_s=1.0)]
    assert slcan.broken >= 2


def test_nothing_waits_for_nothing(slcan: LiveBus) -> None:
    """A quiet bus gives an empty list at once: ten calls within 20 ms."""
    before_s = time.perf_counter()
    assert [[]] * 10 == [slcan.receive(0) for _ in range(10)]
    assert time.perf_counter() - before_s < 0.02


def test_unplugged_adapter_is_told_after_its_frames(terminal: tuple[int, str]) -> None:
    """Frames that came before the device went are given; then the bus is lost, by name, and closes quietly."""
    bus = open_bus(BusOptions("slcan", terminal[1]), 0)
    os.write(terminal[0], b"t1230\r")
    assert 1 == len(collect(bus, 1))
    os.close(terminal[0])
    with pytest.raises(BusLostError, match="the bus is lost"):
        bus.receive(0)
    bus.close()


def test_interface_without_descriptor_rings_one() -> None:
    """python-can's virtual bus is pumped by a thread: frames are waited for with select, none is lost."""
    bus = open_bus(BusOptions("virtual", "room"), 0)
    with can.Bus(interface="virtual", channel="room") as sender:
        for number in range(3000):
            sender.send(can.Message(arbitration_id=number, data=b"\x01"))
        frames = collect(bus, 3000)
    bus.close()
    assert list(range(3000)) == [frame.arbitration_id for frame in frames]
    assert {"room"} == {frame.channel for frame in frames}
    assert ("listen-only: nothing is sent", False) == (bus.notice, bus.listen_only)


class _FailingBus(can.BusABC):
    """A driver that gives what it is told to: frames, or errors to raise."""

    def __init__(self, *items: can.Message | Exception) -> None:
        super().__init__("none")
        self._items = list(items)

    def send(self, msg: can.Message, timeout: float | None = None) -> None:
        raise NotImplementedError

    def _recv_internal(self, timeout: float | None) -> tuple[can.Message | None, bool]:
        item = self._items.pop(0) if self._items else can.CanOperationError("unplugged")
        if isinstance(item, Exception):
            raise item
        return item, False


def drain(bus: LiveBus) -> tuple[list[int], str]:
    """Ids until the bus is lost, and why it was."""
    ids: list[int] = []
    try:
        while select.select([bus], [], [], 5)[0]:
            ids += [frame.arbitration_id for frame in bus.receive(0)]
    except BusLostError as error:
        return ids, str(error)
    return ids, ""


@pytest.mark.parametrize(
    ("items", "ids", "broken", "word"),
    [
        ([can.Message(arbitration_id=1), ValueError("x"), can.Message(arbitration_id=2)], [1, 2], 1, "unplugged"),
        ([ValueError("x")] * 1000, [], 100, "100 times in a row"),
    ],
)
def test_driver_that_fails_is_told(items: list[Any], ids: list[int], broken: int, word: str) -> None:
    """A record that is none is counted; a lost device ends the bus after the frames before it, as 100 failures do."""
    bus = LiveBus(_FailingBus(*items), BusOptions("neovi", "1"), 0)
    found, why = drain(bus)
    assert (ids, broken, True) == (found, bus.broken, word in why)
    bus.close()


def test_pump_bounds_its_queue(monkeypatch: pytest.MonkeyPatch) -> None:
    """Frames that nobody takes push out the oldest, and are counted."""
    monkeypatch.setattr("cockpit.frames.pump._QUEUE_FRAMES", 10)
    pump = Pump(_FailingBus(*(can.Message(arbitration_id=number) for number in range(24))))
    pump._thread.join()
    assert 15 == pump.lost
    message = pump.take()
    assert message is not None
    assert 15 == message.arbitration_id
    pump.close()


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (BusOptions("slcn", "x"), "unknown CAN interface slcn; did you mean slcan?"),
        (BusOptions("slcan", "/dev/absent"), "No such file or directory.*; name the adapter's serial device"),
        (BusOptions("socketcan", "can9", 250_000), "ip link set can9 up type can bitrate 250000"),
        (BusOptions("slcan", "/dev/null", extra={"no_such": "1"}), "cannot open slcan /dev/null"),
        (BusOptions("kvaser", "0"), "cannot open kvaser 0: .*; is its driver installed"),
        (BusOptions("link", "can0"), "a link is opened by number"),
    ],
)
@pytest.mark.allow_log("python-can warns of a missing driver when its module is loaded")
def test_refusal_names_the_mend(options: BusOptions, word: str) -> None:
    """A bus that cannot be opened is the user's to mend: one line, with the driver's word."""
    with pytest.raises(InputError, match=word) as caught:
        open_bus(options, 0)
    assert "\n" not in str(caught.value)

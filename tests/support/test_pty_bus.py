"""The slcan bus on a pseudo-terminal: it waits to be opened, loses nothing, keeps pace, tells the marked moments."""

from __future__ import annotations

import time
from pathlib import Path

import can
import pytest

from tests.support.pty_bus import Due, PtyBus, Stamper, pace

LETTERS = [
    (Due(0, 0x123, b"\x01\xff"), "t123201FF"),
    (Due(0, 0x7, b""), "t0070"),
    (Due(0, 0x18DAF110, bytes(8), is_extended=True), "T18DAF11080000000000000000"),
]


@pytest.mark.parametrize(("due", "text"), LETTERS)
def test_frame_in_the_adapters_letters(due: Due, text: str) -> None:
    """Identifier, length and data stand as slcan has them."""
    assert text == due.to_slcan()


def test_pace_spaces_evenly() -> None:
    """At 4 Hz a frame is due each quarter of a second, and an id above 11 bits is extended."""
    frames = list(pace([(1, b"a", False), (2, b"b", True), (0x800, b"c", False)], rate_hz=4))
    assert [0, 250_000_000, 500_000_000] == [due.at_ns for due in frames]
    assert [False, False, True] == [due.is_extended for due in frames]
    assert [False, True, False] == [due.is_marked for due in frames]


def test_python_can_reads_every_frame_in_order() -> None:
    """What is scheduled arrives whole over python-can's slcan, listen-only, and begins when the channel is opened."""
    schedule = list(pace(((index, bytes([index]), index == 5) for index in range(200)), rate_hz=1000))
    with PtyBus(schedule) as bus:
        opening_ns = time.monotonic_ns()
        with can.Bus(
            interface="slcan", channel=bus.channel, bitrate=500_000, listen_only=True, sleep_after_open=0
        ) as host:
            got = [host.recv(timeout=5) for _ in schedule]
        sent = bus.wait(5)
    assert list(range(200)) == [message.arbitration_id for message in got if message]
    assert [bytes([index]) for index in range(200)] == [bytes(message.data) for message in got if message]
    assert opening_ns < sent.started_ns < sent.marked_ns[0] < sent.ended_ns
    assert 200 == sent.frames
    assert 199_000_000 <= sent.ended_ns - sent.started_ns


def test_control_stamps_each_marked_frame_after_it_left() -> None:
    """The control's stamps follow the sender's, one for each marked frame, at a real bus's rate with no frame lost."""
    frames = [(0x100 + index % 16, bytes(8), index % 10 == 0) for index in range(2000)]
    schedule = list(pace(frames, rate_hz=4500))
    with PtyBus(schedule) as bus, Stamper(schedule, bus.channel) as control:
        sent, stamped = bus.wait(10), control.wait(10)
    assert 2000 == sent.frames == stamped.frames
    assert 200 == len(sent.marked_ns) == len(stamped.marked_ns)
    assert all(read > left for left, read in zip(sent.marked_ns, stamped.marked_ns, strict=True))


def test_a_reader_that_sleeps_is_told() -> None:
    """Where nobody reads, the terminal fills up, the sender waits, and the report counts it: nothing is dropped."""
    schedule = list(pace([(1, bytes(8), False)] * 1000, rate_hz=100_000))
    with PtyBus(schedule) as bus, Path(bus.channel).open("r+b", buffering=0) as host:
        host.write(b"O\r")
        with pytest.raises(TimeoutError, match=r"within 0\.2 s"):
            bus.wait(0.2)
        got = 0
        while got < 1000:
            got += host.read(4096).count(b"\r")
        sent = bus.wait(5)
    assert 0 < sent.stalls
    assert 1000 == sent.frames


def test_a_bus_that_nobody_opens_ends_with_its_test() -> None:
    """Closing before the first reader leaves neither process nor file."""
    bus = PtyBus([Due(0, 1, b"")])
    bus.close()
    bus.close()

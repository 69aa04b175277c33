"""The link, back to back in the manner of python-can's own suite, in one process and between two."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator

import can
import pytest

from cockpit.frames.link import LinkBus, make_pair

BURST = 9_000
ECHO = """
import sys, can
with can.Bus(interface="link", channel=int(sys.argv[1])) as bus:
    for _ in range(int(sys.argv[2])):
        bus.send(bus.recv(10), timeout=10)
"""
KINDS = {
    "standard": can.Message(arbitration_id=0x7FF, is_extended_id=False, data=b"\x01\x02\x03"),
    "extended": can.Message(arbitration_id=0x1FFFFFFF, data=bytes(8)),
    "empty": can.Message(arbitration_id=0, is_extended_id=False),
    "remote": can.Message(arbitration_id=0x12, is_extended_id=False, is_remote_frame=True, dlc=5),
    "error": can.Message(is_error_frame=True),
    "fd": can.Message(arbitration_id=0x300, is_fd=True, data=bytes(range(64)), dlc=64),
    "fd with flags": can.Message(
        arbitration_id=0x1, is_fd=True, bitrate_switch=True, error_state_indicator=True, data=bytes(12), dlc=12
    ),
}


@pytest.fixture
def buses() -> Iterator[tuple[can.BusABC, can.BusABC]]:
    """Both ends of a link, opened by python-can's factory."""
    ends = [can.Bus(interface="link", channel=end.detach()) for end in make_pair()]
    yield ends[0], ends[1]
    for end in ends:
        end.shutdown()


@pytest.fixture
def echo() -> Iterator[tuple[can.BusABC, subprocess.Popen[bytes]]]:
    """A bus to a process of its own that sends back `BURST` frames."""
    ours, theirs = make_pair()
    command = [sys.executable, "-c", ECHO, str(theirs.fileno()), str(BURST)]
    with subprocess.Popen(command, pass_fds=[theirs.fileno()]) as child, theirs:
        theirs.close()
        with LinkBus(ours.detach()) as bus:
            yield bus, child
        child.kill()


@pytest.mark.parametrize("kind", KINDS)
def test_frame_arrives_as_it_was_sent(kind: str, buses: tuple[can.BusABC, can.BusABC]) -> None:
    """Every kind of frame arrives whole at the other end, there alone, with the time of receipt."""
    one, other = buses
    one.send(KINDS[kind])
    received = other.recv(1)
    assert received is not None
    assert received.equals(KINDS[kind], timestamp_delta=None, check_channel=False, check_direction=False)
    assert received.timestamp > 1e9
    assert (None, None) == (one.recv(0), other.recv(0))


def test_filters_hold(buses: tuple[can.BusABC, can.BusABC]) -> None:
    """python-can's filters let through what they name."""
    one, other = buses
    other.set_filters([{"can_id": 0x10, "can_mask": 0x7FF, "extended": False}])
    for arbitration_id in (0x11, 0x10, 0x12):
        one.send(can.Message(arbitration_id=arbitration_id, is_extended_id=False))
    found = [message for message in (other.recv(0.01) for _ in range(3)) if message]
    assert [0x10] == [message.arbitration_id for message in found]


def test_slow_reader_is_told_to_the_sender_and_costs_no_frame(buses: tuple[can.BusABC, can.BusABC]) -> None:
    """The queue is bounded: a send that finds it full times out, and what was sent before arrives in order."""
    one, other = buses
    sent = 0

    def send_until_full() -> None:
        nonlocal sent
        while sent < 100_000:
            one.send(can.Message(arbitration_id=sent), timeout=0)
            sent += 1

    with pytest.raises(can.exceptions.CanTimeoutError, match="does not read"):
        send_until_full()
    assert 100 < sent < 100_000
    assert list(range(sent)) == [message.arbitration_id for message in iter(lambda: other.recv(0), None)]


def test_closed_end_is_told_after_the_frames_before(buses: tuple[can.BusABC, can.BusABC]) -> None:
    """The other end reads what was under way, then learns that the link is closed; so does a sender."""
    one, other = buses
    one.send(KINDS["standard"])
    one.shutdown()
    assert other.recv(1) is not None
    with pytest.raises(can.CanOperationError, match="closed"):
        other.recv(1)
    with pytest.raises(can.CanOperationError, match="closed"):
        other.send(KINDS["standard"])


@pytest.mark.parametrize("packet", [b"x", bytes(100), b"\xff" * 6, b"\x01\0\0\0\0\x40" + bytes(3)])
def test_packet_that_is_no_frame_is_an_error(packet: bytes) -> None:
    """A packet too short, too long, or with an impossible id or length is refused by name."""
    ours, theirs = make_pair()
    with LinkBus(ours.detach()) as bus, theirs:
        theirs.send(packet)
        with pytest.raises(can.CanOperationError, match="packet"):
            bus.recv(1)


@pytest.mark.parametrize("channel", ["can0", -1, 9999])
def test_channel_that_is_no_descriptor_is_refused(channel: int | str) -> None:
    """A name, or a number that is not open, is refused as python-can's interfaces refuse theirs."""
    with pytest.raises(can.CanInitializationError, match="link's descriptor"):
        LinkBus(channel)


def test_descriptor_of_another_kind_is_refused_and_left_open() -> None:
    """A stream socket is no link; it stays its owner's."""
    with socket.socket() as other:
        with pytest.raises(can.CanInitializationError, match="not a link's"):
            LinkBus(other.fileno())
        assert os.fstat(other.fileno())


def test_between_processes_no_frame_is_lost(echo: tuple[can.BusABC, subprocess.Popen[bytes]]) -> None:
    """Two seconds of a full bus go to another process and back, in order, none lost."""
    bus, child = echo
    sent = 0
    received: list[int] = []
    while len(received) < BURST:
        while sent < BURST and sent - len(received) < 100:
            bus.send(can.Message(arbitration_id=sent, data=sent.to_bytes(8)), timeout=10)
            sent += 1
        message = bus.recv(10)
        assert message is not None
        received.append(message.arbitration_id)
    assert list(range(BURST)) == received
    assert 0 == child.wait(10)


def test_killed_peer_is_told(echo: tuple[can.BusABC, subprocess.Popen[bytes]]) -> None:
    """SIGKILL of the peer ends the wait at once."""
    bus, child = echo
    child.kill()
    with pytest.raises(can.CanOperationError, match=r"closed|broken"):
        bus.recv(10)

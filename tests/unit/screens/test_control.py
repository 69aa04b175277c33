"""The screen's end of the control channel."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from cockpit.board.messages import Grab, Play, Steer, encode
from cockpit.screens.control import Control, ControlError
from tests.support.configure import CLUSTER


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, Control]]:
    """The gateway's socket and the screen's Control."""
    ours, theirs = socket.socketpair()
    control = Control(theirs.detach())
    yield ours, control
    control.close()
    ours.close()


def test_configure_comes_first_and_what_follows_is_kept(ends: tuple[socket.socket, Control], qtbot: QtBot) -> None:
    """A message that came in one piece with the configure message is handed out once the loop runs."""
    ours, control = ends
    ours.sendall(encode(CLUSTER) + encode(Play("cluster", 1)))
    assert CLUSTER == control.wait_for_configure(1.0)
    with qtbot.waitSignal(control.message) as blocker:
        control.start()
    assert [Play("cluster", 1)] == blocker.args


@pytest.mark.parametrize("line", [encode(Play("cluster", 1)), b"{}\n", b"\xff\n"])
def test_anything_else_first_is_refused(ends: tuple[socket.socket, Control], line: bytes) -> None:
    """A screen that was not configured does not start."""
    ours, control = ends
    ours.sendall(line)
    with pytest.raises(ControlError):
        control.wait_for_configure(1.0)


def test_end_of_the_channel_before_the_configure_message(ends: tuple[socket.socket, Control]) -> None:
    """A gateway that died before it configured is told from one that is slow."""
    ours, control = ends
    ours.shutdown(socket.SHUT_RDWR)
    with pytest.raises(ControlError, match="ended before"):
        control.wait_for_configure(1.0)


def test_silence_is_refused(ends: tuple[socket.socket, Control]) -> None:
    """Nobody waits for ever."""
    with pytest.raises(ControlError, match="no configure message"):
        ends[1].wait_for_configure(0.01)


def test_doorbell_rings(ends: tuple[socket.socket, Control], qtbot: QtBot) -> None:
    """An empty line is the doorbell of a revocation."""
    ours, control = ends
    control.start()
    with qtbot.waitSignal(control.doorbell):
        ours.sendall(b"\n")


def test_line_outside_the_schema_is_refused_and_the_next_is_read(
    ends: tuple[socket.socket, Control], qtbot: QtBot
) -> None:
    """A broken line costs itself alone."""
    ours, control = ends
    control.start()
    with qtbot.waitSignals([control.refused, control.message]):
        ours.sendall(b'{"op":"grant"}\n' + encode(Grab(1, "cluster", "a.png")))


def test_closed_comes_once_when_the_gateway_is_gone(ends: tuple[socket.socket, Control], qtbot: QtBot) -> None:
    """The end of the channel is what ends an orphan."""
    ours, control = ends
    control.start()
    with qtbot.waitSignal(control.closed):
        ours.shutdown(socket.SHUT_RDWR)


def test_what_a_full_socket_does_not_take_is_sent_later(ends: tuple[socket.socket, Control], qtbot: QtBot) -> None:
    """Nothing blocks: messages wait until the gateway reads again."""
    ours, control = ends
    control.start()
    ours.setblocking(False)
    sent = 0
    while control.send(Steer("step", 0.0)) and sent < 20_000:
        sent += 1
    received = bytearray()

    def all_came() -> bool:
        try:
            received.extend(ours.recv(1 << 16))
        except BlockingIOError:
            return False
        return received.count(b"\n") >= sent

    qtbot.waitUntil(all_came, timeout=5_000)
    assert sent == received.count(b"\n")

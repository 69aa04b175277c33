"""Messages and the channel that carries them."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from cockpit.board.codec import MessageError
from cockpit.board.control import LINE_BYTES_MAX, PENDING_BYTES_MAX, Channel
from cockpit.board.messages import (
    TO_GATEWAY,
    TO_SCREEN,
    Configure,
    DisplayFace,
    FilmChange,
    FirstFrame,
    FullSize,
    Grab,
    Grabbed,
    Hello,
    Message,
    Play,
    Quit,
    ScreenFault,
    Send,
    Show,
    Steer,
    ToGateway,
    ToScreen,
    VehicleFace,
    decode,
    encode,
)

CONFIGURE = Configure(
    group="cabin",
    displays=("rear_left",),
    all_displays=("center", "rear_left"),
    vehicle=VehicleFace("Ford", "suv"),
    features={"cluster": "cockpit.features.cluster.manifest:MANIFEST"},
    paths=("Vehicle.Speed",),
    cabin={"center": DisplayFace(True), "rear_left": DisplayFace(False)},
    policy="mission",
    theme="night",
    film="proof",
    mark="REPLAY",
    recorded_utc=None,
    offscreen=True,
    layout={"rear_left": (0, 1, 2, 3)},
    language="en",
    keys=False,
)
TO_SCREEN_EXAMPLES: list[ToScreen] = [
    CONFIGURE,
    Play("center", 1),
    Show("a", "f.webm", 12, 1),
    FullSize("rear_left"),
    Grab(1, "a", "out/x.png"),
    Quit(),
]
TO_GATEWAY_EXAMPLES: list[ToGateway] = [
    Hello(1),
    FirstFrame("a", 2),
    Grabbed(1, "a", "out/x.png", "playing", ""),
    FilmChange("a", True, 3),
    FullSize("rear_left"),
    Steer("seek_by", -5.0),
    Send("a", "b", "f", 4),
    ScreenFault("é"),
]

INVALID_LINES = [
    (b"", "not a line of JSON"),
    (b"\xff", "not a line of JSON"),
    (b"[" * 5000, "not a line of JSON"),
    (b"[]", "a JSON object"),
    (b'{"op":"grant","display":"center"}', "'grant' is unknown"),
    (b'{"display":"center"}', "is unknown"),
    (b'{"op":"hello"}', "missing pid"),
    (b'{"op":"hello","pid":1,"permit":true}', "unknown permit"),
    (b'{"op":"hello","pid":true}', "int is wanted"),
    (b'{"op":"hello","pid":1.5}', "int is wanted"),
    (b'{"op":"steer","do":"grant","s":0}', "one of toggle"),
    (b'{"op":"steer","do":"toggle","s":NaN}', "no JSON number"),
    (b'{"op":"steer","do":"toggle","s":1e999}', "float is wanted"),
    (b'{"op":"film","display":["a"],"visible":true,"mono_ns":1}', "str is wanted"),
]


@pytest.fixture
def ends() -> Iterator[tuple[Channel[ToScreen], socket.socket]]:
    """A screen's channel and the raw other end."""
    ours, theirs = socket.socketpair()
    channel = Channel(ours, TO_SCREEN)
    theirs.settimeout(5)
    yield channel, theirs
    channel.close()
    theirs.close()


@pytest.mark.parametrize("message", [*TO_SCREEN_EXAMPLES, *TO_GATEWAY_EXAMPLES], ids=lambda m: type(m).__name__)
def test_messages_survive_the_wire(message: Message) -> None:
    """Every message comes back equal and as one line."""
    line = encode(message)
    assert 1 == line.count(b"\n")
    known = TO_SCREEN if message in TO_SCREEN_EXAMPLES else TO_GATEWAY
    assert message == decode(line, known)


def test_every_message_has_an_example() -> None:
    """A message added to a table is added to these tests."""
    assert set(TO_SCREEN.values()) == {type(message) for message in TO_SCREEN_EXAMPLES}
    assert set(TO_GATEWAY.values()) == {type(message) for message in TO_GATEWAY_EXAMPLES}


@pytest.mark.parametrize(("line", "text"), INVALID_LINES)
def test_what_breaks_the_schema_is_refused(line: bytes, text: str) -> None:
    """A line that is not exactly a known message is refused, and the error says what is allowed."""
    with pytest.raises(MessageError, match=text):
        decode(line, TO_GATEWAY)


def test_a_screen_cannot_say_what_a_gateway_says() -> None:
    """The gateway's own orders are unknown when they come from a screen."""
    with pytest.raises(MessageError, match="unknown"):
        decode(encode(Play("center", 1)), TO_GATEWAY)


def test_messages_and_doorbell_come_apart(ends: tuple[Channel[ToScreen], socket.socket]) -> None:
    """An empty line is a doorbell and no message."""
    channel, theirs = ends
    theirs.sendall(encode(Play("a", 1)) + b"\n" + encode(Quit()))
    received = channel.receive()
    assert ((Play("a", 1), Quit()), True, ()) == received
    assert ((), False, ()) == channel.receive()


def test_lines_come_byte_by_byte(ends: tuple[Channel[ToScreen], socket.socket]) -> None:
    """A message is handed out once its last byte is there, however it was cut."""
    channel, theirs = ends
    got: list[ToScreen] = []
    for byte in encode(Play("a", 1)):
        theirs.sendall(bytes([byte]))
        got += channel.receive().messages
    assert [Play("a", 1)] == got


def test_overlong_line_costs_itself_alone(ends: tuple[Channel[ToScreen], socket.socket]) -> None:
    """A line beyond the bound is one fault, its end is no message, and the next line is read."""
    channel, theirs = ends
    theirs.setblocking(False)
    rest = b"x" * (2 * LINE_BYTES_MAX) + b"\n" + encode(Quit())
    messages: list[ToScreen] = []
    faults: list[str] = []
    while rest or not messages:
        rest = rest[theirs.send(rest[:4096]) :]
        received = channel.receive()
        messages += received.messages
        faults += received.faults
    assert [Quit()] == messages
    assert 1 == len(faults)


def test_deaf_peer_never_blocks(ends: tuple[Channel[ToScreen], socket.socket]) -> None:
    """Against a peer that reads nothing, sending ends in a refusal and keeps its memory bounded."""
    channel, theirs = ends
    sent = 0
    while channel.send(Show("a", "f" * 1000, 0, 1)):
        sent += 1
        assert sent < 100_000
    assert channel.has_pending
    assert PENDING_BYTES_MAX >= len(channel._outbox)
    theirs.setblocking(False)
    got = b""
    while channel.has_pending:
        got += theirs.recv(1 << 20)
        channel.flush()
    assert channel.ring()


def test_closed_peer_is_noticed(ends: tuple[Channel[ToScreen], socket.socket]) -> None:
    """The end of the channel is a state, no exception."""
    channel, theirs = ends
    theirs.close()
    assert ((), False, ()) == channel.receive()
    assert channel.closed
    assert not channel.send(Quit())

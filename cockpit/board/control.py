"""The control channel: JSON lines and doorbell bytes over a socket pair, bounded, and never blocking either end."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Generic, NamedTuple

from cockpit.board.codec import MessageError
from cockpit.board.messages import M, Message, decode, encode

if TYPE_CHECKING:
    from collections.abc import Mapping

LINE_BYTES_MAX = 64 * 1024
PENDING_BYTES_MAX = 256 * 1024
_READ_BYTES = 8 * 1024
_DOORBELL = b"\n"


class Received(NamedTuple, Generic[M]):
    """What one look at the channel gave; `rang` says that a revocation's doorbell was among it."""

    messages: tuple[M, ...]
    rang: bool
    faults: tuple[str, ...]


class Channel(Generic[M]):
    """One end of a control channel. `known` are the messages that this end accepts (TO_SCREEN or TO_GATEWAY).

    Nothing here blocks: what the socket does not take waits in a bounded buffer, and what does not fit there is
    dropped and reported by `send`. A line that is too long or breaks its schema costs itself alone.
    """

    def __init__(self, end: socket.socket, known: Mapping[str, type[M]]) -> None:
        end.setblocking(False)
        self._socket = end
        self._known = known
        self._inbox = bytearray()
        self._outbox = bytearray()
        self._is_skipping = False
        self.closed = False

    @classmethod
    def from_fd(cls, fd: int, known: Mapping[str, type[M]]) -> Channel[M]:
        """The end that a process inherited as a descriptor; the channel owns it from here on."""
        return cls(socket.socket(fileno=fd), known)

    def fileno(self) -> int:
        """The descriptor to wait on for reading."""
        return self._socket.fileno()

    @property
    def has_pending(self) -> bool:
        """Whether bytes wait for the socket to take them: call `flush` once it is writable."""
        return bool(self._outbox)

    def send(self, message: Message) -> bool:
        """Queue a message and push what goes; False where it was dropped (closed, or the peer reads nothing)."""
        line = encode(message)
        if len(line) > LINE_BYTES_MAX or len(self._outbox) + len(line) > PENDING_BYTES_MAX:
            return False
        return self._push(line)

    def ring(self) -> bool:
        """Wake the other end: a permit was revoked. One byte, which is no message."""
        return self._push(_DOORBELL)

    def flush(self) -> None:
        """Push what waits, as far as the socket takes it."""
        if self._outbox:
            self._push(b"")

    def receive(self) -> Received[M]:
        """What has come in, at most 8 KiB a call; `closed` is set once the other end is gone."""
        try:
            chunk = self._socket.recv(_READ_BYTES)
        except BlockingIOError:
            return Received(messages=(), rang=False, faults=())
        except OSError:
            chunk = b""
        if not chunk:
            self.closed = True
            return Received(messages=(), rang=False, faults=())
        return self._split(chunk)

    def close(self) -> None:
        """Close this end; the other sees the end of the channel."""
        self.closed = True
        self._outbox.clear()
        self._socket.close()

    def _push(self, line: bytes) -> bool:
        if self.closed:
            return False
        self._outbox += line
        try:
            taken = self._socket.send(self._outbox, socket.MSG_NOSIGNAL)
        except BlockingIOError:
            return True
        except OSError:
            self.closed = True
            return False
        del self._outbox[:taken]
        return True

    def _split(self, chunk: bytes) -> Received[M]:
        self._inbox += chunk
        lines = self._inbox.split(b"\n")
        self._inbox = lines.pop()
        messages: list[M] = []
        faults: list[str] = []
        rang = False
        for line in lines:
            if self._is_skipping:
                self._is_skipping = False
            elif not line:
                rang = True
            else:
                try:
                    messages.append(decode(bytes(line), self._known))
                except MessageError as error:
                    faults.append(str(error))
        if len(self._inbox) > LINE_BYTES_MAX:
            self._inbox.clear()
            if not self._is_skipping:
                faults.append(f"a line is longer than {LINE_BYTES_MAX} bytes")
            self._is_skipping = True
        return Received(tuple(messages), rang, tuple(faults))

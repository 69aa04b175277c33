"""The control channel on Qt's loop: typed messages as signals, and the doorbell that a revocation rings."""

from __future__ import annotations

import contextlib
import select

from PySide6.QtCore import QObject, QSocketNotifier, Signal

from cockpit.board.control import Channel, Received
from cockpit.board.messages import TO_SCREEN, Configure, ToGateway, ToScreen


class ControlError(Exception):
    """The channel ended, stayed silent, or spoke before it configured."""


class Control(QObject):
    """The screen's end. It can ask the gateway, never grant: nothing that arrives here allows film.

    `closed` comes once, when the gateway is gone; `refused` names a line that breaks the schema and was dropped.
    """

    message = Signal(object)
    doorbell = Signal()
    closed = Signal()
    refused = Signal(str)

    def __init__(self, fd: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._channel = Channel.from_fd(fd, TO_SCREEN)
        self._reader: QSocketNotifier | None = None
        self._writer: QSocketNotifier | None = None
        self._early: list[Received[ToScreen]] = []

    def wait_for_configure(self, timeout_s: float) -> Configure:
        """The first message, waited for before Qt's loop runs; raises ControlError where it does not come."""
        poll = select.poll()
        poll.register(self._channel.fileno(), select.POLLIN)
        while poll.poll(timeout_s * 1_000):
            received = self._channel.receive()
            if self._channel.closed:
                raise ControlError("the control channel ended before the configure message")
            if received.faults:
                raise ControlError(received.faults[0])
            if received.messages:
                first, *rest = received.messages
                if not isinstance(first, Configure):
                    raise ControlError(f"the first message is {type(first).__name__}, not Configure")
                self._early.append(received._replace(messages=tuple(rest)))
                return first
        raise ControlError(f"no configure message within {timeout_s:g} s")

    def start(self) -> None:
        """Listen on Qt's loop from now on, and hand out what came with the configure message."""
        fd = self._channel.fileno()
        self._reader = QSocketNotifier(fd, QSocketNotifier.Type.Read, self)
        self._reader.activated.connect(self._read)
        self._writer = QSocketNotifier(fd, QSocketNotifier.Type.Write, self)
        self._writer.setEnabled(False)
        self._writer.activated.connect(self._flush)
        for received in self._early:
            self._hand_out(received)
        self._early.clear()

    def send(self, message: ToGateway) -> bool:
        """Queue a message; False where the gateway is gone or reads nothing."""
        sent = self._channel.send(message)
        if self._writer is not None:
            self._writer.setEnabled(self._channel.has_pending)
        return sent

    def close(self) -> None:
        """Stop listening and close this end."""
        for notifier in (self._reader, self._writer):
            if notifier is not None:
                notifier.setEnabled(False)
        self._reader = self._writer = None
        with contextlib.suppress(OSError):
            self._channel.close()

    def _read(self) -> None:
        received = self._channel.receive()
        self._hand_out(received)
        if self._channel.closed and self._reader is not None:
            self._reader.setEnabled(False)
            self._reader = None
            self.closed.emit()

    def _hand_out(self, received: Received[ToScreen]) -> None:
        if received.rang:
            self.doorbell.emit()
        for message in received.messages:
            self.message.emit(message)
        for fault in received.faults:
            self.refused.emit(fault)

    def _flush(self) -> None:
        self._channel.flush()
        if self._writer is not None:
            self._writer.setEnabled(self._channel.has_pending)

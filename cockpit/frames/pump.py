"""A thread that waits on an interface without a descriptor, and rings one."""

from __future__ import annotations

import socket
import threading
from collections import deque
from typing import Final

import can

from cockpit.frames.messages import READ_ERRORS

_WAIT_S: Final = 0.1
_QUEUE_FRAMES: Final = 100_000
"""Frames that may wait: 20 s of a full bus. The oldest is dropped then, and counted."""

_FAILURES: Final = 100
"""Records in a row that are no frame: the driver is broken, not the records."""


class Pump:
    """Takes frames from `bus` as they come; `fileno()` is readable while some wait.

    `lost` counts frames that nobody took in time.
    """

    def __init__(self, bus: can.BusABC) -> None:
        self.lost = 0
        self._bus = bus
        self._queue: deque[can.Message | Exception] = deque()
        self._ears, self._bell = socket.socketpair()
        self._ears.setblocking(False)
        self._bell.setblocking(False)
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="can-pump", daemon=True)
        self._thread.start()

    def fileno(self) -> int:
        """The descriptor to wait on."""
        return self._ears.fileno()

    def take(self) -> can.Message | None:
        """The next frame, or None; raises what the driver raised, in its place among the frames, the last for ever."""
        if not self._queue:
            self._hush()
        try:
            item = self._queue.popleft()
        except IndexError:
            return None
        if isinstance(item, Exception):
            if isinstance(item, can.CanError | OSError):
                self._queue.append(item)
            raise item
        return item

    def close(self) -> None:
        """Stop the thread, which may wait for 0.1 s, and close the descriptor."""
        self._stopping.set()
        self._thread.join()
        self._ears.close()

    def _hush(self) -> None:
        """Empty the descriptor; what is queued after this rings again."""
        try:
            while self._ears.recv(4096):
                continue
        except BlockingIOError:
            return

    def _run(self) -> None:
        with self._bell:  # its end is heard for ever
            self._take_all()

    def _take_all(self) -> None:
        failed = 0
        while not self._stopping.is_set() and failed < _FAILURES:
            try:
                message = self._bus.recv(_WAIT_S)
            except READ_ERRORS as error:
                failed += 1
                self._put(error)
            except (can.CanError, OSError) as error:
                self._put(error)
                return
            else:
                failed = 0
                if message is not None:
                    self._put(message)
        if failed:
            self._put(can.CanOperationError(f"its driver failed {failed} times in a row"))

    def _put(self, item: can.Message | Exception) -> None:
        if len(self._queue) >= _QUEUE_FRAMES:
            self._queue.popleft()
            self.lost += 1
        self._queue.append(item)
        try:
            self._bell.send(b"\0")
        except BlockingIOError:
            return  # it has rung often enough to be heard

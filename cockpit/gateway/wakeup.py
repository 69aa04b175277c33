"""Signals as bytes on a descriptor, so that one loop waits for everything and no handler does any work."""

from __future__ import annotations

import os
import signal
from types import FrameType, TracebackType

_ENDS = (signal.SIGINT, signal.SIGTERM)
_WATCHED = (*_ENDS, signal.SIGCHLD)


class SignalPipe:
    """While entered, SIGINT, SIGTERM and SIGCHLD make `fileno()` readable.

    For the main thread only; leaving restores what was there.
    """

    def __init__(self) -> None:
        self._read_fd, self._write_fd = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)

    def __enter__(self) -> SignalPipe:
        self._handlers = {number: signal.signal(number, _do_nothing) for number in _WATCHED}
        self._wakeup_fd = signal.set_wakeup_fd(self._write_fd, warn_on_full_buffer=False)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        signal.set_wakeup_fd(self._wakeup_fd)
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        os.close(self._read_fd)
        os.close(self._write_fd)

    def fileno(self) -> int:
        """The descriptor to wait on."""
        return self._read_fd

    def take(self) -> str | None:
        """Empty the pipe; the name of a signal that asks to end, if one came."""
        try:
            numbers = os.read(self._read_fd, 4096)
        except BlockingIOError:
            return None
        return next((signal.Signals(number).name for number in numbers if number in _ENDS), None)


def _do_nothing(_number: int, _frame: FrameType | None) -> None:
    """A handler must exist for the wake-up descriptor to be written."""

"""A serial port read in blocks and handed out in lines, for python-can's slcan, which asks the kernel for every byte.

A frame costs 0.11 ms of processor time without it.
"""

from __future__ import annotations

import os
import select
from collections import deque
from typing import Any, Final

import serial

_BLOCK_BYTES: Final = 65_536
_SHORT_BYTES: Final = 2048
"""A terminal gives at most 4 KiB a read: a block well below that emptied it."""

_LINE_LIMIT: Final = 4096
_LINE_END: Final = b"\r"
_GONE: Final = select.POLLHUP | select.POLLERR | select.POLLNVAL
_CLEAN: Final = bytes(range(7)) + _LINE_END + bytes(range(8, 128)) + b"?" * 128
"""slcan's error sign, BEL, ends a line as CR does; bytes beyond ASCII are no part of it."""


class LinePort:
    """Stands in for a POSIX `serial.Serial` opened with timeout 0; what it does not know, the port does.

    A line that does not end is ended, so that rubbish on the wire costs a frame and not the connection.
    """

    def __init__(self, port: Any) -> None:
        self._port = port
        self._pieces: deque[bytes] = deque()
        self._open_bytes = 0
        self._block_bytes = 0
        self._poll = select.poll()
        self._poll.register(port.fileno(), select.POLLIN)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._port, name)

    @property
    def in_waiting(self) -> int:
        """How often `read` has something to give, at once."""
        if not self._pieces:
            self._fill()
        return len(self._pieces)

    @property
    def is_drained(self) -> bool:
        """Whether the last block was short and has been handed out: what came since makes the descriptor readable."""
        return not self._pieces and self._block_bytes < _SHORT_BYTES

    @property
    def write_timeout(self) -> float | None:
        """Seconds that a write may wait; None: for ever."""
        timeout: float | None = self._port.write_timeout
        return timeout

    @write_timeout.setter
    def write_timeout(self, timeout: float | None) -> None:
        self._port.write_timeout = timeout

    def read(self, _count: int = 1) -> bytes:
        """A line's text, or its end, whatever count is asked for; nothing where nothing waits.

        python-can appends what it gets and looks for an end alone. Raises SerialException where the device is gone.
        """
        if not self._pieces:
            self._fill()
        return self._pieces.popleft() if self._pieces else b""

    def reset_input_buffer(self) -> None:
        """Drop what waits."""
        self._pieces.clear()
        self._port.reset_input_buffer()

    def _fill(self) -> None:
        try:
            block = os.read(self._port.fileno(), _BLOCK_BYTES)
        except BlockingIOError:
            return
        except OSError as error:
            raise serial.SerialException(f"the device is gone: {error.strerror}") from error
        self._block_bytes = len(block)
        if not block:
            if any(events & _GONE for _, events in self._poll.poll(0)):
                raise serial.SerialException("the device is gone")
            return
        *lines, rest = block.translate(_CLEAN).split(_LINE_END)
        for line in lines:
            self._pieces += (line, _LINE_END) if line else (_LINE_END,)
        self._open_bytes = len(rest) + (0 if lines else self._open_bytes)
        if rest:
            self._pieces.append(rest)
        if self._open_bytes > _LINE_LIMIT:
            self._pieces.append(_LINE_END)
            self._open_bytes = 0

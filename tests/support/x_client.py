"""A small X11 client for tests: which windows stand where, and a finger that touches them. Standard library only.

It speaks the core protocol and XTEST over the server's socket (X Window System Protocol, Version 11; X Test
Extension Protocol 2.2), so that a test needs no program beside Xvfb.
"""

from __future__ import annotations

import socket
import struct
from types import TracebackType
from typing import Final, Self

from tests.support.xvfb import Rectangle

TIMEOUT_S = 5.0

_GET_ATTRIBUTES, _GET_GEOMETRY, _QUERY_TREE, _INTERN_ATOM, _GET_PROPERTY = 3, 14, 15, 16, 20
_GET_INPUT_FOCUS, _QUERY_EXTENSION = 43, 98
_FAKE_INPUT = 2
_PRESS, _RELEASE, _MOTION = 4, 5, 6
_LEFT_BUTTON = 1
_VIEWABLE = 2
_ERROR, _REPLY = 0, 1
_NAME_WORDS = 64
_HEADER: Final = 32


class XError(Exception):
    """The server refused a request; a window that has just gone is the usual reason."""


class XClient:
    """A connection to the X server named `display`, such as ":7"; a context manager."""

    def __init__(self, display: str) -> None:
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(TIMEOUT_S)
        self._socket.connect(f"/tmp/.X11-unix/X{display.lstrip(':')}")  # noqa: S108 - the X server's fixed place
        self._socket.sendall(struct.pack("<BxHHHHxx", ord("l"), 11, 0, 0, 0))
        success, words = struct.unpack("<BxxxxxH", self._read(8))
        setup = self._read(words * 4)
        if success != 1:
            raise XError(f"{display} takes no client: {setup!r}")
        vendor_bytes, formats = struct.unpack_from("<H", setup, 16)[0], setup[21]
        self._root: int = struct.unpack_from("<I", setup, 32 + (vendor_bytes + 3) // 4 * 4 + formats * 8)[0]
        self._net_wm_name = self._intern("_NET_WM_NAME")
        self._xtest = self._find_extension("XTEST")

    def find_windows(self) -> dict[str, Rectangle]:
        """The windows that are shown, by their titles, with their places on the screen."""
        reply = self._ask(_QUERY_TREE, 0, struct.pack("<I", self._root))
        count = struct.unpack_from("<H", reply, 16)[0]
        found = {}
        for window in struct.unpack_from(f"<{count}I", reply, _HEADER):
            try:
                title = self._title(window)
                if title and self._is_shown(window):
                    found[title] = self._place(window)
            except XError:
                continue
        return found

    def touch(self, x: int, y: int) -> None:
        """Press and release the left button at a place on the screen; returns once the server has done it."""
        self._fake(_MOTION, 0, x, y)
        self._fake(_PRESS, _LEFT_BUTTON, x, y)
        self._fake(_RELEASE, _LEFT_BUTTON, x, y)
        self._ask(_GET_INPUT_FOCUS, 0, b"")

    def close(self) -> None:
        """End the connection."""
        self._socket.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _title(self, window: int) -> str:
        data = struct.pack("<IIIII", window, self._net_wm_name, 0, 0, _NAME_WORDS)
        reply = self._ask(_GET_PROPERTY, 0, data)
        length = struct.unpack_from("<I", reply, 16)[0]
        return reply[_HEADER : _HEADER + length].decode()

    def _is_shown(self, window: int) -> bool:
        return self._ask(_GET_ATTRIBUTES, 0, struct.pack("<I", window))[26] == _VIEWABLE

    def _place(self, window: int) -> Rectangle:
        reply = self._ask(_GET_GEOMETRY, 0, struct.pack("<I", window))
        return Rectangle(*struct.unpack_from("<hhHH", reply, 12))

    def _intern(self, name: str) -> int:
        reply = self._ask(_INTERN_ATOM, 0, struct.pack("<Hxx", len(name)) + _pad(name))
        atom: int = struct.unpack_from("<I", reply, 8)[0]
        return atom

    def _find_extension(self, name: str) -> int:
        reply = self._ask(_QUERY_EXTENSION, 0, struct.pack("<Hxx", len(name)) + _pad(name))
        if not reply[8]:
            raise XError(f"the server has no {name}")
        return reply[9]

    def _fake(self, kind: int, detail: int, x: int, y: int) -> None:
        data = struct.pack("<BBxxIIxxxxxxxxhhxxxxxxxB", kind, detail, 0, 0, x, y, 0)
        self._socket.sendall(struct.pack("<BBH", self._xtest, _FAKE_INPUT, 1 + len(data) // 4) + data)

    def _ask(self, opcode: int, detail: int, data: bytes) -> bytes:
        """Send a request and wait for its reply; events are not looked at."""
        self._socket.sendall(struct.pack("<BBH", opcode, detail, 1 + len(data) // 4) + data)
        while True:
            head = self._read(_HEADER)
            if head[0] == _ERROR:
                raise XError(f"X error {head[1]} on request {opcode}")
            if head[0] == _REPLY:
                return head + self._read(struct.unpack_from("<I", head, 4)[0] * 4)

    def _read(self, count: int) -> bytes:
        data = b""
        while len(data) < count:
            part = self._socket.recv(count - len(data))
            if not part:
                raise XError("the server hung up")
            data += part
        return data


def _pad(text: str) -> bytes:
    return text.encode() + bytes(-len(text) % 4)

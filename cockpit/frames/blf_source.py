"""Vector's binary log: containers checked and unpacked here, one at a time, their objects read by python-can.

The layout is Vector's `binlog_objects.h`: a file header, then objects that begin with `LOBJ`, of which the log
containers hold the frames.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO, Final, cast

import can
from can.io.blf import BLFParseError

from cockpit.frames.account import Broken, OnBroken
from cockpit.frames.frame import Frame
from cockpit.frames.messages import READ_ERRORS, is_absolute, stamp_ns, to_frame
from cockpit.frames.source import Source

if TYPE_CHECKING:
    from pathlib import Path

_FILE_HEADER_BYTES: Final = 144
_OBJECT: Final = struct.Struct("<4sHHLL")  # signature, header size, header version, object size, object type
_CONTAINER: Final = struct.Struct("<H6xL4x")  # compression method, bytes when unpacked
_CONTAINER_TYPE: Final = 10
_STORED, _DEFLATED = 0, 2
_CONTAINER_LIMIT: Final = 16 << 20
"""Bytes of a container, packed or unpacked; Vector's tools write 128 KiB."""


class BlfSource(Source):
    """A .blf; a container that is damaged or cut gives the frames before the damage."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "blf")

    def frames(self, on_broken: OnBroken) -> Iterator[Frame]:
        def tell(text: str) -> None:
            on_broken(Broken(str(self.path), None, text))

        with self.path.open("rb") as file:
            feed = ContainerFeed(file, tell)
            failed_at = 0
            while not feed.exhausted:
                try:
                    for message in can.BLFReader(cast("BinaryIO", feed)):
                        try:
                            frame = to_frame(message, stamp_ns(message.timestamp))
                        except READ_ERRORS as error:
                            tell(str(error))
                        else:
                            yield frame
                except ContainerLostError:
                    feed.restart()
                except (BLFParseError, struct.error, *READ_ERRORS) as error:
                    tell(f"before byte {feed.offset}: {error or 'not an object'}")
                    if feed.offset == failed_at:  # it fails on the file's header and would for ever
                        return
                    failed_at = feed.offset
                    feed.restart()

    def maybe_last_stamp_ns(self) -> int | None:
        """The header's end of the measurement, a millisecond exact; absent where the recorder was cut off."""
        try:
            with self.path.open("rb") as file:
                header = io.BytesIO(file.read(2 * _FILE_HEADER_BYTES))
            stop_ns = stamp_ns(can.BLFReader(header).stop_timestamp)
        except (BLFParseError, struct.error, *READ_ERRORS):
            return None
        return stop_ns if is_absolute(stop_ns) else None


class ContainerLostError(Exception):
    """A container is missing before the next one: objects that run over the border must not be patched together."""


class ContainerFeed:
    """The file as python-can's reader sees it: every container whole, unpacked and within bounds.

    `restart` lets a new reader begin at the next container, and there at the first object that begins in it.
    """

    def __init__(self, file: BinaryIO, tell: Callable[[str], None]) -> None:
        self._file = file
        self._tell = tell
        header = file.read(_FILE_HEADER_BYTES)
        more_bytes = int.from_bytes(header[4:8], "little") - _FILE_HEADER_BYTES
        self._header = self._ready = header + file.read(min(max(more_bytes, 0), _FILE_HEADER_BYTES))
        self.offset = len(self._header)
        self.exhausted = False
        self._is_lost = False
        self._behind = b""

    def read(self, count: int) -> bytes:
        """At most `count` bytes; fewer only at the end.

        Raises ContainerLostError before the first container behind a damaged one, ValueError for more than one holds.
        """
        if not 0 <= count <= _CONTAINER_LIMIT + _CONTAINER.size:
            raise ValueError(f"an object of {count} bytes")
        while len(self._ready) < count and not self.exhausted:
            self._ready += self._next_object()
        data, self._ready = self._ready[:count], self._ready[count:]
        return data

    def restart(self) -> None:
        """Drop what is left of this container, or begin behind the lost one, with the file's header before it."""
        self._is_lost = not self._behind
        self._ready = self._header + self._behind
        self._behind = b""

    def close(self) -> None:
        """Left to the opener of the file; a reader closes at its end."""

    def _next_object(self) -> bytes:
        head = self._file.read(_OBJECT.size)
        if len(head) < _OBJECT.size:
            self.exhausted = True
            if head.strip(b"\0"):
                self._tell(f"the log is cut at byte {self.offset + len(head)}")
            return b""
        signature, _, _, size, kind = _OBJECT.unpack(head)
        if signature != b"LOBJ" or not _OBJECT.size <= size <= _CONTAINER_LIMIT:
            self._lose(f"no object at byte {self.offset}")
            self._seek_object()
            return b""
        body = self._file.read(size - _OBJECT.size)
        self._file.read(size % 4)
        self.offset = self._file.tell()
        if len(body) < size - _OBJECT.size:
            self._tell(f"the log is cut at byte {self.offset}")
        return self._unpack(body) if kind == _CONTAINER_TYPE and len(body) >= _CONTAINER.size else b""

    def _unpack(self, body: bytes) -> bytes:
        """The container as one that is stored and complete; empty where it is damaged."""
        method, _ = _CONTAINER.unpack_from(body)
        data = body[_CONTAINER.size :]
        if method == _DEFLATED:
            data = self._inflate(data)
        elif method != _STORED:
            self._lose(f"unknown compression {method} before byte {self.offset}")
            return b""
        if not self._is_lost or not data:
            return _stored(data)
        self._is_lost = False
        begin = data.find(b"LOBJ")
        self._behind = _stored(data[begin:]) if begin >= 0 else b""
        raise ContainerLostError

    def _inflate(self, packed: bytes) -> bytes:
        """Nothing of a damaged container, whose check comes last; of one that is cut, what is there."""
        stream = zlib.decompressobj()
        try:
            data = stream.decompress(packed, _CONTAINER_LIMIT)
        except zlib.error as error:
            self._lose(f"a damaged container before byte {self.offset}: {error}")
            return b""
        if stream.unconsumed_tail:
            self._lose(f"a container of more than {_CONTAINER_LIMIT} bytes before byte {self.offset}")
            return b""
        return data

    def _lose(self, why: str) -> None:
        self._is_lost = True
        self._tell(why)

    def _seek_object(self) -> None:
        """Go to the next thing that looks like an object."""
        self._file.seek(self.offset + 1)
        keep = b""
        while block := self._file.read(1 << 20):
            at = (keep + block).find(b"LOBJ")
            if at >= 0:
                self._file.seek(at - len(keep) - len(block), 1)
                break
            keep = block[-3:]
        self.offset = self._file.tell()


def _stored(data: bytes) -> bytes:
    """`data` as a container that is not packed."""
    size = _OBJECT.size + _CONTAINER.size + len(data)
    head = _OBJECT.pack(b"LOBJ", _OBJECT.size, 1, size, _CONTAINER_TYPE)
    return head + _CONTAINER.pack(_STORED, len(data)) + data + bytes(size % 4)

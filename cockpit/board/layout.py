"""Where everything stands on the board. Writer and readers compute it from the same directory.

    preamble   magic, version, length and CRC of the directory
    directory  JSON: the displays, screens and signal paths, in the order of their rows
    permits    a seqlock block: decision head, then a row per display
    signals    a seqlock block: head, then values, receipt times, qualities and screen states as arrays

The board describes itself, so a reader needs nothing but its descriptor, and one built for another layout refuses it.
"""

from __future__ import annotations

import json
import struct
import zlib
from dataclasses import dataclass

from cockpit.board.seqlock import HEADER_BYTES
from cockpit.board.snapshot import WORDS_BYTES

MAGIC = b"COCKPIT\0"
VERSION = 1
PREAMBLE = struct.Struct("=8sIII4x")
"""Magic, version, directory length in bytes, directory CRC32."""

PERMIT_HEAD = struct.Struct("=b7xqqq16s128s")
"""Driving state, cause (axis), cause (mono), decided (machine), reason code, words."""

PERMIT_ROW = struct.Struct("=BB2xIQqqqQ16s128s")
"""Allowed, driver-visible, restrictions, grant id, granted, expires, cause (mono), sequence, reason code, words."""

SIGNAL_HEAD = struct.Struct("=qqqdddIBBBx")
"""Written, axis, span (-1 unknown), rate, trip, shown speed (NaN none), loops, paused, mode, dashes."""

MAX_DIRECTORY_BYTES = 1 << 20
_PAGE = 4096
_CACHE_LINE = 64


class LayoutError(ValueError):
    """The mapped file is not a board of this version."""


@dataclass(frozen=True, slots=True)
class Directory:
    """Names of the rows, in their order."""

    displays: tuple[str, ...]
    screens: tuple[str, ...]
    paths: tuple[str, ...]

    def encode(self) -> bytes:
        """The preamble and the directory as they stand at the start of the board."""
        text = json.dumps({"displays": self.displays, "screens": self.screens, "paths": self.paths}).encode()
        return PREAMBLE.pack(MAGIC, VERSION, len(text), zlib.crc32(text)) + text

    @classmethod
    def decode(cls, head: bytes | memoryview) -> Directory:
        """Read the directory at the start of a board; LayoutError where it is none."""
        if len(head) < PREAMBLE.size:
            raise LayoutError(f"a board has at least {PREAMBLE.size} bytes, this file has {len(head)}")
        magic, version, length, crc = PREAMBLE.unpack_from(head)
        if magic != MAGIC or version != VERSION:
            raise LayoutError(f"not a board of version {VERSION}: magic {magic!r}, version {version}")
        text = bytes(head[PREAMBLE.size : PREAMBLE.size + min(length, MAX_DIRECTORY_BYTES)])
        if zlib.crc32(text) != crc:
            raise LayoutError("the board's directory has a wrong CRC")
        names = json.loads(text)
        return cls(tuple(names["displays"]), tuple(names["screens"]), tuple(names["paths"]))


@dataclass(frozen=True, slots=True)
class Layout:
    """Offsets and sizes in bytes, and the struct of the signal arrays."""

    directory: Directory
    permits_at: int
    permits_bytes: int
    signals_at: int
    signals_bytes: int
    total_bytes: int
    arrays: struct.Struct

    @classmethod
    def of(cls, directory: Directory) -> Layout:
        """The layout that belongs to these names."""
        permits_at = _round_up(len(directory.encode()), _CACHE_LINE)
        permits_bytes = HEADER_BYTES + PERMIT_HEAD.size + len(directory.displays) * PERMIT_ROW.size
        arrays = signal_arrays(len(directory.paths), len(directory.screens))
        signals_at = _round_up(permits_at + permits_bytes, _CACHE_LINE)
        signals_bytes = HEADER_BYTES + SIGNAL_HEAD.size + arrays.size
        total = _round_up(signals_at + signals_bytes, _PAGE)
        return cls(directory, permits_at, permits_bytes, signals_at, signals_bytes, total, arrays)


def signal_arrays(paths: int, screens: int) -> struct.Struct:
    """Values, receipt times on the axis (-1 never), qualities, screen states."""
    return struct.Struct(f"={paths}d{paths}q{paths}B{screens}B")


def encode_words(text: str) -> bytes:
    """UTF-8 of at most 120 bytes, cut between characters."""
    return text.encode()[:WORDS_BYTES].decode(errors="ignore").encode()


def decode_text(field: bytes) -> str:
    """The text of a zero-padded field."""
    return field.rstrip(b"\0").decode(errors="replace")


def _round_up(size: int, step: int) -> int:
    return -(-size // step) * step

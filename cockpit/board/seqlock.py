"""One writer, many readers, no lock: a block of bytes behind a sequence number and a CRC.

The writer makes the sequence odd, writes, and makes it even again; a reader that sees the same even number before and
after has read one state. The CRC is seeded with the sequence, so that an old payload under a new number fails as well,
also on processors that reorder stores. Sequence 0 means that nothing was ever written.
"""

from __future__ import annotations

import enum
import zlib
from typing import NamedTuple

HEADER_BYTES = 16
"""Sequence (8 bytes), CRC32 (4), unused (4); the payload follows."""

_ATTEMPTS = 16
_LOW_32_BITS = 0xFFFF_FFFF


class Fault(enum.Enum):
    """Why a read gave no payload.

    TORN: the writer was at work in every attempt. CORRUPT: the sequence stood still and the CRC was wrong. EMPTY:
    nothing was written yet.
    """

    TORN = "torn"
    CORRUPT = "corrupt"
    EMPTY = "empty"


class Read(NamedTuple):
    """A payload that was whole, and the sequence it was written under."""

    sequence: int
    payload: bytes


class BlockWriter:
    """The one writer of a block; `view` is writable, starts 8-byte aligned and has header and payload."""

    def __init__(self, view: memoryview) -> None:
        self._sequence_word = view[:8].cast("Q")
        self._crc_word = view[8:12].cast("I")
        self._payload = view[HEADER_BYTES:]
        self._sequence = 0

    def write(self, payload: bytes | bytearray) -> int:
        """Replace the payload (exactly as long as the block's) and return its sequence."""
        sequence = self._sequence + 2
        self._sequence_word[0] = sequence - 1
        self._payload[:] = payload
        self._crc_word[0] = zlib.crc32(payload, sequence & _LOW_32_BITS)
        self._sequence_word[0] = sequence
        self._sequence = sequence
        return sequence

    def release(self) -> None:
        """Let go of the mapping, so that it can be closed."""
        for view in (self._sequence_word, self._crc_word, self._payload):
            view.release()


class BlockReader:
    """A reader of a block; it can only look."""

    def __init__(self, view: memoryview) -> None:
        self._sequence_word = view[:8].cast("Q")
        self._crc_word = view[8:12].cast("I")
        self._payload = view[HEADER_BYTES:]
        self.retries = 0

    def read(self) -> Read | Fault:
        """The last whole payload. A torn read is tried again, a bounded number of times (INTERLOCK P4)."""
        fault = Fault.TORN
        for _ in range(_ATTEMPTS):
            sequence = self._sequence_word[0]
            if sequence == 0:
                return Fault.EMPTY
            if not sequence & 1:
                payload = bytes(self._payload)
                crc = self._crc_word[0]
                still = self._sequence_word[0] == sequence
                if still and zlib.crc32(payload, sequence & _LOW_32_BITS) == crc:
                    return Read(sequence, payload)
                fault = Fault.CORRUPT if still else Fault.TORN
            self.retries += 1
        return fault

    def release(self) -> None:
        """Let go of the mapping, so that it can be closed."""
        for view in (self._sequence_word, self._crc_word, self._payload):
            view.release()

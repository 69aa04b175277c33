"""Is a frame whole and in its place? Checksums (INTERLOCK E4) and alive counters (E5)."""

from __future__ import annotations

from collections import deque

E2E_P01_MODULO = 15
"""AUTOSAR E2E profile 1 counts 0 to 14; 15 is reserved."""

_POLYNOMIAL = 0x1D
_RECENT = 8
_GOOD_JUMPS = (1, 2, 3)
_MOST_REPEATS = 3
_GOOD_AFTER_A_FAULT = 2


def _crc_table() -> bytes:
    table = bytearray()
    for byte in range(256):
        crc = byte
        for _ in range(8):
            crc = (crc << 1) ^ _POLYNOMIAL if crc & 0x80 else crc << 1
        table.append(crc & 0xFF)
    return bytes(table)


_CRC_TABLE = _crc_table()


def crc8(data: bytes, crc: int = 0) -> int:
    """CRC-8, polynomial 0x1D, start 0, no final exclusive-or: b"123456789" gives 0x37."""
    table = _CRC_TABLE
    for byte in data:
        crc = table[crc ^ byte]
    return crc


def e2e_p01_seed(data_id: int) -> int:
    """The CRC after the DataID, mode BOTH: its low byte, then its high byte."""
    return crc8(bytes((data_id & 0xFF, data_id >> 8)))


def e2e_p01_crc(data_id: int, payload: bytes) -> int:
    """The CRC that belongs into byte 0 of `payload`, over the DataID and all that follows byte 0."""
    return crc8(payload[1:], e2e_p01_seed(data_id))


class Counter:
    """An alive counter's chain of one message.

    A jump of 1 to 3 is good, 0 is a repeat, anything else is wrong. One wrong jump, three repeats in a row or three
    among the last eight frames: not trusted until two good frames follow each other. A chain's first frame is not
    trusted until a good one follows.
    """

    __slots__ = ("_good_needed", "_good_run", "_last", "_modulo", "_recent_repeats", "_repeat_run")

    def __init__(self, modulo: int) -> None:
        self._modulo = modulo
        self.forget()

    def forget(self) -> None:
        """Begins a new chain (E8)."""
        self._last: int | None = None
        self._good_needed = 1
        self._good_run = 0
        self._repeat_run = 0
        self._recent_repeats: deque[bool] = deque(maxlen=_RECENT)

    def accepts(self, count: int) -> bool:
        """Takes the next frame's count; True if that frame may be trusted."""
        last = self._last
        is_reserved = count >= self._modulo
        self._last = None if is_reserved else count  # a reserved count is no place that a jump could be measured from
        jump = None if last is None or is_reserved else (count - last) % self._modulo
        self._recent_repeats.append(jump == 0)
        if jump in _GOOD_JUMPS:
            self._repeat_run = 0
            self._good_run += 1
            if self._good_run >= self._good_needed:
                self._good_needed = 0
            return self._good_needed == 0
        self._good_run = 0
        if jump == 0:
            self._repeat_run += 1
            if self._repeat_run >= _MOST_REPEATS or sum(self._recent_repeats) >= _MOST_REPEATS:
                self._good_needed = _GOOD_AFTER_A_FAULT
        else:
            self._repeat_run = 0
            if is_reserved or jump is not None:
                self._good_needed = _GOOD_AFTER_A_FAULT
        return self._good_needed == 0

"""OBD-II service 01: what a single-frame answer holds, as if a DBC had declared it, and how to ask for it.

Formulas of SAE J1979 that are straight lines over one big-endian number.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

from cockpit.errors import InputError
from cockpit.frames.frame import Frame
from cockpit.signals.dbc import DbcMessage, DbcSignal

ANSWER_IDS = range(0x7E8, 0x7F0)
REQUEST_ID = 0x7DF
MESSAGE = "OBD-II service 01"
"""The witness that all answers share: one poller, one gateway."""

HEADER_BYTES = 3
_SHOW_CURRENT_DATA = 0x01
_POSITIVE_ANSWER = 0x41

_Pid = tuple[int, str, Fraction, Fraction]


def _pid(size: int, unit: str, factor: str | Fraction = "1", offset: str = "0") -> _Pid:
    return size, unit, Fraction(factor), Fraction(offset)


_PIDS: Mapping[int, _Pid] = MappingProxyType({
    0x04: _pid(1, "percent", Fraction(100, 255)),   # calculated load
    0x05: _pid(1, "Celsius", offset="-40"),         # coolant
    0x0B: _pid(1, "kPa"),                           # manifold pressure
    0x0C: _pid(2, "rpm", "0.25"),                   # engine speed
    0x0D: _pid(1, "km/h"),                          # vehicle speed
    0x0F: _pid(1, "Celsius", offset="-40"),         # intake air
    0x10: _pid(2, "g/s", "0.01"),                   # air flow
    0x11: _pid(1, "percent", Fraction(100, 255)),   # throttle
    0x1F: _pid(2, "s"),                             # time since start
    0x2F: _pid(1, "percent", Fraction(100, 255)),   # fuel level
    0x31: _pid(2, "km"),                            # distance since codes were cleared
    0x33: _pid(1, "kPa"),                           # barometer
    0x42: _pid(2, "V", "0.001"),                    # control module voltage
    0x46: _pid(1, "Celsius", offset="-40"),         # ambient air
    0x49: _pid(1, "percent", Fraction(100, 255)),   # accelerator pedal
    0x5B: _pid(1, "percent", Fraction(100, 255)),   # hybrid battery
    0x5C: _pid(1, "Celsius", offset="-40"),         # oil
    0xA6: _pid(4, "km", "0.1"),                     # odometer
})


def answer(pid: int) -> tuple[DbcMessage, DbcSignal]:
    """The whole answer to `pid`, header included, and the value in it; raises InputError for a PID not in our table."""
    if pid not in _PIDS:
        known = ", ".join(f"0x{known:02X}" for known in _PIDS)
        raise InputError(f"obd_pid = 0x{pid:02X} is not one of ours; allowed: {known}")
    size, unit, factor, offset = _PIDS[pid]
    signal = DbcSignal(
        name=f"PID 0x{pid:02X}", start=8 * HEADER_BYTES + 7, length=8 * size, is_big_endian=True, is_signed=False,
        is_float=False, factor=factor, offset=offset, minimum=None, maximum=None, unit=unit, names=(), selector=None,
        selected_by=(),
    )
    message = DbcMessage(
        name=MESSAGE, arbitration_id=ANSWER_IDS.start, is_extended=False, length=HEADER_BYTES + size, cycle_ms=None,
        signals=(signal,),
    )
    return message, signal


def answers(data: bytes, pid: int) -> bool:
    """True for the beginning of a positive single-frame answer to `pid`, however short it was cut."""
    return len(data) >= HEADER_BYTES and data[0] >> 4 == 0 and data[1] == _POSITIVE_ANSWER and data[2] == pid


def is_whole(data: bytes, size: int) -> bool:
    """True where the length that the answer declares covers `size` bytes, header included, and the frame has them."""
    return size - 1 <= data[0] < len(data)


def request(pid: int) -> Frame:
    """The functional request that asks every control unit for `pid`."""
    return Frame(0, REQUEST_ID, bytes((2, _SHOW_CURRENT_DATA, pid, 0, 0, 0, 0, 0)), is_rx=False)

"""Bits out of a payload, without cantools: one shift and one mask a signal."""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass

from cockpit.errors import InputError
from cockpit.signals.dbc import DbcSignal

_FLOATS = {16: "<e", 32: "<f", 64: "<d"}


@dataclass(frozen=True, slots=True)
class BitField:
    """Where a signal's bits stand in a message of a fixed length.

    `shift` counts in the number that the message's bytes make, read big-endian or little-endian.
    """

    is_big_endian: bool
    shift: int
    mask: int
    sign_bit: int

    def raw(self, little: int, big: int) -> int:
        """The bits as an unsigned number, from the payload read both ways."""
        return ((big if self.is_big_endian else little) >> self.shift) & self.mask

    def signed(self, raw: int) -> int:
        """The number that `raw` stands for: two's complement where the signal is signed."""
        return raw - ((raw & self.sign_bit) << 1)

    def maybe_raw(self, number: int) -> int | None:
        """The bits that stand for `number` (signed or not), or None where they are too few."""
        return number & self.mask if -((self.mask + 1) >> 1) <= number <= self.mask else None


def bit_field(signal: DbcSignal, message_bytes: int) -> BitField:
    """The place of a signal in a message; raises InputError where it does not fit.

    A big-endian start is the most significant bit, bits of a byte counted from its lowest (the DBC's saw-tooth).
    """
    size = 8 * message_bytes
    if signal.is_big_endian:
        first = 8 * (signal.start // 8) + 7 - signal.start % 8
        shift = size - first - signal.length
    else:
        shift = signal.start
    if signal.length < 1 or shift < 0 or shift + signal.length > size or signal.start >= size:
        raise InputError(f'signal "{signal.name}" ({signal.length} bits from bit {signal.start}) '
                         f"does not fit into {message_bytes} bytes")
    sign_bit = 1 << (signal.length - 1) if signal.is_signed and not signal.is_float else 0
    return BitField(signal.is_big_endian, shift, (1 << signal.length) - 1, sign_bit)


def float_reader(signal: DbcSignal) -> Callable[[int], float]:
    """Turns a float signal's bits into its value; raises InputError for a width that IEEE 754 does not have."""
    layout = _FLOATS.get(signal.length)
    if layout is None:
        raise InputError(f'float signal "{signal.name}" has {signal.length} bits; allowed: 16, 32, 64')
    size = signal.length // 8
    unpack = struct.Struct(layout).unpack

    def read(raw: int) -> float:
        return float(unpack(raw.to_bytes(size, "little"))[0])

    return read

"""Joins a vehicle folder with its DBCs: each mapping becomes a row, each fault a problem at its line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Mapping as Mapped
from dataclasses import dataclass
from typing import ParamSpec, TypeVar

from cockpit.errors import InputError, Problem, did_you_mean
from cockpit.signals import obd
from cockpit.signals.dbc import DbcMessage, DbcSignal
from cockpit.signals.extract import BitField, bit_field, float_reader
from cockpit.signals.integrity import E2E_P01_MODULO
from cockpit.signals.mapping import Checksum, Mapping
from cockpit.signals.row import CodeSet, Row, raw_range, scaling
from cockpit.signals.units import Line, conversion
from cockpit.signals.vehicle import Vehicle
from cockpit.signals.vss import LEAVES, Leaf

_T = TypeVar("_T")
_P = ParamSpec("_P")

_P01_CRC_PLACE = (0, 8)
_P01_COUNTER_PLACE = (8, 4)


@dataclass(frozen=True, slots=True)
class Guard:
    """How frames are checked: the counter's bits and modulo, the checksum's DataID; None where not declared."""

    counter: BitField | None = None
    modulo: int = 0
    data_id: int | None = None


@dataclass(frozen=True, slots=True)
class Wire:
    """A row with the frames that carry it."""

    row: Row
    mapping: Mapping
    message: DbcMessage
    guard: Guard


def wire_up(vehicle: Vehicle, messages: Sequence[DbcMessage]) -> tuple[Wire, ...]:
    """One wire per mapping, in their order; raises InputError with every problem at its line in vehicle.toml."""
    joiner = _Joiner(vehicle, messages)
    wires = [joiner.maybe_wire(index, mapping) for index, mapping in enumerate(vehicle.mappings)]
    if joiner.problems:
        raise InputError(*sorted(joiner.problems, key=lambda problem: problem.line or 0))
    return tuple(wire for wire in wires if wire is not None)


class _Joiner:
    """Looks up each name of a mapping and notes what is not there."""

    def __init__(self, vehicle: Vehicle, messages: Sequence[DbcMessage]) -> None:
        self.problems: list[Problem] = []
        self._file = vehicle.file
        self._messages = messages

    def maybe_wire(self, index: int, mapping: Mapping) -> Wire | None:
        """The wire of one mapping, or None with its problems noted."""
        found = self._carrier(mapping)
        if found is None:
            return None
        message, signal = found
        leaf = LEAVES[mapping.path]
        field = self._try(mapping, "signal", bit_field, signal, message.length)
        line = self._try(mapping, "signal" if mapping.unit is None else "unit", _line, mapping, leaf, signal)
        scale = None if line is None else self._try(mapping, "signal", scaling, line)
        if field is None or scale is None:
            return None
        codes = self._try(mapping, "not_available", _codes, mapping.not_available, signal, field)
        if codes and leaf.is_speed:
            self._try(mapping, "not_available", _refuse_zero, codes, signal, field)
        quality = None if mapping.quality is None else self._try(mapping, "quality", _quality, mapping, message, signal)
        values = None
        if mapping.values is not None:
            values = self._try(mapping, "values", _values, mapping.values, signal, field)
        if values and leaf.is_speed:
            self._try(mapping, "values", _refuse_many_zeros, values)
        read = self._try(mapping, "signal", float_reader, signal) if signal.is_float else None
        row = self._try(mapping, "signal", Row, index, field, scale, raw_range(signal), codes or frozenset(),
                        quality, values, self._try(mapping, "signal", _selectors, message, signal) or (),
                        leaf.is_boolean, read)
        guard = self._guard(mapping, message)
        return None if row is None else Wire(row, mapping, message, guard)

    def _carrier(self, mapping: Mapping) -> tuple[DbcMessage, DbcSignal] | None:
        if mapping.obd_pid is not None:
            return self._try(mapping, "obd_pid", obd.answer, mapping.obd_pid)
        message = self._try(mapping, "message", self._message, mapping)
        if message is None:
            return None
        signal = self._try(mapping, "signal", self._signal, message, mapping.signal or "")
        return None if signal is None else (message, signal)

    def _message(self, mapping: Mapping) -> DbcMessage:
        name = mapping.message or ""
        named = [message for message in self._messages if message.name == name]
        if not named:
            nearest = did_you_mean(name, (message.name for message in self._messages))
            raise InputError(f'the DBC has no message "{name}"{nearest}')
        return next((message for message in named if message.maybe_signal(mapping.signal or "")), named[0])

    def _signal(self, message: DbcMessage, name: str) -> DbcSignal:
        signal = message.maybe_signal(name)
        if signal is None:
            elsewhere = next((other.name for other in self._messages if other.maybe_signal(name)), None)
            hint = f'; it is in "{elsewhere}"' if elsewhere else did_you_mean(name, (s.name for s in message.signals))
            raise InputError(f'message "{message.name}" has no signal "{name}"{hint}')
        return signal

    def _guard(self, mapping: Mapping, message: DbcMessage) -> Guard:
        counter = None
        if mapping.counter is not None:
            counter = self._try(mapping, "counter", _in_every_frame, message, mapping.counter)
        data_id = None
        if mapping.checksum is not None:
            data_id = self._try(mapping, "checksum", _p01_data_id, mapping.checksum, message, counter)
        field = None if counter is None else self._try(mapping, "counter", bit_field, counter, message.length)
        if field is None:
            return Guard(data_id=data_id)
        return Guard(field, E2E_P01_MODULO if mapping.checksum else field.mask + 1, data_id)

    def _try(
        self, mapping: Mapping, key: str, make: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs
    ) -> _T | None:
        """What `make` returns, or None with its faults noted at the line of `key`."""
        try:
            return make(*args, **kwargs)
        except InputError as error:
            self.problems += [Problem(problem.text, self._file, mapping.line_of(key)) for problem in error.problems]
            return None


def _line(mapping: Mapping, leaf: Leaf, signal: DbcSignal) -> Line:
    """From the raw number to the VSS unit (or to a bare number where no unit is looked at)."""
    if signal.factor == 0:
        raise InputError(f'signal "{signal.name}": the DBC\'s factor is 0, so every frame says the same')
    of_dbc = Line(signal.factor, signal.offset)
    if mapping.scale is not None or mapping.offset is not None:
        scale = 1.0 if mapping.scale is None else mapping.scale
        return Line.of(scale, mapping.offset or 0.0).after(of_dbc)
    if mapping.values is not None or leaf.is_boolean or not (leaf.unit or mapping.unit):
        return of_dbc
    return conversion(mapping.unit or signal.unit, leaf.unit).after(of_dbc)


def _codes(codes: Iterable[int | str], signal: DbcSignal, field: BitField) -> frozenset[int]:
    """Raw bits of numbers and of the DBC's names."""
    return frozenset(bits for code in codes for bits in _bits(code, signal, field))


def _bits(code: int | str, signal: DbcSignal, field: BitField) -> list[int]:
    numbers = (code,) if isinstance(code, int) else signal.codes_named(code)
    if not numbers:
        names = [name for _, name in signal.names]
        raise InputError(f'"{signal.name}" has no value named "{code}"{did_you_mean(str(code), names)}'
                         f"; the DBC names: {', '.join(names[:12]) or 'none, write raw numbers'}")
    found = [field.maybe_raw(number) for number in numbers]
    if None in found:
        raise InputError(f'{code} does not fit the {signal.length} bits of "{signal.name}"; allowed: 0 to {field.mask}')
    return [bits for bits in found if bits is not None]


def _refuse_zero(codes: Iterable[int], signal: DbcSignal, field: BitField) -> None:
    zero = -signal.offset / signal.factor
    if any(field.signed(bits) in (0, zero) for bits in codes):
        raise InputError("not_available of 0 on a speed: 0 is standing, allowed is any other code")


def _refuse_many_zeros(values: Mapped[int, float]) -> None:
    if list(values.values()).count(0.0) > 1:
        raise InputError("values: two raw numbers of a speed mean 0; allowed is one, standstill_kmh is for noise")


def _values(values: Iterable[tuple[str, float]], signal: DbcSignal, field: BitField) -> dict[int, float]:
    """VSS numbers by raw bits; a key is a name of the DBC, else a raw number."""
    by_bits: dict[int, float] = {}
    for key, value in values:
        code: int | str = key
        if not signal.codes_named(key):
            try:
                code = int(key, 0)
            except ValueError:
                code = key
        for bits in _bits(code, signal, field):
            if by_bits.setdefault(bits, value) != value:
                raise InputError(f'values: raw {bits} of "{signal.name}" is named twice with different meanings')
    return by_bits


def _quality(mapping: Mapping, message: DbcMessage, signal: DbcSignal) -> CodeSet | None:
    if mapping.quality is None:
        return None
    quality = message.maybe_signal(mapping.quality.signal)
    if quality is None or (quality.selector, quality.selected_by) != (signal.selector, signal.selected_by):
        quality = _in_every_frame(message, mapping.quality.signal)
    field = bit_field(quality, message.length)
    return CodeSet(field, _codes(mapping.quality.ok, quality, field))


def _selectors(message: DbcMessage, signal: DbcSignal) -> tuple[CodeSet, ...]:
    """The multiplexers that must agree, the innermost first."""
    chain: list[CodeSet] = []
    while signal.selector is not None:
        selector = message.maybe_signal(signal.selector)
        if selector is None or len(chain) > len(message.signals):
            raise InputError(f'the multiplexer "{signal.selector}" of "{signal.name}" is not in "{message.name}"')
        field = bit_field(selector, message.length)
        chain.append(CodeSet(field, frozenset(code & field.mask for code in signal.selected_by)))
        signal = selector
    return tuple(chain)


def _in_every_frame(message: DbcMessage, name: str) -> DbcSignal:
    signal = message.maybe_signal(name)
    if signal is None:
        nearest = did_you_mean(name, (signal.name for signal in message.signals))
        raise InputError(f'message "{message.name}" has no signal "{name}"{nearest}')
    if signal.selector is not None:
        raise InputError(f'"{name}" is multiplexed, so not every frame of "{message.name}" has it')
    return signal


def _p01_data_id(checksum: Checksum, message: DbcMessage, counter: DbcSignal | None) -> int:
    """The DataID, once CRC and counter are seen to stand where E2E profile 1 has them."""
    crc = _in_every_frame(message, checksum.crc)
    if _place(crc) != _P01_CRC_PLACE:
        raise InputError(f'e2e_p01 has its CRC in byte 0, "{crc.name}" does not fill that byte')
    if counter is not None and _place(counter) != _P01_COUNTER_PLACE:
        raise InputError(f'e2e_p01 counts in the low four bits of byte 1, "{counter.name}" does not')
    return checksum.data_id


def _place(signal: DbcSignal) -> tuple[int, int]:
    """The lowest bit and the length of a signal that stays within one byte."""
    return (signal.start - signal.length + 1 if signal.is_big_endian else signal.start), signal.length

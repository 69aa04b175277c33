"""DBC files, read through cantools into plain values of our own: everything behind this module is free of cantools."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from cockpit.errors import InputError, Problem
from cockpit.signals.toml_source import read_bytes

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class DbcSignal:
    """A signal as its DBC declares it.

    `start` counts as a DBC does (least significant bit, or the most significant one of a big-endian signal). Value =
    `factor` * raw + `offset`; `minimum`, `maximum` in the DBC's unit, None where the range is empty. `names` are the
    value table. A multiplexed signal is present where `selector` (a signal's name) holds one of `selected_by`.
    """

    name: str
    start: int
    length: int
    is_big_endian: bool
    is_signed: bool
    is_float: bool
    factor: Fraction
    offset: Fraction
    minimum: float | None
    maximum: float | None
    unit: str
    names: tuple[tuple[int, str], ...]
    selector: str | None
    selected_by: tuple[int, ...]

    def codes_named(self, name: str) -> tuple[int, ...]:
        """Every raw number that the value table calls `name`."""
        return tuple(code for code, text in self.names if text == name)


@dataclass(frozen=True, slots=True)
class DbcMessage:
    """A message: `length` in bytes, `cycle_ms` None where the DBC gives none (or 0)."""

    name: str
    arbitration_id: int
    is_extended: bool
    length: int
    cycle_ms: float | None
    signals: tuple[DbcSignal, ...]

    def maybe_signal(self, name: str) -> DbcSignal | None:
        """The signal of that name, or None."""
        return next((signal for signal in self.signals if signal.name == name), None)


def read_dbc(file: Path) -> tuple[DbcMessage, ...]:
    """All messages of a DBC file of at most 4 MiB.

    Raises InputError with the line where cantools names one. Overlapping signals are taken as they stand.
    """
    import cantools  # inside: it costs 0.4 s, and screens are spawned before it
    import textparser

    text = read_bytes(file, MAX_BYTES).decode("cp1252", errors="replace")
    database = cantools.database.can.Database(strict=False, sort_signals=None)
    try:
        database.add_dbc_string(text)
        return tuple(_message(message) for message in database.messages)
    except textparser.ParseError as error:
        raise InputError(Problem(f"not a DBC: unexpected text at column {error.column}", file, error.line)) from None
    except RecursionError:
        raise InputError(Problem("not a DBC: nested too deep", file)) from None
    except (cantools.Error, ValueError, LookupError, TypeError, AttributeError, ArithmeticError) as error:
        # cantools checks little of what it parses: a dangling name is a KeyError, an odd number a ValueError.
        reason = " ".join(str(error).split()).rstrip(".") or type(error).__name__
        culprit = reason.rpartition(" ")[2].strip("'\"")
        said = f'"{culprit}" is used but not declared' if isinstance(error, KeyError) else reason
        raise InputError(Problem(f"not a DBC that can be used: {said[:200]}", file, _line_of(culprit, text))) from None


def _line_of(word: str, text: str) -> int | None:
    """The first line that has `word` on it: cantools ends its complaints with the name that it rejects."""
    for number, line in enumerate(text.splitlines(), start=1):
        if word and word in (part.strip(':;"') for part in line.split()):
            return number
    return None


def _message(message: Any) -> DbcMessage:
    return DbcMessage(
        name=message.name,
        arbitration_id=message.frame_id,
        is_extended=message.is_extended_frame,
        length=message.length,
        cycle_ms=float(message.cycle_time) if message.cycle_time else None,
        signals=tuple(_signal(signal) for signal in message.signals),
    )


def _signal(signal: Any) -> DbcSignal:
    minimum, maximum = signal.minimum, signal.maximum
    has_range = minimum is not None and maximum is not None and -math.inf < minimum < maximum < math.inf
    return DbcSignal(
        name=signal.name,
        start=signal.start,
        length=signal.length,
        is_big_endian=signal.byte_order == "big_endian",
        is_signed=signal.is_signed,
        is_float=signal.is_float,
        factor=Fraction(str(signal.scale)),
        offset=Fraction(str(signal.offset)),
        minimum=float(minimum) if has_range else None,
        maximum=float(maximum) if has_range else None,
        unit=signal.unit or "",
        names=tuple((int(code), str(name)) for code, name in (signal.choices or {}).items()),
        selector=signal.multiplexer_signal,
        selected_by=tuple(signal.multiplexer_ids or ()),
    )

"""One mapped signal made ready for speed: from a payload to a value in the VSS unit, or to what is wrong with it."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from cockpit.errors import InputError
from cockpit.signals.dbc import DbcSignal
from cockpit.signals.evidence import Verdict
from cockpit.signals.extract import BitField
from cockpit.signals.units import Line

Judged = tuple[float | None, Verdict, str]
"""Value, verdict, and the rule that spoiled it."""

_NOT_AVAILABLE: Judged = (None, Verdict.NOT_AVAILABLE, "E2")
_OUT_OF_RANGE: Judged = (None, Verdict.INVALID, "E3")
_BAD_QUALITY: Judged = (None, Verdict.INVALID, "E6")

_STEP = 1e-6
"""Part of a raw step by which a range's end may be missed by rounding."""


@dataclass(frozen=True, slots=True)
class CodeSet:
    """A neighbouring signal and the raw codes that count: a quality (E6) or a multiplexer's selector."""

    field: BitField
    codes: frozenset[int]

    def holds(self, little: int, big: int) -> bool:
        """True where the payload's code is one of them."""
        return self.field.raw(little, big) in self.codes


@dataclass(frozen=True, slots=True)
class Scaling:
    """`value = (raw + shift) * factor`: exactly 0 where the line crosses 0 at a whole raw number, as a speed's must."""

    shift: float
    factor: float

    def __call__(self, raw: float) -> float:
        """The value of a raw number; never a negative zero."""
        return (raw + self.shift) * self.factor + 0.0


def scaling(line: Line) -> Scaling:
    """A line with a factor other than 0 in the form that keeps its zero exact.

    Raises InputError where a double cannot hold the line: a factor that comes out as 0 would stand still for ever.
    """
    shift = line.offset / line.factor
    factor = _nearest_float(line.factor)
    if not 1e-30 < abs(factor) < 1e30 or abs(shift) > 1e30:
        raise InputError("a double cannot hold what factor, scale and offset make together")
    return Scaling(int(shift) if shift.denominator == 1 else float(shift), factor)


@dataclass(frozen=True, slots=True)
class RawRange:
    """The raw numbers inside a DBC's range."""

    least: float
    most: float


def raw_range(signal: DbcSignal) -> RawRange:
    """A signal's range as raw numbers; open where its DBC gives none."""
    if signal.minimum is None or signal.maximum is None:
        return RawRange(-math.inf, math.inf)
    ends = sorted((Fraction(str(end)) - signal.offset) / signal.factor for end in (signal.minimum, signal.maximum))
    slack = 0.0 if signal.is_float else _STEP
    return RawRange(_nearest_float(ends[0]) - slack, _nearest_float(ends[1]) + slack)


def _nearest_float(number: Fraction) -> float:
    try:
        return float(number)
    except OverflowError:
        return math.copysign(math.inf, number)


@dataclass(frozen=True, slots=True)
class Row:
    """A compiled mapping.

    `values`, where given, replaces the scaling and lists all that counts; `maybe_float` reads a float signal's bits.
    """

    index: int
    field: BitField
    scaling: Scaling
    range: RawRange
    not_available: frozenset[int]
    quality: CodeSet | None = None
    values: Mapping[int, float] | None = None
    selectors: tuple[CodeSet, ...] = ()
    is_boolean: bool = False
    maybe_float: Callable[[int], float] | None = None

    def is_present(self, little: int, big: int) -> bool:
        """True where the multiplexer says that this payload carries the signal."""
        return all(selector.holds(little, big) for selector in self.selectors)

    def judge(self, little: int, big: int) -> Judged:
        """The value in a payload, by E2, E6 and E3 in this order."""
        field = self.field
        bits = ((big if field.is_big_endian else little) >> field.shift) & field.mask
        if bits in self.not_available:
            return _NOT_AVAILABLE
        if self.quality is not None and not self.quality.holds(little, big):
            return _BAD_QUALITY
        number: float = bits - ((bits & field.sign_bit) << 1) if self.maybe_float is None else self.maybe_float(bits)
        if not self.range.least <= number <= self.range.most:  # NaN too
            return _OUT_OF_RANGE
        if self.values is not None:
            value = self.values.get(bits)
            return _OUT_OF_RANGE if value is None else (value, Verdict.VALID, "")
        value = self.scaling(number)
        if not math.isfinite(value):
            return _OUT_OF_RANGE
        return (1.0 if value else 0.0) if self.is_boolean else value, Verdict.VALID, ""

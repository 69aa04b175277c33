"""Units: VSS's names, the spellings that DBCs use for them, and straight-line conversion inside a quantity."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from cockpit.errors import InputError, did_you_mean


@dataclass(frozen=True, slots=True)
class Line:
    """`y = factor * x + offset`, exact so that a chain of conversions still hits zero at zero."""

    factor: Fraction
    offset: Fraction

    @classmethod
    def of(cls, factor: str | float, offset: str | float) -> Line:
        """The line of two decimal numbers, taken as they are written and not as their nearest doubles."""
        return cls(Fraction(str(factor)), Fraction(str(offset)))

    def after(self, first: Line) -> Line:
        """The line that applies `first` and then this one."""
        return Line(self.factor * first.factor, self.factor * first.offset + self.offset)

    def __call__(self, x: float) -> float:
        """The value at `x`."""
        return float(self.factor * Fraction(x) + self.offset)


IDENTITY = Line(Fraction(1), Fraction(0))


@dataclass(frozen=True, slots=True)
class _Unit:
    """A unit as a line into its quantity's base unit."""

    quantity: str
    to_base: Line
    aliases: tuple[str, ...]


def _unit(quantity: str, factor: str | Fraction, *aliases: str, offset: str = "0") -> _Unit:
    return _Unit(quantity, Line(Fraction(factor), Fraction(offset)), aliases)


_RADIAN_IN_DEGREES = 180 / Fraction(math.pi)

_UNITS: Mapping[str, _Unit] = MappingProxyType({
    "km/h": _unit("speed", Fraction(5, 18), "kph", "kmh", "kmph", "km/hr", "kilometer per hour"),
    "m/s": _unit("speed", "1", "mps", "m/sec", "meters per second"),
    "mph": _unit("speed", "0.44704", "mi/h", "miles per hour"),
    "kn": _unit("speed", Fraction(1852, 3600), "knot", "knots", "kt"),
    "m/s^2": _unit("acceleration", "1", "m/s2", "m/s²", "m/s/s", "m/ss", "meters per second squared"),
    "cm/s^2": _unit("acceleration", "0.01", "cm/s2", "cm/s²"),
    "degrees": _unit("angle", "1", "deg", "degree", "°"),
    "rad": _unit("angle", _RADIAN_IN_DEGREES, "radian", "radians"),
    "degrees/s": _unit("angular speed", "1", "deg/s", "°/s", "degree/s", "degree per second", "deg/sec", "dps"),
    "rad/s": _unit("angular speed", _RADIAN_IN_DEGREES, "rad/sec", "radians per second"),
    "rpm": _unit("angular speed", "6", "1/min", "/min", "u/min", "rev/min", "r/min", "min-1", "min^-1"),
    "1/s": _unit("angular speed", "360", "rev/s", "rps"),
    "mm": _unit("length", "0.001", "millimeter"),
    "cm": _unit("length", "0.01", "centimeter"),
    "m": _unit("length", "1", "meter", "meters", "metre", "metres"),
    "km": _unit("length", "1000", "kilometer", "kilometers", "kilometre"),
    "inch": _unit("length", "0.0254", "in", "inches", '"'),
    "mi": _unit("length", "1609.344", "mile", "miles"),
    "ml": _unit("volume", "0.001", "milliliter"),
    "l": _unit("volume", "1", "liter", "liters", "litre", "litres", "ltr"),
    "cm^3": _unit("volume", "0.001", "cm3", "ccm"),
    "Celsius": _unit("temperature", "1", "c", "degc", "deg c", "°c", "deg_c", "degree celsius", "degrees c", "ºc"),
    "Fahrenheit": _unit("temperature", Fraction(5, 9), "degf", "deg f", "°f", "f", offset="-160/9"),
    "K": _unit("temperature", "1", "kelvin", offset="-273.15"),
    "W": _unit("power", "1", "watt", "watts"),
    "kW": _unit("power", "1000", "kilowatt", "kilowatts"),
    "PS": _unit("power", "735.49875", "hp(m)"),
    "hp": _unit("power", "745.69987158227022", "bhp", "horsepower"),
    "Wh": _unit("energy", "1", "watt hours"),
    "kWh": _unit("energy", "1000", "kilowatt hours"),
    "g": _unit("mass", "0.001", "gram"),
    "kg": _unit("mass", "1", "kilogram", "kilograms"),
    "lbs": _unit("mass", "0.45359237", "lb", "pound", "pounds"),
    "mV": _unit("voltage", "0.001", "millivolt"),
    "V": _unit("voltage", "1", "volt", "volts"),
    "mA": _unit("current", "0.001", "milliampere"),
    "A": _unit("current", "1", "amp", "amps", "ampere", "amperes"),
    "Ah": _unit("charge", "1", "ampere hours"),
    "ms": _unit("time", "0.001", "msec", "millisecond", "milliseconds"),
    "s": _unit("time", "1", "sec", "second", "seconds"),
    "min": _unit("time", "60", "mins", "minute", "minutes"),
    "h": _unit("time", "3600", "hr", "hrs", "hour", "hours"),
    "Pa": _unit("pressure", "1", "pascal"),
    "mbar": _unit("pressure", "100", "hpa"),
    "kPa": _unit("pressure", "1000", "kilopascal"),
    "bar": _unit("pressure", "100000"),
    "psi": _unit("pressure", "6894.757293168361"),
    "g/s": _unit("mass flow", "1", "grams/sec", "gram/s"),
    "kg/h": _unit("mass flow", Fraction(1000, 3600)),
    "l/100km": _unit("volume per distance", "1", "l/100 km", "liter/100km"),
    "ml/100km": _unit("volume per distance", "0.001"),
    "kWh/100km": _unit("energy per distance", "1", "kwh/100 km"),
    "Wh/km": _unit("energy per distance", "0.1"),
    "N": _unit("force", "1", "newton"),
    "kN": _unit("force", "1000"),
    "Nm": _unit("torque", "1", "newton meter", "n.m", "n*m", "newton meters"),
    "lb ft": _unit("torque", "1.3558179483314004", "lb.ft", "lbft", "ft-lb", "lb-ft", "ft.lb"),
    "Hz": _unit("frequency", "1", "hertz"),
    "percent": _unit("relation", "1", "%", "pct", "per cent", "percentage"),
    "ratio": _unit("relation", "100"),
    "lx": _unit("illuminance", "1", "lux"),
})


def _by_spelling() -> dict[str, str]:
    """Exact names first, then lower-case names and aliases (`Nm`, `NM` and `nm` are one unit here)."""
    found = {alias.lower(): name for name, unit in _UNITS.items() for alias in unit.aliases}
    for name in _UNITS:
        found.setdefault(name.lower(), name)
    return found


_SPELLINGS = _by_spelling()


def names() -> tuple[str, ...]:
    """Every unit by its one right name (VSS's where VSS has it)."""
    return tuple(_UNITS)


def maybe_unit(spelling: str) -> str | None:
    """The right name of a unit written as in a DBC, or None if it is no unit of ours."""
    stripped = spelling.strip()
    return stripped if stripped in _UNITS else _SPELLINGS.get(stripped.lower())


def conversion(spelling: str, to_unit: str) -> Line:
    """The line from a unit, in any spelling, to a VSS unit; an empty spelling is the VSS unit itself.

    Raises InputError with the nearest spelling for an unknown unit, or with what would convert for one of another
    quantity.
    """
    if not spelling.strip() or spelling.strip() == to_unit:
        return IDENTITY
    name = maybe_unit(spelling)
    if name is None:
        raise InputError(f'unknown unit "{spelling}"{did_you_mean(spelling, [*_SPELLINGS, *_UNITS])}')
    source, target = _UNITS[name], _UNITS.get(to_unit)
    if target is None or source.quantity != target.quantity:
        raise InputError(f'unit "{spelling}" does not convert to {to_unit or "a number without unit"}'
                         f"; allowed: {', '.join(_siblings(to_unit)) or 'none'}")
    back = Line(1 / target.to_base.factor, -target.to_base.offset / target.to_base.factor)
    return back.after(source.to_base)


def convert(value: float, from_unit: str, to_unit: str) -> float:
    """`value` in another unit of the same quantity; raises InputError as `conversion` does."""
    return conversion(from_unit, to_unit)(value)


def _siblings(to_unit: str) -> list[str]:
    target = _UNITS.get(to_unit)
    return [name for name, unit in _UNITS.items() if target is not None and unit.quantity == target.quantity]

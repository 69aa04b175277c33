"""Units convert exactly, know the spellings of real DBCs, and say what is near when they do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cockpit.errors import InputError
from cockpit.signals.units import conversion, convert, maybe_unit, names

CONVERSIONS = [
    (10.0, "m/s", "km/h", 36.0),
    (100.0, "mph", "km/h", 160.9344),
    (50.0, "kph", "km/h", 50.0),
    (180.0, "deg", "degrees", 180.0),
    (3000.0, "1/min", "rpm", 3000.0),
    (21.5, "degC", "Celsius", 21.5),
    (212.0, "degF", "Celsius", 100.0),
    (273.15, "K", "Celsius", 0.0),
    (48216.0, "km", "m", 48_216_000.0),
    (2.5, "bar", "kPa", 250.0),
    (1.0, "kW", "W", 1000.0),
    (64.0, "%", "percent", 64.0),
    (1.0, "rev/s", "rpm", 60.0),
    (7.0, "", "km/h", 7.0),
]

REFUSED = [
    ("km/hh", "km/h", "did you mean km/h?"),
    ("celcius", "Celsius", "did you mean Celsius?"),
    ("bar", "km/h", "allowed: km/h, m/s, mph, kn"),
    ("V", "", "a number without unit"),
]


@pytest.mark.parametrize(("value", "source", "target", "expected"), CONVERSIONS)
def test_a_value_converts(value: float, source: str, target: str, expected: float) -> None:
    """Each spelling gives the value in the VSS unit."""
    assert pytest.approx(expected, rel=1e-12, abs=1e-12) == convert(value, source, target)


@pytest.mark.parametrize(("source", "target", "hint"), REFUSED)
def test_a_unit_that_does_not_convert_is_refused_with_what_would(source: str, target: str, hint: str) -> None:
    """The error names the unit as written and the nearest or the allowed ones."""
    with pytest.raises(InputError) as raised:
        conversion(source, target)
    assert f'"{source}"' in str(raised.value)
    assert hint in str(raised.value)


@pytest.mark.parametrize("name", names())
def test_every_name_is_its_own_spelling(name: str) -> None:
    """An alias never takes a proper name away."""
    assert name == maybe_unit(name)


@given(st.sampled_from(["m/s", "mph", "kn", "km/h"]), st.floats(-500, 500))
def test_zero_speed_alone_is_zero_in_every_unit(unit: str, value: float) -> None:
    """Standing is exactly 0 after conversion, and nothing else is."""
    assert (value == 0) == (convert(value, unit, "km/h") == 0) or abs(value) < 1e-300

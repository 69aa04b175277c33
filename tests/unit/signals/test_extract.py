"""Our bit extraction agrees with cantools on every public DBC that cantools loads."""

from __future__ import annotations

import math
import random
from pathlib import Path
from typing import Any

import cantools
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cockpit.errors import InputError
from cockpit.signals.dbc import DbcMessage, DbcSignal, read_dbc
from cockpit.signals.extract import bit_field, float_reader
from cockpit.signals.row import raw_range, scaling
from cockpit.signals.units import Line

CORPUS = ["ford_lincoln_base_pt", "toyota_adas", "vw_mqb", "tesla_model3_party", "bmw_e9x_e8x", "hyundai_2015_ccan",
          "mazda_rx8", "gm_global_a_powertrain_expansion", "ESR", "comma_body"]
PAYLOADS_PER_MESSAGE = 6


def _plain(**changes: Any) -> DbcSignal:
    given_keys: dict[str, Any] = {
        "name": "S", "start": 0, "length": 8, "is_big_endian": False, "is_signed": False, "is_float": False,
        "factor": 1, "offset": 0, "minimum": None, "maximum": None, "unit": "", "names": (), "selector": None,
        "selected_by": (), **changes,
    }
    return DbcSignal(**given_keys)


def _ours(message: DbcMessage, signal: DbcSignal, payload: bytes) -> float:
    field = bit_field(signal, message.length)
    bits = field.raw(int.from_bytes(payload, "little"), int.from_bytes(payload, "big"))
    number = float_reader(signal)(bits) if signal.is_float else field.signed(bits)
    return scaling(Line(signal.factor, signal.offset))(number)


@pytest.mark.parametrize("name", CORPUS)
def test_random_payloads_decode_as_cantools_decodes_them(real_data: Path, name: str) -> None:
    """Little and big endian, signed, scaled and multiplexed signals have the same value in both."""
    file = real_data / "dbc_corpus" / "opendbc" / f"{name}.dbc"
    theirs = cantools.database.can.Database(strict=False)
    theirs.add_dbc_file(file)
    by_key = {(m.frame_id, m.is_extended_frame): m for m in theirs.messages}
    seeded = random.Random(name)
    compared = 0
    for message in read_dbc(file):
        signals = {}
        for signal in message.signals:
            try:
                bit_field(signal, message.length)
            except InputError:  # this DBC declares more than its message holds; cantools pads there, we refuse
                continue
            signals[signal.name] = signal
        for _ in range(PAYLOADS_PER_MESSAGE if signals else 0):
            payload = seeded.randbytes(message.length)
            try:
                expected = by_key[message.arbitration_id, message.is_extended].decode(
                    payload, decode_choices=False, allow_truncated=True)
            except cantools.Error:  # a multiplexer's code that no signal is declared for
                continue
            assert isinstance(expected, dict)
            for key in expected.keys() & signals.keys():
                assert pytest.approx(expected[key], rel=1e-9, abs=1e-9) == _ours(message, signals[key], payload)
                compared += 1
    assert compared > 50


@given(st.integers(1, 64), st.integers(0, 63), st.booleans(), st.booleans(), st.binary(min_size=8, max_size=8))
def test_any_field_is_the_bits_that_a_slow_reading_finds(length: int, start: int, is_big_endian: bool,
                                                         is_signed: bool, payload: bytes) -> None:
    """Bit by bit, in the DBC's own numbering, the same number comes out; what sticks out of the message is refused."""
    signal = _plain(start=start, length=length, is_big_endian=is_big_endian, is_signed=is_signed)
    places = [start + place for place in range(length)]
    if is_big_endian:
        first = 8 * (start // 8) + 7 - start % 8
        places = [8 * (place // 8) + 7 - place % 8 for place in range(first, first + length)][::-1]
    if max(places) > 63:
        with pytest.raises(InputError, match="does not fit into 8 bytes"):
            bit_field(signal, 8)
        return
    expected = sum((payload[place // 8] >> place % 8 & 1) << weight for weight, place in enumerate(places))
    field = bit_field(signal, 8)
    raw = field.raw(int.from_bytes(payload, "little"), int.from_bytes(payload, "big"))
    assert expected == raw
    assert (expected - (1 << length) if is_signed and expected >> (length - 1) else expected) == field.signed(raw)
    assert raw == field.maybe_raw(field.signed(raw))


@pytest.mark.parametrize(("length", "bits", "value"), [(16, 0x3C00, 1.0), (32, 0xC0490FDB, -3.1415927410125732),
                                                       (64, 0x7FF0000000000000, math.inf)])
def test_floats_of_three_widths_are_read(length: int, bits: int, value: float) -> None:
    """IEEE 754 half, single and double."""
    assert value == float_reader(_plain(length=length, is_float=True))(bits)


def test_a_float_of_another_width_is_refused() -> None:
    """24 bits are no float."""
    with pytest.raises(InputError, match="allowed: 16, 32, 64"):
        float_reader(_plain(length=24, is_float=True))


@pytest.mark.parametrize(("factor", "offset", "raw"), [("0.01", "-67.67", 6767), ("0.1", "-40", 400),
                                                       ("0.05625", "0", 0), ("-0.5", "10", 20), ("0.3", "-0.9", 3)])
def test_the_raw_number_of_zero_gives_exactly_zero(factor: str, offset: str, raw: int) -> None:
    """A standing wheel's 6767 * 0.01 - 67.67 must not be 7e-15 km/h, which would be moving."""
    value = scaling(Line.of(factor, offset))(raw)
    assert 0.0 == value
    assert math.copysign(1, value) == 1


@pytest.mark.parametrize(("minimum", "maximum", "inside", "outside"), [
    (0.0, 655.35, [0, 65535], [65536, -1]), (-40.0, 215.0, [-4000, 21500], [21501, -4001])])
def test_a_range_includes_its_ends_in_spite_of_rounding(minimum: float, maximum: float, inside: list[int],
                                                        outside: list[int]) -> None:
    """65535 * 0.01 may come out above 655.35; it is inside all the same."""
    line = Line.of("0.01", "0")
    ends = raw_range(_plain(minimum=minimum, maximum=maximum, factor=line.factor, offset=line.offset))
    assert all(ends.least <= raw <= ends.most for raw in inside)
    assert not any(ends.least <= raw <= ends.most for raw in outside)

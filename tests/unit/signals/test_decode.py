"""Frames become samples by E1 to E6, and nothing that is not a signal's own frame touches it."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from cockpit.frames.frame import Frame
from cockpit.signals.decode import Decoder, build_decoder
from cockpit.signals.evidence import Sample, Verdict
from cockpit.signals.integrity import e2e_p01_crc
from tests.support.folders import HEAD, SPEED, vehicle_of

VALID, INVALID, NOT_AVAILABLE = Verdict.VALID, Verdict.INVALID, Verdict.NOT_AVAILABLE
MOTION, LEVER, ODD = 256, 257, 2147484210 & 0x1FFFFFFF
GEAR = '[signals."Vehicle.Powertrain.Transmission.SelectedGear"]\nmessage = "Lever"\nsignal = "Gear"\n'
BRAKE = '[signals."Vehicle.Chassis.ParkingBrake.IsEngaged"]\nmessage = "Lever"\nsignal = "Brake"\n'
GUARD = 'counter = "Counter"\nchecksum = { profile = "e2e_p01", crc = "Crc", data_id = 0x1234 }\n'
RANGE = '[signals."Vehicle.Powertrain.Range"]\nmessage = "Odd"\nsignal = "Range"\n'
OUTSIDE = '[signals."Vehicle.Exterior.AirTemperature"]\nmessage = "Odd"\nsignal = "Outside"\n'
VOLTAGE = '[signals."Vehicle.LowVoltageBattery.CurrentVoltage"]\nmessage = "Odd"\nsignal = "Real"\n'


def _decoder(tmp_path: Path, *tables: str) -> Decoder:
    return build_decoder(vehicle_of(tmp_path, HEAD + "".join(tables)))


def _motion(speed: int = 0, *, count: int = 0, quality: int = 1, big: int = 0, slow: int = 40) -> bytes:
    """A Motion payload of raw numbers with a right checksum for DataID 0x1234."""
    body = bytes((0, count | quality << 4)) + struct.pack("<HB", speed, slow) + struct.pack(">h", big) + b"\0"
    return bytes((e2e_p01_crc(0x1234, body),)) + body[1:]


def _frame(data: bytes, arbitration_id: int = MOTION, *, channel: str = "can0", is_extended: bool = False) -> Frame:
    return Frame(7, arbitration_id, data, channel, is_extended=is_extended)


def _judged(samples: tuple[Sample, ...]) -> list[tuple[float | None, Verdict, str]]:
    return [(sample.value, sample.verdict, sample.reason) for sample in samples]


def test_a_sample_carries_row_value_place_and_sequence(tmp_path: Path) -> None:
    """The row is the path's place in the folder, the place the frame's, and every frame counts."""
    decoder = _decoder(tmp_path, GEAR, SPEED)
    assert () == decoder.on_frame(_frame(b"", 0x7FF))
    assert (Sample(1, 12.34, VALID, "", 7, 2),) == decoder.on_frame(_frame(_motion(1234)))
    assert ("Lever", "Motion") == decoder.messages


def test_error_and_remote_frames_are_no_evidence(tmp_path: Path) -> None:
    """Neither makes a signal valid or invalid."""
    decoder = _decoder(tmp_path, SPEED)
    assert () == decoder.on_frame(_frame(_motion())._replace(is_error=True))
    assert () == decoder.on_frame(_frame(b"")._replace(is_remote=True))


@pytest.mark.keeps("E1")
@pytest.mark.attacks("E1")
def test_e1_a_short_payload_is_invalid_and_a_longer_one_is_used(tmp_path: Path) -> None:
    """Every length below the DBC's spoils the signal, also where its own bytes are there; padding does not."""
    decoder = _decoder(tmp_path, SPEED, '[signals."Vehicle.Chassis.Axle.Row1.Wheel.Left.Speed"]\nmessage = "Motion"\n'
                       'signal = "SpeedBig"\n')
    payload = _motion(100, big=55)
    for length in range(8):
        assert [(None, INVALID, "E1")] * 2 == _judged(decoder.on_frame(_frame(payload[:length])))
    for padding in (b"", b"\xff", b"\xff" * 56):
        assert [(1.0, VALID, ""), (5.5, VALID, "")] == _judged(decoder.on_frame(_frame(payload + padding)))


@pytest.mark.keeps("E2")
@pytest.mark.parametrize("code", ["65535", '"SNA"', "-1"])
def test_e2_a_code_is_not_available(tmp_path: Path, code: str) -> None:
    """Written raw, as the DBC's name, or as the same bits with a sign."""
    decoder = _decoder(tmp_path, SPEED + f"not_available = [{code}]\n")
    assert [(None, NOT_AVAILABLE, "E2")] == _judged(decoder.on_frame(_frame(_motion(65535))))
    assert [(1.0, VALID, "")] == _judged(decoder.on_frame(_frame(_motion(100))))


@pytest.mark.attacks("E2")
def test_e2_a_name_that_stands_for_several_codes_is_all_of_them(tmp_path: Path) -> None:
    """The DBC calls 14 and 15 "Unused"; neither passes for a gear."""
    decoder = _decoder(tmp_path, GEAR + 'not_available = ["Unused"]\n')
    for code in (14, 15):
        assert [(None, NOT_AVAILABLE, "E2")] == _judged(decoder.on_frame(_frame(bytes((code, 0)), LEVER)))


@pytest.mark.keeps("E3")
@pytest.mark.parametrize(("raw", "expected"), [(30000, (300.0, VALID, "")), (30001, (None, INVALID, "E3")),
                                               (51199, (None, INVALID, "E3"))])
def test_e3_a_value_outside_the_dbcs_range_is_invalid(tmp_path: Path, raw: int,
                                                      expected: tuple[float | None, Verdict, str]) -> None:
    """A Dodge's 511.99 km/h at key-on never reaches the glass."""
    assert [expected] == _judged(_decoder(tmp_path, SPEED).on_frame(_frame(_motion(raw))))


@pytest.mark.keeps("E3")
def test_e3_the_range_is_the_dbcs_before_scale(tmp_path: Path) -> None:
    """300 in the DBC's unit is inside although twice that is not."""
    decoder = _decoder(tmp_path, SPEED + "scale = 2\n")
    assert [(600.0, VALID, "")] == _judged(decoder.on_frame(_frame(_motion(30000))))
    assert [(None, INVALID, "E3")] == _judged(decoder.on_frame(_frame(_motion(30001))))


@pytest.mark.keeps("E3")
def test_e3_an_empty_range_is_no_range(tmp_path: Path) -> None:
    """[0|0] lets every value pass."""
    decoder = _decoder(tmp_path, SPEED.replace('"Speed"', '"SpeedBig"'))
    assert [(-3276.8, VALID, "")] == _judged(decoder.on_frame(_frame(_motion(big=-32768))))


@pytest.mark.attacks("E3")
@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf"), 1000.1])
def test_e3_nan_and_infinity_are_invalid(tmp_path: Path, value: float) -> None:
    """A float signal's odd values stop here."""
    frame = _frame(bytes(4) + struct.pack("<f", value), ODD, is_extended=True)
    assert [(None, INVALID, "E3")] == _judged(_decoder(tmp_path, VOLTAGE).on_frame(frame))


@pytest.mark.keeps("E3")
def test_e3_a_value_that_values_does_not_list_is_invalid(tmp_path: Path) -> None:
    """P R N D become VSS's numbers; Sport, left out, is no gear."""
    decoder = _decoder(tmp_path, GEAR + 'values = { Park = "P", Reverse = "R", Neutral = "N", 3 = "D" }\n')
    found = [_judged(decoder.on_frame(_frame(bytes((code, 0)), LEVER)))[0] for code in range(5)]
    assert [(126.0, VALID, ""), (-1.0, VALID, ""), (0.0, VALID, ""), (127.0, VALID, ""), (None, INVALID, "E3")] == found


@pytest.mark.keeps("E4")
@pytest.mark.attacks("E4")
def test_e4_any_wrong_bit_is_invalid_and_moves_no_counter(tmp_path: Path) -> None:
    """Each of the 64 bits flipped is found, and the chain goes on behind it."""
    decoder = _decoder(tmp_path, SPEED + GUARD)
    assert [(None, INVALID, "E5")] == _judged(decoder.on_frame(_frame(_motion(count=0))))
    good = int.from_bytes(_motion(100, count=1), "big")
    for bit in range(64):
        broken = (good ^ 1 << bit).to_bytes(8, "big")
        assert [(None, INVALID, "E4")] == _judged(decoder.on_frame(_frame(broken)))
    assert [(1.0, VALID, "")] == _judged(decoder.on_frame(_frame(_motion(100, count=1))))


@pytest.mark.attacks("E5")
def test_e5_a_short_frame_moves_no_counter(tmp_path: Path) -> None:
    """E1 comes first: the chain stays where it was."""
    decoder = _decoder(tmp_path, SPEED + GUARD)
    for data, reason in ((_motion(count=1), "E5"), (_motion(count=9)[:7], "E1"), (_motion(count=2), "")):
        assert reason == decoder.on_frame(_frame(data))[0].reason


@pytest.mark.keeps("E5")
def test_e5_the_first_frame_waits_and_a_jump_costs_two(tmp_path: Path) -> None:
    """On frames: invalid, valid, wrong jump, one good frame, valid again."""
    decoder = _decoder(tmp_path, SPEED + GUARD)
    reasons = [decoder.on_frame(_frame(_motion(count=count)))[0].reason for count in (14, 0, 7, 8, 9)]
    assert ["E5", "", "E5", "E5", ""] == reasons


@pytest.mark.keeps("E5")
def test_e5_a_counter_without_checksum_counts_all_its_bits(tmp_path: Path) -> None:
    """Four bits: 15 is a count like any other and 0 follows it."""
    decoder = _decoder(tmp_path, BRAKE + 'counter = "Beats"\n')
    reasons = [decoder.on_frame(_frame(bytes((0, count)), LEVER))[0].reason for count in (14, 15, 0, 1)]
    assert ["E5", "", "", ""] == reasons


@pytest.mark.attacks("E5")
def test_e5_rows_of_one_message_share_one_chain(tmp_path: Path) -> None:
    """Two rows do not count a frame twice, and a row that declares no counter is not held back."""
    wheel = '[signals."Vehicle.Chassis.Axle.Row1.Wheel.Left.Speed"]\nmessage = "Motion"\nsignal = "SpeedMs"\n'
    plain = '[signals."Vehicle.Chassis.Axle.Row1.Wheel.Right.Speed"]\nmessage = "Motion"\nsignal = "SpeedMs"\n'
    decoder = _decoder(tmp_path, SPEED + GUARD, wheel + GUARD, plain)
    first = {s.index: s.reason for s in decoder.on_frame(_frame(_motion(count=3)))}
    then = {s.index: s.reason for s in decoder.on_frame(_frame(_motion(count=4)))}
    assert {0: "E5", 1: "E5", 2: ""} == first
    assert {0: "", 1: "", 2: ""} == then


@pytest.mark.keeps("E6")
@pytest.mark.attacks("E6")
@pytest.mark.parametrize(("quality", "reason"), [(0, "E6"), (1, ""), (2, ""), (3, "E6")])
def test_e6_a_value_counts_where_its_quality_says_ok(tmp_path: Path, quality: int, reason: str) -> None:
    """`ok` takes the DBC's names and raw numbers together."""
    decoder = _decoder(tmp_path, SPEED + 'quality = { signal = "Quality", ok = ["OK", 2] }\n')
    assert [reason] == [s.reason for s in decoder.on_frame(_frame(_motion(100, quality=quality)))]


@pytest.mark.keeps("E8")
def test_e8_forgetting_begins_every_chain_anew(tmp_path: Path) -> None:
    """After `forget` the next frame is a first frame again."""
    decoder = _decoder(tmp_path, SPEED + GUARD)
    for count in (1, 2):
        decoder.on_frame(_frame(_motion(count=count)))
    decoder.forget()
    assert "E5" == decoder.on_frame(_frame(_motion(count=3)))[0].reason


def test_a_channel_is_compared_as_text_and_left_out_means_any(tmp_path: Path) -> None:
    """`channel = 1` is the bus that a log calls 1."""
    named = _decoder(tmp_path, SPEED + "channel = 1\n")
    assert [0, 1, 0] == [len(named.on_frame(_frame(_motion(), channel=bus))) for bus in ("can1", "1", "")]
    assert 1 == len(_decoder(tmp_path, SPEED).on_frame(_frame(_motion(), channel="vcan7")))


def test_a_29_bit_id_is_another_message_than_the_11_bit_one(tmp_path: Path) -> None:
    """The kind of id is part of it."""
    assert () == _decoder(tmp_path, SPEED).on_frame(_frame(_motion(), is_extended=True))
    assert () == _decoder(tmp_path, VOLTAGE).on_frame(_frame(bytes(8), ODD))


def test_a_multiplexed_signal_is_in_its_own_pages_alone(tmp_path: Path) -> None:
    """Page 0 carries the range, page 1 the temperature, page 2 neither."""
    decoder = _decoder(tmp_path, RANGE, OUTSIDE)
    pages = [decoder.on_frame(_frame(bytes((page, 240, 0, 0, 0, 0, 0, 0)), ODD, is_extended=True)) for page in range(3)]
    assert [[(0, 240_000.0)], [(1, -8.0)], []] == [[(s.index, s.value) for s in samples] for samples in pages]


@pytest.mark.attacks("E1")
def test_a_broken_frame_spoils_all_pages(tmp_path: Path) -> None:
    """A short frame's selector is not believed."""
    samples = _decoder(tmp_path, RANGE, OUTSIDE).on_frame(_frame(b"\0", ODD, is_extended=True))
    assert [(0, "E1"), (1, "E1")] == [(s.index, s.reason) for s in samples]


# Keys behind the signal, raw numbers in it, and the value that comes out.
MEANINGS = [
    ("SpeedMs", "", {"slow": 60}, 36.0),
    ("SpeedMs", 'unit = "mph"\n', {"slow": 140}, 80.4672),
    ("SpeedMs", "scale = 2\n", {"slow": 60}, 20.0),
    ("SpeedMs", "offset = 5\n", {"slow": 60}, 15.0),
    ("SpeedMs", "scale = 3.6\noffset = 1\n", {"slow": 40}, 1.0),
    ("SpeedMs", "", {"slow": 40}, 0.0),
    ("SpeedBig", "", {"big": -5}, -0.5),
    ("Speed", "values = { 7 = 30, Zero = 0 }\n", {"speed": 7}, 30.0),
]


@pytest.mark.parametrize(("signal", "keys", "raw", "value"), MEANINGS)
def test_units_scale_offset_and_values_mean_what_the_folder_says(tmp_path: Path, signal: str, keys: str,
                                                                 raw: dict[str, int], value: float) -> None:
    """The unit converts; scale or offset give the VSS unit; values give VSS numbers."""
    decoder = _decoder(tmp_path, SPEED.replace('"Speed"', f'"{signal}"') + keys)
    (sample,) = decoder.on_frame(_frame(_motion(**raw)))
    assert VALID == sample.verdict
    assert pytest.approx(value) == sample.value
    assert (value == 0) == (sample.value == 0)


@pytest.mark.parametrize(("keys", "expected"), [
    ("", [0.0, 1.0, 1.0, 1.0]),
    ("values = { 2 = true, 0 = false }\n", [0.0, None, 1.0, None]),
    ("scale = -1\noffset = 1\n", [1.0, 0.0, 1.0, 1.0]),
])
def test_a_boolean_is_true_unless_zero_or_as_values_say(tmp_path: Path, keys: str,
                                                        expected: list[float | None]) -> None:
    """Non-zero is true; `values` and a turning scale say otherwise."""
    decoder = _decoder(tmp_path, BRAKE + keys)
    assert expected == [decoder.on_frame(_frame(bytes((code << 4, 0)), LEVER))[0].value for code in range(4)]

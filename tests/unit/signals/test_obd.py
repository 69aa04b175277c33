"""OBD-II service 01 answers become samples as a DBC's messages do."""

from __future__ import annotations

from pathlib import Path

import pytest

from cockpit.frames.frame import Frame
from cockpit.signals.decode import Decoder, build_decoder
from cockpit.signals.evidence import Verdict
from tests.support.folders import HEAD, vehicle_of

VALID, INVALID = Verdict.VALID, Verdict.INVALID
SPEED = '[signals."Vehicle.Speed"]\nobd_pid = 0x0D\n'


def _decoder(tmp_path: Path, tables: str) -> Decoder:
    return build_decoder(vehicle_of(tmp_path, HEAD + tables))


# An answer, and what the speed row makes of it.
ANSWERS = [
    ("03 41 0D 2A 00 00 00 00", [(42.0, VALID, "")]),
    ("03 41 0D 00", [(0.0, VALID, "")]),
    ("04 41 0D FF 0C", [(255.0, VALID, "")]),
    ("03 41 0C 2A", []),
    ("03 7F 01 12", []),
    ("03 41", []),
    ("", []),
    ("10 14 41 0D 2A 00 00 00", []),
    ("03 01 0D 2A", []),
    ("02 41 0D 2A", [(None, INVALID, "E1")]),
    ("03 41 0D", [(None, INVALID, "E1")]),
    ("07 41 0D 2A", [(None, INVALID, "E1")]),
]


@pytest.mark.parametrize(("hexadecimal", "expected"), ANSWERS)
@pytest.mark.parametrize("arbitration_id", [0x7E8, 0x7EF])
def test_an_obd_answer_is_a_positive_single_frame_of_its_pid(
        tmp_path: Path, hexadecimal: str, expected: list[tuple[float | None, Verdict, str]],
        arbitration_id: int) -> None:
    """Other PIDs, refusals, requests and multi-frame answers are none; one that was cut is invalid."""
    decoder = _decoder(tmp_path, SPEED)
    samples = decoder.on_frame(Frame(0, arbitration_id, bytes.fromhex(hexadecimal)))
    assert expected == [(s.value, s.verdict, s.reason) for s in samples]


def test_obd_answers_come_from_eight_ids_alone(tmp_path: Path) -> None:
    """Neither the request's id nor the one behind the last counts."""
    decoder = _decoder(tmp_path, SPEED)
    answer = bytes.fromhex("03410D2A")
    assert [0x7E8 + unit for unit in range(8)] == [
        i for i in range(0x800) if decoder.on_frame(Frame(0, i, answer))]


@pytest.mark.parametrize(("path", "pid", "answer", "value"), [
    ("Vehicle.Powertrain.CombustionEngine.Speed", 0x0C, "04410C1AF8", 1726.0),
    ("Vehicle.Powertrain.CombustionEngine.EngineCoolant.Temperature", 0x05, "0341057B", 83.0),
    ("Vehicle.Powertrain.FuelSystem.RelativeLevel", 0x2F, "03412FFF", 100.0),
    ("Vehicle.TraveledDistance", 0xA6, "0641A600075B70", 48_216_000.0),
])
def test_obd_formulas_give_vss_units(tmp_path: Path, path: str, pid: int, answer: str, value: float) -> None:
    """SAE J1979's formula, then the unit."""
    decoder = _decoder(tmp_path, f'[signals."{path}"]\nobd_pid = {pid}\n')
    (sample,) = decoder.on_frame(Frame(0, 0x7E8, bytes.fromhex(answer)))
    assert pytest.approx(value) == sample.value


def test_two_rows_of_one_pid_are_asked_for_once_at_the_shorter_period(tmp_path: Path) -> None:
    """The bus is not asked twice for one answer."""
    wheel = '[signals."Vehicle.Chassis.Axle.Row1.Wheel.Left.Speed"]\nobd_pid = 13\nperiod_ms = 50\n'
    decoder = _decoder(tmp_path, SPEED + wheel)
    assert [50_000_000] == [poll.period_ns for poll in decoder.requests]
    assert 2 == len(decoder.on_frame(Frame(0, 0x7E8, bytes.fromhex("03410D2A"))))

"""One frame is one witness, and a float that is no number is no switch."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from cockpit.errors import InputError
from cockpit.frames.frame import Frame
from cockpit.signals.decode import build_decoder
from cockpit.signals.evidence import Verdict
from tests.support.folders import DBC, HEAD, SPEED, vehicle_of

WHEEL = '[signals."Vehicle.Chassis.Axle.Row1.Wheel.Left.Speed"]\n'
SOURCES = '[interlock]\nspeed_sources = ["Vehicle.Speed", "Vehicle.Chassis.Axle.Row1.Wheel.Left.Speed"]\n'
ALONE = "one message alone can tell standing (D6 wants two witnesses): video never unlocks"


@pytest.mark.attacks("D6")
def test_frame_that_two_dbcs_name_is_one_witness(tmp_path: Path) -> None:
    """A copy of the DBC under another name makes no second witness of the same id."""
    (tmp_path / "copy.dbc").write_text(DBC.replace("Motion", "Copy"), encoding="cp1252")
    copy = WHEEL + 'message = "Copy"\nsignal = "SpeedMs"\n'
    head = 'name = "T"\ndbc = ["test.dbc", "copy.dbc"]\n'
    decoder = build_decoder(vehicle_of(tmp_path, head + SPEED + copy + SOURCES))
    assert ("Motion", "Motion") == decoder.messages
    assert ALONE in decoder.notices


@pytest.mark.attacks("D6")
def test_obd_answer_that_a_dbc_names_too_is_one_witness(tmp_path: Path) -> None:
    """A DBC of OBD-II answers and the PID itself are the same frames of the same control unit."""
    dbc = DBC.replace("BO_ 256 Motion", "BO_ 2024 Answer").replace("BO_ 256 20", "BO_ 2024 20").replace(
        "VAL_ 256", "VAL_ 2024")
    tables = '[signals."Vehicle.Speed"]\nobd_pid = 0x0D\n' + WHEEL + 'message = "Answer"\nsignal = "Speed"\n' + SOURCES
    decoder = build_decoder(vehicle_of(tmp_path, 'name = "T"\ndbc = ["test.dbc"]\n' + tables, dbc))
    assert 1 == len(set(decoder.messages))
    assert ALONE in decoder.notices


@pytest.mark.keeps("D6")
def test_frames_of_two_ids_are_two_witnesses(tmp_path: Path) -> None:
    """Speed and lever come in frames of their own."""
    lever = '[signals."Vehicle.Powertrain.Transmission.SelectedGear"]\nmessage = "Lever"\nsignal = "Gear"\n'
    decoder = build_decoder(vehicle_of(tmp_path, 'name = "T"\ndbc = ["test.dbc"]\n' + SPEED + lever))
    assert ("Motion", "Lever") == decoder.messages


@pytest.mark.attacks("E3")
@pytest.mark.parametrize("real", [float("inf"), float("-inf"), float("nan")])
def test_infinite_float_is_no_brake(tmp_path: Path, real: float) -> None:
    """Where a DBC gives a float no range, infinity is invalid on a boolean too: it is not "on"."""
    brake = '[signals."Vehicle.Chassis.ParkingBrake.IsEngaged"]\nmessage = "Odd"\nsignal = "Real"\n'
    dbc = DBC.replace("[-1000|1000]", "[0|0]")
    decoder = build_decoder(vehicle_of(tmp_path, 'name = "T"\ndbc = ["test.dbc"]\n' + brake, dbc))
    odd_id = 2147484210 & 0x1FFFFFFF
    (sample,) = decoder.on_frame(Frame(0, odd_id, bytes(4) + struct.pack("<f", real), is_extended=True))
    assert (None, Verdict.INVALID, "E3") == (sample.value, sample.verdict, sample.reason)


@pytest.mark.attacks("D4")
def test_two_numbers_of_a_speed_are_not_both_standing(tmp_path: Path) -> None:
    """A table that calls 50 km/h zero is a standstill beyond its clamp."""
    with pytest.raises(InputError, match="two raw numbers of a speed mean 0"):
        build_decoder(vehicle_of(tmp_path, HEAD + SPEED + "values = { 0 = 0, 5000 = 0 }\n"))
    build_decoder(vehicle_of(tmp_path, HEAD + SPEED + "values = { 0 = 0, 5000 = 50 }\n"))

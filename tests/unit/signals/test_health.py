"""Each signal's timeout (E7) and what is said when a vehicle loads."""

from __future__ import annotations

from pathlib import Path

import pytest

from cockpit.signals.decode import build_decoder
from cockpit.signals.vehicle import load_vehicle
from tests.support.folders import DBC, HEAD, SPEED, vehicle_of

MS = 1_000_000
GEAR = '[signals."Vehicle.Powertrain.Transmission.SelectedGear"]\nmessage = "Lever"\nsignal = "Gear"\n'
BRAKE = '[signals."Vehicle.Chassis.ParkingBrake.IsEngaged"]\nmessage = "Lever"\nsignal = "Brake"\n'
WHEEL = '[signals."Vehicle.Chassis.Axle.Row1.Wheel.Left.Speed"]\nmessage = "Motion"\nsignal = "SpeedMs"\n'

# A folder's tables, and its first row's timeout in milliseconds.
TIMEOUTS = [
    (SPEED, 100),                                             # the DBC's 20 ms, five times
    (SPEED + "period_ms = 50\n", 250),                        # the folder's before the DBC's
    (SPEED + "period_ms = 5\n", 60),                          # at least 60
    (SPEED + "period_ms = 150\n", 500),                       # at most 500
    (SPEED + "period_ms = 150\ntimeout_ms = 1500\n", 1500),   # unless it is written
    (SPEED + "timeout_ms = 40\n", 40),
    (GEAR, 300),                                              # no cycle time: 100 ms, three times
    (GEAR + "period_ms = 20\n", 200),                         # at least 200
    (GEAR + "period_ms = 1000\n", 3000),                      # with no upper end
    (WHEEL + SPEED, 200),                                     # a speed that is no source is as any other
]


@pytest.mark.keeps("E7")
@pytest.mark.parametrize(("tables", "timeout_ms"), TIMEOUTS)
def test_e7_a_timeout_follows_from_period_and_kind(tmp_path: Path, tables: str, timeout_ms: int) -> None:
    """Speed sources 5 periods within 60 to 500 ms, others 3 and at least 200 ms."""
    assert timeout_ms * MS == build_decoder(vehicle_of(tmp_path, HEAD + tables)).timeouts_ns[0]


@pytest.mark.attacks("E7")
def test_e7_a_cycle_time_of_zero_is_none(tmp_path: Path) -> None:
    """It would make everything stale at once; 100 ms stands in."""
    dbc = DBC.replace("BO_ 256 20;", "BO_ 256 0;")
    assert (500 * MS,) == build_decoder(vehicle_of(tmp_path, HEAD + SPEED, dbc)).timeouts_ns


NOTICES = [
    (SPEED + BRAKE, ["Vehicle.Speed: film may stay 0.13 s after a lost frame (B3)"]),
    (SPEED + GEAR + 'values = { Park = "P" }\n', ["Vehicle.Speed: film may stay 0.13 s after a lost frame (B3)"]),
    (SPEED, ["Vehicle.Speed: film may stay 0.13 s after a lost frame (B3)",
             "one message alone can tell standing (D6 wants two witnesses): video never unlocks"]),
    (SPEED + GEAR + 'values = { Drive = "D" }\n',
     ["Vehicle.Speed: film may stay 0.13 s after a lost frame (B3)",
      "one message alone can tell standing (D6 wants two witnesses): video never unlocks"]),
    (BRAKE, ["no speed source is mapped: video never unlocks"]),
    (SPEED + "timeout_ms = 1500\n[interlock]\nsingle_source = true\n",
     ["Vehicle.Speed: timeout_ms = 1500 is written, so with one witness film may stay 1.53 s after a lost frame (B3)",
      "single_source = true: one witness of standing is enough (D6 is waived)"]),
    (BRAKE + GEAR, ["no speed source is mapped: video never unlocks",
                    "Vehicle.Powertrain.Transmission.SelectedGear has no values: its numbers are taken as VSS's "
                    "(126 park, 127 drive, -1 reverse)"]),
]


@pytest.mark.keeps("B3")
@pytest.mark.parametrize(("tables", "notices"), NOTICES)
def test_b3_every_sources_bound_and_every_loosening_is_said_at_load(tmp_path: Path, tables: str,
                                                                    notices: list[str]) -> None:
    """A user reads what a folder costs before the first frame."""
    assert notices == list(build_decoder(vehicle_of(tmp_path, HEAD + tables)).notices)


def test_the_danish_drive_says_what_two_answers_a_second_cost(real_data: Path) -> None:
    """A written timeout of 1.5 s, one witness, and a bus that must be asked."""
    decoder = build_decoder(load_vehicle(str(real_data / "css_dk_drive")))
    assert "with one witness film may stay 1.53 s after a lost answer" in decoder.notices[0]
    assert any("only with --allow-write" in notice for notice in decoder.notices)
    (poll,) = decoder.requests
    assert (0x7DF, bytes.fromhex("02010D0000000000"), 500 * MS) == (
        poll.frame.arbitration_id, poll.frame.data, poll.period_ns)


@pytest.mark.parametrize("name", ["mustang_s550", "rav4_comma2k19"])
def test_a_broadcasting_car_is_never_asked(real_data: Path, name: str) -> None:
    """No OBD-II row, no request."""
    assert () == build_decoder(load_vehicle(str(real_data / name))).requests

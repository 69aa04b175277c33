"""A vehicle folder is taken whole or refused whole: each fault with its line, what is allowed and the nearest name."""

from __future__ import annotations

from pathlib import Path

import pytest

from cockpit.errors import InputError
from cockpit.signals.vehicle import DISPLAYS, list_vehicles, load_vehicle
from tests.support.folders import HEAD, SPEED, problems_of, vehicle_of, write_folder

GEAR = '[signals."Vehicle.Powertrain.Transmission.SelectedGear"]\nmessage = "Lever"\nsignal = "Gear"\n'
BRAKE = '[signals."Vehicle.Chassis.ParkingBrake.IsEngaged"]\nmessage = "Lever"\nsignal = "Brake"\n'

# What is written, the line of the fault, and a piece of what the error says.
REFUSED = [
    (HEAD + SPEED.replace("Vehicle.Speed", "Vehicle.Sped"), 3, "did you mean Vehicle.Speed?"),
    (HEAD + SPEED.replace("message", "mesage"), 4, 'unknown key "mesage"; did you mean message?'),
    (HEAD + "colour = 1\n", 3, 'unknown key "colour"'),
    (HEAD + 'displays = ["cluster", "centre"]\n', 3, 'unknown display "centre"; did you mean center?'),
    (HEAD + "displays = []\n", 3, "displays is empty"),
    (HEAD + 'displays = ["center", "center"]\n', 3, 'names "center" twice'),
    (HEAD + 'profile = "truck"\n', 3, "profile = truck: allowed is van or suv"),
    ('dbc = ["test.dbc"]\n', None, 'the key "name" is missing'),
    ('name = ""\n', 1, "allowed is a printable text of 1 to 200 characters"),
    ('name = "a\\u202Eb"\n', 1, "allowed is a printable text"),
    ('name = "x"\ndbc = "test.dbc"\n', 2, "dbc = test.dbc: allowed is a list of texts"),
    ('name = "x"\ndbc = ["tset.dbc"]\n', 2, 'no such file "tset.dbc"'),
    ('name = "x"\ndbc = ["tset.dbc"]\n', 2, "did you mean test.dbc?"),
    ('name = "x"\n' + SPEED, None, 'the key "dbc" is missing'),
    (HEAD + 'cabin = "cabin.toml"\n', 3, 'cabin: no such file "cabin.toml"'),
    (HEAD + 'drive = "round.toml"\n', 3, 'drive: no such file "round.toml"'),
    (HEAD + '[signals."Vehicle.Speed"]\nsignal = "Speed"\n', 3, 'the key "message" is missing'),
    (HEAD + SPEED + "timeout_ms = 2001\n", 6, "timeout_ms = 2001: allowed is 1 to 2000 ms"),
    (HEAD + SPEED + "period_ms = 0\n", 6, "period_ms = 0: allowed is 1 to 60000 ms"),
    (HEAD + SPEED + "period_ms = true\n", 6, "period_ms = true"),
    (HEAD + SPEED + "scale = 0\n", 6, "scale = 0: allowed is any other number"),
    (HEAD + SPEED + "scale = nan\n", 6, "scale = nan"),
    (HEAD + SPEED + "offset = inf\n", 6, "offset = inf"),
    (HEAD + SPEED + "not_available = [1, 0]\n", 6, "not_available of 0 on a speed"),
    (HEAD + SPEED + "not_available = []\n", 6, "allowed is a list of raw numbers"),
    (HEAD + SPEED + "not_available = [\n 1,\n 1.5]\n", 8, "1.5 is neither a raw number nor a name"),
    (HEAD + SPEED + 'quality = { signal = "Quality" }\n', 6, 'the key "ok" is missing'),
    (HEAD + SPEED + 'quality = { signl = "Quality", ok = [1] }\n', 6, "did you mean signal?"),
    (HEAD + SPEED + 'checksum = { profile = "e2e_p02", crc = "Crc", data_id = 1 }\n', 6, "did you mean e2e_p01?"),
    (HEAD + SPEED + 'checksum = { profile = "e2e_p01", crc = "Crc" }\n', 6, 'the key "data_id" is missing'),
    (HEAD + SPEED + 'checksum = { profile = "e2e_p01", crc = "Crc", data_id = 65536 }\n', 6, "from 0 to 65535"),
    (HEAD + SPEED + "obd_pid = 13\n", 4, "message cannot stand beside obd_pid"),
    (HEAD + '[signals."Vehicle.Speed"]\nobd_pid = 300\n', 4, "obd_pid = 300"),
    (HEAD + GEAR + 'values = { Park = "X" }\n', 6, 'allowed is "P", "R", "N", "D" or a gear\'s number'),
    (HEAD + GEAR + "values = {}\n", 6, "values has 0 entries"),
    (HEAD + BRAKE + 'values = { On = "yes" }\n', 6, "On = yes: allowed is true or false"),
    (HEAD + '[signals."Vehicle.Body.Lights.LightSwitch"]\nmessage = "A"\nsignal = "B"\n', 3,
     "holds a word; allowed: OFF, POSITION"),
    (HEAD + "signals = 3\n", 3, "signals = 3: allowed is a table"),
    (HEAD + SPEED + "[interlock]\nstandstill_kmh = 50\n", 7, "standstill_kmh = 50: allowed is 0 to 1 km/h"),
    (HEAD + SPEED + "[interlock]\nstandstill_kmh = -0.1\n", 7, "standstill_kmh = -0.1"),
    (HEAD + SPEED + "[interlock]\nsettle_ms = 499\n", 7, "settle_ms = 499: allowed is a whole number from 500"),
    (HEAD + SPEED + "[interlock]\nsingle_source = 1\n", 7, "single_source = 1: allowed is true or false"),
    (HEAD + SPEED + "[interlock]\nsingle_sorce = true\n", 7, "did you mean single_source?"),
    (HEAD + SPEED + '[interlock]\nspeed_sources = ["Vehicle.Spede"]\n', 7, "did you mean Vehicle.Speed?"),
    (HEAD + BRAKE + '[interlock]\nspeed_sources = ["Vehicle.Speed"]\n', 7, "is not mapped in this folder"),
    (HEAD + BRAKE + '[interlock]\nspeed_sources = ["Vehicle.Chassis.ParkingBrake.IsEngaged"]\n', 7,
     "is not a speed of VSS"),
    (HEAD + "x = \n", 3, "not TOML"),
]


@pytest.mark.parametrize(("toml", "line", "text"), REFUSED)
def test_a_fault_is_refused_at_its_line(tmp_path: Path, toml: str, line: int | None, text: str) -> None:
    """One problem names the value, what is allowed and the nearest name, at the line where it stands."""
    with pytest.raises(InputError) as raised:
        vehicle_of(tmp_path, toml)
    assert [line] == [found for found, message in problems_of(raised.value) if text in message][:1]
    assert all(problem.file == tmp_path / "vehicle.toml" for problem in raised.value.problems)


def test_all_faults_of_a_file_are_reported_together(tmp_path: Path) -> None:
    """The error's one line is the first fault whole, then the number and the lines of the rest."""
    toml = HEAD + 'profile = "truck"\n' + SPEED + "scale = 0\n[interlock]\nstandstill_kmh = 50\n"
    with pytest.raises(InputError) as raised:
        vehicle_of(tmp_path, toml)
    assert [3, 7, 9] == [problem.line for problem in raised.value.problems]
    assert str(raised.value).startswith(f"{tmp_path}/vehicle.toml:3: profile = truck")
    assert str(raised.value).endswith("(and 2 more: lines 7, 9)")
    assert "\n" not in str(raised.value)


def test_a_full_folder_is_taken_as_written(tmp_path: Path) -> None:
    """Every key of the grammar arrives, rows in file order."""
    toml = HEAD + (
        'displays = ["rear_left", "cluster"]\nprofile = "suv"\n' + SPEED + "channel = 1\nperiod_ms = 20\n"
        'timeout_ms = 200\nunit = "mph"\nnot_available = [65535, "Error"]\n'
        'quality = { signal = "Quality", ok = ["OK", 2] }\n'
        'counter = "Counter"\nchecksum = { profile = "e2e_p01", crc = "Crc", data_id = 0x1234 }\n' + GEAR
        + 'values = { Park = "P", Reverse = "R", "3" = "D", Sport = 5 }\n'
        + BRAKE + "values = { 1 = true, 0 = false }\n"
        "[interlock]\nstandstill_kmh = 0.5\nsettle_ms = 700\nsingle_source = true\n")
    vehicle = vehicle_of(tmp_path, toml)
    speed, gear, brake = vehicle.mappings
    assert ("cluster", "rear_left") == vehicle.displays
    assert ("suv", 0.5, 700) == (vehicle.profile, vehicle.standstill_kmh, vehicle.settle_ms)
    assert vehicle.single_source
    assert ("1", 20.0, 200.0, "mph") == (speed.channel, speed.period_ms, speed.timeout_ms, speed.unit)
    assert (65535, "Error") == speed.not_available
    assert speed.quality is not None
    assert ("Quality", ("OK", 2)) == (speed.quality.signal, speed.quality.ok)
    assert speed.checksum is not None
    assert ("Counter", 0x1234) == (speed.counter, speed.checksum.data_id)
    assert (("Park", 126.0), ("Reverse", -1.0), ("3", 127.0), ("Sport", 5.0)) == gear.values
    assert (("1", 1.0), ("0", 0.0)) == brake.values
    assert ("Vehicle.Speed",) == vehicle.speed_sources
    assert (gear.path, True, brake.path) == (vehicle.gear, vehicle.gear_has_park, vehicle.parking_brake)
    assert (speed.path, gear.path, brake.path) == vehicle.paths


def test_left_out_keys_have_their_defaults(tmp_path: Path) -> None:
    """All five displays, the built-in cabin, no drive, standstill 0, settle 500, two witnesses."""
    vehicle = vehicle_of(tmp_path, HEAD + SPEED)
    assert (DISPLAYS, None, None, "van") == (vehicle.displays, vehicle.cabin_file, vehicle.drive_file, vehicle.profile)
    assert (0.0, 500, False) == (vehicle.standstill_kmh, vehicle.settle_ms, vehicle.single_source)
    assert (None, False, None) == (vehicle.gear, vehicle.gear_has_park, vehicle.parking_brake)


@pytest.mark.parametrize(("values", "has_park"), [('{ Park = "P" }', True), ('{ Neutral = "N", Drive = "D" }', False)])
def test_a_gear_has_park_where_its_values_say_so(tmp_path: Path, values: str, has_park: bool) -> None:
    """The parking brake's row D7 depends on it."""
    assert has_park == vehicle_of(tmp_path, HEAD + GEAR + f"values = {values}\n").gear_has_park


@pytest.mark.attacks("D6")
def test_without_a_speed_source_one_witness_is_never_enough(tmp_path: Path) -> None:
    """`single_source` cannot turn an empty list of sources into a standing vehicle."""
    vehicle = vehicle_of(tmp_path, HEAD + BRAKE + "[interlock]\nsingle_source = true\nspeed_sources = []\n")
    assert ((), False) == (vehicle.speed_sources, vehicle.single_source)


def test_an_unknown_vehicle_comes_with_the_nearest(tmp_path: Path) -> None:
    """A misspelt name, a folder without the file and an absent folder are each told."""
    with pytest.raises(InputError, match=r"did you mean van_ev\?"):
        load_vehicle("vanev")
    with pytest.raises(InputError, match=r"has no vehicle\.toml"):
        load_vehicle(str(tmp_path))
    with pytest.raises(InputError, match="neither a folder"):
        load_vehicle(str(tmp_path / "absent"))
    with pytest.raises(InputError, match="neither a folder"):
        load_vehicle("a\0b")
    with pytest.raises(InputError, match="neither a folder"):
        load_vehicle("a" * 5_000)


@pytest.mark.parametrize("name", ["mustang_s550", "rav4_comma2k19", "css_dk_drive"])
def test_the_recorded_cars_load(real_data: Path, name: str) -> None:
    """Folders written by others are taken as they are."""
    assert load_vehicle(str(real_data / name)).speed_sources[0] == "Vehicle.Speed"


def test_the_built_in_vehicles_load() -> None:
    """The list holds the van."""
    assert "van_ev" in [vehicle.key for vehicle in list_vehicles()]


@pytest.mark.parametrize("content", [b"", b"\x00" * 100, b"name = 1\nsignals = []\ninterlock = 'x'\ndisplays = 5\n",
                                     b"[signals]\n'' = 1\n'a' = {}\n", b"[signals.Vehicle.Speed]\nmessage = 1\n"])
def test_odd_content_ends_in_input_errors_alone(tmp_path: Path, content: bytes) -> None:
    """Whatever stands in the file, the answer is a list of problems."""
    with pytest.raises(InputError):
        load_vehicle(str(write_folder(tmp_path, content)))

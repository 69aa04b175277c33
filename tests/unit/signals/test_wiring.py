"""What a folder asks of its DBC and the DBC lacks is refused at the folder's line, with the nearest name."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from cockpit.errors import InputError
from cockpit.signals.dbc import read_dbc
from cockpit.signals.decode import build_decoder
from cockpit.signals.vehicle import load_vehicle
from tests.support.folders import DBC, HEAD, SPEED, problems_of, vehicle_of

GEAR = '[signals."Vehicle.Powertrain.Transmission.SelectedGear"]\nmessage = "Lever"\nsignal = "Gear"\n'
P01 = 'checksum = { profile = "e2e_p01", crc = "Crc", data_id = 1 }\n'

# A folder, the line of the fault, and a piece of what the error says.
REFUSED = [
    (SPEED.replace("Motion", "Motoin"), 4, 'the DBC has no message "Motoin"; did you mean Motion?'),
    (SPEED.replace('"Speed"', '"Sped"'), 5, 'message "Motion" has no signal "Sped"; did you mean Speed?'),
    (SPEED.replace('"Speed"', '"Gear"'), 5, 'it is in "Lever"'),
    (SPEED + 'unit = "V"\n', 6, 'unit "V" does not convert to km/h; allowed: km/h, m/s, mph, kn'),
    (SPEED + 'unit = "kmh/"\n', 6, 'unknown unit "kmh/"; did you mean'),
    ('[signals."Vehicle.Speed"]\nmessage = "Odd"\nsignal = "Real"\n', 5, 'unit "V" does not convert to km/h'),
    (SPEED.replace('"Motion"', '"Flat"').replace('"Speed"', '"Nothing"'), 5, "the DBC's factor is 0"),
    (SPEED + "scale = 1e-300\noffset = 1e11\n", 5, "a double cannot hold"),
    (SPEED + 'quality = { signal = "Qualty", ok = [1] }\n', 6, "did you mean Quality?"),
    (SPEED + 'quality = { signal = "Quality", ok = ["Ok"] }\n', 6, 'no value named "Ok"; did you mean OK?'),
    (SPEED + 'quality = { signal = "Quality", ok = [4] }\n', 6, "4 does not fit the 2 bits"),
    (SPEED + 'not_available = ["SNV"]\n', 6, "did you mean SNA?"),
    (SPEED + 'not_available = ["Zero"]\n', 6, "not_available of 0 on a speed"),
    (SPEED.replace('"Speed"', '"SpeedMs"') + "not_available = [40]\n", 6, "not_available of 0 on a speed"),
    (SPEED + "not_available = [65536]\n", 6, "65536 does not fit the 16 bits"),
    (SPEED + 'counter = "Conter"\n', 6, "did you mean Counter?"),
    (SPEED + P01.replace('"Crc"', '"Quality"'), 6, 'e2e_p01 has its CRC in byte 0, "Quality" does not fill that byte'),
    (SPEED + 'counter = "Quality"\n' + P01, 7, "e2e_p01 counts in the low four bits of byte 1"),
    (SPEED + P01.replace('"Crc"', '"Crv"'), 6, "did you mean Crc?"),
    (GEAR + 'values = { Prak = "P" }\n', 6, 'no value named "Prak"; did you mean Park?'),
    (GEAR + 'values = { Park = "P", 0 = "D" }\n', 6, "raw 0 of \"Gear\" is named twice"),
    ('[signals."Vehicle.Speed"]\nobd_pid = 0xEE\n', 4, "obd_pid = 0xEE is not one of ours; allowed: 0x04"),
    ('[signals."Vehicle.Powertrain.Range"]\nmessage = "Odd"\nsignal = "Range"\n'
     'quality = { signal = "Charge", ok = [1] }\n', 6, "is multiplexed"),
]


@pytest.mark.parametrize(("tables", "line", "text"), REFUSED)
def test_what_the_dbc_lacks_is_refused_at_the_folders_line(tmp_path: Path, tables: str, line: int, text: str) -> None:
    """Messages, signals, units, names and places are all looked up before the first frame."""
    with pytest.raises(InputError) as raised:
        build_decoder(vehicle_of(tmp_path, HEAD + tables))
    assert line in [found for found, message in problems_of(raised.value) if text in message]
    assert all(problem.file == tmp_path / "vehicle.toml" for problem in raised.value.problems)


def test_all_that_the_dbc_lacks_is_reported_together(tmp_path: Path) -> None:
    """A folder written for another DBC gives one list."""
    tables = SPEED.replace("Motion", "Motoin") + GEAR.replace('"Gear"', '"Geer"')
    with pytest.raises(InputError) as raised:
        build_decoder(vehicle_of(tmp_path, HEAD + tables))
    assert [4, 8] == [problem.line for problem in raised.value.problems]


def test_a_unit_is_not_looked_at_beside_scale_values_or_a_boolean(tmp_path: Path) -> None:
    """Volts may become km/h, a gear or a flag if the folder says how."""
    volts = 'message = "Odd"\nsignal = "Real"\n'
    tables = (f'[signals."Vehicle.Speed"]\n{volts}scale = 2\n[signals."Vehicle.IsMoving"]\n{volts}'
              f'[signals."Vehicle.TraveledDistance"]\n{volts}values = {{ 1 = 2 }}\n')
    assert 3 == len(build_decoder(vehicle_of(tmp_path, HEAD + tables)).paths)


# A broken DBC and the line that the error names.
BROKEN_DBC = [
    (DBC.replace(" SG_ Speed :", " SG_ 0Speed :"), 13),
    (DBC.replace("BO_ 257 Lever", "BO_ 2570 Lever"), 17),
    (DBC + 'VAL_ 99 Gone 0 "x" ;\n', 39),
    (DBC + 'BA_ "NoSuch" BO_ 256 20;\n', 39),
    ("", 1),
    ("not a dbc at all", 1),
]


@pytest.mark.parametrize(("dbc", "line"), BROKEN_DBC)
def test_a_broken_dbc_is_refused_at_its_line(tmp_path: Path, dbc: str, line: int) -> None:
    """Never a traceback: an InputError that names the DBC."""
    with pytest.raises(InputError) as raised:
        build_decoder(vehicle_of(tmp_path, HEAD + SPEED, dbc))
    assert (tmp_path / "test.dbc", line) == (raised.value.problems[0].file, raised.value.problems[0].line)


def test_damaged_dbcs_end_in_input_errors_alone(tmp_path: Path) -> None:
    """300 DBCs with bytes overwritten, cut out and doubled: loaded or refused, nothing else."""
    seeded = random.Random(3)
    text = DBC.encode("cp1252")
    file = tmp_path / "x.dbc"
    refused = 0
    for _ in range(300):
        damaged = bytearray(text)
        for _ in range(seeded.randint(1, 4)):
            at, length = seeded.randrange(len(damaged)), seeded.randint(1, 12)
            piece = bytes(damaged[at:at + length])
            damaged[at:at + length] = seeded.choice([b"", piece * 2, seeded.randbytes(3), b"9" * 9])
        file.write_bytes(damaged)
        try:
            read_dbc(file)
        except InputError as error:
            refused += error.problems[0].file == file
    assert 50 < refused < 300


def test_random_bytes_are_no_dbc(tmp_path: Path) -> None:
    """And a file above the bound is not read at all."""
    file = tmp_path / "x.dbc"
    file.write_bytes(os.urandom(4000))
    with pytest.raises(InputError, match="not a DBC"):
        read_dbc(file)
    with file.open("wb") as big:
        big.truncate(4 * 1024 * 1024 + 1)
    with pytest.raises(InputError, match="larger than 4096 KiB"):
        read_dbc(file)


@pytest.mark.parametrize("name", ["chrysler_cusw", "mazda_2017", "psa_aee2010_r3", "tesla_can"])
def test_public_dbcs_that_cantools_refuses_are_refused_in_one_line(real_data: Path, name: str) -> None:
    """Each says which file, and the line where the fault has one."""
    file = real_data / "dbc_corpus" / "opendbc" / f"{name}.dbc"
    with pytest.raises(InputError) as raised:
        read_dbc(file)
    assert raised.value.problems[0].file == file
    assert (raised.value.problems[0].line or 0) > 0
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("name", ["mustang_s550", "rav4_comma2k19", "css_dk_drive"])
def test_the_recorded_cars_decode(real_data: Path, name: str) -> None:
    """Folders and DBCs of others join without a word."""
    assert build_decoder(load_vehicle(str(real_data / name))).paths[0] == "Vehicle.Speed"

"""Vehicle folders and policies with a fault: refused with file, line and mend, whatever the command."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.cli import refusal_here
from tests.support.folders import HEAD, SPEED, write_folder

GEAR = """[signals."Vehicle.Powertrain.Transmission.SelectedGear"]
message = "Lever"
signal = "Gear"
values = { Park = "P", Reverse = "R", Neutral = "N", Drive = "D" }
"""

MISSION = """title = "Ours"
source = "nobody"
sure = "ours"
[[rules]]
displays = ["driver_visible"]
states = ["PARKED", "IDLING"]
restrictions = []
[[rules]]
displays = ["driver_visible"]
states = ["MOVING"]
restrictions = ["no_video"]
"""

# vehicle.toml, the line that is named, what the mend says
FAULTS = {
    "misspelt path": (HEAD + SPEED.replace("Vehicle.Speed", "Vehicle.Sped"), 3, "did you mean Vehicle.Speed?"),
    "unknown key": (HEAD + 'colour = "red"\n' + SPEED, 3, "allowed: name, dbc, displays"),
    "misspelt key": (HEAD + SPEED + "tiemout_ms = 100\n", 6, "did you mean timeout_ms?"),
    "misspelt display": (HEAD + 'displays = ["centre"]\n' + SPEED, 3, "did you mean center?"),
    "misspelt profile": (HEAD + 'profile = "vna"\n' + SPEED, 3, "van"),
    "fast standstill": (HEAD + SPEED + "[interlock]\nstandstill_kmh = 50\n", 7, "0 to 1 km/h"),
    "short settling": (HEAD + SPEED + "[interlock]\nsettle_ms = 499\n", 7, "500"),
    "long timeout": (HEAD + SPEED + "timeout_ms = 2001\n", 6, "2000"),
    "zero scale": (HEAD + SPEED + "scale = 0\n", 6, "any other number"),
    "zero is no speed": (HEAD + SPEED + "not_available = [0]\n", 6, "0 is standing"),
    "absent dbc": (HEAD.replace("test.dbc", "tset.dbc") + SPEED, 2, "did you mean test.dbc?"),
    "absent cabin": (HEAD + 'cabin = "cabin.toml"\n' + SPEED, 3, "cabin.toml"),
    "unmapped source": (HEAD + SPEED + '[interlock]\nspeed_sources = ["Vehicle.Sped"]\n', 7, "Vehicle.Speed"),
    "no number": (HEAD + SPEED + 'timeout_ms = "soon"\n', 6, "soon"),
    "not a number": (HEAD + SPEED + "scale = nan\n", 6, "nan"),
    "no toml": (HEAD + SPEED + "x = = 5\n", 6, "not TOML"),
    "windows line ends": ((HEAD + SPEED + "tiemout_ms = 1\n").replace("\n", "\r\n"), 6, "did you mean timeout_ms?"),
}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_a_vehicle_toml(name: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line: the file as the user named it, the line of the fault, and what would be right."""
    text, line, mend = FAULTS[name]
    write_folder(here, text)
    said = refusal_here("cabin", "--vehicle", ".", capsys=capsys)
    assert said.startswith(f"vehicle.toml:{line}: ")
    assert mend in said


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_a_vehicle_toml_that_is_no_utf8(encoding: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is refused with the byte and its line."""
    write_folder(here, ("# é\n" + HEAD + SPEED).encode(encoding))
    assert refusal_here("cabin", "--vehicle", ".", capsys=capsys).startswith("vehicle.toml:1: not UTF-8 text: byte 0x")


def test_a_huge_line(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A vehicle.toml of 30 MB on one line is refused by its size."""
    write_folder(here, HEAD + SPEED + "#" + "x" * 30_000_000)
    assert "larger than 256 KiB" in refusal_here("cabin", "--vehicle", ".", capsys=capsys)


@pytest.mark.parametrize(
    ("text", "line", "mend"),
    [
        (MISSION[: MISSION.index("[[rules]]", 60)].rstrip() + "\n", None, "driver_visible"),
        (MISSION.replace('states = ["MOVING"]', 'states = ["MOVING"]\nmin_mps = 3'), None, "0"),
        (MISSION.replace("no_video", "no_vidoe"), 11, "did you mean no_video?"),
        (MISSION.replace('"MOVING"', '"MOVNIG"'), 10, "MOVING"),
        (MISSION.replace("restrictions = []", 'restrictions = []\ncolour = "red"'), 8, "colour"),
    ],
    ids=["no rule for moving", "gap below 3 m/s", "unknown flag", "unknown state", "unknown key"],
)
def test_a_policy_with_a_fault(
    text: str, line: int | None, mend: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A gap in the speed ranges, a flag that nobody knows: refused with file, line and what is missing."""
    write_folder(here, HEAD + SPEED + GEAR)
    (here / "ours.toml").write_text(text, encoding="utf-8")
    (here / "a.log").write_text("(1.0) can0 001#00\n")
    said = refusal_here("replay", "a.log", "--vehicle", ".", "--policy", "ours.toml", capsys=capsys)
    assert said.startswith("ours.toml:" if line is None else f"ours.toml:{line}: ")
    assert said.split(":")[1].isdecimal()
    assert mend in said
    assert {"a.log", "ours.toml", "test.dbc", "vehicle.toml"} == {path.name for path in here.iterdir()}

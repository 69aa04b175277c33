"""Vehicle folders and policies with a fault: refused with file, line and mend, whatever the command."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.cli import cockpit, refusal
from tests.support.folders import DBC, HEAD, SPEED, write_folder

MISSPELT = HEAD + SPEED.replace("Vehicle.Speed", "Vehicle.Sped")
GAP = """title = "Ours"
source = "nobody"
sure = "ours"
[[rules]]
displays = ["driver_visible"]
states = ["PARKED", "IDLING"]
restrictions = []
[[rules]]
displays = ["driver_visible"]
states = ["MOVING"]
min_mps = 3
restrictions = ["no_video"]
"""


@pytest.mark.parametrize(
    ("text", "line", "mend"),
    [
        (MISSPELT, 3, "did you mean Vehicle.Speed?"),
        (HEAD + 'colour = "red"\n' + SPEED, 3, "allowed: name, dbc, displays"),
        (HEAD + SPEED + "[interlock]\nstandstill_kmh = 50\n", 7, "0 to 1 km/h"),
    ],
    ids=["misspelt path", "unknown key", "standstill of 50"],
)
def test_a_fault_of_a_vehicle_toml(text: str, line: int, mend: str, tmp_path: Path) -> None:
    """One line: the file as the user named it, the line of the fault, and what would be right."""
    write_folder(tmp_path, text)
    said = refusal("cabin", "--vehicle", ".", cwd=tmp_path)
    assert said.startswith(f"vehicle.toml:{line}: ")
    assert mend in said


def test_a_policy_with_a_gap(tmp_path: Path) -> None:
    """It is refused with its file, the line, and the speeds that no rule covers; nothing is made."""
    (tmp_path / "ours.toml").write_text(GAP, encoding="utf-8")
    (tmp_path / "a.log").write_text("(1.0) can0 001#00\n")
    said = refusal("replay", "a.log", "--policy", "ours.toml", cwd=tmp_path)
    assert said.startswith("ours.toml:8: ")
    assert "a gap from 0 to 3 m/s" in said
    assert {"a.log", "ours.toml"} == {path.name for path in tmp_path.iterdir()}


@pytest.mark.parametrize(
    "words",
    [
        ("inspect", "a.log"),
        ("replay", "a.log"),
        ("snapshot", "a.log", "--at", "1", "--out", "d"),
        ("run", "-i", "virtual"),
    ],
    ids=lambda words: words[0],
)
def test_every_command_refuses_it(words: tuple[str, ...], tmp_path: Path) -> None:
    """The folder is read before the log or the bus is looked at, and nothing is made."""
    write_folder(tmp_path, MISSPELT)
    before = sorted(tmp_path.rglob("*"))
    said = refusal(*words, "--vehicle", tmp_path, cwd=tmp_path)
    assert said.startswith(f"{tmp_path / 'vehicle.toml'}:3: ")
    assert before == sorted(tmp_path.rglob("*"))


def test_several_problems_of_one_file(tmp_path: Path) -> None:
    """The first in full, then how many more there are, and where."""
    interlock = "\n\n[interlock]\nstandstill_kmh = 50\n" + "\n" * 16 + "settle_ms = 1\n"
    write_folder(tmp_path, HEAD + "\n" * 5 + SPEED + "tiemout_ms = 1\n" + interlock)
    said = refusal("cabin", "--vehicle", ".", cwd=tmp_path)
    assert said.startswith("vehicle.toml:11: ")
    assert said.endswith(" (and 2 more: lines 15, 32)")


def test_a_byte_order_mark(tmp_path: Path) -> None:
    """Windows' Notepad puts one before UTF-8: the folder is read all the same."""
    write_folder(tmp_path, b"\xef\xbb\xbf" + (HEAD + SPEED).encode())
    ended = cockpit("cabin", "--vehicle", ".", cwd=tmp_path)
    assert (0, "") == (ended.status, ended.err)


def test_windows_line_ends(tmp_path: Path) -> None:
    """CRLF in vehicle.toml and DBC is no fault."""
    write_folder(tmp_path, (HEAD + SPEED).replace("\n", "\r\n"), DBC.replace("\n", "\r\n"))
    ended = cockpit("cabin", "--vehicle", ".", cwd=tmp_path)
    assert (0, "") == (ended.status, ended.err)

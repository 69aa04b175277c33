"""The commands that only tell: each works from any folder, without a display server."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from tests.support.cli import ROOT, cockpit

COMMANDS = ("run", "replay", "snapshot", "inspect", "cabin", "vehicles", "policies", "themes")
DISPLAYS = ("Cluster", "Center", "Passenger", "Rear left", "Rear right")

WITHOUT_FOIL = """name = "Open"
[driver]
eye = [0.0, -0.421]
[displays.cluster]
centre = [0.779, -0.421]
width = 0.300
facing_deg = 180
[displays.center]
centre = [0.800, 0.070]
width = 0.340
facing_deg = 180
[displays.passenger]
centre = [0.795, 0.470]
width = 0.300
facing_deg = 172
[displays.rear_left]
centre = [-0.353, -0.421]
width = 0.200
facing_deg = 180
[displays.rear_right]
centre = [-0.353, 0.421]
width = 0.200
facing_deg = 180
"""


def output_of(*words: str | Path, cwd: Path) -> str:
    """What a command prints that ends well and says nothing on standard error."""
    ended = cockpit(*words, cwd=cwd)
    assert (0, "") == (ended.status, ended.err)
    return ended.out


@pytest.mark.parametrize("words", [("--help",), ("-h",), *((name, "--help") for name in COMMANDS)], ids=" ".join)
def test_help_of_each_command(words: tuple[str, ...], tmp_path: Path) -> None:
    """Help goes to standard output with status 0 and names every option that the command has."""
    told = output_of(*words, cwd=tmp_path)
    assert told.startswith("usage: cockpit")
    wanted = {
        "--help": COMMANDS,
        "-h": COMMANDS,
        "run": ("--interface", "--channel", "--bitrate", "--allow-write", "--duration", "--headless", "--vehicle"),
        "replay": ("--rate", "--start", "--loop", "--policy", "--theme", "--displays", "--film", "--events", "--out"),
        "snapshot": ("--at", "--out", "--film", "--policy", "--vehicle"),
        "cabin": ("--out", "--vehicle"),
        "inspect": ("--vehicle",),
    }.get(words[0], ())
    assert [] == [name for name in wanted if name not in told]


def test_vehicles_lists_the_van(tmp_path: Path) -> None:
    """The built-in vehicle stands there with its folder, its displays and what is mapped."""
    told = output_of("vehicles", cwd=tmp_path)
    assert "van_ev: Electric delivery van" in told
    assert "cluster, center, passenger, rear_left, rear_right" in told


def test_policies_lists_what_is_restricted_and_where_it_comes_from(tmp_path: Path) -> None:
    """Mission comes first; each policy cites its source and says how sure that is."""
    told = output_of("policies", cwd=tmp_path)
    assert told.startswith("mission: ")
    assert told.index("mission:") < told.index("us_nhtsa:")
    assert 2 == told.count("source: ")
    assert "no_video" in told


def test_themes_lists_both(tmp_path: Path) -> None:
    """Night and day stand there, a line each."""
    assert {"day", "night"} <= {line.split()[0] for line in output_of("themes", cwd=tmp_path).splitlines()}


def test_cabin_says_what_the_driver_sees_and_draws_it(tmp_path: Path) -> None:
    """A verdict and a margin in degrees for every display; --out leaves a picture, and makes its folder."""
    told = output_of("cabin", "--out", "plans/cabin.png", cwd=tmp_path)
    lines = {name: next(line for line in told.splitlines() if line.startswith(name)) for name in DISPLAYS}
    assert {name: "degrees" in line for name, line in lines.items()} == dict.fromkeys(DISPLAYS, True)
    free = {name: "  yes  " in line for name, line in lines.items()}
    assert {"Cluster": False, "Center": False, "Passenger": True, "Rear left": True, "Rear right": True} == free
    with Image.open(tmp_path / "plans" / "cabin.png") as picture:
        picture.load()
        assert "PNG" == picture.format
        assert picture.width > 600
        assert picture.height > 300


def test_cabin_of_a_vehicle_without_the_foil(tmp_path: Path) -> None:
    """With a cabin of its own in which the passenger's display has no foil, no film may run there while it moves."""
    van = (ROOT / "can_dbc" / "van_ev" / "vehicle.toml").read_text(encoding="utf-8")
    (tmp_path / "van_ev.dbc").write_bytes((ROOT / "can_dbc" / "van_ev" / "van_ev.dbc").read_bytes())
    (tmp_path / "vehicle.toml").write_text('cabin = "cabin.toml"\n' + van, encoding="utf-8")
    (tmp_path / "cabin.toml").write_text(WITHOUT_FOIL, encoding="utf-8")
    told = output_of("cabin", "--vehicle", ".", cwd=tmp_path)
    passenger = next(line for line in told.splitlines() if line.startswith("Passenger"))
    assert "  no  " in passenger


def test_inspect_on_a_recorded_drive(real_data: Path, tmp_path: Path) -> None:
    """The Ford's log: format, day, span, frames, and a line for its speed with rate and message."""
    folder = real_data / "mustang_s550"
    told = output_of("inspect", folder / "mustang_s550.candump.log", "--vehicle", folder, cwd=tmp_path)
    words = [" ".join(line.split()) for line in told.splitlines()]
    for line in ("format candump", "span 70.370 s", "frames 87212, 1239/s", "recorded 2017-07-14 02:53:40 UTC"):
        assert line in words
    assert "can0 202 2019 28.7/s 8 EngVehicleSpThrottle2" in words
    assert "broken records: 0" in words


def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path) -> None:
    """`cockpit policies | head -1` ends quietly."""
    pipe = subprocess.Popen(
        [sys.executable, "-m", "cockpit", "policies"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert pipe.stdout is not None
    pipe.stdout.close()
    assert pipe.stderr is not None
    said = pipe.stderr.read()
    pipe.stderr.close()
    assert (0, b"") == (pipe.wait(20), said)


def test_a_full_disk_is_not_called_a_fault_of_ours(tmp_path: Path) -> None:
    """Output that the system refuses to take is one line that says why, with status 2."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "cockpit", "policies"],
            cwd=tmp_path,
            env={"PYTHONPATH": str(ROOT)},
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=20,
            check=False,
        )
    assert (2, 1) == (done.returncode, done.stderr.count(b"\n"))
    assert b"No space left" in done.stderr

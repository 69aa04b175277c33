"""Faults that are found when the screens are already starting: still one line and no half file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.cli import cockpit, files_below, refusal
from tests.support.folders import DBC, HEAD, SPEED, write_folder

LOG = "".join(f"({stamp / 100:.6f}) can0 100#0000000000000000\n" for stamp in range(100))
REPLAY = ("replay", "drive.log", "--headless", "--rate", "max", "--out", "out", "--vehicle", ".")
SNAPSHOT = ("snapshot", "drive.log", "--at", "0.5", "--out", "out", "--vehicle", ".")

# vehicle.toml, DBC, file and line named, what the mend says
FAULTS = {
    "a message that the DBC lacks": (
        HEAD + SPEED.replace('"Motion"', '"Motoin"'),
        DBC,
        "vehicle.toml:4: ",
        "did you mean Motion?",
    ),
    "a signal that the DBC lacks": (
        HEAD + SPEED.replace('"Speed"', '"Sped"'),
        DBC,
        "vehicle.toml:5: ",
        "did you mean Speed?",
    ),
    "a unit that does not convert": (HEAD + SPEED + 'unit = "kg"\n', DBC, "vehicle.toml:6: ", "allowed: km/h"),
    "a DBC that is none": (HEAD + SPEED, "nonsense {{{\n", "test.dbc:1: ", "not a DBC"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a log of a second."""
    (tmp_path / "drive.log").write_text(LOG)
    return tmp_path


@pytest.mark.parametrize(("name", "words"), list(zip(FAULTS, (REPLAY, SNAPSHOT, SNAPSHOT, REPLAY), strict=True)))
def test_a_vehicle_that_its_dbc_does_not_fit(name: str, words: tuple[str, ...], folder: Path) -> None:
    """File, line and the nearest right name; no file is written."""
    toml, dbc, place, mend = FAULTS[name]
    write_folder(folder, toml, dbc)
    before = files_below(folder)
    said = refusal(*words, cwd=folder)
    assert said.startswith(place)
    assert mend in said
    assert before == files_below(folder)


def test_an_earlier_events_file_outlives_a_refused_run(folder: Path) -> None:
    """A slip in the vehicle folder does not cost the events of the run before."""
    toml, dbc, *_ = FAULTS["a message that the DBC lacks"]
    write_folder(folder, toml, dbc)
    (folder / "events.jsonl").write_text("earlier\n")
    refusal(*REPLAY, "--events", "events.jsonl", cwd=folder)
    assert "earlier\n" == (folder / "events.jsonl").read_text()


@pytest.mark.parametrize(
    ("words", "mend"),
    [
        (("-i", "slcann", "-c", "x"), "did you mean slcan?"),
        (("-i", "slcan", "-c", "/dev/absent"), "serial device"),
        (("-i", "socketcan", "-c", "can77"), "ip link set can77 up"),
        (("-i", "slcan"), "-c"),
    ],
    ids=["unknown interface", "absent device", "absent channel", "no channel"],
)
def test_a_bus_that_cannot_be_opened(words: tuple[str, ...], mend: str, folder: Path) -> None:
    """The interface and the channel are named, with what to do; no file is written."""
    before = files_below(folder)
    said = refusal("run", *words, "--headless", cwd=folder)
    assert words[1] in said
    assert mend in said
    assert before == files_below(folder)


def test_no_speed_source(folder: Path) -> None:
    """A folder without one is used, says that video never unlocks, and blocks what the driver can see."""
    gear = (
        '[signals."Vehicle.Powertrain.Transmission.SelectedGear"]\nmessage = "Lever"\nsignal = "Gear"\n'
        'values = { Park = "P", Drive = "D" }\n'
    )
    write_folder(folder, HEAD + gear)
    ended = cockpit(*SNAPSHOT, cwd=folder)
    assert 0 == ended.status
    assert "no speed source" in ended.out.lower()
    assert '"driving_state": "UNKNOWN"' in (folder / "out" / "0.5" / "state.json").read_text()

"""`cockpit snapshot` with pictures: the recorded Ford at six times, and a van whose cabin has no foil."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from tests.e2e.test_acceptance_replay import DISPLAYS, SIZES, TIMEOUT_S
from tests.e2e.test_cli_plain import WITHOUT_FOIL
from tests.support.cli import ROOT, cockpit, made_once
from tests.support.van import VanEncoder, at_speed, write_candump

pytestmark = [pytest.mark.alone, pytest.mark.timeout(120)]  # five displays are drawn without a GPU

TIMES = ("0.1", "5", "20", "40", "67", "70")
QUALITIES = {"valid", "stale", "invalid", "not_available", "missing"}
HIDDEN = ("passenger", "rear_left", "rear_right")
PARK_BY_VSS = 126

State = dict[str, Any]


def film_pixels(file: Path) -> int:
    """Pixels of the proof film: red and blue above 200 with green under 90."""
    with Image.open(file) as picture:
        red, green, blue = np.moveaxis(np.asarray(picture.convert("RGB")), -1, 0)
    return int(np.count_nonzero((red > 200) & (blue > 200) & (green < 90)))


def refuse_constant(word: str) -> float:
    """JSON has no NaN and no Infinity."""
    raise AssertionError(f"{word} in JSON")


def read_states(out: Path) -> dict[str, State]:
    """The state of each time, by the folder's name."""
    return {
        file.parent.name: json.loads(file.read_text(encoding="utf-8"), parse_constant=refuse_constant)
        for file in out.glob("*/state.json")
    }


@pytest.fixture(scope="session")
def ford(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the issue's own command leaves."""
    folder = real_data / "mustang_s550"
    log = folder / "mustang_s550.candump.log"

    def run(place: Path) -> None:
        options = ("--at", ",".join(TIMES), "--film", "proof", "--out", "shots")
        ended = cockpit("snapshot", log, "--vehicle", folder, *options, cwd=place, timeout_s=TIMEOUT_S)
        assert 0 == ended.status, ended

    return made_once("ford", run, tmp_path_factory) / "shots"


def test_folders_are_named_as_given(ford: Path) -> None:
    """DIR/<t>/ with five pictures of the design's sizes and state.json, and nothing else."""
    expected = {f"{t}/{name}" for t in TIMES for name in ("state.json", *(f"{display}.png" for display in DISPLAYS))}
    assert expected == {str(file.relative_to(ford)) for file in ford.rglob("*") if file.is_file()}
    for t in TIMES:
        for display in DISPLAYS:
            with Image.open(ford / t / f"{display}.png") as picture:
                assert SIZES[display] == picture.size


@pytest.mark.keeps("D4", "P5")
def test_center_is_blocked_with_its_reason_until_the_ford_stands(ford: Path) -> None:
    """No pixel of film at 0.1, 5, 20, 40 and 67 s, each with its reason in words; playing large at 70 s."""
    states = read_states(ford)
    for t in TIMES[:-1]:
        center = states[t]["displays"]["center"]
        assert ("blocked", 0) == (center["video"], center["video_pixels"]), t
        assert ["no_video"] == center["restrictions"]
        assert " " in center["reason"]
        assert center["reason_code"] in ("speed", "settling", "missing", "disagree", "stale")
        assert 0 == film_pixels(ford / t / "center.png")
    center = states["70"]["displays"]["center"]
    assert ("playing", []) == (center["video"], center["restrictions"])
    assert center["video_pixels"] > 100_000
    assert "Speed 32 km/h" != states["5"]["displays"]["center"]["reason"].rstrip(".")


def test_passenger_and_rear_play_at_all_times(ford: Path) -> None:
    """More than 50,000 pixels of film on each display that the driver cannot see, moving or not."""
    for t, state in read_states(ford).items():
        for display in HIDDEN:
            entry = state["displays"][display]
            assert (False, "playing", []) == (entry["driver_visible"], entry["video"], entry["restrictions"]), t
            assert entry["video_pixels"] > 50_000, (t, display)


def test_pixels_are_those_of_the_picture_written(ford: Path) -> None:
    """`video_pixels` is what anyone counts in the picture; the cluster, and what is blocked, have none."""
    for t, state in read_states(ford).items():
        for display, entry in state["displays"].items():
            assert film_pixels(ford / t / f"{display}.png") == entry["video_pixels"], (t, display)
        assert 0 == state["displays"]["cluster"]["video_pixels"]


def test_the_state_has_the_keys_and_types_of_commands(ford: Path) -> None:
    """Each document holds what COMMANDS lists, of the right type; nulls only where they may be."""
    states = read_states(ford)
    assert set(TIMES) == set(states)
    for t, state in states.items():
        assert {"t_s", "log", "vehicle", "policy", "driving_state", "reason", "signals", "displays"} <= state.keys()
        assert float(t) == state["t_s"]
        assert str(state["log"]).endswith("mustang_s550.candump.log")
        assert ("Ford Mustang 2015", "mission") == (state["vehicle"], state["policy"])
        assert state["driving_state"] in ("UNKNOWN", "PARKED", "IDLING", "MOVING")
        assert isinstance(state["reason"], str)
        assert DISPLAYS == tuple(state["displays"])
        for signal in state["signals"].values():
            check_signal(signal)
        for entry in state["displays"].values():
            check_display(entry)


def check_signal(signal: State) -> None:
    """value, unit, age_s and quality, with null where it says so."""
    assert {"value", "unit", "age_s", "quality"} == signal.keys()
    assert signal["quality"] in QUALITIES
    assert isinstance(signal["unit"], str)
    if signal["quality"] in ("valid", "stale"):
        assert isinstance(signal["value"], int | float)
        assert math.isfinite(signal["value"])
        assert signal["age_s"] >= 0
    else:
        assert signal["value"] is None
    assert signal["quality"] != "missing" or signal["age_s"] is None


def check_display(entry: State) -> None:
    """driver_visible, restrictions, video, reason, reason_code and video_pixels."""
    assert {"driver_visible", "restrictions", "video", "reason", "reason_code", "video_pixels"} == entry.keys()
    assert type(entry["driver_visible"]) is bool
    assert all(isinstance(name, str) for name in entry["restrictions"])
    assert entry["video"] in ("playing", "allowed", "blocked")
    assert ("blocked" == entry["video"]) == ("no_video" in entry["restrictions"])
    assert entry["reason"]
    assert entry["reason_code"]
    assert type(entry["video_pixels"]) is int


def test_values_are_in_vss_units_and_the_gear_is_vss_number(ford: Path) -> None:
    """At 70 s: standing, in Park (VSS 126); at 40 s moving with a speed in km/h."""
    states = read_states(ford)
    gear = states["70"]["signals"]["Vehicle.Powertrain.Transmission.SelectedGear"]
    assert (PARK_BY_VSS, "valid") == (gear["value"], gear["quality"])
    assert ("PARKED", "parked") == (states["70"]["driving_state"], states["70"]["reason"])
    assert 0 == states["70"]["signals"]["Vehicle.Speed"]["value"]
    speed = states["40"]["signals"]["Vehicle.Speed"]
    assert "km/h" == speed["unit"]
    assert 20 < speed["value"] < 120
    assert "MOVING" == states["40"]["driving_state"]


def test_without_the_foil_the_passengers_film_is_blocked(tmp_path: Path) -> None:
    """A cabin.toml without it makes the display driver-visible: no film while the van moves."""
    van = ROOT / "can_dbc" / "van_ev"
    folder = tmp_path / "van"
    folder.mkdir()
    (folder / "van_ev.dbc").write_bytes((van / "van_ev.dbc").read_bytes())
    (folder / "vehicle.toml").write_text(
        'cabin = "cabin.toml"\n' + (van / "vehicle.toml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    (folder / "cabin.toml").write_text(WITHOUT_FOIL, encoding="utf-8")
    write_candump(tmp_path / "van.log", VanEncoder().drive(2.0, lambda _t_s: at_speed(31.2)))
    ended = cockpit(
        "snapshot", "van.log", "--vehicle", "van", "--at", "1.50", "--displays", "passenger,rear_left", "--out", "o",
        cwd=tmp_path,
    )  # fmt: skip
    assert 0 == ended.status, ended
    state = read_states(tmp_path / "o")["1.50"]
    assert "van.log" == state["log"]
    passenger, rear = state["displays"]["passenger"], state["displays"]["rear_left"]
    assert (True, "blocked", "speed") == (passenger["driver_visible"], passenger["video"], passenger["reason_code"])
    assert "Speed 32 km/h" in passenger["reason"]
    assert (False, "playing") == (rear["driver_visible"], rear["video"])
    assert [None, None] == [passenger["video_pixels"], rear["video_pixels"]]

"""The cluster's picture, drawn by a real screen process from a board: what a driver would see, by its pixels."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from cockpit.screens.theme import load_theme
from cockpit.signals.evidence import Verdict
from tests.support.glass_bench import GlassBench, Value

SPEED = "Vehicle.Speed"
GEAR = "Vehicle.Powertrain.Transmission.SelectedGear"
RPM = "Vehicle.Powertrain.CombustionEngine.Speed"
CHARGE = "Vehicle.Powertrain.TractionBattery.StateOfCharge.Displayed"
FLUID = "Vehicle.Chassis.Axle.Row1.Wheel.Left.Brake.IsFluidLevelLow"
ABS = "Vehicle.ADAS.ABS.IsError"
BEAM = "Vehicle.Body.Lights.Beam.High.IsOn"
LEFT = "Vehicle.Body.Lights.DirectionIndicator.Left.IsSignaling"
LAMPS = {FLUID: ("ttRed", 936), ABS: ("ttAmber", 1360), BEAM: ("ttBlue", 192), LEFT: ("ttGreen", 600)}
MUSTANG = (SPEED, RPM, GEAR)
VAN = (SPEED, GEAR, CHARGE, *LAMPS)
CALM: dict[str, Value] = {SPEED: 46.48, GEAR: 127, CHARGE: 68, **dict.fromkeys(LAMPS, 0.0)}

Box = tuple[int, int, int, int]
FIGURES: Box = (780, 260, 1140, 450)
MESSAGE: Box = (664, 512, 1360, 664)
LAMP_HUES = {"ttAmber": "#FFB000", "ttGreen": "#2FD158", "ttBlue": "#3D8BFF"}
NIGHT = LAMP_HUES | {name: str(value) for name, value in load_theme("night").tokens.items()}


def rgb(token: str) -> tuple[int, int, int]:
    """A night token's red, green, blue."""
    value = int(NIGHT[token][1:], 16)
    return value >> 16, value >> 8 & 255, value & 255


def count(image: Image.Image, token: str, box: Box | None = None, tolerance: int = 6) -> int:
    """How many pixels of a box have a token's colour."""
    pixels = np.asarray(image.crop(box) if box else image, dtype=int)
    return int((np.abs(pixels - rgb(token)) <= tolerance).all(axis=-1).sum())


def lamp_box(x: int) -> Box:
    """The place of a lamp."""
    return x, 24, x + 64, 88


def test_lost_speed_is_dashes_with_its_words(tmp_path: Path) -> None:
    """A stale speed leaves no figure: dashes in the quiet ink, and a message in the zone."""
    with GlassBench(VAN, mark="SIM") as bench:
        driving = bench.grab(tmp_path / "driving.png", CALM, speed_kmh=46.48)
        stale = bench.grab(tmp_path / "stale.png", CALM | {SPEED: Verdict.STALE}, reason="stale", state="UNKNOWN")
    assert [] == bench.faults
    assert 5_000 < count(driving, "ink", FIGURES)
    assert (0, 0) == (count(stale, "ink", FIGURES), count(driving, "ink", MESSAGE))
    assert 2_000 < count(stale, "idle", FIGURES)
    assert 500 < count(stale, "ink", MESSAGE)
    assert 200 < count(stale, "ttAmber", MESSAGE)


def test_gateway_that_stops_takes_the_speed_off_the_glass(tmp_path: Path) -> None:
    """A board that nobody writes is stale: 250 ms later the speed is dashes, without a word from the gateway."""
    with GlassBench(VAN, mark="SIM") as bench:
        bench.grab(tmp_path / "driving.png", CALM, speed_kmh=46.48)
        bench.leave_alone(0.4)
        left = bench.grab(tmp_path / "left.png")
    assert 0 == count(left, "ink", FIGURES)
    assert 2_000 < count(left, "idle", FIGURES)


def test_rising_speed_is_there_at_once(tmp_path: Path) -> None:
    """The picture of the first look with a higher speed is the picture of that speed at rest."""
    with GlassBench(MUSTANG) as bench:
        bench.grab(tmp_path / "a.png", {SPEED: 9.0}, speed_kmh=9.0, axis_s=51.0)
        risen = bench.grab(tmp_path / "b.png", {SPEED: 87.2}, speed_kmh=87.2, axis_s=51.017)
    with GlassBench(MUSTANG) as bench:
        at_rest = bench.grab(tmp_path / "c.png", {SPEED: 88.0}, speed_kmh=88.0, axis_s=51.017)
    difference = np.abs(np.asarray(risen, dtype=int) - np.asarray(at_rest, dtype=int))
    assert 40 > difference.max(), (
        "text drawn over a part of itself differs by a shade at its edges, a figure by far more"
    )


@pytest.mark.parametrize("theme", ["night", "day"])
def test_lamps_light_in_their_colours_at_their_places(tmp_path: Path, theme: str) -> None:
    """Each lamp by its pixels, by night and by day; at 2 s of the drive all are dark, before it all are lit."""
    with GlassBench(VAN, theme=theme, mark="SIM") as bench:
        check = bench.grab(tmp_path / "check.png", CALM, speed_kmh=0.0, axis_s=1.9)
        dark = bench.grab(tmp_path / "dark.png", CALM, speed_kmh=0.0, axis_s=2.0)
        for path, (token, x) in LAMPS.items():
            lit = bench.grab(tmp_path / "lit.png", CALM | {path: 1.0}, speed_kmh=0.0)
            assert [200 < count(picture, token, lamp_box(x), 24) for picture in (check, dark, lit)] == [
                True,
                False,
                True,
            ]
    assert [] == bench.faults


def test_critical_warning_turns_the_rim_red(tmp_path: Path) -> None:
    """Priority 1 turns the whole horizon red; without it no red pixel is on the rim."""
    edges: tuple[Box, Box] = (0, 300, 200, 360), (1720, 300, 1920, 360)
    with GlassBench(VAN, mark="SIM") as bench:
        calm = bench.grab(tmp_path / "calm.png", CALM, speed_kmh=46.48)
        critical = bench.grab(tmp_path / "critical.png", CALM | {FLUID: 1.0}, speed_kmh=46.48)
    assert [(0, True), (0, True)] == [(count(calm, "ttRed", e), 300 < count(critical, "ttRed", e)) for e in edges]
    assert 1_500 < count(critical, "ink", MESSAGE)


def test_parts_without_a_signal_are_not_drawn(tmp_path: Path) -> None:
    """A vehicle with a speed alone has neither gear nor scale nor energy, and no dashes in their places."""
    with GlassBench((SPEED,)) as bench:
        image = bench.grab(tmp_path / "a.png", {SPEED: 46.48}, speed_kmh=46.48)
    empty: dict[str, Box] = {
        "scale": (800, 118, 1120, 170),
        "gear": (260, 460, 640, 600),
        "rpm": (1300, 460, 1700, 600),
    }
    for part, box in empty.items():
        assert {rgb("field")} == set(image.crop(box).get_flattened_data()), part


def test_nothing_on_the_cluster_has_the_colours_of_the_proof_film(tmp_path: Path) -> None:
    """With every lamp lit no pixel has red and blue above 200 with green under 90."""
    with GlassBench(VAN, mark="SIM") as bench:
        image = bench.grab(tmp_path / "a.png", CALM, speed_kmh=0.0, axis_s=1.0)
    red, green, blue = np.moveaxis(np.asarray(image), -1, 0)
    assert 0 == ((red > 200) & (blue > 200) & (green < 90)).sum()


def test_unknown_start_is_calm(tmp_path: Path) -> None:
    """Before the first frame there are dashes and beds, and nothing is said to be lost yet."""
    with GlassBench(VAN, mark="") as bench:
        image = bench.grab(tmp_path / "a.png", {}, axis_s=0.1, state="UNKNOWN", reason="start")
    assert [] == bench.faults
    assert 2_000 < count(image, "idle", FIGURES)
    assert 0 == count(image, "ttAmber", MESSAGE)

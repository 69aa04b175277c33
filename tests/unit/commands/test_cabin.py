"""`cockpit cabin`: the verdicts as text and as a picture."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest
from PIL import Image

from cockpit.commands.cabin import run
from cockpit.commands.cabin_picture import draw_cabin
from cockpit.errors import InputError
from cockpit.interlock.cabin import BUILT_IN, load_cabin
from cockpit.interlock.plan import Block, PlacedDisplay, Plan
from cockpit.interlock.sight_words import describe_cabin

ACCENT, INK = (0x35, 0xD6, 0xC3), (0xF3, 0xF6, 0xF8)


def order(out: Path | None = None, vehicle: str | None = None) -> argparse.Namespace:
    return argparse.Namespace(out=out, vehicle=vehicle)


def folder_with(tmp_path: Path, cabin: str) -> str:
    """A vehicle folder with a cabin of its own."""
    (tmp_path / "vehicle.toml").write_text('name = "Mine"\ncabin = "cabin.toml"\nprofile = "suv"\n', encoding="utf-8")
    (tmp_path / "cabin.toml").write_text(cabin, encoding="utf-8")
    return str(tmp_path)


def test_built_in_cabin_is_told_as_text(capsys: pytest.CaptureFixture[str]) -> None:
    """A line per display: the degrees to spare, whether a film may run, and why."""
    assert 0 == run(order())
    lines = capsys.readouterr().out.splitlines()
    assert "No vehicle; cabin: Five seats (built in)" == lines[0]
    assert ["Passenger   15 degrees  yes                  Its foil hides it from the driver"] == [
        line for line in lines if line.startswith("Passenger")]
    assert ["Cluster", "Center", "Passenger", "Rear left", "Rear right"] == [line[:10].strip() for line in lines[2:]]


def test_vehicles_own_cabin_is_told_with_its_filter(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Both answers of a filter that can be switched, and where the cabin was read."""
    path = "Vehicle.Cabin.Display.Passenger.IsPrivacyFilterOn"
    foil = "privacy_half_angle_deg = 30\n"
    cabin = BUILT_IN.read_text(encoding="utf-8").replace(foil, f'{foil}privacy_signal = "{path}"\n')
    assert 0 == run(order(vehicle=folder_with(tmp_path, cabin), out=tmp_path / "new" / "plan.png"))
    text = capsys.readouterr().out
    assert text.startswith(f"Mine; cabin: Five seats ({tmp_path / 'cabin.toml'})\n")
    assert "Seen with its filter off\n            15 degrees                       Hidden with its filter on\n" in text
    with Image.open(tmp_path / "new" / "plan.png") as picture:
        assert (1920, 1080) == picture.size


def test_cabin_without_a_display_of_the_vehicle_is_refused(tmp_path: Path) -> None:
    """A display without a place has no verdict."""
    cabin = BUILT_IN.read_text(encoding="utf-8").replace("[displays.rear_left]", "[displays.rear_middle]")
    with pytest.raises(InputError, match="the display rear_left is missing"):
        run(order(vehicle=folder_with(tmp_path, cabin)))


@pytest.mark.parametrize("name", ["plan.toml/x.png", "a\0b.png", ""])
def test_picture_that_cannot_be_written_is_refused(tmp_path: Path, name: str) -> None:
    """The user's folder, the user's fault, in words."""
    (tmp_path / "plan.toml").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be written"):
        run(order(tmp_path / name))


def test_picture_shows_sight_in_white_and_film_in_the_accent() -> None:
    """Both are there in quantity, each display's bar in its own colour."""
    cabin = load_cabin(None)
    image = draw_cabin(cabin.plan, describe_cabin(cabin.plan, cabin.views), "Van", "van")
    colours = {colour: count for count, colour in image.getcolors(1 << 24) or ()}
    assert colours[ACCENT] > 2_000
    assert colours[INK] > 5_000
    half = image.crop((760, 0, 1920, 1080))
    bars = [half.getpixel(at) for at in ((398, 162), (548, 154), (783, 157))]
    assert [INK, INK, ACCENT] == bars


def test_picture_grows_with_a_cabin_that_needs_room() -> None:
    """A long bus with many displays keeps its scale and its lines."""
    displays = tuple(PlacedDisplay(f"d{place}", (0.8 - place, 1.0), 0.3, 180.0, 30.0 if place % 2 else 90.0)
                     for place in range(8))
    plan = Plan("Bus", (0.0, 0.0), 0.9, displays, (
        Block((-0.3, -0.3), (-0.3, 0.3)), Block((-0.28, -0.1), (-0.28, 0.1)), Block((-0.5, -1.0), (-0.5, 2.0)),
        Block((-0.5, 2.0), (-3.0, 2.0))))
    views = load_cabin(None).views
    sightings = describe_cabin(plan, {display.name: views["center"] for display in displays})
    image = draw_cabin(plan, sightings, "Bus", "suv")
    assert image.width >= 1920
    assert image.height > 7 * 380

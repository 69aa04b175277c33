"""All displays on one output: seen at once, in shape, without overlap."""

from __future__ import annotations

import itertools

import pytest

from cockpit.screens.tiling import Place, tile

SIZES = {
    "cluster": (1920, 720),
    "center": (1920, 1080),
    "passenger": (1920, 720),
    "rear_left": (1280, 800),
    "rear_right": (1280, 800),
}
OUTPUTS = [(0, 0, 1366, 768), (0, 0, 1920, 1080), (0, 0, 3840, 2160), (0, 0, 1080, 1920), (100, 50, 800, 600)]


def _overlap(one: Place, other: Place) -> bool:
    return (
        one[0] < other[0] + other[2]
        and other[0] < one[0] + one[2]
        and (one[1] < other[1] + other[3] and other[1] < one[1] + one[3])
    )


@pytest.mark.parametrize("area", OUTPUTS)
def test_five_displays_fit_every_output_without_overlap(area: Place) -> None:
    """Each tile lies inside the output and none covers another."""
    places = tile(SIZES, area)
    assert set(SIZES) == set(places)
    for x, y, width, height in places.values():
        assert area[0] <= x
        assert area[1] <= y
        assert x + width <= area[0] + area[2]
        assert y + height <= area[1] + area[3]
    assert not any(_overlap(one, other) for one, other in itertools.combinations(places.values(), 2))


@pytest.mark.parametrize("area", OUTPUTS)
def test_a_tile_keeps_its_displays_shape(area: Place) -> None:
    """Width and height are scaled alike, to the pixel."""
    for name, (_, _, width, height) in tile(SIZES, area).items():
        full_width, full_height = SIZES[name]
        assert full_width / full_height * height == pytest.approx(width, abs=3)
        assert width <= full_width


def test_on_a_small_laptop_no_display_is_under_a_quarter() -> None:
    """1366x768 shows all five at a quarter of their size or more."""
    places = tile(SIZES, (0, 0, 1366, 768))
    assert all(places[name][2] / SIZES[name][0] >= 0.25 for name in SIZES)


def test_fewer_displays_get_the_room() -> None:
    """A cluster alone fills the width, and nothing grows beyond its full size."""
    assert (0, 128, 1366, 512) == tile({"cluster": SIZES["cluster"]}, (0, 0, 1366, 768))["cluster"]
    assert (960, 720, 1920, 720) == tile({"cluster": SIZES["cluster"]}, (0, 0, 3840, 2160))["cluster"]


def test_an_unknown_display_gets_its_own_row() -> None:
    """A third-party display is placed too."""
    assert {"cluster", "roof"} == set(tile({"cluster": (1920, 720), "roof": (800, 600)}, (0, 0, 1366, 768)))

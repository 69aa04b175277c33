"""The signal table is VSS 6.0's where it says so, and ours where VSS has nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from cockpit.signals import units
from cockpit.signals.vss import CURRENT_GEAR, GEARS, LEAVES, PARKING_BRAKE, SELECTED_GEAR, SPEED, Leaf
from tests.support.vspec import Node, allowed_of, read_spec


@pytest.fixture(scope="module")
def spec(real_data: Path) -> dict[str, Node]:
    """The leaves of the specification itself."""
    return read_spec(real_data / "vss" / "spec")


def _described(leaf: Leaf) -> tuple[str, str, float | None, float | None, tuple[str, ...]]:
    return leaf.datatype, leaf.unit, leaf.minimum, leaf.maximum, leaf.allowed


def _described_by_spec(node: Node) -> tuple[str, str, float | None, float | None, tuple[str, ...]]:
    bounds = [float(node.keys[key]) if key in node.keys else None for key in ("min", "max")]
    return node.keys["datatype"], node.keys.get("unit", ""), bounds[0], bounds[1], allowed_of(node)


def test_every_standard_leaf_is_as_vss_has_it(spec: dict[str, Node]) -> None:
    """Path, datatype, unit, range and allowed words of each leaf equal the specification's."""
    standard = [leaf for leaf in LEAVES.values() if not leaf.overlay]
    assert {leaf.path: _described_by_spec(spec[leaf.path]) for leaf in standard if leaf.path in spec} == {
        leaf.path: _described(leaf) for leaf in standard
    }


def test_the_overlay_holds_nothing_that_vss_has(spec: dict[str, Node]) -> None:
    """A path leaves the overlay when VSS gains it."""
    assert [] == [leaf.path for leaf in LEAVES.values() if leaf.overlay and leaf.path in spec]


def test_the_gear_letters_are_the_numbers_that_vss_writes(spec: dict[str, Node]) -> None:
    """The specification's own text names 126 park, 127 drive and 0 neutral."""
    text = spec[SELECTED_GEAR].keys["description"]
    assert "0=Neutral" in text
    assert f"{GEARS['P']}=Park" in text
    assert f"{GEARS['D']}=Drive" in text
    assert f"{GEARS['R']}/-2" in text


def test_every_unit_of_the_table_is_one_that_converts() -> None:
    """No leaf has a unit that the unit table does not know."""
    assert set() == {leaf.unit for leaf in LEAVES.values() if leaf.unit} - set(units.names())


@pytest.mark.parametrize("path", [SPEED, SELECTED_GEAR, CURRENT_GEAR, PARKING_BRAKE])
def test_the_paths_that_the_interlock_reads_are_in_the_table(path: str) -> None:
    """The named paths exist as leaves."""
    assert path == LEAVES[path].path


def test_speeds_are_the_vehicle_and_its_wheels() -> None:
    """A cruise control's set speed is no witness."""
    assert 5 == sum(leaf.is_speed for leaf in LEAVES.values())


def test_a_word_is_its_place_in_the_allowed_list() -> None:
    """`maybe_word` gives the spelling back and None outside the list."""
    leaf = LEAVES["Vehicle.Cabin.Seat.Row1.PassengerSide.OccupancyStatus"]
    assert ["UNKNOWN", "OCCUPIED", "EMPTY", None, None] == [leaf.maybe_word(v) for v in (0, 1, 2, 3, -1)]

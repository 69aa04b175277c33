"""The layout is made of what is mapped."""

from __future__ import annotations

import pytest

from cockpit.features.cluster.model.layout import CHARGES, RPM, doors_word, letter_of, parts_of
from cockpit.features.feature import NOTHING, Reading
from cockpit.signals.evidence import Verdict

OPEN, SHUT = Reading(1.0, Verdict.VALID), Reading(0.0, Verdict.VALID)


def test_few_signals_give_the_whole_arc_to_the_tacho() -> None:
    """A car that says nothing of what it has left gets the solo layout, and no part without its signal."""
    parts = parts_of(("Vehicle.Speed", RPM, "Vehicle.Powertrain.Transmission.SelectedGear"))
    assert "solo" == parts.layout
    assert ("", "", "", "") == (parts.charge, parts.range, parts.load, parts.outside)


def test_energy_gives_the_driving_layout() -> None:
    """State of charge, range or fuel is enough for the horizon."""
    assert "horizon" == parts_of(("Vehicle.Speed", CHARGES[1])).layout


def test_first_of_alternatives_wins() -> None:
    """What the maker displays goes before what the battery counts."""
    assert CHARGES[0] == parts_of(CHARGES).charge


def test_wheel_stands_in_for_a_missing_speed() -> None:
    """A vehicle whose only speed is a wheel's has a speedometer."""
    wheel = "Vehicle.Chassis.Axle.Row1.Wheel.Left.Speed"
    assert wheel == parts_of((wheel,)).speed


@pytest.mark.parametrize(
    ("gear", "letter"), [(126, "P"), (-1, "R"), (0, "N"), (127, "D"), (3, "D"), (-2, "R"), (None, "")]
)
def test_gear_letter(gear: float | None, letter: str) -> None:
    """VSS's gear numbers are P, R, N and D."""
    assert letter == letter_of(gear)


@pytest.mark.parametrize(
    ("doors", "word"),
    [([SHUT, SHUT], "Closed"), ([SHUT, OPEN], "1 open"), ([NOTHING, OPEN], "1 open"), ([NOTHING, SHUT], ""), ([], "")],
)
def test_doors_are_closed_only_when_all_are_known(doors: list[Reading], word: str) -> None:
    """One unknown door keeps the word from saying closed; one open door is always said."""
    assert word == doors_word(doors)

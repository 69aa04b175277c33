"""What may say that a privacy filter is on."""

from __future__ import annotations

from pathlib import Path

import pytest

from cockpit.errors import InputError
from cockpit.interlock.cabin import load_cabin
from cockpit.signals.vss import SWITCHES
from tests.unit.interlock.test_cabin import GOOD, write


@pytest.mark.attacks("P5")
@pytest.mark.parametrize("path", [
    "Vehicle.Speed", "Vehicle.Powertrain.Transmission.SelectedGear",
    "Vehicle.Cabin.Seat.Row1.PassengerSide.OccupancyStatus",
])
def test_only_a_switch_tells_a_privacy_filter(tmp_path: Path, path: str) -> None:
    """A speed taken for a switch is on whenever the vehicle moves: film would come just then."""
    text = GOOD.replace("Vehicle.Cabin.Display.Passenger.IsPrivacyFilterOn", path)
    with pytest.raises(InputError, match="of a switch"):
        load_cabin(write(tmp_path, text), (), SWITCHES)


@pytest.mark.keeps("P5")
def test_filters_own_switch_is_taken(tmp_path: Path) -> None:
    """The overlay's path for it is a boolean."""
    views = load_cabin(write(tmp_path, GOOD), (), SWITCHES).views
    assert "Vehicle.Cabin.Display.Passenger.IsPrivacyFilterOn" == views["passenger"].privacy_signal

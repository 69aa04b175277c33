"""Messages: what holds, most urgent first."""

from __future__ import annotations

import pytest

from cockpit.features.cluster.model.lamps import lamps_of
from cockpit.features.cluster.model.messages import CRITICAL, HINT, active_messages
from cockpit.features.feature import Glass
from cockpit.signals.evidence import Verdict
from tests.unit.features.cluster.looks import S_NS, look

FLUID = "Vehicle.Chassis.Axle.Row1.Wheel.Left.Brake.IsFluidLevelLow"
TYRE = "Vehicle.Chassis.Axle.Row1.Wheel.Left.Tire.IsPressureLow"
WASHER = "Vehicle.Body.Windshield.Front.WasherFluid.IsLevelLow"
DOOR = "Vehicle.Cabin.Door.Row1.DriverSide.IsOpen"
SPEED = "Vehicle.Speed"


def headlines(glass: Glass) -> list[str]:
    """The headlines a vehicle with exactly these paths shows."""
    return [message.headline for message in active_messages(glass, lamps_of(glass.rows), has_speed=True)]


def test_critical_comes_first_and_the_others_are_counted() -> None:
    """Brake fluid stands before tyre and washer, whatever order they came in."""
    glass = look({WASHER: 1.0, TYRE: 1.0, FLUID: 1.0})
    messages = active_messages(glass, lamps_of(glass.rows), has_speed=True)
    assert [CRITICAL, HINT, HINT] == [message.priority for message in messages]
    assert ("Stop safely", "Brake fluid is low") == (messages[0].headline, messages[0].detail)


def test_calm_drive_says_nothing() -> None:
    """Nothing wrong, nothing said."""
    assert [] == headlines(look({SPEED: 46.0, FLUID: 0.0, TYRE: 0.0}))


@pytest.mark.parametrize(
    ("reason", "headline"),
    [("stale", "No speed signal"), ("invalid", "No speed signal"), ("disagree", "Speed not certain")],
)
def test_dashes_have_their_words(reason: str, headline: str) -> None:
    """A speed that is not shown is explained by the reason behind it."""
    assert [headline] == headlines(look({SPEED: Verdict.STALE, FLUID: 0.0}, speed_kmh=None, reason=reason))


def test_everything_lost_is_one_message() -> None:
    """Without any valid signal, or without a gateway, one message says so instead of many."""
    lost = {SPEED: Verdict.MISSING, FLUID: Verdict.MISSING}
    assert ["Speed and warnings lost"] == headlines(look(lost, speed_kmh=None))
    assert ["Speed and warnings lost"] == headlines(look({SPEED: 1.0, FLUID: 0.0}, alive=False))


def test_vehicle_without_lamps_does_not_speak_of_warnings() -> None:
    """Where no lamp is mapped, only the speed can be lost."""
    assert ["No speed signal"] == headlines(look({SPEED: Verdict.MISSING}, speed_kmh=None))


def test_nothing_is_called_lost_in_the_first_two_seconds() -> None:
    """While signals are still coming in, silence is no loss."""
    lost = {SPEED: Verdict.MISSING, FLUID: Verdict.MISSING}
    assert [] == headlines(look(lost, axis_ns=S_NS, speed_kmh=None, reason="start"))


def test_open_door_is_critical_only_on_the_move() -> None:
    """A parked car's open door is a lamp; a moving one's stops the drive."""
    assert [] == headlines(look({DOOR: 1.0}, state="PARKED"))
    assert ["Stop safely"] == headlines(look({DOOR: 1.0}, state="MOVING"))


def test_screen_that_stays_down_is_said() -> None:
    """INTERLOCK P6: a screen that was left down is said on the others."""
    assert ["Center screen is off"] == headlines(look({SPEED: 46.0}, down=("center",)))


def test_one_lost_lamp_is_said() -> None:
    """A dark lamp whose source is lost says nothing, so the message zone does."""
    assert ["Warning lamps not certain"] == headlines(look({SPEED: 46.0, FLUID: Verdict.STALE}))

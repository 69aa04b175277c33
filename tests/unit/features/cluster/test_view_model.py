"""The cluster's view-model, without a window."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cockpit.features.cluster.view_model import ClusterModel
from cockpit.signals.evidence import Verdict
from tests.support.configure import CLUSTER
from tests.unit.features.cluster.looks import S_NS, look

GEAR = "Vehicle.Powertrain.Transmission.SelectedGear"
ABS = "Vehicle.ADAS.ABS.IsError"
PATHS = ("Vehicle.Speed", GEAR, ABS)


@pytest.fixture
def model() -> ClusterModel:
    """A replayed car with speed, gear and one lamp."""
    return ClusterModel(replace(CLUSTER, paths=PATHS, mark="REPLAY", recorded_utc="2017-07-14T17:40:00+00:00"))


def seen(model: ClusterModel, *names: str) -> tuple[object, ...]:
    """What QML reads of these properties."""
    return tuple(model.property(name) for name in names)


def test_speed_is_rounded_up_and_gone_when_lost(model: ClusterModel) -> None:
    """46.1 km/h reads 47; a lost speed reads nothing, for which QML draws dashes."""
    model.take(look({"Vehicle.Speed": 46.1, GEAR: 127, ABS: 0}, speed_kmh=46.1))
    assert ("47", "D") == seen(model, "speed", "gear")
    model.take(look({"Vehicle.Speed": Verdict.STALE, GEAR: Verdict.STALE, ABS: 0}, speed_kmh=None))
    assert ("", "") == seen(model, "speed", "gear")


def test_dead_gateway_takes_everything_back(model: ClusterModel) -> None:
    """Values last seen do not outlive the gateway."""
    model.take(look({"Vehicle.Speed": 46.1, GEAR: 127, ABS: 0}))
    model.take(look({"Vehicle.Speed": 46.1, GEAR: 127, ABS: 0}, alive=False))
    assert ("", "", "", False) == seen(model, "speed", "gear", "trip", "checking")


def test_replay_shows_its_place_and_date(model: ClusterModel) -> None:
    """In a replay the clock is the place on the record; its date is the record's."""
    model.take(replace(look({}), axis_ns=51 * S_NS, span_ns=70 * S_NS))
    assert ("0:51", "1:10", "14 July 2017") == seen(model, "clock", "length", "date")


def test_bulb_check_ends_after_two_seconds_of_the_drive(model: ClusterModel) -> None:
    """Lamps are checked at the drive's start; a screen that is started anew in mid-drive does not check."""
    model.take(look({ABS: 0}, axis_ns=1_900_000_000))
    assert (True,) == seen(model, "checking")
    model.take(look({ABS: 0}, axis_ns=2_000_000_000))
    assert (False,) == seen(model, "checking")


def test_vehicle_without_lamps_has_nothing_to_check() -> None:
    """No mapped lamp, no bulb check."""
    model = ClusterModel(replace(CLUSTER, paths=("Vehicle.Speed",)))
    model.take(look({"Vehicle.Speed": 0}, axis_ns=S_NS))
    assert (False, False) == seen(model, "hasLamps", "checking")


def test_signals_fire_only_for_what_changed(model: ClusterModel) -> None:
    """An unchanged look touches no binding."""
    glass = look({"Vehicle.Speed": 46.1, GEAR: 127, ABS: 0})
    model.take(glass)
    fired: list[str] = []
    for name in ("drawn", "speedDrawn", "messageDrawn", "clockDrawn"):
        getattr(model, name).connect(lambda name=name: fired.append(name))
    model.take(glass)
    assert [] == fired

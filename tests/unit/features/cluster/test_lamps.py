"""Warning lamps: fixed places, UN R121 colours, lit for their condition alone."""

from __future__ import annotations

import itertools
import tomllib

import pytest

from cockpit.features.cluster.model.lamps import (
    FLASH_PERIOD_NS,
    LAMPS,
    Flasher,
    Lamp,
    are_lamps_lost,
    lamps_of,
    lit_lamps,
)
from cockpit.resources import assets_dir
from cockpit.signals.evidence import Verdict
from cockpit.signals.vss import LEAVES
from tests.unit.features.cluster.looks import look

LEFT = "Vehicle.Body.Lights.DirectionIndicator.Left"


@pytest.mark.parametrize("lamp", LAMPS, ids=lambda lamp: lamp.glyph)
def test_lamp_has_known_paths_and_a_drawing_in_its_colour(lamp: Lamp) -> None:
    """Each lamp reads VSS paths that exist and lights in a colour its symbol may have."""
    drawings = tomllib.loads((assets_dir() / "telltales" / "telltales.toml").read_text(encoding="utf-8"))
    assert [] == [path for path in lamp.paths if path not in LEAVES]
    assert lamp.colour in drawings[lamp.glyph]["colours"]
    assert lamp.cells == drawings[lamp.glyph]["cells"]


def test_no_two_lamps_share_a_place() -> None:
    """A place means one thing: that is what makes it fixed."""
    taken = [(lamp.place, lamp.cell + offset) for lamp in LAMPS for offset in range(lamp.cells)]
    assert len(set(taken)) == len(taken)


@pytest.mark.parametrize("lamp", LAMPS, ids=lambda lamp: lamp.glyph)
def test_lamp_is_dark_without_its_condition_and_lit_with_it(lamp: Lamp) -> None:
    """Every lamp has a value that lights it and one that does not, and a source that is not valid lights nothing."""
    candidates = (0.0, 1.0, 500.0, -10.0)
    for path in lamp.paths:
        lit = {value: lamp.is_lit(look({path: value})) for value in candidates}
        assert {True, False} == set(lit.values())
        assert not lamp.is_lit(look({path: Verdict.STALE}))


def test_only_mapped_lamps_have_a_place() -> None:
    """A vehicle without a lamp's source has no such lamp, during the bulb check either."""
    assert ["washer"] == [
        lamp.glyph for lamp in lamps_of(("Vehicle.Body.Windshield.Front.WasherFluid.IsLevelLow", "Vehicle.Speed"))
    ]


def test_bulb_check_lights_all_and_no_gateway_lights_none() -> None:
    """During the check each mapped lamp is lit; without a gateway none is, since none is known."""
    lamps = lamps_of(tuple(LEAVES))
    assert (True,) * len(lamps) == lit_lamps(lamps, look(), Flasher(), checking=True)
    assert (False,) * len(lamps) == lit_lamps(lamps, look(alive=False), Flasher(), checking=True)


@pytest.mark.parametrize(("defect", "per_minute"), [(0.0, 90), (1.0, 180)])
def test_turn_signal_flashes_at_its_rate(defect: float, per_minute: int) -> None:
    """It is lit at once, then 90 times a minute, twice as often when a bulb outside has failed."""
    lamps, flasher = lamps_of((f"{LEFT}.IsSignaling",)), Flasher()
    values = {f"{LEFT}.IsSignaling": 1.0, f"{LEFT}.IsDefect": defect}
    lit = [
        lit_lamps(lamps, look(values, axis_ns=at_ms * 1_000_000), flasher, checking=False)[0]
        for at_ms in range(0, 60_000, 4)
    ]
    assert lit[0]
    rises = 1 + sum(not before and now for before, now in itertools.pairwise(lit))
    assert per_minute - 1 <= rises <= per_minute + 2


def test_turn_signal_begins_anew_each_time() -> None:
    """However short the pause, the first moment of signalling is lit."""
    flasher = Flasher()
    assert flasher.is_on("turn-left", signaling=True, axis_ns=0)
    assert not flasher.is_on("turn-left", signaling=True, axis_ns=FLASH_PERIOD_NS // 2)
    assert not flasher.is_on("turn-left", signaling=False, axis_ns=FLASH_PERIOD_NS // 2 + 1)
    assert flasher.is_on("turn-left", signaling=True, axis_ns=FLASH_PERIOD_NS // 2 + 2)


def test_lost_source_makes_the_lamps_uncertain() -> None:
    """A mapped source that is not valid is said; one that the vehicle does not have is not."""
    path = "Vehicle.ADAS.ABS.IsError"
    lamps = lamps_of((path,))
    assert not are_lamps_lost(lamps, look({path: 0.0}))
    assert are_lamps_lost(lamps, look({path: Verdict.STALE}))

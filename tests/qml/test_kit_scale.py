"""Scales made of ticks: lit to the value, whole ticks at a time, bare when nothing is known."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from tests.support.kit import KitScene

SCALE = """
Item {
    property alias value: scale.value
    property alias known: scale.known
    property alias full: scale.full
    TickScale {
        id: scale
        objectName: "scale"
        arc: Arc { centreX: 200; centreY: 400; radius: 380; from: -20; to: 20 }
        minimum: -80
        maximum: 200
        step: 10
        base: 0
        litBed: Theme.band
        pointer: true
    }
}
"""


def lit_range(scene: KitScene) -> tuple[int, int]:
    """First and last lit step of the scene's scale."""
    scale = scene.item.findChild(QObject, "scale")
    assert scale is not None
    return scale.property("_first"), scale.property("_last")


@pytest.mark.parametrize(
    ("value", "steps"), [(0, (8, 8)), (34, (8, 11)), (-34, (5, 8)), (999, (8, 28)), (-999, (0, 8))]
)
def test_ticks_light_from_the_base_to_the_value(qapp: QGuiApplication, value: float, steps: tuple[int, int]) -> None:
    """Driving lights to the right of zero, charging to its left; beyond its ends the scale is full, no further."""
    with KitScene(SCALE) as scene:
        scene.item.setProperty("value", value)
        assert steps == lit_range(scene)


def test_more_of_the_value_is_more_of_the_accent(qapp: QGuiApplication) -> None:
    """The lit ticks are the accent's pixels."""
    with KitScene(SCALE) as scene:
        scene.item.setProperty("value", 50)
        some = scene.count(scene.token("accent"), tolerance=30)
        scene.item.setProperty("value", 150)
        assert 0 < some < scene.count(scene.token("accent"), tolerance=30)


def test_unknown_value_leaves_bare_beds(qapp: QGuiApplication) -> None:
    """No tick, no pointer: a scale without a pointer would read as zero."""
    with KitScene(SCALE) as scene:
        scene.item.setProperty("value", 150)
        scene.item.setProperty("known", False)
        assert 0 == scene.count(scene.token("accent"), tolerance=30)
        assert 0 == scene.count(scene.token("pointer"))
        assert 1_000 < scene.count(scene.token("band"))


def test_bulb_check_lights_every_tick(qapp: QGuiApplication) -> None:
    """Full is full, whatever the value is."""
    with KitScene(SCALE) as scene:
        scene.item.setProperty("known", False)
        scene.item.setProperty("full", True)
        assert (0, 28) == lit_range(scene)

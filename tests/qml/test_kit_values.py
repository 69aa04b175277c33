"""The looks of a value: figures while it is valid, dashes for everything else."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication

from cockpit.signals.evidence import Verdict
from tests.support.kit import KitScene

RANGE = "Vehicle.Powertrain.Range"
QUANTITY = """
Item {
    property alias text: quantity.text
    property alias known: quantity.known
    property alias unit: quantity.unit
    Quantity {
        id: quantity
        signal: Signal { path: "Vehicle.Powertrain.Range" }
        factor: 0.001
        unit: "km"
        size: Theme.sizeHero
        anchorX: 40
        lineY: 120
    }
}
"""


def test_valid_value_is_drawn_with_its_unit(qapp: QGuiApplication) -> None:
    """48,216,400 m read 48 216 km, in the ink of a value."""
    with KitScene(QUANTITY, values={RANGE: 48_216_400}) as scene:
        assert ("48\u00a0216", "km", True) == tuple(scene.item.property(name) for name in ("text", "unit", "known"))
        assert 500 < scene.count(scene.token("ink"))
        assert 20 > scene.count(scene.token("idle")), "edges of figures may hit the tone of dashes"


@pytest.mark.parametrize("verdict", [Verdict.STALE, Verdict.INVALID, Verdict.NOT_AVAILABLE, Verdict.MISSING])
def test_every_other_verdict_is_dashes(qapp: QGuiApplication, verdict: Verdict) -> None:
    """No figure stays on the glass: dashes in the quiet ink, and nothing in the ink of a value."""
    with KitScene(QUANTITY, values={RANGE: 48_216_400}) as scene:
        scene.look({RANGE: (48_216_400 if verdict is Verdict.STALE else None, verdict)})
        assert ("", False) == tuple(scene.item.property(name) for name in ("text", "known"))
        assert 200 < scene.count(scene.token("idle"))
        assert 0 == scene.count(scene.token("ink"))


def test_dead_board_is_dashes(qapp: QGuiApplication) -> None:
    """A value that the gateway does not renew is not shown, even if its row still says valid."""
    with KitScene(QUANTITY, values={RANGE: 48_216_400}) as scene:
        scene.look({RANGE: (48_216_400, Verdict.VALID)}, alive=False)
        assert scene.item.property("known") is False


@pytest.mark.parametrize(("mark", "drawn"), [("REPLAY", True), ("SIM", True), ("", False)])
def test_mark_is_there_while_it_is_true(qapp: QGuiApplication, mark: str, drawn: bool) -> None:
    """A replayed or simulated picture is marked; a live one is not."""
    with KitScene("Mark { text: Board.mark }", mark=mark) as scene:
        assert drawn == (0 < scene.count(scene.token("ink3")))


def test_signal_follows_its_path(qapp: QGuiApplication) -> None:
    """An element whose path changes reads the other row, with the other unit."""
    qml = """
    Item {
        id: root
        property string path: "Vehicle.Speed"
        property real value: signal.value
        property string unit: signal.unit
        property bool mapped: signal.mapped
        property string quality: signal.quality
        Signal { id: signal; path: root.path }
    }
    """
    with KitScene(qml, values={"Vehicle.Speed": 46.5, RANGE: 214_000}) as scene:
        assert (46.5, "km/h", "valid") == tuple(scene.item.property(name) for name in ("value", "unit", "quality"))
        scene.item.setProperty("path", RANGE)
        assert (214_000, "m") == tuple(scene.item.property(name) for name in ("value", "unit"))
        scene.item.setProperty("path", "Vehicle.Exterior.AirTemperature")
        assert (False, "missing") == tuple(scene.item.property(name) for name in ("mapped", "quality"))


def test_figures_have_equal_width(qapp: QGuiApplication) -> None:
    """Tabular figures: a number does not jitter while it counts."""
    qml = "Row { Repeater { model: 10; GlassText { required property int index; text: String(index).repeat(4) } } }"
    with KitScene(qml, size=(900, 80)) as scene:
        widths = {round(child.width(), 3) for child in scene.item.childItems() if child.width() > 0}
        assert 1 == len(widths)

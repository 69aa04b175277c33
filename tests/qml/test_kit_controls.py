"""Buttons: large enough, pressed by finger and by keys, with a ring where the keys go."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from tests.support.kit import KitScene

BUTTONS = {
    "pill": 'Pill { property int count: 0; x: 20; y: 20; text: "Send"; glyph: "cast"; onPressed: count++ }',
    "round": 'RoundButton { property int count: 0; x: 20; y: 20; glyph: "pause"; label: "Pause"; onPressed: count++ }',
}


@pytest.mark.parametrize("qml", BUTTONS.values(), ids=BUTTONS)
def test_button_is_pressed_by_finger_and_keys(qapp: QGuiApplication, qml: str) -> None:
    """A tap, Enter, Return and Space are one press each."""
    with KitScene(qml) as scene:
        scene.window.show()
        assert QTest.qWaitForWindowExposed(scene.window)
        middle = QPoint(round(20 + scene.item.width() / 2), round(20 + scene.item.height() / 2))
        QTest.mouseClick(scene.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
        scene.item.forceActiveFocus()
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            QTest.keyClick(scene.window, key)
        assert 4 == scene.item.property("count")


@pytest.mark.parametrize("qml", BUTTONS.values(), ids=BUTTONS)
def test_button_is_a_touch_target(qapp: QGuiApplication, qml: str) -> None:
    """At least 76 px each way."""
    with KitScene(qml) as scene:
        assert 76 <= min(scene.item.width(), scene.item.height())


@pytest.mark.parametrize("qml", BUTTONS.values(), ids=BUTTONS)
def test_ring_shows_where_the_keys_go(qapp: QGuiApplication, qml: str) -> None:
    """The ring is the accent's, outside the control, and only while it has the focus."""
    with KitScene(qml) as scene:
        scene.window.show()
        assert QTest.qWaitForWindowExposed(scene.window)
        assert 0 == scene.count(scene.token("accent"))
        scene.item.forceActiveFocus()
        assert 200 < scene.count(scene.token("accent"))


def test_accent_is_the_profiles(qapp: QGuiApplication) -> None:
    """A van's accent is teal, an SUV's lilac, by day as by night; no telltale's hue is either."""
    accents = set()
    for profile in ("van", "suv"):
        for theme in ("night", "day"):
            with KitScene(
                "Rectangle { width: 40; height: 40; color: Theme.accent }", theme=theme, profile=profile
            ) as one:
                assert 1_600 == one.count(one.token("accent"))
                accents.add(one.token("accent"))
    assert 4 == len(accents)


def test_icon_is_drawn_in_its_tint(qapp: QGuiApplication) -> None:
    """An icon is a character of the icon font, in one colour."""
    with KitScene('Icon { glyph: "play-solid"; tint: Theme.accent; size: 64 }') as scene:
        assert isinstance(scene.item, QQuickItem)
        assert 200 < scene.count(scene.token("accent"))


def test_telltale_is_lit_or_not_there(qapp: QGuiApplication) -> None:
    """A lamp has the telltale's red while it is lit and no pixel else."""
    qml = 'Telltale { glyph: "brake"; colour: "red"; size: Theme.iconLarge }'
    with KitScene(qml) as scene:
        assert 0 == scene.count(scene.token("ttRed"), tolerance=8)
        scene.item.setProperty("lit", True)
        assert 200 < scene.count(scene.token("ttRed"), tolerance=8)

"""Telltales and icons: each is there, draws something, and draws in its colour."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ASSETS = Path(__file__).parents[2] / "assets"
TELLTALES = ASSETS / "telltales"
INDEX = tomllib.loads((TELLTALES / "telltales.toml").read_text(encoding="utf-8"))
ICONS: dict[str, int] = tomllib.loads((ASSETS / "icons" / "icons.toml").read_text(encoding="utf-8"))["icons"]
HUES = {"red": "#ff3b30", "amber": "#ffb000", "green": "#2fd158", "blue": "#3d8bff", "unlit": "#1f262e"}


def ink(image: QImage) -> set[str]:
    """Colours of the fully covered pixels."""
    return {
        QColor(image.pixel(x, y)).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }


def distance(first: str, second: str) -> int:
    """Largest difference of two colours in one channel, 0 to 255."""
    one, two = QColor(first), QColor(second)
    return max(abs(one.red() - two.red()), abs(one.green() - two.green()), abs(one.blue() - two.blue()))


def test_there_are_36_telltales_with_their_files_and_no_others() -> None:
    """The index and the folders agree."""
    expected = {TELLTALES / f"{name}.svg" for name in INDEX} | {TELLTALES / "telltales.toml"}
    expected |= {TELLTALES / c / f"{name}.svg" for name, row in INDEX.items() for c in (*row["colours"], "unlit")}
    assert 36 == len(INDEX)
    assert expected == {path for path in TELLTALES.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", sorted(INDEX))
def test_a_telltale_draws_in_the_hues_it_is_allowed(qapp: QGuiApplication, name: str) -> None:
    """Each coloured file renders in QSvgRenderer, in its cell's size, and its solid pixels have one colour."""
    for colour in (*INDEX[name]["colours"], "unlit"):
        renderer = QSvgRenderer(str(TELLTALES / colour / f"{name}.svg"))
        assert (48 * INDEX[name]["cells"], 48) == renderer.defaultSize().toTuple()
        image = QImage(renderer.defaultSize() * 2, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()
        assert HUES[colour] in ink(image)
        assert all(distance(HUES[colour], other) <= 2 for other in ink(image))


def test_blue_is_for_the_main_beam_alone() -> None:
    """UN R121 keeps blue for one lamp."""
    assert ["main-beam"] == [name for name, row in INDEX.items() if "blue" in row["colours"]]


def test_every_named_icon_draws_inside_its_square(qapp: QGuiApplication) -> None:
    """A glyph at 64 px inks some of its own 64 px square, is tinted by the pen, and no two of the main
    set share a picture."""
    identifier = QFontDatabase.addApplicationFont(str(ASSETS / "icons" / "CockpitIcons.ttf"))
    assert ["CockpitIcons"] == QFontDatabase.applicationFontFamilies(identifier)
    font = QFont("CockpitIcons")
    font.setPixelSize(64)
    pictures: dict[bytes, int] = {}
    for name, code in ICONS.items():
        image = QImage(96, 96, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        painter = QPainter(image)
        painter.setFont(font)
        painter.setPen(QColor("#35d6c3"))
        painter.drawText(QPointF(16, 80), chr(code))
        painter.end()
        assert {"#35d6c3"} == ink(image), name
        assert all(image.pixelColor(i, j).alpha() == 0 for i in range(96) for j in (0, 8, 88, 95)), name
        if code < 0xE400:
            assert code == pictures.setdefault(bytes(image.constBits()), code), name


def test_the_icons_a_film_needs_have_their_names() -> None:
    """Transport, seats and signs used by every screen are there by their plain names."""
    needed = {
        "play",
        "play-solid",
        "pause",
        "back10",
        "fwd10",
        "speaker",
        "mute",
        "send",
        "seat-rl",
        "seat-rr",
        "driving",
    }
    assert set() == needed - ICONS.keys()

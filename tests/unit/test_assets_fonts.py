"""The bundled fonts: families, weights, tabular figures and the characters our languages need."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QGuiApplication, QRawFont

FONTS = Path(__file__).parents[2] / "assets" / "fonts"
FACES = {
    "Barlow": {400: "Regular", 500: "Medium", 600: "SemiBold"},
    "Barlow Semi Condensed": {500: "Medium", 600: "SemiBold"},
    "IBM Plex Sans Arabic": {400: "Regular", 500: "Medium", 600: "SemiBold"},
}
FILES = sorted(
    f"{family.replace(' ', '')}-{style}.ttf" for family, styles in FACES.items() for style in styles.values()
)
LETTERS = "ÄÖÜäöüßÀÂÇÈÉÊËÎÏÔŒÙÛàâçèéêëîïôœùû«»„“”…€°±·½²%"
SIGNS = "\u2212\u00d7\u2013\u2014\u2018\u2019\u2039\u203a"  # minus, times, dashes, single quotes
SPACES = "\u00a0\u2007\u2009\u200a\u202f\u2011"  # no-break, figure, thin, hair, narrow no-break; no-break hyphen


@pytest.fixture(scope="module")
def fonts(qapp: QGuiApplication) -> QGuiApplication:
    """The application with every bundled face loaded."""
    for name in FILES:
        assert QFontDatabase.addApplicationFont(str(FONTS / name)) != -1, name
    return qapp


def make_font(family: str, weight: int, *, tabular: bool = False) -> QFont:
    """A 100 px font of one bundled family."""
    font = QFont(family)
    font.setPixelSize(100)
    font.setWeight(QFont.Weight(weight))
    if tabular:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


def test_the_folder_holds_the_faces_and_their_licences_and_nothing_else() -> None:
    """Every face is there with the licence of its family; no stray file."""
    expected = sorted([*FILES, "OFL-Barlow.txt", "OFL-IBM-Plex-Sans-Arabic.txt"])
    assert expected == sorted(path.name for path in FONTS.iterdir())


@pytest.mark.parametrize(("family", "weight"), [(family, weight) for family in FACES for weight in FACES[family]])
def test_a_family_and_a_weight_resolve_to_their_own_face(fonts: QGuiApplication, family: str, weight: int) -> None:
    """Family plus `font.weight` finds the face drawn at that weight, not a synthesised one."""
    raw = QRawFont.fromFont(make_font(family, weight))
    assert (family, FACES[family][weight], weight) == (raw.familyName(), raw.styleName(), raw.weight())


@pytest.mark.parametrize(("family", "weight"), [(f, w) for f in ("Barlow", "Barlow Semi Condensed") for w in FACES[f]])
def test_tabular_figures_all_have_one_width(fonts: QGuiApplication, family: str, weight: int) -> None:
    """With `tnum` every digit advances alike; without it they do not, so the feature is really in the file."""
    tabular = QFontMetricsF(make_font(family, weight, tabular=True))
    plain = QFontMetricsF(make_font(family, weight))
    assert 1 == len({tabular.horizontalAdvance(digit * 10) for digit in "0123456789"})
    assert 1 < len({plain.horizontalAdvance(digit * 10) for digit in "0123456789"})


@pytest.mark.parametrize("weight", [400, 500, 600])
def test_barlow_has_the_characters_of_english_german_and_french(fonts: QGuiApplication, weight: int) -> None:
    """Letters, quotes, the minus sign, the degree sign and the fixed spaces are in the face itself."""
    raw = QRawFont.fromFont(make_font("Barlow", weight))
    assert [] == [f"U+{ord(c):04X}" for c in LETTERS + SIGNS + SPACES if not raw.supportsCharacter(ord(c))]


def test_a_figure_space_is_as_wide_as_a_tabular_figure(fonts: QGuiApplication) -> None:
    """U+2007 keeps a column of numbers in line."""
    metrics = QFontMetricsF(make_font("Barlow", 500, tabular=True))
    assert metrics.horizontalAdvance("0" * 10) == pytest.approx(metrics.horizontalAdvance("\u2007" * 10), abs=1)


def test_the_arabic_face_joins_its_letters(fonts: QGuiApplication) -> None:
    """A word is narrower than its letters apart: initial, medial and final forms are chosen."""
    metrics = QFontMetricsF(make_font("IBM Plex Sans Arabic", 400))
    word = "مرحبا"
    assert metrics.horizontalAdvance(word) < sum(metrics.horizontalAdvance(letter) for letter in word)

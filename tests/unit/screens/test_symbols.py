"""Symbols and faces of assets, as QML asks for them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cockpit.errors import InputError
from cockpit.resources import assets_dir
from cockpit.screens import fonts
from cockpit.screens.symbols import Symbols, icon_codes


def test_every_icon_has_its_character() -> None:
    """Names give characters of the icon font; an empty name draws nothing."""
    symbols = Symbols()
    assert {name: chr(code) for name, code in icon_codes().items()} == {
        name: symbols.icon(name) for name in icon_codes()
    }
    assert "" == symbols.icon("")


def test_every_telltale_has_a_drawing_in_each_of_its_colours() -> None:
    """The table of telltales and the drawings agree."""
    table = tomllib.loads((assets_dir() / "telltales" / "telltales.toml").read_text("utf-8"))
    symbols = Symbols()
    for name, entry in table.items():
        for colour in entry["colours"]:
            assert symbols.telltale(name, colour).startswith("file:")
    assert "" == symbols.telltale("", "red")


@pytest.mark.qt_log_ignore("did you mean")
def test_misspelt_symbol_is_a_warning_with_the_nearest(qtlog: object, qtbot: QtBot) -> None:
    """A symbol that does not exist draws nothing and says which one was meant."""
    symbols = Symbols()
    assert ("", "") == (symbols.icon("plya"), symbols.telltale("brkae", "red"))
    texts = [record.message for record in qtlog.records]  # type: ignore[attr-defined] # pytest-qt's log
    assert any("did you mean play?" in text for text in texts)
    assert any("did you mean brake?" in text for text in texts)


def test_bundled_faces_are_the_ones_the_themes_name(qapp: object) -> None:
    """Barlow, its condensed cut, the Arabic face and the icons come from assets, not from the system."""
    assert {"Barlow", "Barlow Semi Condensed", "CockpitIcons", fonts.ARABIC} <= set(fonts.load_fonts())


def test_installation_without_faces_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Drawing in whatever the system has would hide that something is missing."""
    monkeypatch.setattr(fonts, "assets_dir", lambda: tmp_path)
    with pytest.raises(InputError, match="holds no fonts"):
        fonts.load_fonts()

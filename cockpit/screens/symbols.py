"""The symbols of assets by name: code points of the icon font, files of the telltales by colour."""

from __future__ import annotations

import tomllib
from functools import cache

from PySide6.QtCore import QObject, Slot, qWarning
from PySide6.QtQml import QmlElement, QmlSingleton

from cockpit.errors import did_you_mean
from cockpit.resources import assets_dir

QML_IMPORT_NAME = "Cockpit.Core"
QML_IMPORT_MAJOR_VERSION = 1


@cache
def icon_codes() -> dict[str, int]:
    """Icon name to its code point in the icon font."""
    table = tomllib.loads((assets_dir() / "icons" / "icons.toml").read_text(encoding="utf-8"))
    return dict(table["icons"])


@QmlElement
@QmlSingleton
class Symbols(QObject):
    """What QML asks for a symbol; an unknown name is a Qt warning with the nearest name, and draws nothing."""

    @Slot(str, result=str)
    def icon(self, name: str) -> str:
        """The character of an icon in the icon font; empty for an empty name."""
        code = icon_codes().get(name)
        if code is None and name:
            qWarning(f"no icon is called {name!r}{did_you_mean(name, icon_codes())}")
        return chr(code) if code is not None else ""

    @Slot(str, str, result=str)
    def telltale(self, name: str, colour: str) -> str:
        """The address of a telltale's drawing in one of its lit colours; empty for an empty name."""
        if not name:
            return ""
        file = assets_dir() / "telltales" / colour / f"{name}.svg"
        if not file.is_file():
            known = [other.stem for other in file.parent.glob("*.svg")]
            qWarning(f"no telltale is called {name!r} in {colour}{did_you_mean(name, known)}")
            return ""
        return file.as_uri()

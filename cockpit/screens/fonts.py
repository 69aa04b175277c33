"""The bundled faces: loaded from assets, so that a bare machine shows what a designer saw."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase

from cockpit.errors import InputError, Problem
from cockpit.resources import assets_dir

ARABIC = "IBM Plex Sans Arabic"


def load_fonts() -> tuple[str, ...]:
    """Load every bundled face and let Barlow fall back to the Arabic one; returns the families.

    Raises InputError if there is none or one cannot be read: the glass would be drawn in whatever the system has.
    """
    files = [*sorted((assets_dir() / "fonts").glob("*.ttf")), *sorted((assets_dir() / "icons").glob("*.ttf"))]
    if not files:
        raise InputError(Problem("holds no fonts; the installation is incomplete", assets_dir() / "fonts"))
    families: set[str] = set()
    for file in files:
        number = QFontDatabase.addApplicationFont(str(file))
        if number < 0:
            raise InputError(Problem("cannot be read as a font", file))
        families.update(QFontDatabase.applicationFontFamilies(number))
    for family in sorted(families - {ARABIC}):
        QFont.insertSubstitution(family, ARABIC)
    return tuple(sorted(families))

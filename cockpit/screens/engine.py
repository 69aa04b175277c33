"""The QML engine of a screen process: the kit's import path, its Python types, and a theme's tokens."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from PySide6.QtGui import QColor
from PySide6.QtQml import QQmlComponent, QQmlEngine

from cockpit.screens import glass, symbols, tokens
from cockpit.screens.theme import Theme

PYTHON_TYPES = (glass, symbols, tokens)
"""Modules whose import registers the QML types of Cockpit.Core."""

QML_DIR = Path(__file__).parent / "qml"


def make_engine(theme: Theme) -> QQmlEngine:
    """An engine that knows the kit and wears a theme."""
    engine = QQmlEngine()
    engine.addImportPath(str(QML_DIR))
    wear(engine, theme)
    return engine


def wear(engine: QQmlEngine, theme: Theme) -> None:
    """Hand a theme's tokens to the kit's singleton; every binding follows at once.

    Raises RuntimeError, with QML's own words, where the singleton does not load: a fault of ours.
    """
    singleton = engine.singletonInstance("Cockpit.Kit", "Theme")
    if not isinstance(singleton, tokens.Tokens):
        raise RuntimeError(f"Theme does not load: {QQmlComponent(engine, 'Cockpit.Kit', 'Theme').errorString()}")
    for name, value in theme.tokens.items():
        singleton.setProperty(name, QColor(str(value)) if theme.types[name] == "color" else value)


def board_of(engine: QQmlEngine) -> glass.Board:
    """The engine's one Board."""
    return cast("glass.Board", engine.singletonInstance("Cockpit.Core", "Board"))

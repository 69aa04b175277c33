"""The QML kit in this process: an engine that wears a theme, a scene from a few lines of QML, its picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import TracebackType

import numpy as np
import shiboken6
from PySide6.QtCore import QUrl
from PySide6.QtGui import QColor, QImage
from PySide6.QtQml import QQmlComponent, QQmlEngine
from PySide6.QtQuick import QQuickItem, QQuickView

from cockpit.features.feature import Glass, Reading
from cockpit.screens.engine import board_of, make_engine
from cockpit.screens.fonts import load_fonts
from cockpit.screens.theme import load_theme
from cockpit.signals.evidence import Verdict
from tests.support.configure import CLUSTER

HEAD = "import QtQuick\nimport Cockpit.Kit\n"
Rgb = tuple[int, int, int]


class KitScene:
    """A window of `width` x `height` px that shows one piece of QML; `values` are on its board as valid.

    Needs a running QGuiApplication (the fixture `qapp`).
    """

    def __init__(
        self,
        qml: str,
        *,
        theme: str = "night",
        profile: str = "van",
        values: Mapping[str, float] | None = None,
        mark: str = "",
        size: tuple[int, int] = (400, 200),
    ) -> None:
        load_fonts()
        self.theme = load_theme(theme, profile)
        self.engine: QQmlEngine = make_engine(self.theme)
        self.paths = tuple(values or {})
        self.board = board_of(self.engine)
        self.board.settle(replace(CLUSTER, paths=self.paths, mark=mark))  # type: ignore[arg-type] # the test's literal
        self.look({path: (value, Verdict.VALID) for path, value in (values or {}).items()})
        self._component = QQmlComponent(self.engine)
        self._component.setData((HEAD + qml).encode(), QUrl("test.qml"))
        item = self._component.create()
        assert isinstance(item, QQuickItem), self._component.errorString()
        self.item = item
        self.window = QQuickView(self.engine, None)  # type: ignore[call-overload] # Qt takes no parent window
        self.window.setColor(QColor(str(self.theme.tokens["ground"])))
        self.window.setContent(QUrl("test.qml"), self._component, item)
        self.window.resize(*size)

    def __enter__(self) -> KitScene:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        shiboken6.delete(self.window)
        shiboken6.delete(self.engine)

    def look(self, values: Mapping[str, tuple[float | None, Verdict]], *, alive: bool = True) -> None:
        """Put these readings on the board."""
        rows = {path: row for row, path in enumerate(self.paths)}
        readings = tuple(Reading(*values.get(path, (None, Verdict.MISSING))) for path in self.paths)
        self.board.take(Glass(1, alive=alive, rows=rows, readings=readings))

    def grab(self) -> QImage:
        """What the window shows."""
        picture: QImage = self.window.grabWindow()
        return picture

    def token(self, name: str) -> Rgb:
        """A colour token as red, green, blue."""
        color = QColor(str(self.theme.tokens[name]))
        return color.red(), color.green(), color.blue()

    def count(self, color: Rgb, tolerance: int = 2) -> int:
        """How many pixels of the picture have a colour."""
        image = self.grab().convertToFormat(QImage.Format.Format_RGBX8888)
        pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)[..., :3]
        return int((np.abs(pixels.astype(int) - color) <= tolerance).all(axis=-1).sum())

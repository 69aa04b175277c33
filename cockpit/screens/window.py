"""One display's window: its page at design size, scaled to the window, grabbed at design size."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect, QSize, Signal
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtQml import QQmlEngine
from PySide6.QtQuick import QQuickItem

from cockpit.features.feature import Page
from cockpit.screens.keys import KeyedView

RAISING_PLATFORMS = ("xcb", "windows", "cocoa")
"""Where a window may put itself in front; Wayland and off-screen refuse with a warning."""


class DisplayWindow(QObject):
    """A view that shows one page on an engine that all displays share; `ground` fills what the page leaves."""

    first_frame = Signal(str)

    def __init__(self, display: str, page: Page, engine: QQmlEngine, ground: QColor) -> None:
        super().__init__()
        self.display = display
        self.page = page
        self._was_full = False
        self._has_drawn = False
        self._tiled = QRect()
        self.view = KeyedView(engine, None)  # type: ignore[call-overload] # Qt takes no parent window, PySide's stub wants one
        self.view.setResizeMode(KeyedView.ResizeMode.SizeRootObjectToView)  # the other one undoes every tile's size
        self.view.setColor(ground)
        self.view.setTitle(f"Cockpit {display}")
        self.view.frameSwapped.connect(self._on_first_frame)

    def load(self, properties: dict[str, object]) -> tuple[str, ...]:
        """Make the page with its initial properties; returns the errors of its QML, empty when it stands."""
        self.view.setInitialProperties(properties)
        self.view.loadFromModule(self.page.module, self.page.component)
        errors = tuple(error.toString() for error in self.view.errors())
        root = self.maybe_root()
        if root is not None:
            root.setTransformOrigin(QQuickItem.TransformOrigin.TopLeft)
            self.view.resized.connect(self._fit)
        return errors

    def maybe_root(self) -> QQuickItem | None:
        """The page's root item; None where its QML failed."""
        root = self.view.rootObject()
        return root if isinstance(root, QQuickItem) else None

    def holds(self, part: object) -> bool:
        """Whether a part of an element (its guard) is drawn in this window; no QObject is drawn anywhere else."""
        try:
            while isinstance(part, QObject) and not isinstance(part, QQuickItem):
                part = part.parent()
            return not isinstance(part, QQuickItem) or part.window() == self.view
        except RuntimeError:  # the element is being destroyed
            return False

    def show(self, place: QRect | None) -> None:
        """Put the window on its place (None: design size, where the system likes) and show it."""
        size = QSize(self.page.width, self.page.height)
        self._tiled = place if place is not None else QRect(self.view.position(), size)
        if place is not None:
            self.view.setProperty("flags", "Window|FramelessWindowHint")  # by name: importing `Qt` for it takes 15 ms
            self.view.setGeometry(place)
        else:
            self.view.resize(size)
        self._fit()
        self.view.show()

    def toggle_full_size(self) -> None:
        """Show the display at its full size, or back at its place among the others."""
        self._was_full = not self._was_full
        if not self._was_full:
            self.view.setGeometry(self._tiled)
            return
        area = self.view.screen().availableGeometry()
        scale = min(1.0, area.width() / self.page.width, area.height() / self.page.height)
        width, height = round(self.page.width * scale), round(self.page.height * scale)
        left, top = area.x() + (area.width() - width) // 2, area.y() + (area.height() - height) // 2
        self.view.setGeometry(left, top, width, height)
        if QGuiApplication.platformName() in RAISING_PLATFORMS:
            self.view.raise_()
        self.view.requestActivate()

    def render_now(self) -> None:
        """Draw in this very call instead of at the next tick: what was hidden leaves the glass at once."""
        QCoreApplication.sendEvent(self.view, QEvent(QEvent.Type.UpdateRequest))

    def grab(self, taken: Callable[[QImage], object]) -> None:
        """Call `taken` with the page at design size; with a null image where there is none."""
        if self.view.size() == QSize(self.page.width, self.page.height):
            taken(self.view.grabWindow())
            return
        root = self.maybe_root()
        result = root.grabToImage(QSize(self.page.width, self.page.height)) if root is not None else None
        if result is None:
            taken(QImage())
            return
        result.ready.connect(  # type: ignore[attr-defined] # PySide's stub hides what the shared pointer holds
            lambda kept=result: taken(kept.image())
        )

    def close(self) -> None:
        """Take the page down before the engine goes."""
        shiboken6.delete(self.view)

    def _fit(self) -> None:
        root = self.maybe_root()
        if root is None or self.view.width() <= 0 or self.view.height() <= 0:
            return
        root.setWidth(self.page.width)
        root.setHeight(self.page.height)
        scale = min(self.view.width() / self.page.width, self.view.height() / self.page.height)
        root.setScale(scale)
        root.setX((self.view.width() - self.page.width * scale) / 2)
        root.setY((self.view.height() - self.page.height * scale) / 2)

    def _on_first_frame(self) -> None:
        """A render thread may have swapped more than once before this thread hears of the first."""
        if self._has_drawn:
            return
        self._has_drawn = True
        self.view.frameSwapped.disconnect(self._on_first_frame)
        self.first_frame.emit(self.display)

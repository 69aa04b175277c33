"""What a key on any display means: steering a replay, and showing one display at full size."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtQuick import QQuickView

from cockpit.board.messages import Steer


def maybe_steer(key: int) -> Steer | None:
    """Space pauses, comma and period step a frame, arrows seek a second or ten; None for any other key."""
    return _meanings().get(key)


def maybe_place(key: int) -> int | None:
    """F1 to F5 show a display at full size and back: its place in the order of all displays."""
    keys = _full_size_keys()
    return keys.index(key) if key in keys else None


# The namespace `Qt` holds a thousand enumerators, which Python makes at its import: 15 ms that the first frame has not.


@functools.cache
def _meanings() -> Mapping[int, Steer]:
    from PySide6.QtCore import Qt

    return {
        Qt.Key.Key_Space: Steer("toggle", 0.0),
        Qt.Key.Key_Period: Steer("step", 0.0),
        Qt.Key.Key_Comma: Steer("back", 0.0),
        Qt.Key.Key_Right: Steer("seek_by", 1.0),
        Qt.Key.Key_Left: Steer("seek_by", -1.0),
        Qt.Key.Key_Up: Steer("seek_by", 10.0),
        Qt.Key.Key_Down: Steer("seek_by", -10.0),
    }


@functools.cache
def _full_size_keys() -> tuple[int, ...]:
    from PySide6.QtCore import Qt

    return (Qt.Key.Key_F1, Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F4, Qt.Key.Key_F5)


class KeyedView(QQuickView):
    """A view whose page has the first word on a key: only what no focused control took steers.

    `resized` comes after the view has given the page its own size, for whoever scales the page instead.
    """

    unclaimed_key = Signal(int)
    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the view do its part, then tell."""
        super().resizeEvent(event)
        self.resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Offer the key to the page, then to whoever steers; a held function key counts once."""
        super().keyPressEvent(event)
        if not event.isAccepted() and not (event.isAutoRepeat() and maybe_place(event.key()) is not None):
            event.accept()
            self.unclaimed_key.emit(event.key())

"""What a key on any display means: steering a replay, and showing one display at full size."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtQuick import QQuickView

from cockpit.board.messages import Steer

STEER = {
    Qt.Key.Key_Space: Steer("toggle", 0.0),
    Qt.Key.Key_Period: Steer("step", 0.0),
    Qt.Key.Key_Comma: Steer("back", 0.0),
    Qt.Key.Key_Right: Steer("seek_by", 1.0),
    Qt.Key.Key_Left: Steer("seek_by", -1.0),
    Qt.Key.Key_Up: Steer("seek_by", 10.0),
    Qt.Key.Key_Down: Steer("seek_by", -10.0),
}
"""Space pauses, comma and period step a frame, arrows seek a second or ten."""

FULL_SIZE = (Qt.Key.Key_F1, Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F4, Qt.Key.Key_F5)
"""F1 to F5 show a display at full size and back, in the order of all displays."""


class KeyedView(QQuickView):
    """A view whose page has the first word on a key: only what no focused control took steers."""

    unclaimed_key = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Offer the key to the page, then to whoever steers; a held function key counts once."""
        super().keyPressEvent(event)
        if not event.isAccepted() and not (event.isAutoRepeat() and event.key() in FULL_SIZE):
            event.accept()
            self.unclaimed_key.emit(event.key())

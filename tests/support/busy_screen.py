"""A real screen process that repaints all of its displays each tick and spins a Python thread: the worst neighbour.

It spins from its first heartbeat: imports beside a spinning thread take longer than a screen is given to start.
"""

from __future__ import annotations

import runpy
import threading

from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow

from cockpit.board.status import StatusWriter

_beat = StatusWriter.beat


def _spin() -> None:
    while True:
        pass


def _beat_and_repaint(status: StatusWriter, now_ns: int) -> None:
    """Each tick changes the ground under every page by one step of blue: all that lies on it is drawn anew."""
    _beat(status, now_ns)
    for window in QGuiApplication.allWindows():
        if isinstance(window, QQuickWindow):
            ground = window.color()
            ground.setBlue(8 + (ground.blue() + 1) % 2)
            window.setColor(ground)


def _first_beat(status: StatusWriter, now_ns: int) -> None:
    StatusWriter.beat = _beat_and_repaint  # type: ignore[assignment, method-assign]  # the screen itself knows no such load
    _beat(status, now_ns)
    threading.Thread(target=_spin, daemon=True).start()


if __name__ == "__main__":
    StatusWriter.beat = _first_beat  # type: ignore[assignment, method-assign]  # the way to know that the screen runs
    runpy.run_module("cockpit.screens", run_name="__main__", alter_sys=True)

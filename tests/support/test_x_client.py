"""The small X client: windows by title and place, and a touch that arrives."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.support.waiting import wait_until
from tests.support.x_client import XClient, XError
from tests.support.xvfb import Rectangle, XServer

WINDOW = """
import sys
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication, QRasterWindow
class Window(QRasterWindow):
    def mousePressEvent(self, event):
        sys.stdout.write(f"{event.position().x():.0f} {event.position().y():.0f}")
        QGuiApplication.quit()
application = QGuiApplication([])
window = Window()
window.setTitle("A window")
window.setFlag(Qt.WindowType.FramelessWindowHint)
window.setGeometry(QRect(40, 30, 200, 100))
window.show()
application.exec()
"""


def test_window_is_found_and_touched(x_server: XServer) -> None:
    """A window stands where it put itself, and is told where it was touched."""
    with (
        subprocess.Popen(
            [sys.executable, "-c", WINDOW], env={**os.environ, **x_server.environment}, stdout=subprocess.PIPE
        ) as process,
        XClient(x_server.display) as client,
    ):
        wait_until(lambda: "A window" in client.find_windows(), 20)
        assert {"A window": Rectangle(40, 30, 200, 100)} == client.find_windows()
        client.touch(45, 37)
        said, _ = process.communicate(timeout=10)
    assert b"5 7" == said


def test_refusal_is_an_error(x_server: XServer) -> None:
    """A question about a window that is not there raises."""
    with XClient(x_server.display) as client, pytest.raises(XError, match="X error"):
        client._place(0x7FFFFFF)

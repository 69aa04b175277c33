"""The X server whose memory is read: right counts, right times, nothing left behind."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from tests.support.xvfb import Rectangle, XServer, _count_film

FILM = 0x00FF00FF
CASES_OF_FILM = [FILM, 0x00C900C9, 0x00FF59FF, 0xFFFF00FF]
CASES_OF_NO_FILM = [0x00000000, 0x00FFFFFF, 0x00C800FF, 0x00FF00C8, 0x00FF5AFF, 0x0000FF00, 0x00FF0000, 0x000000FF]


@pytest.mark.parametrize("word", CASES_OF_FILM)
def test_count_film_takes_its_colours(word: int) -> None:
    """Red and blue above 200 with green below 90 is film, whatever the unused byte holds."""
    assert 6 == _count_film(np.full((2, 3), word, dtype=np.uint32))


@pytest.mark.parametrize("word", CASES_OF_NO_FILM)
def test_count_film_leaves_other_colours(word: int) -> None:
    """A channel on its limit or beyond is no film."""
    assert 0 == _count_film(np.full((2, 3), word, dtype=np.uint32))


def test_count_film_agrees_with_the_plain_rule() -> None:
    """On random pixels the fast count and the rule written out give the same number."""
    words = np.random.default_rng(1).integers(0, 1 << 32, size=(200, 333), dtype=np.uint32)
    blue, green, red = (words >> shift & 0xFF for shift in (0, 8, 16))
    assert np.count_nonzero((red > 200) & (blue > 200) & (green < 90)) == _count_film(words)


def test_server_shows_what_a_client_draws(x_server: XServer, tmp_path: Path) -> None:
    """A window filled with the film's colour is counted where it lies and nowhere else, and seen to go."""
    window = Rectangle(100, 50, 300, 200)
    with _filled_window(x_server, window, "#FF00FF") as client:
        shown = x_server.wait_for_film(window, at_least=300 * 200)
        assert 300 * 200 == x_server.count_film_pixels()
        assert 0 == x_server.count_film_pixels(Rectangle(400, 50, 300, 200))
        assert [255, 0, 255] == x_server.pixels(window)[0, 0, :3].tolist()
        killed_ns = time.monotonic_ns()
        client.kill()
        gone = x_server.wait_for_no_film()
    assert shown.after_ns < killed_ns < gone.after_ns
    assert gone.before_ns <= gone.after_ns


def test_wait_says_what_it_saw_at_the_deadline(x_server: XServer) -> None:
    """A condition that never holds ends in TimeoutError with the last value."""
    with pytest.raises(TimeoutError, match=r"within 0\.05 s; the last value was 0"):
        x_server.wait_for_film(timeout_s=0.05)


def test_a_look_at_a_display_is_short(x_server: XServer) -> None:
    """Counting a display of 1920x720 takes about a millisecond, so that polling sees each frame."""
    looks_ns = []
    for _ in range(30):
        before_ns = time.monotonic_ns()
        x_server.count_film_pixels(Rectangle(0, 0, 1920, 720))
        looks_ns.append(time.monotonic_ns() - before_ns)
    assert 5_000_000 > sorted(looks_ns)[len(looks_ns) // 2]


def test_server_that_cannot_start_says_why() -> None:
    """A size that no screen has is refused with the server's own words."""
    with pytest.raises(RuntimeError, match="Xvfb did not start"):
        XServer(0, 0)


def _filled_window(server: XServer, where: Rectangle, colour: str) -> subprocess.Popen[bytes]:
    """A bare Qt window in a process of its own, filled with one colour."""
    script = (
        "import sys; from PySide6.QtGui import QGuiApplication, QRasterWindow, QPainter, QColor\n"
        "class Filled(QRasterWindow):\n"
        "    def paintEvent(self, event): QPainter(self).fillRect(0, 0, 9999, 9999, QColor(sys.argv[1]))\n"
        "app = QGuiApplication(); window = Filled(); window.setGeometry(*map(int, sys.argv[2:])); window.show()\n"
        "app.exec()\n"
    )
    return subprocess.Popen(
        [sys.executable, "-c", script, colour, *map(str, where)], env=os.environ | server.environment
    )

"""A screen process as the gateway sees it: it starts, answers, survives faults, and ends when it should."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.glass_bench import GlassBench

SPEED = ("Vehicle.Speed",)


@pytest.mark.timeout(30)
def test_picture_has_the_design_size_and_no_fault_is_told(tmp_path: Path) -> None:
    """A grab is answered with a picture of 1920x720; loading the cluster complained of nothing."""
    with GlassBench(SPEED) as bench:
        assert (1920, 720) == bench.grab(tmp_path / "a.png", {"Vehicle.Speed": 3.0}, speed_kmh=3.0).size
    assert [] == bench.faults


def test_sigterm_ends_it_at_once(tmp_path: Path) -> None:
    """SIGTERM reaches the loop although a Python handler would wait for the interpreter."""
    with GlassBench(SPEED) as bench:
        bench.grab(tmp_path / "a.png", {"Vehicle.Speed": 3.0})
        bench.process.send_signal(signal.SIGTERM)
        assert 0 == bench.process.wait(2)


def test_orphan_ends_two_seconds_after_its_channel(tmp_path: Path) -> None:
    """Without a gateway a screen goes, but not at once: the values go stale first."""
    with GlassBench(SPEED) as bench:
        bench.grab(tmp_path / "a.png", {"Vehicle.Speed": 3.0})
        began = time.monotonic()
        bench.hang_up()
        assert 0 == bench.process.wait(5)
    assert 1.5 < time.monotonic() - began < 4.0


def test_unknown_theme_ends_it_with_status_two() -> None:
    """A screen that cannot draw says why in one line and ends."""
    with GlassBench(SPEED, theme="nigth", quiet=True) as bench:
        assert 2 == bench.process.wait(10)
        assert ["theme 'nigth' is not one of day, night; did you mean night?"] == bench.drain_faults()


def test_unconfigured_screen_ends_with_status_two() -> None:
    """A channel that ends before the configure message is no screen."""
    ours, theirs = socket.socketpair()
    with theirs:
        ours.close()
        fds = (theirs.fileno(),)
        done = subprocess.run(
            [sys.executable, "-m", "cockpit.screens", "--group", "g", "--board", "0", "--status", "0", "--control",
             str(fds[0])],
            pass_fds=fds, capture_output=True, text=True, timeout=10, check=False,
        )  # fmt: skip
    assert (2, "cockpit screen g: the control channel ended before the configure message\n") == (
        done.returncode,
        done.stderr,
    )

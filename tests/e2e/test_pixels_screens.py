"""The center's process is stopped while film is on it, seen on the pixels: killed, gone, back, and only offering."""

from __future__ import annotations

import os
import signal
import time

import pytest

from tests.support.film_timing import measure_gone
from tests.support.glass_run import DRIVER_SEES, FILM_PIXELS, VanRun, lives
from tests.support.lateness import Lateness
from tests.support.waiting import wait_until, watch

pytestmark = [pytest.mark.alone]

ALWAYS_MS = 150.0
"""INTERLOCK B5, from the frame that says moving."""

HEARTBEAT_MS = 500.0
"""INTERLOCK P6: what a heartbeat may be old; the kill and its pixels come in the next 150 ms."""

GRACE_S = 5.0
RESPAWN_S = 2.0
WITHOUT_S = 0.5


def wait_for_respawn(run: VanRun, old_pid: int, since_ns: int) -> None:
    """Until another process has drawn the center; within two seconds of `since_ns`, when the old pixels went."""

    def has_drawn() -> bool:
        frames = [line for line in run.events("screen", "center") if line["state"] == "first_frame"]
        return int(frames[-1]["mono_ns"]) > since_ns

    wait_until(has_drawn, RESPAWN_S)
    assert not lives(old_pid)
    assert run.screen_pids()["center"] != old_pid


@pytest.mark.keeps("B5", "P6")
def test_stopped_center_is_killed_when_the_van_moves(van_run: VanRun, control: Lateness) -> None:
    """A center that cannot hide is killed, its pixels are gone in time, and the new one starts nothing."""
    pid = van_run.screen_pids()["center"]
    os.kill(pid, signal.SIGSTOP)
    gone = measure_gone(van_run, control, lambda: van_run.van.go("moving"))
    since_ns = time.monotonic_ns()
    assert gone.own_ms <= ALWAYS_MS
    wait_for_respawn(van_run, pid, since_ns)
    watch(lambda: van_run.film_pixels(*DRIVER_SEES) == 0, WITHOUT_S)
    van_run.van.go("standing")
    van_run.resume_center()
    assert "film on center" in van_run.events("fault")[0]["text"]


@pytest.mark.attacks("B5", "P6")
def test_stopped_center_is_killed_by_its_heartbeat(van_run: VanRun, control: Lateness) -> None:
    """While the van stands nothing must be hidden, yet a silent center is killed; the new one offers, never starts."""
    watch(lambda: van_run.film_pixels("center") >= FILM_PIXELS, GRACE_S)
    pid = van_run.screen_pids()["center"]
    gone = measure_gone(van_run, control, lambda: _stop(pid))
    since_ns = time.monotonic_ns()
    assert gone.own_ms <= HEARTBEAT_MS + ALWAYS_MS
    wait_for_respawn(van_run, pid, since_ns)
    wait_until(van_run.is_offered)
    watch(lambda: van_run.film_pixels("center") == 0, WITHOUT_S)
    van_run.resume_center()
    assert "no heartbeat" in van_run.events("fault")[0]["text"]


def _stop(pid: int) -> int:
    at_ns = time.monotonic_ns()
    os.kill(pid, signal.SIGSTOP)
    return at_ns

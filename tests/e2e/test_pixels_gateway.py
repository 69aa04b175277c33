"""The gateway is killed, stopped and slowed while film plays, seen on the pixels."""

from __future__ import annotations

import signal
import time

import pytest

from tests.support.film_timing import Gone, measure_gone
from tests.support.glass_run import CABIN, DRIVER_SEES, VanRun, lives
from tests.support.lateness import Lateness
from tests.support.waiting import wait_until, watch

pytestmark = [pytest.mark.alone]

ALWAYS_MS = 150.0
"""INTERLOCK B4."""

ORPHAN_S = 2.0
HICCUP_S = 0.2
"""Short enough that what waits on the bus still counts (P2: 250 ms after the lease's period)."""

HICCUPS = 5
LONG_STOP_S = 0.6


def signal_gateway(run: VanRun, control: Lateness, how: signal.Signals) -> Gone:
    """Send it a signal and wait for the last film pixel of the driver's displays."""

    def cause() -> int:
        at_ns = time.monotonic_ns()
        run.process.send_signal(how)
        return at_ns

    return measure_gone(run, control, cause)


@pytest.mark.keeps("B4")
def test_film_goes_when_the_gateway_is_killed(van_run: VanRun, control: Lateness) -> None:
    """No film on any display once its lease is over; the screens end two seconds after their gateway."""
    pids = van_run.screen_pids()
    assert {"cluster", "center", "cabin"} == set(pids)
    gone = signal_gateway(van_run, control, signal.SIGKILL)
    killed_at = time.monotonic()
    assert gone.own_ms <= ALWAYS_MS
    van_run.wait_for_no_film(*CABIN, timeout_s=0.1 + gone.control_ms / 1000)
    watch(lambda: van_run.film_pixels(*DRIVER_SEES, *CABIN) == 0 and any(map(lives, pids.values())), ORPHAN_S - 0.5)
    wait_until(lambda: not any(map(lives, pids.values())), 3.0)
    assert time.monotonic() - killed_at < ORPHAN_S + 1.0


@pytest.mark.attacks("B4")
def test_film_goes_when_the_gateway_is_stopped(van_run: VanRun, control: Lateness) -> None:
    """A gateway that hangs renews nothing: the film goes within its lease, and stays away."""
    gone = signal_gateway(van_run, control, signal.SIGSTOP)
    assert gone.own_ms <= ALWAYS_MS
    watch(lambda: van_run.film_pixels(*DRIVER_SEES) == 0, LONG_STOP_S)


@pytest.mark.keeps("P2")
def test_film_goes_on_by_itself_after_a_hiccup(van_run: VanRun) -> None:
    """A stop just longer than the lease takes the film away, and it comes back under its grant without a touch."""
    permits = van_run.events("permit", "center")
    for _ in range(HICCUPS):
        stopped_at = time.monotonic()
        van_run.process.send_signal(signal.SIGSTOP)
        van_run.wait_for_no_film("center")
        van_run.process.send_signal(signal.SIGCONT)
        if time.monotonic() - stopped_at < HICCUP_S:
            break
        van_run.resume_center()
        permits = van_run.events("permit", "center")
    else:
        pytest.fail(f"the machine made each of {HICCUPS} hiccups longer than {HICCUP_S} s")
    van_run.wait_for_film("center", timeout_s=2.0)
    assert permits == van_run.events("permit", "center")


@pytest.mark.attacks("P2")
def test_film_is_only_offered_after_a_long_stop(van_run: VanRun) -> None:
    """What waited on the bus meanwhile is thrown away: film is offered under a new grant, and back at a touch."""
    van_run.process.send_signal(signal.SIGSTOP)
    van_run.wait_for_no_film("center")
    watch(lambda: van_run.film_pixels("center") == 0, LONG_STOP_S)
    van_run.process.send_signal(signal.SIGCONT)
    wait_until(van_run.is_offered)
    watch(lambda: van_run.film_pixels("center") == 0, LONG_STOP_S)
    van_run.resume_center()

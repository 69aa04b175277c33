"""A van that begins to move, seen on the pixels: film leaves the driver's displays, plays on behind, and comes back."""

from __future__ import annotations

import pytest

from tests.support.film_timing import Gone, measure_gone, measure_window, percentile, refuse_late
from tests.support.glass_run import CABIN, DRIVER_SEES, FILM_PIXELS, PLAY_KEY, VanRun
from tests.support.lateness import Lateness
from tests.support.waiting import wait_until, watch

pytestmark = [pytest.mark.alone]

TRANSITIONS, MANY_TRANSITIONS = 10, 100
FRAME_MS, ALWAYS_MS = 33.0, 150.0
"""INTERLOCK B1: two display frames, and what may never be exceeded."""

REAR = ("rear_left", "rear_right")
STILL_S = 0.3
"""Nine frames of a film that runs."""


def move_and_stand(run: VanRun, control: Lateness) -> Gone:
    """One transition and back: the film goes, stays away, plays on in the rear, is offered and resumed."""
    gone = measure_gone(run, control, lambda: run.van.go("moving"))
    run.wait_for_film(*REAR)
    run.van.go("standing")
    run.resume_center()
    return gone


@pytest.mark.keeps("B1", "P5")
def test_film_goes_when_the_van_moves_and_comes_back(van_run: VanRun, control: Lateness) -> None:
    """Ten times moved and stood: the film is gone two frames after the moving frame, and back at a touch."""
    samples = measure_window(lambda: move_and_stand(van_run, control), TRANSITIONS)
    refuse_late(samples, TRANSITIONS, median_ms=FRAME_MS, always_ms=ALWAYS_MS)
    assert [] == van_run.events("fault")


@pytest.mark.slow
@pytest.mark.keeps("B1")
def test_film_goes_a_hundred_times(van_run: VanRun, control: Lateness) -> None:
    """The same a hundred times: of what the machine kept pace with, 95 % are gone within two frames."""
    samples = measure_window(lambda: move_and_stand(van_run, control), MANY_TRANSITIONS)
    kept = refuse_late(samples, MANY_TRANSITIONS, median_ms=FRAME_MS, always_ms=ALWAYS_MS)
    assert percentile([sample.gone_ms for sample in kept], 0.95) <= FRAME_MS
    assert [] == van_run.events("fault")


@pytest.mark.attacks("B1")
@pytest.mark.keeps("B2")
@pytest.mark.parametrize("phase", ["lying", "forged"])
def test_film_goes_although_a_source_denies_it(van_run: VanRun, control: Lateness, phase: str) -> None:
    """The stability control says standing while the wheels turn, or turns its checksum wrong: gone all the same."""
    gone = measure_gone(van_run, control, lambda: van_run.van.go(phase))
    assert gone.own_ms <= ALWAYS_MS
    watch(lambda: van_run.film_pixels(*DRIVER_SEES) == 0, STILL_S)
    van_run.van.go("standing")
    van_run.resume_center()


@pytest.mark.keeps("P2")
def test_film_is_offered_and_never_starts_by_itself(van_run: VanRun) -> None:
    """Standing again, the center offers its film and shows no pixel of it until it is touched."""
    van_run.van.go("moving")
    van_run.wait_for_no_film(*DRIVER_SEES)
    van_run.van.go("standing")
    wait_until(van_run.is_offered)
    watch(lambda: van_run.film_pixels("center") == 0, 1.0)
    van_run.resume_center()


def test_film_behind_plays_on_while_the_van_moves(van_run: VanRun) -> None:
    """The passenger's and both rear films stay and run: their frame numbers change while the van moves."""
    van_run.van.go("moving")
    van_run.wait_for_no_film(*DRIVER_SEES)
    before = {display: van_run.picture(display) for display in CABIN}
    watch(lambda: min(map(van_run.film_pixels, CABIN)) >= FILM_PIXELS, STILL_S)
    assert [] == [display for display in CABIN if before[display] == van_run.picture(display)]


@pytest.mark.attacks("P3")
def test_paused_film_goes_too(van_run: VanRun, control: Lateness) -> None:
    """A film that a person paused delivers no frame that could find the permit gone; it goes in the same time."""
    van_run.touch_center(PLAY_KEY)
    wait_until(lambda: _stands_still(van_run), 10)
    gone = measure_gone(van_run, control, lambda: van_run.van.go("moving"))
    assert gone.own_ms <= ALWAYS_MS
    watch(lambda: van_run.film_pixels(*DRIVER_SEES) == 0, STILL_S)
    van_run.van.go("standing")
    van_run.resume_center()


def _stands_still(run: VanRun) -> bool:
    """Whether film is on the center and not one pixel of it changes."""
    before = run.picture("center")
    try:
        watch(lambda: run.picture("center") == before, STILL_S)
    except AssertionError:
        return False
    return run.film_pixels("center") >= FILM_PIXELS

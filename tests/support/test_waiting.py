"""Waiting: it ends when the condition says so, and says so when it does not."""

from __future__ import annotations

import time

import pytest

from tests.support.waiting import wait_until, watch


def test_wait_ends_when_the_condition_holds() -> None:
    """The moment is told, after at least that many looks."""
    looks = iter([False, False, True])
    before_ns = time.monotonic_ns()
    assert before_ns < wait_until(lambda: next(looks)) <= time.monotonic_ns()


def test_wait_fails_at_its_deadline() -> None:
    """A condition that never holds is a time-out."""
    with pytest.raises(TimeoutError, match=r"not so within 0\.01 s"):
        wait_until(lambda: False, timeout_s=0.01)


def test_watch_looks_until_the_end() -> None:
    """A condition that holds throughout has been looked at many times."""
    assert 3 < watch(lambda: True, 0.05)


def test_watch_fails_when_the_condition_falls() -> None:
    """The first look that finds it otherwise ends the watch."""
    looks = iter([True, False])
    with pytest.raises(AssertionError, match="no longer so after"):
        watch(lambda: next(looks), 5)

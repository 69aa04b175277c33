"""Waiting in tests: for a condition with a deadline, or for as long as a condition must not fall."""

from __future__ import annotations

import time
from collections.abc import Callable

POLL_S = 0.001


def wait_until(holds: Callable[[], bool], timeout_s: float = 5.0) -> int:
    """CLOCK_MONOTONIC ns at which `holds()` was first true; TimeoutError at the deadline."""
    deadline = time.monotonic() + timeout_s
    while not holds():
        if time.monotonic() > deadline:
            raise TimeoutError(f"not so within {timeout_s} s: {holds}")
        time.sleep(POLL_S)
    return time.monotonic_ns()


def watch(holds: Callable[[], bool], duration_s: float) -> int:
    """Look for `duration_s` and return how often; AssertionError as soon as `holds()` is false."""
    start, looks = time.monotonic(), 0
    while time.monotonic() - start < duration_s:
        assert holds(), f"no longer so after {time.monotonic() - start:.3f} s: {holds}"
        looks += 1
        time.sleep(POLL_S)
    return looks

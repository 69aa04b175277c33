"""The bare control of a timing test: how late this machine wakes a process that does nothing, in the same seconds."""

from __future__ import annotations

from tests.support.script import Script

ANSWER_TIMEOUT_S = 10.0

LATE_MS = 5.0
"""INTERLOCK: the bounds hold on a machine that wakes a bare control within 5 ms."""


class Lateness(Script):
    """The control at work; a context manager."""

    def __init__(self) -> None:
        super().__init__("lateness_control.py")

    def worst_ms(self, from_ns: int, to_ns: int) -> float:
        """The worst lateness within a span of CLOCK_MONOTONIC ns that is over."""
        self._write_line(f"{from_ns} {to_ns}")
        return int(self._read_line(ANSWER_TIMEOUT_S)) / 1e6

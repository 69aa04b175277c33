"""The bare control: it tells how late it was in a span, and a stop of it is lateness."""

from __future__ import annotations

import signal
import time

from tests.support.lateness import Lateness
from tests.support.waiting import watch

STOP_S = 0.1


def test_stopped_control_was_late_then_and_not_before() -> None:
    """A control stopped for 100 ms says so of the span in which it was, and not of the one before."""
    with Lateness() as control:
        control.worst_ms(0, 0)  # it runs
        began_ns = time.monotonic_ns()
        watch(lambda: True, STOP_S)
        stopped_ns = time.monotonic_ns()
        before_ms = control.worst_ms(began_ns, stopped_ns)
        control._process.send_signal(signal.SIGSTOP)
        watch(lambda: True, STOP_S)
        control._process.send_signal(signal.SIGCONT)
        late_ms = control.worst_ms(stopped_ns, time.monotonic_ns())
    assert late_ms >= 1000 * STOP_S * 0.9
    assert before_ms < late_ms

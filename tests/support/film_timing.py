"""How long film stays on the displays that the driver sees after a cause, beside a bare control in the same seconds."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.support.glass_run import DRIVER_SEES, GlassRun
from tests.support.lateness import LATE_MS, Lateness

DROPPED_MAX = 0.1
"""A run in which more than this share of samples had a late control says nothing."""

PATIENCE = 4
"""How many times the wanted samples are taken in the hope that the machine keeps pace."""

QUIET_S = 0.2


@dataclass(frozen=True)
class Gone:
    """One sample: ms from the cause to the last film pixel, and the control's worst lateness meanwhile."""

    gone_ms: float
    control_ms: float

    @property
    def is_kept(self) -> bool:
        """Whether the machine woke the control in time."""
        return self.control_ms <= LATE_MS

    @property
    def own_ms(self) -> float:
        """What is left when the machine's lateness is taken off."""
        return self.gone_ms - self.control_ms


def measure_gone(glass: GlassRun, control: Lateness, cause: Callable[[], int], timeout_s: float = 2.0) -> Gone:
    """Cause something and wait for the last film pixel; `cause` returns its moment in CLOCK_MONOTONIC ns.

    Film that shows again within `QUIET_S` was not gone.
    """
    at_ns = cause()
    while True:
        seen = glass.wait_for_no_film(*DRIVER_SEES, timeout_s=timeout_s)
        try:
            glass.wait_for_any_film(*DRIVER_SEES, timeout_s=QUIET_S)
        except TimeoutError:
            return Gone((seen.after_ns - at_ns) / 1e6, control.worst_ms(at_ns, seen.after_ns))


def measure_window(measure: Callable[[], Gone], count: int) -> list[Gone]:
    """Measure until the last `count` samples were taken on a machine that kept pace, or `PATIENCE` times as many.

    Returns all samples; the window is their end.
    """
    samples: list[Gone] = []
    while len(samples) < PATIENCE * count:
        samples.append(measure())
        window = samples[-count:]
        if len(window) == count and sum(not sample.is_kept for sample in window) <= DROPPED_MAX * count:
            break
    return samples


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def refuse_late(samples: Sequence[Gone], count: int, *, median_ms: float, always_ms: float) -> list[Gone]:
    """Gate a timing: the median of what the control kept in the window of `count`, and the worst of all samples less
    the control's lateness. Returns what was kept in the window."""
    window = samples[-count:]
    kept = [sample for sample in window if sample.is_kept]
    dropped = len(window) - len(kept)
    assert dropped <= DROPPED_MAX * count, f"the machine was late in {dropped} of {count}, to the end: {window}"
    middle = statistics.median(sample.gone_ms for sample in kept)
    assert middle <= median_ms, f"median {middle:.1f} ms: {samples}"
    worst = max(samples, key=lambda sample: sample.own_ms)
    assert worst.own_ms <= always_ms, f"film stayed {worst.gone_ms:.1f} ms (control {worst.control_ms:.1f} ms late)"
    return kept

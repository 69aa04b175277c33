"""The speed that the driver is shown: never less than the true one, and steady while it falls."""

from __future__ import annotations

import math
from collections import deque

LAG_MAX_NS = 100_000_000
"""HMI: a falling speed may lag by at most this; the number shown is then one the vehicle had this long ago."""

_TAU_NS = 60_000_000
_SNAP_KMH = 0.02


class ShownSpeed:
    """UN R39 on the glass: rises at once, is filtered only when falling, and is rounded up.

    With `true` the largest speed of the last 100 ms: true(now) <= filtered <= largest, always.
    """

    def __init__(self) -> None:
        self._filtered_kmh: float | None = None
        self._at_ns = 0
        self._recent: deque[tuple[int, float]] = deque()

    def take(self, true_kmh: float | None, at_ns: int) -> float | None:
        """The filtered speed at `at_ns` on the drive's axis; None (dashes) forgets the past."""
        if true_kmh is None or at_ns < self._at_ns:
            self._filtered_kmh = None
            self._recent.clear()
        self._at_ns, past_ns = at_ns, self._at_ns
        if true_kmh is None:
            return None
        true_kmh = abs(true_kmh)
        self._recent.append((at_ns, true_kmh))
        while self._recent[0][0] < at_ns - LAG_MAX_NS:
            self._recent.popleft()
        filtered = self._filtered_kmh
        if filtered is None or true_kmh >= filtered - _SNAP_KMH:
            filtered = true_kmh
        else:
            filtered = true_kmh + (filtered - true_kmh) * math.exp((past_ns - at_ns) / _TAU_NS)
            filtered = min(filtered, max(speed for _, speed in self._recent))
        self._filtered_kmh = max(filtered, true_kmh)
        return self._filtered_kmh


def round_up(speed_kmh: float) -> int:
    """The whole number on the glass: the next one up, so that it is never less than the truth."""
    return math.ceil(speed_kmh)

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

    With `largest` the largest true speed of the last 100 ms: true <= filtered <= largest, always. Time is whichever
    goes faster, the drive's axis or the clock of who looks: a paused replay settles too, a fast one does not lag.
    """

    def __init__(self) -> None:
        self._filtered_kmh: float | None = None
        self._axis_ns = self._now_ns = self._age_ns = 0
        self._recent: deque[tuple[int, float]] = deque()

    def take(self, true_kmh: float | None, axis_ns: int, now_ns: int) -> float | None:
        """The filtered speed of a look at `axis_ns` on the drive's axis, taken at `now_ns` of any steady clock.

        None (dashes) and an axis that falls forget the past.
        """
        elapsed_ns = max(axis_ns - self._axis_ns, now_ns - self._now_ns, 0)
        if true_kmh is None or axis_ns < self._axis_ns:
            self._filtered_kmh = None
            self._recent.clear()
        self._axis_ns, self._now_ns = axis_ns, now_ns
        self._age_ns += elapsed_ns
        if true_kmh is None:
            return None
        true_kmh = abs(true_kmh)
        self._recent.append((self._age_ns, true_kmh))
        while self._recent[0][0] < self._age_ns - LAG_MAX_NS:
            self._recent.popleft()
        filtered = self._filtered_kmh
        if filtered is None or true_kmh >= filtered - _SNAP_KMH:
            filtered = true_kmh
        else:
            filtered = true_kmh + (filtered - true_kmh) * math.exp(-elapsed_ns / _TAU_NS)
            filtered = min(filtered, max(speed for _, speed in self._recent))
        self._filtered_kmh = max(filtered, true_kmh)
        return self._filtered_kmh


def round_up(speed_kmh: float) -> int:
    """The whole number on the glass: the next one up, so that it is never less than the truth."""
    return math.ceil(speed_kmh)

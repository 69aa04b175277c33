"""What the rear displays say of the trip. Plain data."""

from __future__ import annotations

from dataclasses import dataclass

from cockpit.features.feature import Glass
from cockpit.features.recorded import span_text

STEPS = 146
"""Places of the trip's line that can be told apart: its pixels."""


@dataclass(frozen=True, slots=True)
class Trip:
    """`left` is empty where the drive's length is not known; `progress` is 0 to 1."""

    left: str = ""
    progress: float = 0.0


def describe_trip(glass: Glass) -> Trip:
    """What is still to come of a drive whose length is known."""
    if not glass.alive or not glass.span_ns:
        return Trip()
    left_s = max(glass.span_ns - glass.axis_ns, 0) / 1e9
    progress = min(max(glass.axis_ns / glass.span_ns, 0.0), 1.0)
    words = f"Drive ends in {span_text(left_s)}" if left_s > 0 else "The drive is over"
    return Trip(words, round(progress * STEPS) / STEPS)

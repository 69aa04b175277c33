"""What a run came to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cockpit.gateway.grabs import Picture


@dataclass(frozen=True, slots=True)
class ScreenUse:
    """A screen process over all its lives: processor seconds and largest resident size are as last sampled."""

    restarts: int
    cpu_s: float
    peak_rss_bytes: int
    is_down: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended and what it took.

    `ended_by` is `end` (the log is through), `duration`, or the name of the signal. `end_ns` is on the axis.
    `thrown_away` counts frames of late wakes, `worst_late_ns` is the latest of them. `fault` says how the bus was lost,
    if it was. `grabs` has the place on the axis of each round with its pictures.
    """

    ended_by: str
    end_ns: int
    frames: int
    thrown_away: int
    fault: str
    worst_late_ns: int
    events_lost: int
    screens: Mapping[str, ScreenUse]
    grabs: tuple[tuple[int, Mapping[str, Picture]], ...]

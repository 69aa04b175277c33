"""Geometry of a film's time line, in fractions of its length: chapters, small pictures, sound. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise


def chapter_at(starts: Sequence[float], position: float) -> int:
    """The index of the chapter that `position` lies in; -1 without chapters."""
    return sum(start <= position for start in starts) - 1


def nearest_index(places: Sequence[float], position: float) -> int:
    """The last place at or before `position`, the first if there is none; -1 for no places."""
    if not places:
        return -1
    return max(sum(place <= position for place in places) - 1, 0)


def bars(peaks: Sequence[float], count: int) -> list[float]:
    """`count` bars of the sound, 0 to 1: the loudest of the peaks that each covers; none without peaks."""
    if not peaks or count <= 0:
        return []
    size = len(peaks)
    edges = [index * size // count for index in range(count + 1)]
    return [max(peaks[start : max(end, start + 1)]) for start, end in pairwise(edges)]

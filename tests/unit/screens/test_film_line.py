"""Geometry of a film's time line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cockpit.screens import film_line


@pytest.mark.parametrize(("place", "index"), [(0.0, 0), (0.19, 0), (0.2, 1), (0.99, 2), (1.0, 2)])
def test_chapter_of_a_place(place: float, index: int) -> None:
    """A chapter holds from its start to the next one's."""
    assert index == film_line.chapter_at([0.0, 0.2, 0.6], place)


def test_no_chapters() -> None:
    """A film without chapters is in none."""
    assert -1 == film_line.chapter_at([], 0.5)


@pytest.mark.parametrize(("place", "index"), [(0.0, 0), (0.3, 1), (0.9, 2)])
def test_picture_of_a_place(place: float, index: int) -> None:
    """The small picture of a place is the last one at or before it, the first at the very start."""
    assert index == film_line.nearest_index([0.1, 0.25, 0.8], place)
    assert -1 == film_line.nearest_index([], place)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=400), st.integers(1, 300))
def test_bars_cover_every_peak(peaks: list[float], count: int) -> None:
    """There are as many bars as asked for, and the loudest peak is in one of them."""
    found = film_line.bars(peaks, count)
    assert count == len(found)
    assert max(peaks) == max(found)


def test_no_sound_no_bars() -> None:
    """Without peaks there is nothing to draw."""
    assert [] == film_line.bars([], 10)

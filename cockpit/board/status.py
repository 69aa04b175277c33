"""A screen's status block: written by that screen alone, read by the gateway's watchdog (INTERLOCK P6).

Every field is one aligned 8-byte word, stored and loaded whole, so the block needs no seqlock. Words: heartbeat, then
for each display of the screen the applied permit sequence, the film's visible-since and the time of its last change.
All times are on the machine's clock.
"""

from __future__ import annotations

import mmap
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORD_BYTES = 8
_HEAD_WORDS = 1
_WORDS_PER_DISPLAY = 3
_APPLIED, _VISIBLE_SINCE, _CHANGED = range(_WORDS_PER_DISPLAY)


@dataclass(frozen=True, slots=True)
class FilmStatus:
    """One display: permit sequence last applied, since when film is visible (None: hidden), last change of that."""

    applied_sequence: int
    visible_since_ns: int | None
    changed_ns: int


@dataclass(frozen=True, slots=True)
class ScreenStatus:
    """The block at one moment; `heartbeat_ns` is 0 before the first beat."""

    heartbeat_ns: int
    films: dict[str, FilmStatus]


def status_bytes(displays: int) -> int:
    """Size of the block of a screen with so many displays."""
    return (_HEAD_WORDS + displays * _WORDS_PER_DISPLAY) * _WORD_BYTES


class StatusWriter:
    """The screen's side. `fd` is inherited and writable; `displays` are the screen's own, in configured order."""

    def __init__(self, fd: int, displays: Sequence[str]) -> None:
        self._map = mmap.mmap(fd, status_bytes(len(displays)))
        self._words = memoryview(self._map).cast("Q")
        self._at = _places(displays)

    def beat(self, now_ns: int) -> None:
        """Say that the GUI timer ran; an unchanged scene draws no frame, so never from a frame signal."""
        self._words[0] = now_ns

    def applied(self, display: str, sequence: int) -> None:
        """Say which permit of this display is in force on the glass."""
        self._words[self._at[display] + _APPLIED] = sequence

    def film_visible(self, display: str, now_ns: int) -> None:
        """Say that film is about to show: call before its first pixel is drawn."""
        self._mark(display, now_ns, now_ns)

    def film_hidden(self, display: str, now_ns: int) -> None:
        """Say that film has gone: call after the frame without it is shown."""
        self._mark(display, 0, now_ns)

    def close(self) -> None:
        """Unmap; the descriptor stays open."""
        self._words.release()
        self._map.close()

    def _mark(self, display: str, visible_since_ns: int, now_ns: int) -> None:
        at = self._at[display]
        self._words[at + _CHANGED] = now_ns
        self._words[at + _VISIBLE_SINCE] = visible_since_ns


class StatusReader:
    """The gateway's side, mapped read-only."""

    def __init__(self, fd: int, displays: Sequence[str]) -> None:
        self._map = mmap.mmap(fd, os.fstat(fd).st_size, access=mmap.ACCESS_READ)
        self._words = memoryview(self._map).cast("Q")
        self._at = _places(displays)

    def read(self) -> ScreenStatus:
        """The block as it stands."""
        return ScreenStatus(self._words[0], {display: self._film(at) for display, at in self._at.items()})

    def close(self) -> None:
        """Unmap; the descriptor stays open."""
        self._words.release()
        self._map.close()

    def _film(self, at: int) -> FilmStatus:
        since_ns = self._words[at + _VISIBLE_SINCE]
        return FilmStatus(self._words[at + _APPLIED], since_ns or None, self._words[at + _CHANGED])


def _places(displays: Sequence[str]) -> dict[str, int]:
    return {display: _HEAD_WORDS + index * _WORDS_PER_DISPLAY for index, display in enumerate(displays)}

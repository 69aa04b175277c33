"""The contract of a log's reader: one file, frames in the file's order, nothing raised for what is broken in it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path

from cockpit.frames.account import OnBroken
from cockpit.frames.frame import Frame


class Source(ABC):
    """One file of a known format.

    A faster reader replaces one of these. A broken record costs itself alone where the format lets the reader find the
    next one, else the rest of the file; either way it is told to `on_broken` and never raised.
    """

    def __init__(self, path: Path, name: str) -> None:
        self.path = path
        self.format = name

    @abstractmethod
    def frames(self, on_broken: OnBroken) -> Iterator[Frame]:
        """A fresh pass; `t_ns` of a frame is the recorder's own stamp in ns, not yet a place on the axis."""

    @abstractmethod
    def maybe_last_stamp_ns(self) -> int | None:
        """The last frame's stamp where it is cheap to find."""

"""What a pass over a log met on its way: frames, broken lines, gaps, jumps of the stamps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

KEPT = 10
"""How many examples a tally keeps; the rest is only counted, so that a log of rubbish costs no memory."""

_Item = TypeVar("_Item")


class Broken(NamedTuple):
    """A record that could not be read. `line` counts from 1 in `file`; None in a binary log."""

    file: str
    line: int | None
    text: str


class Gap(NamedTuple):
    """A silence of `Axis.GAP_NS` or longer that begins at `t_ns` on the axis."""

    t_ns: int
    length_ns: int


class Jump(NamedTuple):
    """A stamp that fell (`by_ns` < 0) or leapt more than a day ahead; it counts as zero time at `t_ns`."""

    t_ns: int
    by_ns: int


@dataclass(slots=True)
class Tally(Generic[_Item]):
    """A count that keeps the first `KEPT` of what it counted."""

    count: int = 0
    first: list[_Item] = field(default_factory=list)

    def add(self, item: _Item) -> None:
        """Count `item`, and keep it while there is room."""
        self.count += 1
        if len(self.first) < KEPT:
            self.first.append(item)


@dataclass(slots=True)
class LogAccount:
    """The account of one pass; it grows with the pass and is whole when `complete` is true.

    `span_ns` is the place of the last frame on the axis.
    """

    frames: int = 0
    span_ns: int = 0
    complete: bool = False
    broken: Tally[Broken] = field(default_factory=Tally)
    gaps: Tally[Gap] = field(default_factory=Tally)
    jumps: Tally[Jump] = field(default_factory=Tally)


OnBroken = Callable[[Broken], None]

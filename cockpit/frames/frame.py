"""A CAN frame with its place on the drive's axis."""

from __future__ import annotations

from typing import NamedTuple


class Frame(NamedTuple):
    """One frame as received or recorded.

    `t_ns` is nanoseconds on the drive's axis, which starts at 0 and never falls: for a log its records' own axis, for
    a live bus the time of receipt since the bus was opened. A tuple, because a full bus makes 4,504 a second.
    """

    t_ns: int
    arbitration_id: int
    data: bytes
    channel: str = ""
    is_extended: bool = False
    is_fd: bool = False
    is_error: bool = False
    is_remote: bool = False
    is_rx: bool = True


class Discontinuity(NamedTuple):
    """A place where the axis was broken: all evidence before it is forgotten (INTERLOCK E8).

    `kind` is `backward` (stamps fell; `by_ns` is how far), `forward` (they leapt more than a day ahead), `loop`, `seek`
    or `late` (a live backlog was thrown away).
    """

    t_ns: int
    kind: str
    by_ns: int = 0

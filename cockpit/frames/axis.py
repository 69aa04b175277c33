"""The drive's axis: where a recorder's stamp stands on a time line that starts at 0 and never falls."""

from __future__ import annotations

from typing import Final

SLACK_NS: Final = 1_000
"""A stamp may fall by this much and count as equal time (INTERLOCK E8): a double holds a date to 0.24 us."""

GAP_NS: Final = 1_000_000_000
LEAP_NS: Final = 24 * 3600 * 1_000_000_000
"""Stamps further apart than a day are no drive: a damaged digit, or pieces of which one has no date."""


class Axis:
    """Places one stamp after the other.

    The highest stamp so far is the measure, so that many small falls add up to one that counts.
    """

    __slots__ = ("_offset_ns", "_top_ns", "t_ns")

    def __init__(self, first_stamp_ns: int) -> None:
        self._top_ns = first_stamp_ns
        self._offset_ns = -first_stamp_ns
        self.t_ns = 0

    def place(self, stamp_ns: int) -> int:
        """Move to `stamp_ns`; `t_ns` is then its place.

        Returns 0, or by how many ns the stamps were broken here: negative where they fell by more than `SLACK_NS`,
        positive where they leapt ahead by more than `LEAP_NS`. A broken place counts as zero time.
        """
        ahead_ns = stamp_ns - self._top_ns
        if -SLACK_NS <= ahead_ns <= LEAP_NS:
            if ahead_ns > 0:
                self._top_ns = stamp_ns
                self.t_ns = stamp_ns + self._offset_ns
            return 0
        self._top_ns = stamp_ns
        self._offset_ns = self.t_ns - stamp_ns
        return ahead_ns

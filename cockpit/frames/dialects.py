"""What tells the text formats apart: their python-can reader, the lines that carry no frame, the look of a cut line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any, BinaryIO, Final

import can

from cockpit.frames.frame import Frame
from cockpit.frames.gvret import GvretReader
from cockpit.frames.lines import LineFeed, OnBrokenLine

_ASC_HEAD_END: Final = "no internal events logged\n"
_ASC_STAMP: Final = re.compile(r"\s*(\d+\.\d+)(\s+\S.*)", re.DOTALL)
_ASC_CAN_LINE: Final = re.compile(r"\s*\d+\.\d+\s+(\d+\s|CANFD\b)", re.IGNORECASE)
_ASC_HEAD: Final = re.compile(
    r"\s*($|//|date\s|base\s|(begin|end)\s+triggerblock|(no\s+)?internal\s+events\s+logged)", re.IGNORECASE
)
_ASC_EVENT: Final = re.compile(r"\s*\d+\.\d+\s+(start of measurement|[a-z])", re.IGNORECASE)
_ASC_CAN_EVENT: Final = re.compile(r"\s(statistic|j1939tp|status|overloadframe)\b", re.IGNORECASE)
# PCAN trace formats 1.0 to 2.1: rows that are the bus's own and no frame
_TRC_EVENTS: Final = frozenset(("ST", "EC", "ER", "EV", "Warng", "Error", "FFFFFFFF"))

_FULL_BYTES: Final = (8, 64)


@dataclass(frozen=True, slots=True)
class Dialect:
    """One text format.

    `looks_cut(line, frame, usual)` judges a last line that has no line end and gave `frame`; `usual` is the length of
    the line before it with that id, 0 for the first.
    """

    name: str
    read: Callable[[Any], Iterable[can.Message]]
    is_note: Callable[[str], bool]
    looks_cut: Callable[[str, Frame, int], bool]
    feed: Callable[[BinaryIO, Callable[[str], bool], OnBrokenLine], LineFeed] = LineFeed


class AscFeed(LineFeed):
    """Ends the head of an asc where it ends, and adds up stamps that count from the line before.

    python-can's reader takes the first line that is no head line for part of the head, and would lose a frame; it
    reads every stamp as counted from the start.
    """

    def __init__(self, file: BinaryIO, is_note: Callable[[str], bool], on_broken: OnBrokenLine) -> None:
        super().__init__(file, is_note, on_broken)
        self._sum_s: float | None = None

    def __next__(self) -> str:
        line = super().__next__()
        stamped = _ASC_STAMP.match(line)
        if self.resume_with is None:
            words = line.lower().split()
            if words[:1] == ["base"] and words[-1:] == ["relative"]:
                self._sum_s = 0.0
            if stamped or words[-3:] == ["internal", "events", "logged"] or words[1:2] == ["triggerblock"]:
                self.resume_with = _ASC_HEAD_END
                return self.hand_first(_ASC_HEAD_END)
        if stamped and self._sum_s is not None:
            self._sum_s += float(stamped[1])
            return f"{self._sum_s:.9f}{stamped[2]}"
        return line


class CsvFeed(LineFeed):
    """Leaves out blank lines, and gives a reader that starts anew the column names again."""

    def __next__(self) -> str:
        line = super().__next__()
        while _is_blank(line):
            line = super().__next__()
        if self.resume_with is None:
            self.resume_with = line
        return line


def _is_asc_note(line: str) -> bool:
    if _ASC_HEAD.match(line):
        return True
    if _ASC_CAN_LINE.match(line):
        return _ASC_CAN_EVENT.search(line) is not None
    return _ASC_EVENT.match(line) is not None


def _is_trc_note(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith(";") or not _TRC_EVENTS.isdisjoint(line.split()[:6])


def _is_blank(line: str) -> bool:
    return not line.strip()


def _is_csv_note(line: str) -> bool:
    return _is_blank(line) or line.startswith("timestamp,")


def _is_gvret_note(line: str) -> bool:
    return _is_blank(line) or line.lower().startswith("time stamp,")


def _may_be_shorter_than_written(line: str, frame: Frame, usual: int) -> bool:
    """A candump line does not say its length: trusted where it is as long as the id's last line, or full."""
    return len(line) < usual - 1 if usual else len(frame.data) not in _FULL_BYTES


def _ends_in_half_a_byte(line: str, frame: Frame, _usual: int) -> bool:
    return bool(frame.data) and len(line.rsplit(maxsplit=1)[-1]) == 1


def _never(_line: str, _frame: Frame, _usual: int) -> bool:
    return False


CANDUMP: Final = Dialect("candump", can.CanutilsLogReader, _is_blank, _may_be_shorter_than_written)
ASC: Final = Dialect(
    "asc", partial(can.ASCReader, relative_timestamp=False), _is_asc_note, _ends_in_half_a_byte, AscFeed
)
TRC: Final = Dialect("trc", can.TRCReader, _is_trc_note, _ends_in_half_a_byte)
CSV: Final = Dialect("csv", can.CSVReader, _is_csv_note, _never, CsvFeed)
GVRET: Final = Dialect("gvret", GvretReader, _is_gvret_note, _never, CsvFeed)

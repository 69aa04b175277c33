"""Lines of a text log, handed to a python-can reader as if they were its file, and watched on the way."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO, Final

LINE_LIMIT: Final = 65_536
"""Bytes of the longest line that is looked at; no format's longest frame comes near."""

OnBrokenLine = Callable[[int, str], None]


class LineFeed:
    """The file of a reader that stops at its first broken line, and does not know it.

    The reader iterates over the feed; who runs the reader says `claim()` for each frame it gives, `condemn()` where it
    raised, and starts it again: it goes on with the next line. A line that was neither claimed nor condemned and is no
    note (`is_note`: comment, head, bus statistics) was passed over in silence, and is told to `on_broken` too.

    `resume_with` is a line that a reader started in the middle of the file needs to read first.
    """

    def __init__(self, file: BinaryIO, is_note: Callable[[str], bool], on_broken: OnBrokenLine) -> None:
        self._file = file
        self._is_note = is_note
        self._on_broken = on_broken
        self._waiting: list[str] = []
        self._unclaimed = False
        self.resume_with: str | None = None
        self.number = 0
        self.text = ""
        self.exhausted = False

    @property
    def terminated(self) -> bool:
        """False for a last line without its line end: the recorder may have been cut off in it."""
        return self.text.endswith("\n")

    def __iter__(self) -> LineFeed:
        return self

    def __next__(self) -> str:
        if self._waiting:
            return self._waiting.pop()
        self.settle()
        raw = self._file.readline(LINE_LIMIT)
        if not raw:
            self.exhausted = True
            raise StopIteration
        self.number += 1
        if len(raw) == LINE_LIMIT and not raw.endswith(b"\n"):
            self._skip_rest(raw)
            return "\n"
        self.text = decode(raw)
        self._unclaimed = True
        return self.text

    def claim(self) -> None:
        """The line at hand gave a frame."""
        self._unclaimed = False

    def condemn(self, why: str) -> None:
        """The line at hand is broken."""
        self._unclaimed = False
        self._on_broken(self.number, why)

    def settle(self) -> None:
        """Judge the line at hand, if nobody has."""
        if self._unclaimed and not self._is_note(self.text):
            self.condemn(f"not a frame: {excerpt(self.text)}")
        self._unclaimed = False

    def restart(self) -> None:
        """Get ready for a reader that begins anew at the next line."""
        self._waiting = [] if self.resume_with is None else [self.resume_with]

    def hand_first(self, line: str) -> str:
        """Hand out `line` now and the line at hand after it."""
        self._waiting = [self.text]
        return line

    def close(self) -> None:
        """Close the file; readers call it at the end."""
        self._file.close()

    def _skip_rest(self, raw: bytes) -> None:
        self.condemn(f"longer than {LINE_LIMIT} bytes")
        self.text = ""
        while raw and not raw.endswith(b"\n"):
            raw = self._file.readline(LINE_LIMIT)


def decode(raw: bytes) -> str:
    """A line's text: UTF-8, else Latin-1, in which older recorders wrote the names of months."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def excerpt(text: str) -> str:
    """The start of a broken line, fit to be printed."""
    shown = ascii(text.strip())
    return shown if len(shown) <= 72 else f"{shown[:68]}...'"

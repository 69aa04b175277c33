"""Text logs: python-can's readers, a line at a time, so that a broken line costs itself alone."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from cockpit.frames.account import Broken, OnBroken
from cockpit.frames.dialects import Dialect
from cockpit.frames.frame import Frame
from cockpit.frames.lines import excerpt
from cockpit.frames.messages import READ_ERRORS, stamp_ns, to_frame
from cockpit.frames.source import Source

_END_BYTES: Final = 65_536


class TextSource(Source):
    """A text log in one of `dialects`' formats."""

    def __init__(self, path: Path, dialect: Dialect) -> None:
        super().__init__(path, dialect.name)
        self._dialect = dialect

    def frames(self, on_broken: OnBroken) -> Iterator[Frame]:
        with self.path.open("rb") as file:
            yield from self._read(file, on_broken)

    def maybe_last_stamp_ns(self) -> int | None:
        """Read from the head and the last 64 KiB."""
        with self.path.open("rb") as file:
            head = file.read(_END_BYTES)
            rest_bytes = file.seek(0, io.SEEK_END) - len(head)
            file.seek(-min(rest_bytes, _END_BYTES), io.SEEK_END)
            tail = file.read()
        if rest_bytes > _END_BYTES:
            head, tail = head[: head.rfind(b"\n") + 1], tail[tail.find(b"\n") + 1 :]
        last = None
        for frame in self._read(io.BytesIO(head + tail), lambda _: None):
            last = frame.t_ns
        return last

    def _read(self, file: BinaryIO, on_broken: OnBroken) -> Iterator[Frame]:
        """Frames of `file`; a reader that raised is started again and goes on at the next line."""
        feed = self._dialect.feed(
            file, self._dialect.is_note, lambda line, text: on_broken(Broken(str(self.path), line, text))
        )
        reader = self._dialect.read(feed)
        usual: dict[int, int] = {}  # id -> length of its last line
        failed_at = 0
        while not feed.exhausted:
            try:
                for message in reader:
                    frame = to_frame(message, stamp_ns(message.timestamp))
                    text = feed.text
                    if not feed.terminated and self._dialect.looks_cut(text, frame, usual.get(frame.arbitration_id, 0)):
                        feed.condemn(f"cut short: {excerpt(text)}")
                        continue
                    usual[frame.arbitration_id] = len(text)
                    feed.claim()
                    yield frame
            except READ_ERRORS as error:
                feed.condemn(f"{error}: {excerpt(feed.text)}")
                if feed.number == failed_at:  # it fails on its head and would for ever
                    return
                failed_at = feed.number
                feed.restart()

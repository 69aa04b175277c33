"""python-can's SQLite log."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

import can

from cockpit.frames.account import Broken, OnBroken
from cockpit.frames.frame import Frame
from cockpit.frames.messages import READ_ERRORS, stamp_ns, to_frame
from cockpit.frames.source import Source

# A column of SQLite holds any type: these rows are the ones that python-can's reader can be given.
_SOUND: Final = "typeof(data) = 'blob' AND length(data) <= 64 AND typeof(ts) IN ('real', 'integer')"
_PAGE_SIZE_AT: Final = 16  # of the file header: two bytes, 1 for 65,536 (sqlite.org/fileformat2.html, 1.3.2)
_TABLE: Final = f"messages WHERE {_SOUND}"


class SqliteSource(Source):
    """A .db; rows of wrong types cost themselves, a cut file what lies behind the cut."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "sqlite")

    def frames(self, on_broken: OnBroken) -> Iterator[Frame]:
        def tell(text: str) -> None:
            on_broken(Broken(str(self.path), None, text))

        try:
            with tempfile.TemporaryDirectory(prefix="cockpit-db-") as folder:
                path = self._whole_pages(Path(folder), tell)
                with can.SqliteReader(path, table_name=_TABLE) as reader:
                    for message in reader:
                        try:
                            frame = to_frame(message, stamp_ns(message.timestamp))
                        except READ_ERRORS as error:
                            tell(str(error))
                        else:
                            yield frame
                for _ in range(_count_unsound(path)):
                    tell("a row of wrong types")
        except (sqlite3.Error, *READ_ERRORS) as error:
            tell(str(error))

    def maybe_last_stamp_ns(self) -> int | None:
        """The last row's."""
        try:
            with closing(sqlite3.connect(self.path)) as database:
                row = database.execute(f"SELECT ts FROM {_TABLE} ORDER BY rowid DESC LIMIT 1").fetchone()  # noqa: S608 constant text
                return None if row is None else stamp_ns(row[0])
        except (sqlite3.Error, *READ_ERRORS):
            return None

    def _whole_pages(self, folder: Path, tell: Callable[[str], None]) -> Path:
        """The file itself or, where its last page is cut, a copy without it: SQLite fills it with zeros."""
        with self.path.open("rb") as file:
            head = file.read(_PAGE_SIZE_AT + 2)
        page_bytes = int.from_bytes(head[_PAGE_SIZE_AT:])
        if page_bytes == 1:
            page_bytes = 65_536
        extra_bytes = self.path.stat().st_size % page_bytes if page_bytes else 0
        if not head.startswith(b"SQLite format 3\0") or not extra_bytes:
            return self.path
        tell("the log is cut")
        copy = folder / "whole.db"
        shutil.copyfile(self.path, copy)
        with copy.open("r+b") as file:
            file.truncate(self.path.stat().st_size - extra_bytes)
        return copy


def _count_unsound(path: Path) -> int:
    with closing(sqlite3.connect(path)) as database:
        row = database.execute(f"SELECT COUNT(*) FROM messages WHERE NOT ({_SOUND})").fetchone()  # noqa: S608 constant text
        return int(row[0])

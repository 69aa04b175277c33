"""Recorded drives: a file of any known format, or pieces that follow each other, as frames on one axis."""

from __future__ import annotations

from collections.abc import Callable, Generator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final

from cockpit.errors import InputError, Problem, did_you_mean
from cockpit.frames import dialects
from cockpit.frames.account import Broken, Gap, Jump, LogAccount
from cockpit.frames.axis import GAP_NS, Axis
from cockpit.frames.blf_source import BlfSource
from cockpit.frames.frame import Discontinuity, Frame
from cockpit.frames.lines import decode
from cockpit.frames.messages import is_absolute
from cockpit.frames.mf4_source import Mf4Source
from cockpit.frames.source import Source
from cockpit.frames.sqlite_source import SqliteSource
from cockpit.frames.text_source import TextSource

_HEAD_BYTES: Final = 4096
_RUBBISH_LIMIT: Final = 20_000
"""Broken records before the first frame after which a file is no log of its format."""


class Log:
    """One recorded drive.

    `format` is candump, asc, trc, csv, gvret, blf, sqlite or mf4 (joined by `+` where pieces differ); `start_utc` is
    the day and time of the first frame where the recorder wrote one. `account` belongs to the last pass begun.
    """

    def __init__(self, spec: str, sources: tuple[Source, ...], first: Frame) -> None:
        self.path = spec
        self.format = "+".join(dict.fromkeys(source.format for source in sources))
        self.start_utc = datetime.fromtimestamp(first.t_ns / 1e9, UTC) if is_absolute(first.t_ns) else None
        self.account = LogAccount()
        self._sources = sources
        self._first_stamp_ns = first.t_ns

    def frames(self) -> Generator[Frame | Discontinuity, None, None]:
        """A fresh pass over the drive.

        Before a frame whose stamp fell by more than 1 us stands `Discontinuity("backward")`, before one that leapt
        more than a day ahead `Discontinuity("forward")`; both count as zero time on the axis. Gaps are kept. Nothing is
        raised for what is broken: `account` counts it.
        """
        account = self.account = LogAccount()
        axis = Axis(self._first_stamp_ns)
        for source in self._sources:
            for frame in source.frames(account.broken.add):
                before_ns = axis.t_ns
                by_ns = axis.place(frame.t_ns)
                t_ns = axis.t_ns
                if by_ns:
                    account.jumps.add(Jump(t_ns, by_ns))
                    yield Discontinuity(t_ns, "backward" if by_ns < 0 else "forward", abs(by_ns))
                elif t_ns - before_ns >= GAP_NS:
                    account.gaps.add(Gap(before_ns, t_ns - before_ns))
                account.frames += 1
                account.span_ns = t_ns
                yield Frame(t_ns, *frame[1:])
        account.complete = True

    def maybe_span_ns(self) -> int | None:
        """The place of the last frame, where it is cheap to find; None if only a pass can tell.

        Exact after a whole pass; before one it takes the stamps at their word (a drive whose stamps fell is shorter).
        """
        if self.account.complete:
            return self.account.span_ns
        last_ns = self._sources[-1].maybe_last_stamp_ns()
        if last_ns is None or is_absolute(last_ns) != is_absolute(self._first_stamp_ns):
            return None
        return last_ns - self._first_stamp_ns if last_ns >= self._first_stamp_ns else None


def open_log(spec: str) -> Log:
    """The log at path `spec`, or `A+B+C`, pieces of one drive that follow each other.

    Raises InputError where a file is absent, empty, of an unknown format, or holds no frame that can be read.
    """
    names = [spec] if Path(spec).exists() else spec.split("+")
    if not all(names):
        raise InputError(f"{spec!r} names an empty piece: A+B+C are files that follow each other")
    sources = tuple(_open_source(Path(name)) for name in names)
    firsts = [_first_frame(source) for source in sources]
    return Log(spec, sources, firsts[0])


def _open_source(path: Path) -> Source:
    if not path.exists():
        there = [entry.name for entry in path.parent.iterdir()] if path.parent.is_dir() else []
        raise _refuse(path, f"no such log{did_you_mean(path.name, there)}")
    if not path.is_file():
        raise _refuse(path, "not a file")
    build = _BUILDERS.get(path.suffix.lower())
    if build is None:
        known = " ".join(_BUILDERS)
        raise _refuse(path, f"unknown log format {path.suffix or 'without an ending'}: one of {known} is read")
    try:
        with path.open("rb") as file:
            is_empty = not file.read(1)
    except OSError as error:
        raise _refuse(path, f"cannot be read: {error.strerror}") from error
    if is_empty:
        raise _refuse(path, "the log is empty")
    return build(path)


class _NotALogError(Exception):
    """So many broken records that the file is something else."""


def _first_frame(source: Source) -> Frame:
    broken: list[Broken] = []

    def stop_at_limit(item: Broken) -> None:
        broken.append(item)
        if len(broken) >= _RUBBISH_LIMIT:
            raise _NotALogError

    try:
        for frame in source.frames(stop_at_limit):
            return frame
    except _NotALogError:
        pass
    text = f"no frame that can be read as {source.format}: is it a log of another format?"
    if broken:
        text += f" ({len(broken)} broken record{'s' * (len(broken) > 1)}, the first: {broken[0].text})"
    raise InputError(Problem(text, source.path, broken[0].line if broken else None))


def _refuse(path: Path, text: str) -> InputError:
    return InputError(Problem(text, path))


def _build_csv(path: Path) -> Source:
    with path.open("rb") as file:
        columns = decode(file.readline(_HEAD_BYTES)).lower().strip()
    if columns.startswith("timestamp,arbitration_id,"):
        return TextSource(path, dialects.CSV)
    if columns.startswith("time stamp,id,"):
        return TextSource(path, dialects.GVRET)
    raise InputError(
        Problem(
            "not a csv of frames: its first line must be python-can's (timestamp,arbitration_id,extended,remote,error,"
            "dlc,data) or GVRET's (Time Stamp,ID,Extended,Bus,LEN,D1,...)",
            path,
            1,
        )
    )


_BUILDERS: Final[dict[str, Callable[[Path], Source]]] = {
    ".log": partial(TextSource, dialect=dialects.CANDUMP),
    ".asc": partial(TextSource, dialect=dialects.ASC),
    ".trc": partial(TextSource, dialect=dialects.TRC),
    ".csv": _build_csv,
    ".blf": BlfSource,
    ".db": SqliteSource,
    ".mf4": Mf4Source,
}

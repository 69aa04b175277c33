"""ASAM MDF 4 bus logs, through python-can and asammdf (the extra `mf4`)."""

from __future__ import annotations

import gc
import importlib.util
import logging
import struct
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import can

from cockpit.errors import InputError, Problem
from cockpit.frames import mf4_repair
from cockpit.frames.account import Broken, OnBroken
from cockpit.frames.frame import Frame
from cockpit.frames.messages import READ_ERRORS, stamp_ns, to_frame
from cockpit.frames.source import Source

_ERRORS: Final = (*READ_ERRORS, OSError, MemoryError, RuntimeError, AssertionError, struct.error, zlib.error)


class Mf4Source(Source):
    """An .mf4; a cut one gives the frames whose record and payload lie before the cut, where its index does too."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "mf4")
        if importlib.util.find_spec("asammdf") is None:
            raise InputError(Problem("reading .mf4 needs asammdf: pip install 'cockpit[mf4]'", path))

    def frames(self, on_broken: OnBroken) -> Iterator[Frame]:
        def tell(text: str) -> None:
            on_broken(Broken(str(self.path), None, text))

        errors = _mdf_errors()
        with tempfile.TemporaryDirectory(prefix="cockpit-mf4-") as folder:
            try:
                with self._open(Path(folder) / "mended.mf4", tell) as reader:
                    for message in reader:
                        try:
                            frame = to_frame(message, stamp_ns(message.timestamp))
                        except READ_ERRORS as error:
                            tell(str(error))
                        else:
                            yield frame
            except errors as error:
                tell(f"the rest cannot be read: {error or type(error).__name__}")

    def maybe_last_stamp_ns(self) -> int | None:
        """Not to be had without a pass: python-can merges the groups."""
        return None

    def _open(self, mended: Path, tell: Callable[[str], None]) -> can.MF4Reader:
        """A reader of the file or, where it is cut, of its readable part."""
        if mf4_repair.mend(self.path, mended):
            tell("the log is cut")
            return _open_quietly(mended)
        return _open_quietly(self.path)


class _UnreadableError(ValueError):
    """asammdf could not open the file."""


def _open_quietly(path: Path) -> can.MF4Reader:
    """python-can's reader of `path`; raises `_UnreadableError`.

    A half-built reader of asammdf fails once more when it is freed, which Python prints: it is freed in here.
    """
    hook = sys.unraisablehook
    sys.unraisablehook = lambda _: None
    try:
        return can.MF4Reader(path)
    except _mdf_errors() as error:
        text = str(error) or type(error).__name__
    finally:
        gc.collect()
        sys.unraisablehook = hook
    raise _UnreadableError(text)


def _mdf_errors() -> tuple[type[Exception], ...]:
    """What asammdf, and the unpackers it finds, raise on a damaged file."""
    from asammdf.blocks.utils import MdfException

    logging.getLogger("asammdf").setLevel(logging.CRITICAL)
    errors: list[type[Exception]] = [*_ERRORS, MdfException]
    if importlib.util.find_spec("isal") is not None:
        from isal import igzip_lib

        errors.append(igzip_lib.error)  # type: ignore[arg-type]  # its stub takes the class for an instance
    return tuple(errors)

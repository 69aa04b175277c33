"""Pictures of displays as PNG files: written whole or not at all, in a thread that holds up no heartbeat."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from threading import Thread

from PySide6.QtCore import QByteArray, QObject, Signal, Slot
from PySide6.QtGui import QImage, QImageWriter

_END_WITHIN_S = 2.0

COMPRESSION = 20
"""Of 100: writing 1920x1080 takes 60 ms instead of 134, for a quarter more bytes."""


class PictureWriter(QObject):
    """Encodes one picture at a time beside the GUI thread: 60 ms on a quiet machine, ten times that on a busy one."""

    _written = Signal(object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread: Thread | None = None
        self._written.connect(self._on_written)

    @property
    def is_busy(self) -> bool:
        """Whether a picture is being written; the next must wait."""
        return self._thread is not None

    def write(self, image: QImage, file: Path, done: Callable[[str], object]) -> None:
        """Begin to write; `done` is called in the GUI thread with an error text, empty when the file is there."""
        self._thread = Thread(target=lambda: self._written.emit(done, write_png(image, file)), name="picture")
        self._thread.start()

    def close(self) -> None:
        """Let the picture at hand be written; nobody is told any more."""
        if self._thread is not None:
            self._thread.join(_END_WITHIN_S)

    @Slot(object, str)
    def _on_written(self, done: Callable[[str], object], error: str) -> None:
        self.close()
        self._thread = None
        done(error)


def write_png(image: QImage, file: Path) -> str:
    """Write atomically: a reader sees the whole picture or none. Returns an error text, empty when it is there.

    What a killed process left half-written of the same picture goes.
    """
    if image.isNull():
        return "the grabbed picture is empty"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        for left in file.parent.glob(f".{file.name}.*.part"):
            left.unlink(missing_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{file.name}.", suffix=".part", dir=file.parent)
    except OSError as error:
        return str(error)
    os.close(handle)
    writer = QImageWriter(name, QByteArray(b"png"))
    writer.setCompression(COMPRESSION)
    try:
        if writer.write(image.convertToFormat(QImage.Format.Format_RGB888)):
            Path(name).replace(file)
            return ""
    except OSError as error:
        return str(error)
    finally:
        with contextlib.suppress(OSError):
            Path(name).unlink(missing_ok=True)
    return f"{file} cannot be written"

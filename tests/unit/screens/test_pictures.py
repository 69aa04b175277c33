"""Pictures are written whole or not at all."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtGui import QColor, QImage

from cockpit.screens.pictures import PictureWriter, write_png
from tests.support.glass_film import wait_until


def picture() -> QImage:
    """A small red picture."""
    image = QImage(4, 2, QImage.Format.Format_ARGB32)
    image.fill(QColor(255, 0, 0))
    return image


def test_picture_is_written_and_nothing_else(tmp_path: Path) -> None:
    """The folder is made, the picture is there at its size, and no temporary file stays."""
    file = tmp_path / "deep" / "cluster.png"
    assert "" == write_png(picture(), file)
    assert (4, 2) == (QImage(str(file)).width(), QImage(str(file)).height())
    assert [file] == list(file.parent.iterdir())


def test_picture_takes_the_place_of_an_older_one(tmp_path: Path) -> None:
    """A second grab replaces the first in one step."""
    file = tmp_path / "cluster.png"
    file.write_text("old")
    assert "" == write_png(picture(), file)
    assert not QImage(str(file)).isNull()


def test_failure_is_said(tmp_path: Path) -> None:
    """An empty picture or a folder that is a file is an error text, not an exception."""
    assert "the grabbed picture is empty" == write_png(QImage(), tmp_path / "a.png")
    (tmp_path / "file").write_text("")
    assert "" != write_png(picture(), tmp_path / "file" / "a.png")
    assert "" != write_png(picture(), Path("/proc/a.png"))


def test_what_a_killed_screen_left_of_a_picture_goes(tmp_path: Path) -> None:
    """A half file of the same picture is taken away by the next one; another display's stays its own."""
    for name in (".cluster.png.abc.part", ".center.png.abc.part"):
        (tmp_path / name).write_text("half")
    assert "" == write_png(picture(), tmp_path / "cluster.png")
    assert {"cluster.png", ".center.png.abc.part"} == {file.name for file in tmp_path.iterdir()}


def test_writer_tells_in_the_gui_thread(qapp: object, tmp_path: Path) -> None:
    """The answer comes through the event loop, in the thread that asked, and the writer is free again."""
    writer, told = PictureWriter(), []
    writer.write(picture(), tmp_path / "a.png", lambda error: told.append((error, threading.current_thread())))
    assert writer.is_busy
    wait_until(lambda: bool(told), "nobody was told")
    assert [("", threading.main_thread())] == told
    assert not writer.is_busy


def test_closing_waits_for_the_picture_at_hand(qapp: object, tmp_path: Path) -> None:
    """A screen that ends leaves a whole picture and no half file."""
    writer = PictureWriter()
    writer.write(picture(), tmp_path / "a.png", lambda _error: None)
    writer.close()
    assert ["a.png"] == [file.name for file in tmp_path.iterdir()]

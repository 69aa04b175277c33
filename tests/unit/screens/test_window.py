"""Pictures are written whole or not at all."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QColor, QImage

from cockpit.screens.window import write_png


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

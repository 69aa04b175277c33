"""The status block of a screen."""

from __future__ import annotations

import mmap
from collections.abc import Iterator

import pytest

from cockpit.board.status import FilmStatus, ScreenStatus, StatusReader, StatusWriter, status_bytes
from cockpit.platform import create_shared_file

DISPLAYS = ("passenger", "rear_left", "rear_right")


@pytest.fixture
def status() -> Iterator[tuple[StatusWriter, StatusReader]]:
    """Both sides of a block."""
    shared = create_shared_file("status", status_bytes(len(DISPLAYS)))
    writer, reader = StatusWriter(shared.writable_fd, DISPLAYS), StatusReader(shared.readable_fd, DISPLAYS)
    shared.close()
    yield writer, reader
    writer.close()
    reader.close()


def test_fresh_block_says_nothing(status: tuple[StatusWriter, StatusReader]) -> None:
    """Before its first word a screen has no heartbeat and shows no film."""
    assert ScreenStatus(0, dict.fromkeys(DISPLAYS, FilmStatus(0, None, 0))) == status[1].read()


@pytest.mark.keeps("P6")
def test_each_display_has_its_own_words(status: tuple[StatusWriter, StatusReader]) -> None:
    """Heartbeat, applied permit and film of one display leave the others alone."""
    writer, reader = status
    writer.beat(1)
    writer.applied("rear_left", 2)
    writer.film_visible("rear_left", 3)
    writer.film_visible("rear_right", 4)
    writer.film_hidden("rear_right", 5)
    films = {
        "passenger": FilmStatus(0, None, 0),
        "rear_left": FilmStatus(2, 3, 3),
        "rear_right": FilmStatus(0, None, 5),
    }
    assert ScreenStatus(1, films) == reader.read()


def test_gateway_cannot_write_it() -> None:
    """The gateway's side of a status block is read-only."""
    shared = create_shared_file("status", status_bytes(1))
    with pytest.raises(PermissionError):
        mmap.mmap(shared.readable_fd, 0, access=mmap.ACCESS_WRITE)
    shared.close()

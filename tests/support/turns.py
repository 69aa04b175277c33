"""Turns on a machine that several test workers share: a test marked `alone` runs while no other does."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Generator
from pathlib import Path

import pytest


class Turns:
    """A pytest plug-in that holds a readers-and-writer lock over each test, before its deadline begins to run.

    `folder` is shared by the workers of one checkout. Everybody passes the door one at a time, so that a test that
    waits to be alone is overtaken by none; the room then holds many, or the one.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """Wait for the turn, run the whole test with its fixtures, leave the room."""
        room = self.enter(is_alone=item.get_closest_marker("alone") is not None)
        try:
            return (yield)
        finally:
            os.close(room)

    def enter(self, *, is_alone: bool) -> int:
        """Block until the room may be entered; closing the descriptor returned leaves it."""
        self._folder.mkdir(exist_ok=True)
        door = self._open("turns.door")
        room = self._open("turns.room")
        try:
            fcntl.flock(door, fcntl.LOCK_EX)
            fcntl.flock(room, fcntl.LOCK_EX if is_alone else fcntl.LOCK_SH)
        finally:
            os.close(door)
        return room

    def _open(self, name: str) -> int:
        return os.open(self._folder / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

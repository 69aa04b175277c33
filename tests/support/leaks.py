"""Finds threads, processes and descriptors that outlive the test that began them, and says where they began."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import subprocess
import sys
import sysconfig
import threading
import time
import weakref
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

TEST_MARK = "COCKPIT_TEST_MARK"
GRACE_S = 2.0
NOT_OURS = (*(sysconfig.get_paths()[name] for name in ("stdlib", "purelib", "platlib")), "<", __file__)

# Descriptors that belong to the whole process, not to the test in which they first appeared.
KEPT_BY_THE_PROCESS = (
    ("anon_inode:[eventfd]", "Qt wakes each of its threads by one and keeps pooled threads"),
    ("/dev/urandom", "Python and OpenSSL keep it open"),
    ("/dev/null", "Qt's and the sound libraries' stand-in, kept open"),
)

_thread_places: weakref.WeakKeyDictionary[threading.Thread, str] = weakref.WeakKeyDictionary()
_process_places: dict[int, str] = {}
_file_places: dict[str, str] = {}


@dataclass(frozen=True)
class Census:
    """What this process has at one moment: threads, descriptors with targets, descendants with commands."""

    threads: frozenset[threading.Thread]
    descriptors: frozenset[tuple[int, str]]
    processes: frozenset[tuple[int, str]]

    def __sub__(self, known: Census) -> Census:
        return Census(
            self.threads - known.threads, self.descriptors - known.descriptors, self.processes - known.processes
        )

    def __or__(self, more: Census) -> Census:
        return Census(self.threads | more.threads, self.descriptors | more.descriptors, self.processes | more.processes)

    def __bool__(self) -> bool:
        return bool(self.threads or self.descriptors or self.processes)


NOTHING = Census(frozenset(), frozenset(), frozenset())


def take_census(mark: str) -> Census:
    """Count what is there now; descendants are found by `mark` in their environment, so that orphans count too."""
    return Census(frozenset(threading.enumerate()), _list_descriptors(), _list_processes(mark))


def _list_descriptors() -> frozenset[tuple[int, str]]:
    found = set()
    for name in os.listdir("/proc/self/fd"):  # noqa: PTH208 (iterdir would make a thousand paths a test for nothing)
        with contextlib.suppress(OSError):
            target = os.readlink(f"/proc/self/fd/{name}")  # noqa: PTH115 (a socket's target is no path)
            if not any(target.startswith(kept) for kept, _ in KEPT_BY_THE_PROCESS):
                found.add((int(name), target))
    return frozenset(found)


def _list_processes(mark: str) -> frozenset[tuple[int, str]]:
    wanted = f"{TEST_MARK}={mark}".encode()
    own = os.getpid()
    found = set()
    for name in os.listdir("/proc"):  # noqa: PTH208 (as above)
        if not name.isdigit() or int(name) == own:
            continue
        with contextlib.suppress(OSError):
            folder = Path("/proc", name)
            if wanted in (folder / "environ").read_bytes().split(b"\0"):
                command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
                found.add((int(name), command))
    return frozenset(found)


def describe(left: Census) -> list[str]:
    """A line for each thing left behind: what it is and where it began."""
    lines = [f"thread {t.name} still runs, begun at {_thread_places.get(t, 'a place unknown')}" for t in left.threads]
    lines += [
        f"process {pid} still runs, begun at {_process_places.get(pid, 'another process of this test')}: {command}"
        for pid, command in left.processes
    ]
    lines += [
        f"descriptor {fd} is still open on {target}, opened at {_file_places.get(target, 'a place unknown')}"
        for fd, target in left.descriptors
    ]
    return sorted(lines)


def _find_place() -> str:
    """The nearest frame that is ours, as file:line in function."""
    frame: FrameType | None = sys._getframe(2)
    while frame is not None:
        path = frame.f_code.co_filename
        if not path.startswith(NOT_OURS):
            return f"{path}:{frame.f_lineno} in {frame.f_code.co_name}"
        frame = frame.f_back
    return "a place outside the project"


def _note_opened_files(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open" and isinstance(arguments[0], str) and not arguments[0].endswith((".py", ".pyc")):
        _file_places[arguments[0]] = _find_place()


def _note_threads_and_processes() -> None:
    start, spawn = threading.Thread.start, subprocess.Popen.__init__

    def start_noted(thread: threading.Thread) -> None:
        _thread_places[thread] = _find_place()
        start(thread)

    def spawn_noted(process: subprocess.Popen[Any], *arguments: Any, **options: Any) -> None:
        place = _find_place()
        spawn(process, *arguments, **options)
        _process_places[process.pid] = place

    threading.Thread.start = start_noted  # type: ignore[assignment, method-assign]  # the one place that all threads pass
    subprocess.Popen.__init__ = spawn_noted  # type: ignore[method-assign, assignment]  # as above, for processes


class Watch:
    """The pytest plug-in: a census before and after each test; what a wider fixture began belongs to its scope."""

    def __init__(self) -> None:
        self._count = 0
        self._mark = ""
        self._known = NOTHING
        _note_threads_and_processes()
        sys.addaudithook(_note_opened_files)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> Generator[None, object, object]:
        """Count before any fixture runs."""
        self._count += 1
        self._mark = f"{os.getpid()}.{self._count}"
        os.environ[TEST_MARK] = self._mark
        _file_places.clear()
        _process_places.clear()
        self._known = take_census(self._mark)
        return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[Any]) -> Generator[None, object, object]:
        """What a module's or the session's fixture begins is no leak of the test that first asked for it."""
        if fixturedef.scope == "function":
            return (yield)
        before = take_census(self._mark)
        try:
            return (yield)
        finally:
            self._known |= take_census(self._mark) - before

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> Generator[None, object, object]:
        """Count after all fixtures are down; give what is ending two seconds; fail on the rest and end it."""
        result = yield
        left = wait_until_gone(self._mark, self._known)
        if left:
            for pid, _ in left.processes:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            pytest.fail("outlived its test:\n" + "\n".join(describe(left)))
        return result


def wait_until_gone(mark: str, known: Census) -> Census:
    """What is there beyond `known` after at most `GRACE_S`; objects in dead cycles are let go first."""
    left = take_census(mark) - known
    if left:
        gc.collect()
    deadline = time.monotonic() + GRACE_S
    while left and time.monotonic() < deadline:
        time.sleep(0.01)
        left = take_census(mark) - known
    return left

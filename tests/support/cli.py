"""The command line as its user has it: `python -m cockpit` in a process of its own, and the one line that refuses."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from cockpit import cli

ROOT = Path(__file__).resolve().parent.parent.parent
BAD_INPUT = 2

# What the tests' own process sets for itself, and what a machine without a display server lacks.
_NOT_THE_USERS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "QT_LOGGING_RULES", "QT_QUICK_BACKEND")


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended: its exit status and all it wrote."""

    status: int
    out: str
    err: str


def cockpit(*words: str | Path, cwd: Path, timeout_s: float = 50.0, before_path: Sequence[Path] = ()) -> Ended:
    """Run one command in the folder `cwd` on a machine without a display server.

    `before_path` are folders in which Python looks first. Raises subprocess.TimeoutExpired.
    """
    environment = {name: value for name, value in os.environ.items() if name not in _NOT_THE_USERS}
    environment["PYTHONPATH"] = os.pathsep.join(str(folder) for folder in (*before_path, ROOT))
    done = subprocess.run(
        [sys.executable, "-m", "cockpit", *(str(word) for word in words)],
        cwd=cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="backslashreplace",
        timeout=timeout_s,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr)


def refusal(*words: str | Path, cwd: Path, before_path: Sequence[Path] = ()) -> str:
    """The line with which a command refuses its input, without `cockpit: ` and its line end.

    AssertionError unless it ends with 2, writes that one line to standard error and nothing else anywhere.
    """
    ended = cockpit(*words, cwd=cwd, before_path=before_path)
    assert BAD_INPUT == ended.status, ended
    assert ended.err.endswith("\n"), ended
    assert 1 == ended.err.count("\n"), ended
    assert ended.err.startswith("cockpit: "), ended
    assert "Traceback" not in ended.err
    assert "" == ended.out
    return ended.err.removeprefix("cockpit: ").removesuffix("\n")


def refusal_here(*words: str | Path, capsys: pytest.CaptureFixture[str]) -> str:
    """As `refusal`, but in this process and folder: a table of many slips costs milliseconds each."""
    assert BAD_INPUT == cli.main([str(word) for word in words])
    printed = capsys.readouterr()
    assert ("", 1) == (printed.out, printed.err.count("\n"))
    assert printed.err.startswith("cockpit: ")
    return printed.err.removeprefix("cockpit: ").removesuffix("\n")


def made_once(name: str, make: Callable[[Path], None], factory: pytest.TempPathFactory) -> Path:
    """A folder that `make` filled, once for all test workers of this run."""
    base = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    folder, mark = base / name, base / f"{name}.made"
    with (base / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not mark.exists():
            folder.mkdir()
            make(folder)
            mark.touch()
    return folder


def files_below(folder: Path) -> dict[str, bytes]:
    """Every file under `folder` with what it holds, by its path from there."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}

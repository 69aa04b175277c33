"""A script of this folder as a child process of a test: spoken to in lines, ended with its test."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

FOLDER = Path(__file__).resolve().parent


class Script:
    """A script at work; it ends when its standard input does. `plan`, if given, is its first argument and is deleted
    with it."""

    def __init__(self, script: str, plan: Path | None = None, *arguments: str) -> None:
        self._script, self._plan = script, plan
        words = [] if plan is None else [str(plan)]
        self._process = subprocess.Popen(
            [sys.executable, str(FOLDER / script), *words, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=False,
            bufsize=0,
        )

    def close(self) -> None:
        """End the child and forget its plan; later calls do nothing."""
        self._process.terminate()
        with self._process:  # closes the pipes and waits
            pass
        if self._plan is not None:
            self._plan.unlink(missing_ok=True)

    def _write_line(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(line.encode() + b"\n")

    def _read_line(self, timeout_s: float) -> str:
        """The child's next line; TimeoutError or, where the child ended instead, RuntimeError."""
        assert self._process.stdout is not None
        text, deadline = b"", time.monotonic() + timeout_s
        while not text.endswith(b"\n"):
            ready, _, _ = select.select([self._process.stdout], [], [], max(0.0, deadline - time.monotonic()))
            if not ready:
                raise TimeoutError(f"nothing from {self._script} within {timeout_s} s")
            part = os.read(self._process.stdout.fileno(), 1 << 16)
            if not part:
                raise RuntimeError(f"{self._script} ended with {self._process.wait()}")
            text += part
        return text.decode()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

"""The events file: a line of JSON for every change, written at once."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

from cockpit.errors import InputError, Problem

_NS = 1_000_000_000


class EventLog:
    """Writes `--events`; without a path it writes nowhere.

    Each line is one write to the file, so that a reader sees it whole and at once. The first one replaces what an
    earlier run wrote, so that a run that is refused costs nothing. A full disk loses lines, never the gateway: `lost`
    counts them. Raises InputError where the file cannot be made.
    """

    def __init__(self, path: Path | None) -> None:
        self.lost = 0
        self._fd: int | None = None
        self._has_begun = False
        if path is not None:
            try:
                self._fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o644)
                os.set_blocking(self._fd, False)
            except OSError as error:
                raise InputError(Problem(f"events cannot be written: {error.strerror}", path)) from error

    def driving_state(self, mono_ns: int, t_ns: int, state: str) -> None:
        """The driving state is another one."""
        self._write(mono_ns, t_ns, "driving_state", state=state)

    def permit(self, mono_ns: int, t_ns: int, display: str, *, allowed: bool, reason: str, cause_mono_ns: int) -> None:
        """A display's permit came, went, or has another reason; `cause_mono_ns`: receipt of the frame or deadline."""
        self._write(
            mono_ns, t_ns, "permit", display=display, allowed=allowed, reason=reason, cause_mono_ns=cause_mono_ns
        )

    def film(self, mono_ns: int, t_ns: int, display: str, *, visible: bool) -> None:
        """Film came or went on a display."""
        self._write(mono_ns, t_ns, "film", display=display, visible=visible)

    def screen(self, mono_ns: int, t_ns: int, group: str, state: str, display: str = "") -> None:
        """A screen process is starting, up, restarting or down, or a display of it drew its `first_frame`."""
        more = {"display": display} if display else {}
        self._write(mono_ns, t_ns, "screen", group=group, state=state, **more)

    def fault(self, mono_ns: int, t_ns: int, text: str) -> None:
        """Something went wrong that the gateway survived."""
        self._write(mono_ns, t_ns, "fault", text=text)

    def close(self) -> None:
        """Close the file."""
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None

    def _write(self, mono_ns: int, t_ns: int, event: str, **fields: str | bool | int) -> None:
        if self._fd is None:
            return
        if not self._has_begun:
            self._has_begun = True
            with contextlib.suppress(OSError):  # a pipe or a terminal has nothing to cut off
                os.ftruncate(self._fd, 0)
        line = json.dumps({"mono_ns": mono_ns, "t_s": round(t_ns / _NS, 6), "event": event, **fields})
        text = line.encode() + b"\n"
        try:
            self.lost += os.write(self._fd, text) < len(text)
        except OSError:
            self.lost += 1

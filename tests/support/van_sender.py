"""The child behind `VanBus`: a van on a pseudo-terminal that stands, moves or does what it is told at the moment.

    python van_sender.py PHASES

PHASES is JSON: for each phase a list of messages, each `{"every": ticks of 10 ms, "texts": slcan's lines}`, the lines
by counter. Standard output gets the terminal's name; then for each line on standard input that names a phase, once its
first messages are written, `PHASE MONOTONIC_NS` of the moment before the write. A new phase begins at once with its
messages of every tick. What the terminal does not take waits, up to a limit, as in an adapter. Standard library only.
"""

from __future__ import annotations

import contextlib
import json
import os
import pty
import select
import sys
import time
import tty
from pathlib import Path
from typing import Any

TICK_S = 0.01
WAITING_LIMIT = 16_384
OPENING = (b"O", b"L")  # slcan: open, and open listen-only


class VanSender:
    """The loop: what is due each tick, and at once when a phase begins."""

    def __init__(self, phases: dict[str, list[dict[str, Any]]]) -> None:
        self._phases = phases
        self._phase = next(iter(phases))
        self._counts = [0] * max(map(len, phases.values()))
        self._master, self._slave = pty.openpty()
        tty.setraw(self._slave)
        os.set_blocking(self._master, False)
        self._waiting = b""
        self._tick = 0

    def run(self) -> None:
        """Until standard input ends."""
        self._say(os.ttyname(self._slave))
        said = b""
        while not any(command in OPENING for command in said.split(b"\r")[:-1]):
            ready, _, _ = select.select([self._master, sys.stdin], [], [])
            if sys.stdin in ready:
                return
            said = (said + os.read(self._master, 256))[-256:]
        due = time.monotonic()
        while True:
            ready, _, _ = select.select([self._master, sys.stdin], [], [], max(0.0, due - time.monotonic()))
            if self._master in ready:
                os.read(self._master, 4096)  # what the host still says: nobody answers it
            if sys.stdin in ready and not self._obey():
                return
            now = time.monotonic()
            if now >= due:
                self._send([place for place, every in enumerate(self._cycles()) if self._tick % every == 0])
                self._tick += 1
                due = due + TICK_S if due + TICK_S > now else now + TICK_S

    def _obey(self) -> bool:
        line = sys.stdin.readline().strip()
        if not line:
            return False
        self._phase = line
        self._say(f"{line} {self._send([place for place, every in enumerate(self._cycles()) if every == 1])}")
        return True

    def _cycles(self) -> list[int]:
        return [int(message["every"]) for message in self._phases[self._phase]]

    def _send(self, places: list[int]) -> int:
        """Write these messages with their next counters; the moment before."""
        texts = []
        for place in places:
            lines = self._phases[self._phase][place]["texts"]
            texts.append(lines[self._counts[place] % len(lines)])
            self._counts[place] += 1
        data = "".join(f"{text}\r" for text in texts).encode("ascii")
        at_ns = time.monotonic_ns()
        if len(self._waiting) < WAITING_LIMIT:
            self._waiting += data
        with contextlib.suppress(BlockingIOError):
            self._waiting = self._waiting[os.write(self._master, self._waiting) :]
        return at_ns

    def _say(self, line: str) -> None:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    VanSender(json.loads(Path(sys.argv[1]).read_text(encoding="ascii"))).run()

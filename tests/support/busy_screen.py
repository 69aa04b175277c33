"""A real screen process that also spins a Python thread: the worst neighbour that a gateway can have.

It spins from its first heartbeat: imports beside a spinning thread take longer than a screen is given to start.
"""

from __future__ import annotations

import runpy
import threading

from cockpit.board.status import StatusWriter

_beat = StatusWriter.beat


def _spin() -> None:
    while True:
        pass


def _first_beat(status: StatusWriter, now_ns: int) -> None:
    StatusWriter.beat = _beat  # type: ignore[method-assign]  # from here on as it was
    _beat(status, now_ns)
    threading.Thread(target=_spin, daemon=True).start()


if __name__ == "__main__":
    StatusWriter.beat = _first_beat  # type: ignore[assignment, method-assign]  # the way to know that the screen runs
    runpy.run_module("cockpit.screens", run_name="__main__", alter_sys=True)

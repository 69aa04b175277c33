"""A screen process without Qt: reads the board, writes its status block, answers on its control channel.

Started by a gateway in place of `python -m cockpit.screens`. What it does wrong is told by COCKPIT_TEST_CHILD, a comma
list of `stuck_film` (never hides), `mute` (no heartbeat), `die` (ends at once), `deaf` (never reads its channel),
`chatty` (floods its channel), `spin` (a busy Python thread). With COCKPIT_TEST_LOG each life appends JSON lines there.
"""

from __future__ import annotations

import argparse
import json
import os
import select
import sys
import threading
from pathlib import Path
from typing import Literal

from cockpit.board.control import Channel
from cockpit.board.messages import TO_SCREEN, Configure, FilmChange, Grab, Grabbed, Hello, Play, Quit, Show
from cockpit.board.reader import BoardReader
from cockpit.board.status import StatusWriter
from cockpit.platform import machine_ns, mono_ns

CHILD = (sys.executable, str(Path(__file__).resolve()))
"""The screen command for a gateway under test."""

_TICK_S = 0.016
_WHITE_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005fe02fe0def46b8"
    "0000000049454e44ae426082"
)


class BareScreen:
    """The loop of one such process: film shows wherever play was pressed and the permit allows."""

    def __init__(self, group: str, board_fd: int, status_fd: int, control_fd: int, manners: frozenset[str]) -> None:
        self._board = BoardReader(board_fd)
        self._status_fd = status_fd
        self._channel = Channel.from_fd(control_fd, TO_SCREEN)
        self._manners = manners
        self._status: StatusWriter | None = None
        self._displays: tuple[str, ...] = ()
        self._pressed: set[str] = set()
        self._visible: set[str] = set()
        self._note("start", group=group, pid=os.getpid())

    def run(self) -> None:
        """Until the gateway says quit or is gone."""
        if "die" in self._manners:
            return
        self._channel.send(Hello(os.getpid()))
        if "deaf" in self._manners:
            self._displays = self._board.directory.displays[:1]
            self._status = StatusWriter(self._status_fd, self._displays)
        while not self._channel.closed:
            waits_on = [] if "deaf" in self._manners else [self._channel]
            if select.select(waits_on, [], [], _TICK_S)[0] and not self._read():
                return
            if self._status is not None:
                self._tick(self._status)

    def _read(self) -> bool:
        received = self._channel.receive()
        for message in received.messages:
            match message:
                case Configure():
                    self._displays = message.displays
                    self._status = StatusWriter(self._status_fd, message.displays)
                case Play():
                    self._press(message)
                case Show():
                    self._note("show", display=message.display, film=message.film)
                case Grab():
                    self._answer(message)
                case Quit():
                    return False
        return True

    def _press(self, play: Play) -> None:
        permits = self._board.maybe_permits()
        if permits is not None and 0 < play.grant_id == permits.grant_of(play.display):
            self._pressed.add(play.display)
        self._note("play", display=play.display)

    def _tick(self, status: StatusWriter) -> None:
        permits = self._board.maybe_permits()
        now_ns = machine_ns()
        for display in self._displays:
            may_show = permits is not None and permits.allows(display, now_ns)
            if may_show and display in self._pressed and display not in self._visible:
                status.film_visible(display, now_ns)
                self._visible.add(display)
                self._channel.send(FilmChange(display, True, mono_ns()))
            elif not may_show and display in self._visible and "stuck_film" not in self._manners:
                status.film_hidden(display, now_ns)
                self._visible.discard(display)
                self._pressed.discard(display)
                self._channel.send(FilmChange(display, False, mono_ns()))
            if permits is not None:
                status.applied(display, permits.rows[display].sequence)
        if "mute" not in self._manners:
            status.beat(now_ns)
        if "chatty" in self._manners:
            for _ in range(200):
                self._channel.send(FilmChange("nowhere", True, mono_ns()))

    def _answer(self, message: Grab) -> None:
        Path(message.path).write_bytes(_WHITE_PNG)
        video: Literal["playing", "blocked"] = "playing" if message.display in self._visible else "blocked"
        self._channel.send(Grabbed(message.id, message.display, message.path, video, ""))

    def _note(self, what: str, **fields: object) -> None:
        log = os.environ.get("COCKPIT_TEST_LOG")
        if log:
            with Path(log).open("a", encoding="utf-8") as file:
                file.write(json.dumps({"what": what, "at_ns": machine_ns(), **fields}) + "\n")


def _spin() -> None:
    while True:
        pass


def main() -> None:
    """Take the arguments that a gateway gives a screen, and run."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--group", required=True)
    for name in ("board", "status", "control"):
        parser.add_argument(f"--{name}", type=int, required=True)
    options = parser.parse_args()
    manners = frozenset(filter(None, os.environ.get("COCKPIT_TEST_CHILD", "").split(",")))
    only = os.environ.get("COCKPIT_TEST_CHILD_GROUP", options.group)
    if only != options.group:
        manners = frozenset()
    if "spin" in manners:
        threading.Thread(target=_spin, daemon=True).start()
    BareScreen(options.group, options.board, options.status, options.control, manners).run()


if __name__ == "__main__":
    main()

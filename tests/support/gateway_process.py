"""A real gateway as a process of its own on a PacketBus, for tests that kill and stop it.

Arguments: the bus's descriptor, the events file. Screens are bare children.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from cockpit.board.messages import VehicleFace
from cockpit.board.reader import BoardReader
from cockpit.board.snapshot import ScreenState
from cockpit.gateway.config import GatewayConfig, group_displays
from cockpit.gateway.loop import Gateway
from cockpit.platform import machine_ns
from tests.support.children import CHILD
from tests.support.scripted import MOTION_ID, PacketBus, ScriptedJudge, packet

_POLL_S = 0.001
_REPEAT_NS = 5_000_000
DISPLAYS = ("cluster", "center", "rear_left")


class GatewayProcess:
    """The test's handle: `bus` speaks to it, `board` reads its board from outside, `process` is there to be killed."""

    def __init__(self, folder: Path, manners: str = "", group: str | None = None) -> None:
        self.events = folder / "events.jsonl"
        self.child_log = folder / "children.jsonl"
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
        environment = {**os.environ, "COCKPIT_TEST_CHILD": manners, "COCKPIT_TEST_LOG": str(self.child_log)}
        if group is not None:
            environment["COCKPIT_TEST_CHILD_GROUP"] = group
        self.process = subprocess.Popen(
            [sys.executable, __file__, str(theirs.fileno()), str(self.events)],
            pass_fds=(theirs.fileno(),),
            env=environment,
        )
        theirs.close()
        self._said_ns = 0
        self.bus = ours
        self.bus.setblocking(False)
        wait_until(self.child_log.exists, 20)
        self._board_fd = _board_fd(self.process.pid)
        self.board = BoardReader(self._board_fd)

    def say(self, *, moving: bool) -> None:
        """Put one motion frame on the bus."""
        self.bus.send(packet(MOTION_ID, bytes([moving])))

    def allows(self, display: str = "center") -> bool:
        """Whether the board holds a valid lease now."""
        permits = self.board.maybe_permits()
        return permits is not None and permits.allows(display, machine_ns())

    def keep_standing(self) -> None:
        """Say that the vehicle stands, at most every 5 ms: call it while waiting."""
        now_ns = machine_ns()
        if now_ns - self._said_ns > _REPEAT_NS:
            self._said_ns = now_ns
            self.say(moving=False)

    def screen_states(self) -> dict[str, ScreenState]:
        """How the screens fare, as the board says it to the others."""
        signals = self.board.maybe_signals(machine_ns())
        return {} if signals is None else dict(zip(self.board.directory.screens, signals.screens, strict=True))

    def pids(self, group: str) -> list[int]:
        """The lives of a screen, oldest first."""
        return [life["pid"] for life in self._lives() if life["group"] == group]

    def _lives(self) -> list[dict[str, Any]]:
        lines = [json.loads(line) for line in self.child_log.read_text(encoding="utf-8").splitlines()]
        return [line for line in lines if line["what"] == "start"]

    def read_events(self, kind: str) -> list[dict[str, Any]]:
        """The lines of one kind of the events file, so far."""
        lines = self.events.read_text(encoding="utf-8").splitlines()
        return [event for event in map(json.loads, lines) if event["event"] == kind]

    def close(self) -> int:
        """End it as a user would and give its exit status."""
        if self.process.poll() is None:
            self.process.terminate()
        status = self.process.wait(10)
        self.board.close()
        os.close(self._board_fd)
        self.bus.close()
        return status


def wait_until(holds: Callable[[], bool], within_s: float, each: Callable[[], None] = lambda: None) -> float:
    """Poll `holds` each millisecond, calling `each`; seconds it took, less how late this process itself was woken.

    Fails when it takes longer than `within_s`. The lateness is the control of these timings: the longest oversleep.
    """
    began = time.monotonic()
    late_s = 0.0
    while not holds():
        each()
        asleep = time.monotonic()
        took_s = asleep - began - late_s
        assert took_s < within_s, f"not within {within_s} s (and {late_s:.3f} s that this process was late)"
        time.sleep(_POLL_S)
        late_s = max(late_s, time.monotonic() - asleep - _POLL_S)
    return time.monotonic() - began - late_s


def _board_fd(pid: int) -> int:
    """The board of a running gateway, opened read-only through its descriptors."""
    for link in Path(f"/proc/{pid}/fd").iterdir():
        if "cockpit-board" in str(link.readlink()):
            return os.open(link, os.O_RDONLY)
    raise AssertionError(f"process {pid} has no board open")


def main() -> None:
    """Run until SIGTERM."""
    bus_fd, events = int(sys.argv[1]), Path(sys.argv[2])
    config = GatewayConfig(
        vehicle=VehicleFace("Test", "van"),
        paths=("Vehicle.Speed",),
        groups=group_displays(DISPLAYS),
        driver_visible=dict.fromkeys(DISPLAYS, True),
        screen_command=CHILD,
        events_path=events,
        autoplay=True,
    )
    with Gateway(config) as gateway:
        outcome = gateway.run(PacketBus(socket.socket(fileno=bus_fd), machine_ns()), ScriptedJudge(DISPLAYS))
    assert outcome.ended_by == "SIGTERM"


if __name__ == "__main__":
    main()

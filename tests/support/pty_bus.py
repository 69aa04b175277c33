"""A CAN bus for tests on a machine without one: an slcan adapter on a pseudo-terminal, with schedule and stop-watch.

    with PtyBus(schedule) as bus:                      # nothing is sent before somebody opens the channel
        ... run the product with -i slcan -c bus.channel ...
        sent = bus.wait(timeout_s=70)                  # sent.marked_ns: when each marked frame left

`Stamper` reads a second bus and only stamps: the control that a latency is compared with. Sender and reader are
processes of their own, so that neither shares the test's interpreter.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.script import Script

START_TIMEOUT_S = 10.0


@dataclass(frozen=True, slots=True)
class Due:
    """A frame and when it is to leave, ns after the channel was opened; a marked one's moment is reported."""

    at_ns: int
    frame_id: int
    data: bytes
    is_extended: bool = False
    is_marked: bool = False

    def to_slcan(self) -> str:
        """The frame in the adapter's letters, without the line's end."""
        head = f"T{self.frame_id:08X}" if self.is_extended else f"t{self.frame_id:03X}"
        return f"{head}{len(self.data)}{self.data.hex().upper()}"


@dataclass(frozen=True)
class Sent:
    """What the sender did, in CLOCK_MONOTONIC ns; `stalls` counts writes that found the terminal full."""

    frames: int
    started_ns: int
    ended_ns: int
    marked_ns: tuple[int, ...]
    late_p99_ns: int
    late_max_ns: int
    stalls: int


@dataclass(frozen=True)
class Stamped:
    """What the control read, and when each marked frame was in its hands."""

    frames: int
    marked_ns: tuple[int, ...]


def pace(payloads: Iterable[tuple[int, bytes, bool]], rate_hz: float) -> Iterator[Due]:
    """Frames of (id, data, marked) evenly spaced; ids above 11 bits are extended."""
    for index, (frame_id, data, is_marked) in enumerate(payloads):
        yield Due(round(index * 1e9 / rate_hz), frame_id, data, frame_id > 0x7FF, is_marked)


class _Player(Script):
    """A script of this folder at work on a schedule."""

    def __init__(self, script: str, schedule: Sequence[Due], *arguments: str) -> None:
        with tempfile.NamedTemporaryFile("w", suffix=".schedule", encoding="ascii", delete=False) as file:
            file.writelines(f"{due.at_ns} {due.is_marked:d} {due.to_slcan()}\n" for due in schedule)
        super().__init__(script, Path(file.name), *arguments)

    def _read_report(self, timeout_s: float) -> dict[str, Any]:
        report: dict[str, Any] = json.loads(self._read_line(timeout_s))
        return report | {"marked_ns": tuple(report["marked_ns"])}


class PtyBus(_Player):
    """A pseudo-terminal on which an slcan adapter plays `schedule`, whose times rise, once it is opened."""

    def __init__(self, schedule: Sequence[Due]) -> None:
        super().__init__("pty_sender.py", schedule)
        self.channel = self._read_line(START_TIMEOUT_S).strip()

    def wait(self, timeout_s: float) -> Sent:
        """The sender's report when the last frame has left; the terminal stays until `close`."""
        return Sent(**self._read_report(timeout_s))


class Stamper(_Player):
    """The control: opens `channel`, a bus that plays the same `schedule`, and stamps what arrives."""

    def __init__(self, schedule: Sequence[Due], channel: str) -> None:
        super().__init__("pty_reader.py", schedule, channel)

    def wait(self, timeout_s: float) -> Stamped:
        """Its stamps, when the last frame is in."""
        return Stamped(**self._read_report(timeout_s))

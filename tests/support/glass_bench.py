"""A real screen process on a board of the test's own: give it values, look at its picture."""

from __future__ import annotations

import select
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Literal

from PIL import Image

from cockpit.board.control import Channel
from cockpit.board.layout import Directory
from cockpit.board.messages import (
    TO_GATEWAY,
    DisplayFace,
    Grab,
    Grabbed,
    Message,
    Quit,
    ScreenFault,
    VehicleFace,
)
from cockpit.board.snapshot import LEASE_NS, Mode, PermitRow, PermitSnapshot, ScreenState, SignalRow, SignalSnapshot
from cockpit.board.status import status_bytes
from cockpit.board.writer import BoardWriter
from cockpit.interlock.decision import DrivingState
from cockpit.platform import create_shared_file, machine_ns
from cockpit.signals.evidence import Verdict
from tests.support.configure import CLUSTER

SCREENS = ("cluster", "center", "cabin")
WAIT_S = 20.0

Value = float | Verdict
"""A valid value, or the verdict of a signal that has none."""


class GlassBench:
    """One display in a process of its own, drawn off-screen.

    `mapped` are the vehicle's paths. Look after look is written to the board until the answer to a grab is there, as a
    gateway would at 60 Hz. `faults` holds what the screen complained of; a test that wants none checks it. `quiet`
    drops what it writes to standard error.
    """

    def __init__(
        self,
        mapped: tuple[str, ...],
        *,
        display: str = "cluster",
        vehicle: str = "Ford Mustang 2015",
        profile: str = "van",
        theme: str = "night",
        mark: Literal["REPLAY", "SIM", ""] = "REPLAY",
        recorded_utc: str | None = None,
        quiet: bool = False,
    ) -> None:
        self.display, self.paths = display, mapped
        self.faults: list[str] = []
        self._board = BoardWriter(Directory((display,), SCREENS, mapped))
        self._status = create_shared_file("status", status_bytes(1))
        ours, theirs = socket.socketpair()
        self._channel = Channel(ours, TO_GATEWAY)
        self._number = 0
        fds = (self._board.readable_fd, self._status.writable_fd, theirs.fileno())
        arguments = ["--group", display, "--board", str(fds[0]), "--status", str(fds[1]), "--control", str(fds[2])]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "cockpit.screens", *arguments], pass_fds=fds, start_new_session=True,
            stderr=subprocess.DEVNULL if quiet else None,
        )  # fmt: skip
        theirs.close()
        self._channel.send(
            replace(
                CLUSTER,
                group=display,
                displays=(display,),
                all_displays=(display,),
                cabin={display: DisplayFace(driver_visible=True)},
                vehicle=VehicleFace(vehicle, profile),
                paths=mapped,
                theme=theme,
                mark=mark,
                recorded_utc=recorded_utc,
            )
        )

    def __enter__(self) -> GlassBench:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._channel.send(Quit())
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._channel.close()
        self._board.close()
        self._status.close()

    def look(
        self,
        values: Mapping[str, Value],
        *,
        speed_kmh: float | None = None,
        axis_s: float = 51.0,
        span_s: float | None = 70.36,
        state: str = "MOVING",
        reason: str = "speed",
        words: str = "",
        trip_m: float = 0.0,
        down: tuple[str, ...] = (),
    ) -> None:
        """Write one look to the board; a path without a value is missing."""
        now = machine_ns()
        axis_ns = round(axis_s * 1e9)
        rows = tuple(_row(values.get(path, Verdict.MISSING), axis_ns) for path in self.paths)
        self._board.write_signals(
            SignalSnapshot(
                sequence=0, written_ns=now, axis_ns=axis_ns, span_ns=None if span_s is None else round(span_s * 1e9),
                rate=1.0, paused=False, mode=Mode.REPLAY, loops=0, trip_m=trip_m, shown_speed_kmh=speed_kmh,
                shown_dashes=speed_kmh is None,
                screens=tuple(ScreenState.DOWN if name in down else ScreenState.UP for name in SCREENS), rows=rows,
            )
        )  # fmt: skip
        permit = PermitRow(self.display, False, True, 16, reason, words, 0, 0, now + LEASE_NS, 0, 1)
        self._board.write_permits(
            PermitSnapshot(0, DrivingState[state], reason, words, axis_ns, 0, now, {self.display: permit})
        )

    def grab(self, file: Path, values: Mapping[str, Value] | None = None, **fields: object) -> Image.Image:
        """The picture of a look (None: of the board as it stands, unwritten since), also kept as `file`."""
        if values is not None:
            self._hold(0.08, values, fields)
        self._number += 1
        self._channel.send(Grab(self._number, self.display, str(file)))
        answer = self._hold(WAIT_S, values, fields, until=self._number)
        assert answer is not None, f"no picture within {WAIT_S} s; faults: {self.faults}"
        assert answer.note == "", answer.note
        with Image.open(file) as image:
            return image.convert("RGB")

    def leave_alone(self, seconds: float) -> None:
        """Write nothing for a while, as a gateway that died does."""
        self._hold(seconds, None, {})

    def hang_up(self) -> None:
        """End the control channel, as a gateway that died does."""
        self._channel.close()

    def drain_faults(self) -> list[str]:
        """What a screen that ended has said."""
        for message in self._received(0.1):
            if isinstance(message, ScreenFault):
                self.faults.append(message.text)
        return self.faults

    def _hold(
        self, seconds: float, values: Mapping[str, Value] | None, fields: Mapping[str, object], until: int = 0
    ) -> Grabbed | None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if values is not None:
                self.look(values, **fields)  # type: ignore[arg-type] # the keywords of look
            for message in self._received(0.016):
                if isinstance(message, ScreenFault):
                    self.faults.append(message.text)
                if isinstance(message, Grabbed) and message.id == until:
                    return message
            assert self.process.poll() is None, f"the screen ended with {self.process.returncode}: {self.faults}"
        return None

    def _received(self, wait_s: float) -> tuple[Message, ...]:
        ready, _, _ = select.select([self._channel.fileno()], [], [], wait_s)
        return self._channel.receive().messages if ready else ()


def _row(value: Value, axis_ns: int) -> SignalRow:
    if isinstance(value, Verdict):
        return SignalRow(None, value, None if value is Verdict.MISSING else axis_ns)
    return SignalRow(float(value), Verdict.VALID, axis_ns)

"""A judge and a bus that do what a test says, for tests of the gateway's own work.

ScriptedJudge: frame 0x100 with data[0] 0 allows every display at once, 1 forbids (moving); 300 ms without a frame is
UNKNOWN. PacketBus: each packet on a socket is one frame (id, little-endian, then data).
"""

from __future__ import annotations

import socket
from dataclasses import replace
from typing import TYPE_CHECKING

from cockpit.frames.frame import Frame
from cockpit.interlock.decision import Decision, DrivingState, Reason
from cockpit.interlock.permit import Permit
from cockpit.signals.evidence import Evidence, Verdict
from cockpit.state.trip import Trip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cockpit.gateway.judge import DrivingChange, PermitChange

MOTION_ID = 0x100
TIMEOUT_NS = 300_000_000


class ScriptedJudge:
    """Allows while the last motion frame said that the vehicle stands; keeps what it was called with in `calls`."""

    def __init__(self, displays: Sequence[str]) -> None:
        self.changes: list[DrivingChange | PermitChange] = []
        self.calls: list[tuple[str, int, int] | tuple[str, int]] = []
        self.trip = Trip()
        self.words = "scripted"
        self._grants = 0
        self._received_ns: int | None = None
        self.decision = Decision(
            0, DrivingState.UNKNOWN, "D1", Reason.START, None, None, None, None, None, True, 0, None, None, None, 0,
            None, None,
        )  # fmt: skip
        self.permits = {name: Permit(name, False, 1, Reason.START, "", 0, 0, 0, True, 0) for name in displays}

    @property
    def due_ns(self) -> int | None:
        return self.decision.next_deadline_ns

    def on_frame(self, frame: Frame) -> None:
        if frame.arbitration_id == MOTION_ID:
            self.calls.append(("frame", frame.t_ns, frame.data[0]))
            self._received_ns = frame.t_ns
            state = DrivingState.MOVING if frame.data[0] else DrivingState.IDLING
            self._decide(state, frame.t_ns, frame.t_ns)

    def on_late_frames(self, frames: Sequence[Frame], now_ns: int) -> None:
        self.calls.append(("late", len(frames), now_ns))
        for frame in frames:
            self.on_frame(frame._replace(t_ns=now_ns))
        self.advance(now_ns)

    def advance(self, now_ns: int) -> None:
        self.calls.append(("advance", now_ns))
        due_ns = self.decision.next_deadline_ns
        if due_ns is not None and now_ns >= due_ns:
            self._decide(DrivingState.UNKNOWN, now_ns, due_ns)
        self.decision = replace(self.decision, at_ns=now_ns)

    def forget(self, now_ns: int) -> None:
        self.calls.append(("forget", now_ns))
        self._received_ns = None
        self._decide(DrivingState.UNKNOWN, now_ns, now_ns)

    def evidence(self, now_ns: int) -> tuple[Evidence, ...]:
        missing = self._received_ns is None
        verdict = Verdict.MISSING if missing else Verdict.VALID
        return (Evidence(None if missing else 0.0, verdict, "", self._received_ns, 0, None, "M"),)

    def _decide(self, state: DrivingState, now_ns: int, cause_ns: int) -> None:
        allowed = state is DrivingState.IDLING
        due_ns = None if self._received_ns is None or state is DrivingState.UNKNOWN else self._received_ns + TIMEOUT_NS
        changed = state is not self.decision.state
        self.decision = replace(
            self.decision, state=state, at_ns=now_ns, cause_ns=cause_ns, next_deadline_ns=due_ns, reason=Reason.SPEED
        )
        if not changed:
            return
        self._grants += allowed
        for name in self.permits:
            grant_id = self._grants if allowed else 0
            self.permits[name] = Permit(
                name, allowed, 0 if allowed else 1, Reason.IDLING if allowed else Reason.SPEED, "", cause_ns, grant_id,
                now_ns if allowed else 0, True, now_ns,
            )  # fmt: skip
        self._tell()

    def _tell(self) -> None:
        from cockpit.gateway.judge import DrivingChange, PermitChange

        self.changes.append(DrivingChange(self.decision.at_ns, self.decision, self.words))
        self.changes += [PermitChange(self.decision.at_ns, permit) for permit in self.permits.values()]


class PacketBus:
    """A live source on one end of a datagram socket pair."""

    def __init__(self, end: socket.socket, opened_machine_ns: int) -> None:
        self.opened_machine_ns = opened_machine_ns
        self.is_lost = False
        self.sent: list[Frame] = []
        self._socket = end
        end.setblocking(False)

    def fileno(self) -> int:
        return self._socket.fileno()

    def send(self, frame: Frame) -> None:
        self.sent.append(frame)

    def receive(self, now_axis_ns: int) -> list[Frame]:
        if self.is_lost:
            raise OSError("the bus is lost: unplugged")
        frames: list[Frame] = []
        while True:
            try:
                packet = self._socket.recv(64)
            except BlockingIOError:
                return frames
            frames.append(Frame(now_axis_ns, int.from_bytes(packet[:4], "little"), packet[4:]))


def packet(arbitration_id: int, data: bytes) -> bytes:
    """One frame as PacketBus reads it."""
    return arbitration_id.to_bytes(4, "little") + data

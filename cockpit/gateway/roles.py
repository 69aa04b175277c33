"""What the loop asks of what it is handed, a judge and a source of frames. Structural, so that tests can fake them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cockpit.frames.frame import Discontinuity, Frame
    from cockpit.gateway.judge import DrivingChange, PermitChange
    from cockpit.interlock.decision import Decision
    from cockpit.interlock.permit import Permit
    from cockpit.signals.evidence import Evidence
    from cockpit.state.trip import Trip


class Judge(Protocol):
    """Frames in, permits out, no I/O. Times are on the axis."""

    changes: list[DrivingChange | PermitChange]
    """What changed, in order; the publisher empties it."""

    @property
    def decision(self) -> Decision:
        """The driving state as last decided."""

    @property
    def due_ns(self) -> int | None:
        """The next moment at which a permit may change without a frame; None if there is none."""

    @property
    def permits(self) -> Mapping[str, Permit]:
        """A permit for every display."""

    @property
    def trip(self) -> Trip:
        """The distance driven."""

    @property
    def words(self) -> str:
        """The decision in plain words."""

    def on_frame(self, frame: Frame) -> None:
        """Judge one frame at its own time, after the deadlines before it."""

    def on_late_frames(self, frames: Sequence[Frame], now_ns: int) -> None:
        """Judge what waited during a late wake: D3 to D5 on each frame, E7 once after the last (INTERLOCK P2)."""

    def advance(self, now_ns: int) -> None:
        """Judge the deadlines up to now in their order, and decide at this moment."""

    def forget(self, now_ns: int) -> None:
        """Drop all evidence (INTERLOCK E8, P2)."""

    def evidence(self, now_ns: int) -> Sequence[Evidence]:
        """What is known of each mapped signal, in the order of the vehicle's paths."""


class LiveSource(Protocol):
    """A bus: frames carry the time at which they were received."""

    opened_machine_ns: int

    def fileno(self) -> int:
        """A descriptor that is readable while frames wait."""

    def receive(self, now_axis_ns: int) -> list[Frame]:
        """What waits, a bounded amount, stamped with this moment; OSError where the bus is lost."""

    def send(self, frame: Frame) -> None:
        """Send one frame; PermissionError where only listening is allowed, OSError where the bus is lost."""


class ReplaySource(Protocol):
    """A log on the machine's clock: frames carry their record's place on the axis."""

    paused: bool
    ended: bool
    loops: int
    primed_until_ns: int
    span_ns: int | None

    def poll(self, machine_ns: int, budget: int = 2000) -> list[Frame | Discontinuity]:
        """What is due, in order, at most `budget` items."""

    def due_ns(self) -> int | None:
        """When the next item is due on the machine's clock; None where paused or ended."""

    def axis_ns(self, machine_ns: int) -> int:
        """The place on the axis."""

    def pause(self) -> None:
        """Stop the axis."""

    def resume(self) -> None:
        """Let the axis go on from where it stopped."""

    def step(self, n: int = 1) -> None:
        """Hand out so many items more and stay paused."""

    def seek(self, t_ns: int) -> None:
        """Go to a place; the items before it that prime the evidence come first."""

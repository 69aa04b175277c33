"""Frames into the judge: one pump for a live bus, one for a log, and the same face to the loop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from cockpit.board.snapshot import Mode
from cockpit.gateway.watchdog import LATE_WAKE_NS
from cockpit.platform import machine_ns, mono_ns

if TYPE_CHECKING:
    from collections.abc import Callable

    from cockpit.frames.frame import Frame
    from cockpit.gateway.polls import Polls
    from cockpit.gateway.roles import Judge, LiveSource

LEASE_PERIOD_NS = 25_000_000
"""INTERLOCK P1: the loop never sleeps longer; a wake later than this is a late one."""

THROW_AWAY_NS = 250_000_000
"""INTERLOCK P2: after a wake so late the backlog says nothing about now."""


class Pump(Protocol):
    """What the loop needs of a source. `now_ns` is always the machine's clock, `late_ns` how late the loop woke."""

    mode: Mode
    rate: float
    frames: int
    """Judged so far."""
    thrown_away: int
    """Frames that said nothing any more: of wakes too late (P2), or read as the clock fell (E8)."""
    fault: str
    """How the source was lost, in words; empty while it is there."""
    begins_ns: int
    """Where on the axis the drive begins to be seen."""

    @property
    def span_ns(self) -> int | None:
        """The drive's length, where known."""

    @property
    def progress_ns(self) -> int:
        """How much of the drive has passed since the start, over seeks and loops."""

    @property
    def axis_ns(self) -> int:
        """The place on the axis up to which all has been judged."""

    @property
    def is_unseen(self) -> bool:
        """Whether frames are being fed that only prepare the evidence (E8): nothing of it is published."""

    @property
    def paused(self) -> bool:
        """Whether a person has stopped the drive."""

    @property
    def ended(self) -> bool:
        """Whether nothing more will come."""

    @property
    def loops(self) -> int:
        """How often the drive began anew."""

    def maybe_fileno(self) -> int | None:
        """A descriptor that is readable while frames wait."""

    def take(self, now_ns: int, late_ns: int, stop_ns: int | None = None) -> None:
        """Judge what is due now, and decide at this moment; not beyond `stop_ns` on the axis."""

    def has_reached(self, axis_ns: int) -> bool:
        """Whether all up to and at a place on the axis has been judged."""

    def maybe_due_ns(self) -> int | None:
        """When `take` has something to do again, frames on the descriptor apart."""

    def mono_at(self, axis_ns: int) -> int:
        """CLOCK_MONOTONIC at a place on the axis up to now: the receipt of a frame, or when a deadline passed."""


class LivePump:
    """A bus. The axis is the machine's clock since the bus was opened."""

    mode = Mode.LIVE
    rate = 1.0
    span_ns = None
    begins_ns = 0
    is_unseen = False
    paused = False
    ended = False
    loops = 0

    def __init__(self, bus: LiveSource, judge: Judge, publish: Callable[[], None], polls: Polls) -> None:
        self._bus = bus
        self._polls = polls
        self._judge = judge
        self._publish = publish
        self._opened_ns = bus.opened_machine_ns
        self._mono_minus_machine_ns = mono_ns() - machine_ns()
        self.axis_ns = 0
        self.frames = 0
        self.thrown_away = 0
        self.unsent = 0
        self.fault = ""

    @property
    def progress_ns(self) -> int:
        """All of the axis: a bus only goes on."""
        return self.axis_ns

    def maybe_fileno(self) -> int | None:
        """The bus's descriptor; None once it is lost."""
        return None if self.fault else self._bus.fileno()

    def take(self, now_ns: int, late_ns: int, stop_ns: int | None = None) -> None:  # noqa: ARG002 - a bus goes on
        """Judge all that waits. A change is published at the frame that made it, not after the last.

        Where the clock fell (E8), as after a wake too late (P2), all is forgotten and what waits thrown away.
        """
        has_fallen = now_ns - self._opened_ns < self.axis_ns
        axis_ns = self.axis_ns = now_ns - self._opened_ns
        frames = self._receive(now_ns)
        judge = self._judge
        if late_ns > LATE_WAKE_NS:
            self._mono_minus_machine_ns = mono_ns() - machine_ns()
        if late_ns > THROW_AWAY_NS or has_fallen:
            self.thrown_away += len(frames)
            judge.forget(axis_ns)
        elif late_ns > 0 and frames:
            judge.on_late_frames(frames, axis_ns)
        else:
            changes = judge.changes
            for frame in frames:
                judge.on_frame(frame)
                if changes:
                    self._publish()
        self.frames += len(frames)
        if judge.changes:
            self._publish()

    def maybe_due_ns(self) -> int | None:
        """The next moment at which a decision may change without a frame, or a request is to be sent."""
        deadline_ns = self._judge.due_ns
        polls_ns = None if self.fault else self._polls.maybe_due_ns()
        if deadline_ns is None:
            return polls_ns
        return deadline_ns + self._opened_ns if polls_ns is None else min(deadline_ns + self._opened_ns, polls_ns)

    def has_reached(self, axis_ns: int) -> bool:
        """The present is all that a bus has."""
        return self.axis_ns >= axis_ns

    def _receive(self, now_ns: int) -> list[Frame]:
        """What waits; from a lost bus nothing, and `fault` says how it was lost.

        A request that cannot be sent (nobody acknowledges, the queue is full) loses no bus: that the reading tells.
        """
        if self.fault:
            return []
        try:
            self._polls.send(self._bus, now_ns)
        except OSError:
            self.unsent += 1
        try:
            return self._bus.receive(self.axis_ns)
        except OSError as error:
            self.fault = str(error) or type(error).__name__
            return []

    def mono_at(self, axis_ns: int) -> int:
        """The axis and CLOCK_MONOTONIC differ by a constant, but for suspend."""
        return axis_ns + self._opened_ns + self._mono_minus_machine_ns

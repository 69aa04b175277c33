"""A log into the judge: frames and deadlines in the order of the axis, steered by a person, held for pictures."""

from __future__ import annotations

import math
from collections import deque
from typing import TYPE_CHECKING

from cockpit.board.snapshot import Mode
from cockpit.frames.frame import Discontinuity, Frame
from cockpit.platform import mono_ns

if TYPE_CHECKING:
    from collections.abc import Callable

    from cockpit.board.messages import Steer
    from cockpit.gateway.roles import Judge, ReplaySource

_S = 1_000_000_000
_BUDGET = 250
"""Items a turn, so that leases and control channels are looked after whatever the log holds."""

_GRAIN_NS = 1_000_000
"""A paced log wakes the loop no more often than this; its frames are still judged at their own times."""

_REMEMBERED_FRAMES = 4096
_FAR_S = 1e9


class ReplayPump:
    """Plays `replay` into `judge` and calls `publish` at each item that changed something.

    `rate` is the replay's, infinite for as fast as it goes. Frames that only prime the evidence after a seek are judged
    but not published (E8): until they are through, what was published at the break stands.
    """

    mode = Mode.REPLAY

    def __init__(self, replay: ReplaySource, judge: Judge, publish: Callable[[], None], rate: float) -> None:
        self._replay = replay
        self._judge = judge
        self._publish = publish
        self.rate = rate
        self.frames = 0
        self.thrown_away = 0
        self.fault = ""
        self.axis_ns = 0
        self.begins_ns = replay.primed_until_ns
        self.is_unseen = self.begins_ns > 0
        self.paused = replay.paused
        self._is_held = False
        self._surplus: list[Frame | Discontinuity] = []
        self._times_ns: deque[int] = deque(maxlen=_REMEMBERED_FRAMES)
        self._taken_ns = 0
        self._mono_ns = mono_ns()
        self._mono_axis_ns = 0
        self._passed_ns = 0
        self._passed_from_ns = replay.primed_until_ns

    @property
    def span_ns(self) -> int | None:
        """The drive's length, where known."""
        return self._replay.span_ns

    @property
    def ended(self) -> bool:
        """Whether the log is through and all of it judged."""
        return self._replay.ended and not self._surplus

    @property
    def loops(self) -> int:
        """How often the log began anew."""
        return self._replay.loops

    @property
    def progress_ns(self) -> int:
        """How much of the drive has been played, over seeks and loops."""
        return self._passed_ns + max(0, self.axis_ns - self._passed_from_ns)

    def maybe_fileno(self) -> int | None:
        """A log has no descriptor to wait on."""
        return None

    def maybe_due_ns(self) -> int | None:
        """The next item, or the next deadline of the decision, on the machine's clock."""
        if self._is_held:
            return None
        if self._surplus:
            return self._taken_ns
        item_ns = self._replay.due_ns()
        if item_ns is None or math.isinf(self.rate) or self.is_unseen:
            return item_ns
        due_ns = max(item_ns, self._taken_ns + _GRAIN_NS)
        deadline_ns = self._judge.due_ns
        if deadline_ns is None:
            return due_ns
        return min(due_ns, self._taken_ns + math.ceil(max(0, deadline_ns - self.axis_ns) / self.rate))

    def mono_at(self, axis_ns: int) -> int:
        """When a place was due; as fast as it goes, when it was handed out."""
        if math.isinf(self.rate):
            return self._mono_ns
        return self._mono_ns - int(max(0, self._mono_axis_ns - axis_ns) / self.rate)

    def take(self, now_ns: int, late_ns: int, stop_ns: int | None = None) -> None:  # noqa: ARG002 - E7: late is no fault
        """Judge the items that are due, none of them beyond `stop_ns`; the surplus waits for the next call."""
        self._taken_ns = now_ns
        if self._is_held:
            return
        items = self._surplus or self._replay.poll(now_ns, _BUDGET)
        self._surplus = []
        self._mono_ns = mono_ns()
        self._mono_axis_ns = self._replay.axis_ns(now_ns)
        for index, item in enumerate(items):
            if isinstance(item, Discontinuity):
                self._break(item)
                continue
            if self.is_unseen and item.t_ns > self._replay.primed_until_ns:
                self._reveal(self._replay.primed_until_ns)
            if stop_ns is not None and item.t_ns > stop_ns and not self.is_unseen:
                self._surplus = items[index:]
                break
            self._judge_frame(item)
        self._settle(stop_ns)

    def has_reached(self, axis_ns: int) -> bool:
        """Whether every item up to and at this place has been judged."""
        if self.is_unseen:
            return False
        beyond = self._surplus[0].t_ns > axis_ns if self._surplus else self._mono_axis_ns > axis_ns
        return beyond or (self.ended and self.axis_ns >= axis_ns)

    def hold(self) -> None:
        """Stop the drive without anyone seeing that it is stopped: pictures are being taken."""
        self._is_held = True
        self._replay.pause()

    def release(self) -> None:
        """Go on after `hold`, unless a person has paused."""
        self._is_held = False
        if not self.paused:
            self._replay.resume()

    def steer(self, order: Steer) -> None:
        """Do what a person asked: pause or go on, step a frame, seek. While held nothing is done."""
        if self._is_held:
            return
        here_ns = self.axis_ns
        match order.do:
            case "toggle":
                self.paused = not self.paused
                (self._replay.pause if self.paused else self._replay.resume)()
            case "step":
                self.paused = True
                self._replay.step()
            case "back":
                self.paused = True
                self._replay.pause()
                before_ns = [t_ns for t_ns in self._times_ns if t_ns < here_ns]
                self._seek(max(before_ns, default=0))
            case "seek_by":
                self._seek(here_ns + _whole_ns(order.s))
            case "seek_to":
                self._seek(_whole_ns(order.s))

    def _seek(self, t_ns: int) -> None:
        self._surplus = []
        span_ns = self._replay.span_ns
        self._replay.seek(max(0, t_ns if span_ns is None else min(t_ns, span_ns)))

    def _judge_frame(self, frame: Frame) -> None:
        judge = self._judge
        deadline_ns = judge.due_ns
        if deadline_ns is not None and deadline_ns < frame.t_ns:
            judge.advance(frame.t_ns - 1)
            self._maybe_publish()
        judge.on_frame(frame)
        if judge.changes:
            self._maybe_publish()
        self.frames += 1
        self.axis_ns = frame.t_ns
        self._times_ns.append(frame.t_ns)

    def _break(self, item: Discontinuity) -> None:
        self._judge.forget(item.t_ns)
        if item.kind in ("seek", "loop"):
            self._passed_ns = self.progress_ns
            self._passed_from_ns = self._replay.primed_until_ns
            self._times_ns.clear()
            self.axis_ns = item.t_ns
        self._publish()
        self.is_unseen = self.axis_ns < self._replay.primed_until_ns

    def _settle(self, stop_ns: int | None) -> None:
        """Bring axis and decision to the present, which may lie between two frames."""
        here_ns = self._mono_axis_ns
        if self.is_unseen:
            if here_ns < self._replay.primed_until_ns:
                self._judge.changes.clear()
                return
            self._reveal(max(here_ns, self._replay.primed_until_ns))
        if stop_ns is not None and (self._surplus or here_ns > stop_ns):
            here_ns = stop_ns
        self.axis_ns = max(self.axis_ns, here_ns)
        self._judge.advance(self.axis_ns)
        self._maybe_publish()

    def _reveal(self, t_ns: int) -> None:
        """The evidence stands as in straight replay: show it, under new grants."""
        self.is_unseen = False
        self.axis_ns = t_ns
        self._judge.advance(t_ns)
        self._publish()

    def _maybe_publish(self) -> None:
        if self._judge.changes and not self.is_unseen:
            self._publish()


def _whole_ns(seconds: float) -> int:
    """Seconds that a screen asked for, in ns; no drive lasts 30 years, and no int holds 1e308 of them."""
    return round(min(max(seconds, -_FAR_S), _FAR_S) * _S)

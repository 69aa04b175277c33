"""A recorded drive paced by deadlines: what is due now, in order, and when the next is due."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING, Final

from cockpit.frames.frame import Discontinuity, Frame

if TYPE_CHECKING:
    from cockpit.frames.logs import Log

_SLICE_NS: Final = 2_000_000
"""Longest time that one poll reads for: a seek, and rate max, are done in slices that hold up nobody's loop."""

_SLICE_FRAMES: Final = 64


class Replay:
    """Plays `log` from `start_ns` to `end_ns` on its axis, `rate` times as fast as it was recorded; None: at once.

    Deadline-paced: an item at `t` is due at a fixed machine time, however late the ones before it were handed out, so
    nothing drifts. Gaps are waited for. After a `seek` (and at a start or loop that is not at 0) up to `lead_ns` of
    frames before the target come at once, unseen, so that evidence stands as in straight replay (INTERLOCK E8); they
    end at `primed_until_ns`. A target behind the log's end means its end.

    Time is an argument: `machine_ns` is any clock that never falls. The axis falls only at a `Discontinuity` of kind
    `seek` or `loop`, whose `t_ns` is the new place.
    """

    def __init__(
        self,
        log: Log,
        *,
        start_ns: int = 0,
        end_ns: int | None = None,
        rate: float | None = 1.0,
        loop: bool = False,
        lead_ns: int,
    ) -> None:
        if rate is not None and not 0 < rate < math.inf:
            raise ValueError(f"rate is {rate}: a number above 0, or None for as fast as it goes")
        if start_ns < 0 or (end_ns is not None and end_ns < start_ns):
            raise ValueError(f"start {start_ns} and end {end_ns} enclose nothing")
        self.paused = False
        self.ended = False
        self.loops = 0
        self.primed_until_ns = 0
        self.span_ns = log.maybe_span_ns()
        self._log = log
        self._start_ns = start_ns
        self._end_ns = end_ns
        self._rate = rate
        self._loop = loop
        self._lead_ns = lead_ns
        self._machine_ns = 0
        self._slice_end_ns = 0
        self._axis_ns = 0
        self._anchor: tuple[int, int] | None = None  # a machine time and its place on the axis
        self._round_machine_ns: int | None = None  # when the next round of a loop begins, to keep its anchor exact
        self._steps = 0
        self._waiting: Discontinuity | None = None
        self._skip_to_ns = 0
        self._skipping = self._priming = False
        self._frames = log.frames()
        self._next: Frame | Discontinuity | None = None
        self._passed_ns = -1
        self._peek()
        if start_ns:
            self._aim(start_ns)

    def poll(self, machine_ns: int, budget: int = 2000) -> list[Frame | Discontinuity]:
        """What is due at `machine_ns`, in order, at most `budget` items and what can be read in 2 ms.

        Nothing while paused or still seeking; `due_ns` tells whether more waits.
        """
        self._slice_end_ns = time.perf_counter_ns() + _SLICE_NS
        self._machine_ns = max(machine_ns, self._machine_ns)
        items: list[Frame | Discontinuity] = []
        if self._waiting is not None:
            items.append(self._waiting)
            self._waiting = None
        if self._skipping:
            self._skip()
        if self._priming and not self._skipping:
            self._prime(items, budget)
        if not self._priming:
            if self.paused:
                self._take_steps(items, budget)
            elif not self.ended:
                self._play(items, budget)
        return items

    def due_ns(self) -> int | None:
        """The machine time of the next item (the last poll's, if one waits already); None while paused or ended."""
        if self._priming or self._waiting is not None or (self.paused and self._steps):
            return self._machine_ns
        if self.paused or self.ended:
            return None
        return self._due_ns(self._next_place_ns())

    def axis_ns(self, machine_ns: int) -> int:
        """The place on the axis at `machine_ns`; never beyond a frame that has not been handed out."""
        self._machine_ns = max(machine_ns, self._machine_ns)
        running = not (self.paused or self.ended or self._priming)
        if running and self._anchor is not None and self._rate is not None:
            anchor_machine_ns, anchor_axis_ns = self._anchor
            now_ns = anchor_axis_ns + int((self._machine_ns - anchor_machine_ns) * self._rate)
            self._axis_ns = max(self._axis_ns, min(now_ns, self._next_place_ns()))
        return self._axis_ns

    def pause(self) -> None:
        """Stop the axis where it is."""
        self.axis_ns(self._machine_ns)
        self.paused = True

    def resume(self) -> None:
        """Go on from where the axis stands, at the next poll."""
        self.paused = False
        self._steps = 0
        self._anchor = self._round_machine_ns = None

    def step(self, n: int = 1) -> None:
        """Pause, and hand out the next `n` frames at the next poll; the axis follows them."""
        if not self.paused:
            self.pause()
        self._steps += n

    def seek(self, t_ns: int) -> None:
        """Go to `t_ns`, clamped to the drive; film and evidence begin anew (a `Discontinuity` comes first)."""
        self._aim(max(0, t_ns if self._end_ns is None else min(t_ns, self._end_ns)))
        self._waiting = Discontinuity(self._axis_ns, "seek")
        self._round_machine_ns = None

    def close(self) -> None:
        """Close the log's file."""
        self._frames.close()

    def _aim(self, target_ns: int) -> None:
        """Make `target_ns` the place where play goes on: skip to its lead-in, prime, then play."""
        self._axis_ns = self._skip_to_ns = max(0, target_ns - self._lead_ns)
        self.primed_until_ns = target_ns
        self._skipping = self._priming = True
        self._anchor = None
        self._steps = 0
        self.ended = False
        if self._passed_ns >= self._skip_to_ns:
            self._begin_pass()

    def _begin_pass(self) -> None:
        self._frames.close()
        self._frames = self._log.frames()
        self._next = None
        self._passed_ns = -1

    def _peek(self) -> Frame | Discontinuity | None:
        if self._next is None:
            self._next = next(self._frames, None)
            if self._next is None:
                self.span_ns = max(self._passed_ns, 0)
        return self._next

    def _take(self, item: Frame | Discontinuity) -> Frame | Discontinuity:
        self._next = None
        self._passed_ns = item.t_ns
        return item

    def _has_room(self, items: list[Frame | Discontinuity], budget: int) -> bool:
        count = len(items)
        in_slice = not count or count % _SLICE_FRAMES != 0 or time.perf_counter_ns() < self._slice_end_ns
        return count < budget and in_slice

    def _skip(self) -> None:
        while self._skipping and time.perf_counter_ns() < self._slice_end_ns:
            for _ in range(_SLICE_FRAMES):
                item = self._peek()
                if item is None and self._skip_to_ns > max(self._passed_ns, 0):
                    self._aim(max(self._passed_ns, 0))
                    break
                if item is None or item.t_ns >= self._skip_to_ns:
                    self._skipping = False
                    break
                self._take(item)

    def _prime(self, items: list[Frame | Discontinuity], budget: int) -> None:
        while self._has_room(items, budget):
            item = self._peek()
            if item is None:
                self.primed_until_ns = max(self._passed_ns, 0)
            if item is None or item.t_ns > self.primed_until_ns:
                self._axis_ns = self.primed_until_ns
                self._priming = False
                return
            items.append(self._take(item))
            self._axis_ns = item.t_ns

    def _play(self, items: list[Frame | Discontinuity], budget: int) -> None:
        if self._anchor is None:
            machine_ns = self._machine_ns if self._round_machine_ns is None else self._round_machine_ns
            self._anchor = (machine_ns, self._axis_ns)
            self._round_machine_ns = None
        while self._has_room(items, budget):
            item = self._peek()
            place_ns = self._next_place_ns()
            if self._due_ns(place_ns) > self._machine_ns:
                return
            if item is None or item.t_ns > place_ns:
                self._finish(place_ns)
                return
            items.append(self._take(item))
            self._axis_ns = place_ns

    def _take_steps(self, items: list[Frame | Discontinuity], budget: int) -> None:
        while self._steps and self._has_room(items, budget):
            item = self._peek()
            place_ns = self._next_place_ns()
            if item is None or item.t_ns > place_ns:
                self._steps = 0
                self._finish(place_ns)
                return
            items.append(self._take(item))
            self._axis_ns = place_ns
            self._steps -= isinstance(item, Frame)

    def _next_place_ns(self) -> int:
        """Where the next thing happens: the next item, or the end."""
        item = self._peek()
        place_ns = self._axis_ns if item is None else item.t_ns
        return place_ns if self._end_ns is None else min(place_ns, max(self._end_ns, self._axis_ns))

    def _due_ns(self, place_ns: int) -> int:
        if self._rate is None or self._anchor is None:
            return self._machine_ns
        anchor_machine_ns, anchor_axis_ns = self._anchor
        return anchor_machine_ns + math.ceil((place_ns - anchor_axis_ns) / self._rate)

    def _finish(self, place_ns: int) -> None:
        self._axis_ns = place_ns
        if not self._loop:
            self.ended = True
            return
        self.loops += 1
        self._round_machine_ns = self._due_ns(place_ns)
        self._aim(self._start_ns)
        self._waiting = Discontinuity(self._axis_ns, "loop")

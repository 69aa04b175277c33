"""A second reading of INTERLOCK's D rules, slow and without memory: it looks through the whole history each time.

Written from the page alone; shares only the names of the states with the room it judges.
"""

from __future__ import annotations

import bisect
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from cockpit.interlock.driving import DrivingState, Setup
from cockpit.signals.evidence import Verdict


@dataclass(frozen=True)
class Event:
    """A frame: `value` of `path` arrived at `at_ns`."""

    at_ns: int
    path: str
    value: float
    verdict: Verdict


@dataclass(frozen=True)
class Oracle:
    """All that ever happened. `started_ns` is the moment of the first decision; events have rising times."""

    setup: Setup
    messages: dict[str, str]
    timeouts: dict[str, int]
    started_ns: int
    events: Sequence[Event]
    _known: dict[int, str] = field(default_factory=dict)
    _changes: list[int] = field(default_factory=list)

    def state(self, now_ns: int) -> tuple[DrivingState, str]:
        """The state and the row at `now_ns`."""
        rule = self._restricting_rule(now_ns)
        if rule in ("D4", "D5"):
            return DrivingState.MOVING, rule
        if rule:
            return DrivingState.UNKNOWN, rule
        clear_ns = self._since(now_ns, lambda at: not self._restricting_rule(at))
        park_ns = self._since(now_ns, self._is_parked) if self._is_parked(now_ns) else now_ns
        settle_ns = self.setup.settle_ns
        if now_ns - clear_ns >= settle_ns and self._is_parked(now_ns) and now_ns - park_ns >= settle_ns:
            return DrivingState.PARKED, "D7"
        if now_ns - clear_ns >= settle_ns:
            return DrivingState.IDLING, "D8"
        before = max(at for at in self.moments(now_ns) if at < clear_ns)
        return self.state(before)[0], "D9"

    def moments(self, now_ns: int) -> list[int]:
        """The times up to now at which anything can have changed."""
        if not self._changes:
            ages = [event.at_ns + self.timeouts[event.path] + 1 for event in self.events]
            self._changes.extend(sorted({self.started_ns, *(event.at_ns for event in self.events), *ages}))
        return [*self._changes[:bisect.bisect_left(self._changes, now_ns)], now_ns]

    def _since(self, now_ns: int, holds: Callable[[int], bool]) -> int:
        since = now_ns
        for moment in reversed(self.moments(now_ns)):
            if not holds(moment):
                break
            since = moment
        return since

    def _last(self, path: str, now_ns: int) -> Event | None:
        return next((event for event in reversed(self.events) if event.path == path and event.at_ns <= now_ns), None)

    def _value(self, path: str | None, now_ns: int) -> float | None:
        last = None if path is None else self._last(path, now_ns)
        if last is None or last.verdict is not Verdict.VALID or not math.isfinite(last.value):
            return None
        return None if now_ns - last.at_ns > self.timeouts[last.path] else last.value

    def _restricting_rule(self, now_ns: int) -> str:
        """The first of D1 to D6 that holds, or nothing."""
        if now_ns not in self._known:
            self._known[now_ns] = self._find_restricting_rule(now_ns)
        return self._known[now_ns]

    def _find_restricting_rule(self, now_ns: int) -> str:
        setup = self.setup
        if now_ns == self.started_ns:
            return "D1"
        speeds = [self._value(path, now_ns) for path in setup.speed_sources]
        gear, brake = self._value(setup.gear, now_ns), self._value(setup.parking_brake, now_ns)
        known = [abs(speed) for speed in speeds if speed is not None]
        if len(known) < len(speeds) or not speeds or (setup.gear is not None and gear is None):
            return "D2"
        if any(a - b > 7.2 for a in known for b in known):
            return "D3"
        if any(speed > setup.standstill_kmh for speed in known):
            return "D4"
        if gear is not None and gear < 0:
            return "D5"
        witnesses = {self.messages[path] for path in setup.speed_sources}
        if gear == 126 and setup.gear is not None:
            witnesses.add(self.messages[setup.gear])
        if brake and setup.parking_brake is not None:
            witnesses.add(self.messages[setup.parking_brake])
        return "" if len(witnesses) >= 2 or setup.single_source else "D6"

    def _is_parked(self, now_ns: int) -> bool:
        gear = self._value(self.setup.gear, now_ns)
        if self.setup.gear_has_park:
            return gear == 126
        return bool(self._value(self.setup.parking_brake, now_ns)) and (self.setup.gear is None or gear == 0)

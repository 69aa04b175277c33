"""From a frame to permits, without I/O or a clock: the one chain that runs live, in replay and in virtual time alike.

Times are nanoseconds on the drive's axis. Frames and deadlines are taken in time order: `advance(t)` first judges every
deadline up to `t` at its own moment, so that how late a process wakes changes nothing in a replay.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cockpit.frames.frame import Frame
from cockpit.interlock.cabin import Cabin
from cockpit.interlock.decision import Decision, Setup, decide
from cockpit.interlock.look import maybe_fault
from cockpit.interlock.permit import OCCUPANCY, Permit, grant, next_deadline_ns
from cockpit.interlock.rules import Policy
from cockpit.interlock.words import describe
from cockpit.signals.decode import Decoder
from cockpit.signals.evidence import Evidence, Verdict
from cockpit.signals.vehicle import Vehicle
from cockpit.state import vehicle as vehicle_state
from cockpit.state.trip import Trip, add

_NS_PER_MS = 1_000_000
_NOTHING = Evidence(None, Verdict.MISSING, "", None, 0, None, "")


@dataclass(frozen=True, slots=True)
class DrivingChange:
    """The driving state or its reason code changed at `t_ns`."""

    t_ns: int
    decision: Decision
    words: str


@dataclass(frozen=True, slots=True)
class PermitChange:
    """A display's permit or its reason code changed at `t_ns`."""

    t_ns: int
    permit: Permit


def setup_of(vehicle: Vehicle) -> Setup:
    """What a vehicle folder tells the interlock."""
    return Setup(
        speed_sources=vehicle.speed_sources,
        gear=vehicle.gear,
        gear_has_park=vehicle.gear_has_park,
        parking_brake=vehicle.parking_brake,
        standstill_kmh=vehicle.standstill_kmh,
        settle_ns=vehicle.settle_ms * _NS_PER_MS,
        single_source=vehicle.single_source,
    )


class Judge:
    """Frames in, permits out.

    `changes` collects what changed, in order, until the caller empties it. `due_ns` is the next moment at which a
    permit may change without a frame, None if there is none. Before the first frame nothing is allowed that the driver
    can see.
    """

    def __init__(
        self, vehicle: Vehicle, decoder: Decoder, policy: Policy, cabin: Cabin, displays: Sequence[str] | None = None
    ) -> None:
        self.changes: list[DrivingChange | PermitChange] = []
        self.due_ns: int | None = None
        self._decoder = decoder
        self._setup = setup_of(vehicle)
        self._policy = policy
        self._views = {name: cabin.views[name] for name in displays or vehicle.displays}
        self._rows = {path: row for row, path in enumerate(decoder.paths)}
        self._privacy = self._mapped({name: view.privacy_signal for name, view in self._views.items()})
        self._occupancy = self._mapped({name: OCCUPANCY.get(name) for name in self._views})
        watched = (*self._setup.watched, *self._privacy.values(), *self._occupancy.values())
        self._watched = tuple(path for path in dict.fromkeys(watched) if path in self._rows)
        self._seats = frozenset(self._watched) - frozenset(self._setup.watched)
        self._rests_on: object = None
        self._watched_rows = frozenset(self._rows[path] for path in self._watched)
        self._grant_ids = itertools.count(1)
        self._state = vehicle_state.empty(len(decoder.paths))
        self._decision = decide(None, {}, 0, self._setup)
        self._permits: dict[str, Permit] = {}
        self._trip = Trip()
        self._publish(self._decision, {}, 0)

    @property
    def decision(self) -> Decision:
        """The driving state as last decided."""
        return self._decision

    @property
    def permits(self) -> Mapping[str, Permit]:
        """A permit for every display, in the order of the displays."""
        return self._permits

    @property
    def trip(self) -> Trip:
        """The distance driven at the shown speed."""
        return self._trip

    @property
    def words(self) -> str:
        """The last decision in plain words."""
        return describe(self._decision, self._decision.at_ns)

    def on_frame(self, frame: Frame) -> None:
        """Judge one frame at its own time; the deadlines before it come first."""
        self._run_deadlines(frame.t_ns - 1)
        if self._take(frame):
            self._decide(frame.t_ns)

    def on_late_frames(self, frames: Sequence[Frame], now_ns: int) -> None:
        """Judge what waited until a late wake (INTERLOCK P2): D3 to D5 on each frame, E7 once after the last.

        Ages stand still while the frames are taken one by one, so that a late wake makes nothing stale that waited on
        the bus. A row of D1 to D6 that held on the way starts the settling time at `now_ns`.
        """
        seen_ns = self._decision.at_ns
        has_looked, has_broken = False, False
        for frame in frames:
            if self._take(frame):
                self._decide_waiting(seen_ns, now_ns)
                has_looked = True
                has_broken = has_broken or self._decision.clear_since_ns is None
        if has_broken:
            self._decision = replace(self._decision, clear_since_ns=None, park_since_ns=None)
        if has_looked or (self.due_ns is not None and self.due_ns <= now_ns):
            self._decide(now_ns)

    def advance(self, now_ns: int) -> None:
        """Judge every deadline up to `now_ns` in order, then decide at this moment."""
        self._run_deadlines(now_ns)
        if now_ns > self._decision.at_ns:
            self._decide(now_ns)

    def forget(self, now_ns: int) -> None:
        """Drop all evidence, counters and history (INTERLOCK E8): as at a fresh start, with new grants."""
        self._decoder.forget()
        self._state = vehicle_state.forget(self._state)
        self._trip = Trip(self._trip.distance_m)
        before = self._decision
        self._decision = decide(None, {}, now_ns, self._setup)
        self._publish(before, {}, now_ns)

    def evidence(self, now_ns: int) -> tuple[Evidence, ...]:
        """What is known of every mapped signal, in the order of `Decoder.paths`."""
        return tuple(self._evidence_of(row, now_ns) for row in range(len(self._decoder.paths)))

    def _take(self, frame: Frame) -> bool:
        """Apply a frame's samples; whether the interlock wants to look."""
        samples = self._decoder.on_frame(frame)
        if not samples:
            return False
        self._state = vehicle_state.apply(self._state, *samples)
        return any(sample.index in self._watched_rows for sample in samples)

    def _run_deadlines(self, until_ns: int) -> None:
        while self.due_ns is not None and self.due_ns <= until_ns:
            self._decide(self.due_ns)

    def _decide(self, now_ns: int) -> None:
        evidence = {path: self._evidence_of(self._rows[path], now_ns) for path in self._watched}
        before, self._decision = self._decision, decide(self._decision, evidence, now_ns, self._setup)
        self._trip = add(self._trip, self._decision.shown_speed_kmh, now_ns)
        self._publish(before, evidence, now_ns)

    def _decide_waiting(self, seen_ns: int, now_ns: int) -> None:
        """Decide on a frame received at `now_ns` as if it had come at the last look, when nothing was stale."""
        evidence = {path: self._evidence_of(self._rows[path], now_ns, seen_ns) for path in self._watched}
        before, decision = self._decision, decide(self._decision, evidence, seen_ns, self._setup)
        since_ns = decision.since_ns if decision.state is before.state else now_ns
        self._decision = replace(decision, cause_ns=now_ns, since_ns=since_ns)
        self._publish(before, evidence, now_ns, decided_ns=seen_ns)

    def _evidence_of(self, row: int, now_ns: int, seen_ns: int | None = None) -> Evidence:
        """A row's evidence at `now_ns`; with `seen_ns`, as if all receipts since then had happened at that look."""
        timeout_ns, message = self._decoder.timeouts_ns[row], self._decoder.messages[row]
        if seen_ns is None:
            return vehicle_state.evidence(self._state, row, now_ns, timeout_ns, message)
        found = vehicle_state.evidence(self._state, row, seen_ns, timeout_ns, message)
        sample = self._state.samples[row]
        if sample is None or sample.received_ns <= seen_ns:
            return found
        return Evidence(sample.value, sample.verdict, sample.reason, seen_ns, sample.sequence,
                        seen_ns + timeout_ns, message)

    def _publish(
        self, before: Decision, evidence: Mapping[str, Evidence], now_ns: int, *, decided_ns: int | None = None
    ) -> None:
        """Grant anew for every display and note what changed; `decided_ns` where the decision is of another moment."""
        decision = self._decision
        granted_ns = now_ns if decided_ns is None else decided_ns
        words = describe(decision, now_ns)
        if decision is before or (decision.state, decision.reason) != (before.state, before.reason):
            self.changes.append(DrivingChange(now_ns, decision, words))
        others = {path: found for path, found in evidence.items() if path in self._seats}
        self.due_ns = next_deadline_ns(decision, now_ns, *others.values())
        rests_on = (decision.state, decision.reason, decision.speed_kmh, words, _seen(others, granted_ns))
        if rests_on == self._rests_on:
            return
        self._rests_on = rests_on
        for display, view in self._views.items():
            old = self._permits.get(display)
            new = grant(
                old, decision, words, self._policy, view,
                privacy=evidence.get(self._privacy.get(display, "")),
                occupancy=self._maybe_occupancy(display, evidence),
                new_grant_id=next(self._grant_ids),
                now_ns=granted_ns,
            )
            self._permits[display] = new
            if old is None or (old.allowed, old.reason, old.grant_id) != (new.allowed, new.reason, new.grant_id):
                self.changes.append(PermitChange(now_ns, new))

    def _maybe_occupancy(self, display: str, evidence: Mapping[str, Evidence]) -> Evidence | None:
        """What is known of the seat in front of a display: nothing known where mapped, None where not mapped."""
        path = self._occupancy.get(display)
        return None if path is None else evidence.get(path, _NOTHING)

    def _mapped(self, paths: Mapping[str, str | None]) -> dict[str, str]:
        """The paths that this vehicle maps, by display."""
        return {display: path for display, path in paths.items() if path is not None and path in self._rows}


def _seen(others: Mapping[str, Evidence], now_ns: int) -> tuple[object, ...]:
    """All that a permit sees of filters and seats; it does not look at their age but through `maybe_fault`."""
    return tuple((path, found.value, maybe_fault(found, now_ns)) for path, found in others.items())

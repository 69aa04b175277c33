"""From the judge's changes to the events file and the report: each change once, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cockpit.gateway.events import EventLog
    from cockpit.gateway.pump import Pump
    from cockpit.gateway.report import Recorder
    from cockpit.gateway.roles import Judge
    from cockpit.interlock.decision import Decision
    from cockpit.interlock.permit import Permit


class Record:
    """Remembers what was written last, so that an unseen feed after a seek leaves only its result."""

    def __init__(self, events: EventLog, recorder: Recorder | None) -> None:
        self._events = events
        self._recorder = recorder
        self._driving: tuple[str, str] | None = None
        self._permits: dict[str, tuple[bool, str, int]] = {}

    def follow(self, judge: Judge, pump: Pump, at_mono_ns: int) -> None:
        """Write the judge's changes and empty them, then whatever else differs from what was written.

        `at_mono_ns` is when all of it was on the board.
        """
        from cockpit.gateway.judge import DrivingChange  # loads the geometry, which no screen's start shall wait for

        for change in judge.changes:
            if isinstance(change, DrivingChange):
                self._drive(change.decision, change.words, change.t_ns, at_mono_ns)
            else:
                self._permit(change.permit, change.t_ns, pump, at_mono_ns)
        judge.changes.clear()
        now_ns = judge.decision.at_ns
        self._drive(judge.decision, judge.words, now_ns, at_mono_ns)
        for permit in judge.permits.values():
            self._permit(permit, now_ns, pump, at_mono_ns)

    def _drive(self, decision: Decision, words: str, t_ns: int, at_mono_ns: int) -> None:
        told, state = self._driving, decision.state.name
        if told == (state, decision.reason):
            return
        self._driving = (state, decision.reason)
        if told is None or told[0] != state:
            self._events.driving_state(at_mono_ns, t_ns, state)
        if self._recorder is not None:
            self._recorder.on_driving(t_ns, state, decision.reason, words)

    def _permit(self, permit: Permit, t_ns: int, pump: Pump, at_mono_ns: int) -> None:
        told = self._permits.get(permit.display)
        if told == (permit.allowed, permit.reason, permit.grant_id):
            return
        self._permits[permit.display] = (permit.allowed, permit.reason, permit.grant_id)
        turned = told is None or told[0] != permit.allowed
        self._events.permit(
            at_mono_ns,
            t_ns,
            permit.display,
            allowed=permit.allowed,
            reason=permit.reason,
            cause_mono_ns=pump.mono_at(permit.cause_ns if turned else t_ns),
        )
        if self._recorder is not None:
            self._recorder.on_permit(t_ns, permit.display, permit.allowed, permit.reason, permit.words)

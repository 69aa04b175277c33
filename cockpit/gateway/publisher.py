"""What the judge has decided, put where others see it: the board, the doorbells, the events file.

The order is the interlock's: first the board, then the doorbell of a revocation, then the record of it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cockpit.board.snapshot import LEASE_NS, PermitRow, PermitSnapshot, SignalRow, SignalSnapshot
from cockpit.board.writer import BoardWriter, fresh_permits
from cockpit.gateway.record import Record
from cockpit.platform import mono_ns
from cockpit.signals.evidence import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from cockpit.board.layout import Directory
    from cockpit.board.snapshot import ScreenState
    from cockpit.gateway.events import EventLog
    from cockpit.gateway.pump import Pump
    from cockpit.gateway.report import Recorder
    from cockpit.gateway.roles import Judge
    from cockpit.interlock.permit import Permit


class Publisher:
    """The board's only writer. `ring` wakes the screens of the displays it is given.

    `forbidden_since_ns` has every display that may not show video now, with the moment of the machine's clock at which
    that began, later by what was overslept since: the watchdog's measure. `granted` collects displays that were allowed
    anew, for the loop to empty.
    """

    def __init__(
        self,
        directory: Directory,
        events: EventLog,
        recorder: Recorder | None,
        ring: Callable[[set[str]], None],
        now_ns: int,
    ) -> None:
        self._board = BoardWriter(directory)
        self._record = Record(events, recorder)
        self._ring = ring
        self._permits: dict[str, Permit] = {}
        self._shown: PermitSnapshot = fresh_permits(directory.displays)
        self._signals: SignalSnapshot | None = None
        self.forbidden_since_ns: dict[str, int] = dict.fromkeys(directory.displays, now_ns)
        self.granted: set[str] = set()

    @property
    def readable_fd(self) -> int:
        """What screens inherit of the board."""
        return self._board.readable_fd

    @property
    def shown(self) -> PermitSnapshot:
        """The permits as they stand on the board."""
        return self._shown

    def publish(self, judge: Judge, pump: Pump, now_ns: int) -> None:
        """Write what is decided, under leases that run from `now_ns`, the moment of the decision."""
        before, permits = self._shown, judge.permits
        rows = {
            display: self._row(before.rows[display], permits.get(display), pump, now_ns + LEASE_NS)
            for display in before.rows
        }
        decision = judge.decision
        self._shown = PermitSnapshot(
            sequence=0,
            driving_state=decision.state,
            reason=decision.reason,
            words=judge.words,
            cause_ns=decision.cause_ns,
            cause_mono_ns=pump.mono_at(decision.cause_ns),
            decided_ns=now_ns,
            rows=rows,
        )
        self._board.write_permits(self._shown)
        written_ns = mono_ns()
        revoked = {display for display, row in rows.items() if _is_revoked(before.rows[display], row)}
        if revoked:
            self._ring(revoked)
        self._note(before, now_ns)
        self._record.follow(judge, pump, written_ns)

    def renew(self, now_ns: int) -> None:
        """Prolong what stands, while a seek prepares evidence that nobody may see yet."""
        rows = {
            display: replace(row, expires_ns=now_ns + LEASE_NS) if row.allowed else row
            for display, row in self._shown.rows.items()
        }
        self._shown = replace(self._shown, decided_ns=now_ns, rows=rows)
        self._board.write_permits(self._shown)

    def write_signals(self, judge: Judge, pump: Pump, screens: tuple[ScreenState, ...], now_ns: int) -> None:
        """Write the values as they stand; during an unseen feed those of before, at the place that is sought."""
        if pump.is_unseen and self._signals is not None:
            self._signals = replace(self._signals, written_ns=now_ns, screens=screens)
        else:
            self._signals = _signals(judge, pump, screens, now_ns)
        self._board.write_signals(self._signals)

    def forgive(self, gap_ns: int) -> None:
        """The gateway has overslept by so much: for that long no film could be told to go (INTERLOCK P6)."""
        for display in self.forbidden_since_ns:
            self.forbidden_since_ns[display] += gap_ns

    def close(self) -> None:
        """Unmap the board; the leases on it end by themselves."""
        self._board.close()

    def _row(self, before: PermitRow, permit: Permit | None, pump: Pump, expires_ns: int) -> PermitRow:
        display = before.display
        if permit is None:
            return replace(before, allowed=False, expires_ns=0)
        if permit is self._permits.get(display) or permit == self._permits.get(display):
            return replace(before, expires_ns=expires_ns if permit.allowed else 0)
        self._permits[display] = permit
        return PermitRow(
            display=display,
            allowed=permit.allowed,
            driver_visible=permit.driver_visible,
            restrictions=int(permit.restrictions),
            reason=permit.reason,
            words=permit.words,
            grant_id=permit.grant_id,
            granted_ns=permit.granted_ns,
            expires_ns=expires_ns if permit.allowed else 0,
            cause_mono_ns=pump.mono_at(permit.cause_ns),
            sequence=before.sequence + 1,
        )

    def _note(self, before: PermitSnapshot, now_ns: int) -> None:
        """Keep what the watchdog and the loop ask for."""
        for display, row in self._shown.rows.items():
            if not row.allowed:
                self.forbidden_since_ns.setdefault(display, now_ns)
                continue
            self.forbidden_since_ns.pop(display, None)
            old = before.rows[display]
            if not old.allowed or row.grant_id != old.grant_id:
                self.granted.add(display)


def _is_revoked(old: PermitRow, new: PermitRow) -> bool:
    """Whether film that `old` let show must go: nothing is allowed, or only anew."""
    return old.allowed and (not new.allowed or new.grant_id != old.grant_id)


def _signals(judge: Judge, pump: Pump, screens: tuple[ScreenState, ...], now_ns: int) -> SignalSnapshot:
    decision = judge.decision
    rows = tuple(
        SignalRow(found.value if found.verdict <= Verdict.STALE else None, found.verdict, found.received_ns)
        for found in judge.evidence(pump.axis_ns)
    )
    return SignalSnapshot(
        sequence=0,
        written_ns=now_ns,
        axis_ns=pump.axis_ns,
        span_ns=pump.span_ns,
        rate=pump.rate,
        paused=pump.paused,
        mode=pump.mode,
        loops=pump.loops,
        trip_m=judge.trip.distance_m,
        shown_speed_kmh=decision.shown_speed_kmh,
        shown_dashes=decision.shown_dashes,
        screens=screens,
        rows=rows,
    )

"""Grants and revokes a display's video. One function grants; whatever is in doubt revokes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from cockpit.interlock.driving import Decision, DrivingState, Reason
from cockpit.interlock.look import maybe_fault
from cockpit.interlock.rules import DisplayClass, Policy, Restriction
from cockpit.interlock.view import View
from cockpit.interlock.words import describe_permit
from cockpit.signals.evidence import Evidence

RENEWAL_NS = 25_000_000
"""P1: a lease is renewed this often, each time by a decision made at that moment; an older one counts as UNKNOWN."""

OCCUPANCY = {"passenger": "Vehicle.Cabin.Seat.Row1.PassengerSide.OccupancyStatus"}
"""The seat in front of a display: where its signal is mapped, a film plays only when someone sits there."""

# VSS 6.0, Vehicle.Cabin.Seat.*.OccupancyStatus: the place of OCCUPIED among UNKNOWN, OCCUPIED, EMPTY.
_OCCUPIED = 1
_NO_VIDEO = int(Restriction.NO_VIDEO)


@dataclass(frozen=True, slots=True)
class Permit:
    """Whether one display may show video, and why.

    `restrictions` are Android's flags. `cause_ns` is the frame or deadline behind the last change, on the axis.
    `grant_id` and `granted_ns` name the unbroken grant (P2); both are 0 while there is none. `decided_ns` is the moment
    of the decision behind it; permits that differ in nothing else are equal.
    """

    display: str
    allowed: bool
    restrictions: int
    reason: Reason
    words: str
    cause_ns: int
    grant_id: int
    granted_ns: int
    driver_visible: bool
    decided_ns: int = field(compare=False)


def grant(previous: Permit | None, decision: Decision, words: str, policy: Policy, view: View, *,
          privacy: Evidence | None, occupancy: Evidence | None, new_grant_id: int, now_ns: int) -> Permit:
    """The permit of one display at `now_ns` on the axis.

    `words` describe the decision. `privacy` is the evidence of the view's privacy signal, `occupancy` that of the seat
    in front of the display; None where not mapped. `new_grant_id` (above 0, never used before) names the grant if one
    begins now.
    """
    if new_grant_id <= 0:
        raise ValueError(f"a grant id is above 0, this one is {new_grant_id}")
    is_current = decision.at_ns <= now_ns <= decision.at_ns + RENEWAL_NS
    state = decision.state if is_current else DrivingState.UNKNOWN
    driver_visible = view.sees(is_filtered=_is_on(privacy, now_ns))
    classes = view.classes(driver_visible=driver_visible)

    restrictions = policy.restrictions(classes, state, decision.speed_kmh)
    if driver_visible and not state.is_free:
        restrictions |= _NO_VIDEO  # P5, whatever the policy says
    reason = decision.reason if is_current else Reason.STALE
    if restrictions & _NO_VIDEO:
        reason = Reason.POLICY if state.is_free else reason
    elif occupancy is not None and not _is_occupied(occupancy, now_ns):
        restrictions, reason = restrictions | _NO_VIDEO, Reason.SEAT_EMPTY
    elif not driver_visible and _frees(policy, classes, DrivingState.UNKNOWN):
        reason = Reason.HIDDEN
    if reason is not decision.reason:
        words = describe_permit(reason, opens_in_park=_frees(policy, classes, DrivingState.PARKED))

    allowed = not restrictions & _NO_VIDEO
    kept = previous if previous is not None and previous.allowed and allowed else None
    changed = previous is None or (
        (previous.restrictions, previous.driver_visible) != (restrictions, driver_visible))
    return Permit(
        display=view.display,
        allowed=allowed,
        restrictions=restrictions,
        reason=reason,
        words=words,
        cause_ns=_cause(decision, privacy, occupancy, now_ns) if changed or previous is None else previous.cause_ns,
        grant_id=kept.grant_id if kept else new_grant_id if allowed else 0,
        granted_ns=kept.granted_ns if kept else now_ns if allowed else 0,
        driver_visible=driver_visible,
        decided_ns=decision.at_ns,
    )


def next_deadline_ns(decision: Decision, now_ns: int, *others: Evidence | None) -> int | None:
    """The next moment on the axis at which a permit may change without a frame.

    `others` are the privacy and occupancy evidence, which the decision knows nothing of.
    """
    moments = [decision.next_deadline_ns, *(_end_ns(evidence) for evidence in others)]
    return min((moment for moment in moments if moment is not None and moment > now_ns), default=None)


def _is_on(evidence: Evidence | None, now_ns: int) -> bool:
    """Whether a switch is known to be on; a doubt is off."""
    return evidence is not None and maybe_fault(evidence, now_ns) is None and bool(evidence.value)


def _is_occupied(evidence: Evidence, now_ns: int) -> bool:
    """Whether someone is known to sit there; a doubt is an empty seat."""
    return maybe_fault(evidence, now_ns) is None and evidence.value == _OCCUPIED


def _frees(policy: Policy, classes: Collection[DisplayClass], state: DrivingState) -> bool:
    return not policy.restrictions(classes, state, None) & _NO_VIDEO


def _cause(decision: Decision, privacy: Evidence | None, occupancy: Evidence | None, now_ns: int) -> int:
    """The latest frame or deadline up to now among all that a permit rests on."""
    moments = [decision.cause_ns]
    for evidence in (privacy, occupancy):
        if evidence is not None:
            moments += [moment for moment in (evidence.received_ns, _end_ns(evidence)) if moment is not None]
    return max((moment for moment in moments if moment <= now_ns), default=now_ns)


def _end_ns(evidence: Evidence | None) -> int | None:
    """The first moment at which the evidence is stale."""
    if evidence is None or evidence.fresh_until_ns is None:
        return None
    return evidence.fresh_until_ns + 1

"""Permits: who may show video, under which grant, and that every doubt takes it away."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from cockpit.interlock.decision import Decision, DrivingState, Reason, decide
from cockpit.interlock.permit import OCCUPANCY, RENEWAL_NS, Permit, grant, next_deadline_ns
from cockpit.interlock.policy import load_policy
from cockpit.interlock.rules import DisplayClass, Policy, Restriction, Rule
from cockpit.interlock.view import View
from cockpit.signals.evidence import Evidence, Verdict
from tests.unit.interlock.drive import MS, TWO_SPEEDS

NOW = 10_000 * MS
MISSION, NHTSA = load_policy("mission"), load_policy("us_nhtsa")
START = decide(None, {}, 0, TWO_SPEEDS)
STATES = {
    DrivingState.UNKNOWN: Reason.STALE, DrivingState.PARKED: Reason.PARKED, DrivingState.IDLING: Reason.IDLING,
    DrivingState.MOVING: Reason.SPEED}


def view(display: str = "center", **fields: object) -> View:
    """A display in the driver's sight and reach, but for `fields`."""
    plain = View(display, driver_visible=True, driver_visible_filtered=True, is_foil=False, privacy_signal=None,
                 ahead_of_seat_back=True, within_reach=True, margin_deg=60.0, margin_filtered_deg=60.0)
    return replace(plain, **fields)  # type: ignore[arg-type]  # any field


HIDDEN = view("rear_left", driver_visible=False, driver_visible_filtered=False, within_reach=False)
SWITCHED = view("passenger", driver_visible_filtered=False, privacy_signal="Vehicle.X", within_reach=False)


def decided(state: DrivingState, at_ns: int = NOW, reason: Reason | None = None) -> Decision:
    return replace(START, state=state, reason=reason or STATES[state], at_ns=at_ns, cause_ns=at_ns - MS, speed_kmh=0.0)


def switch(value: float | None = 1.0, verdict: Verdict = Verdict.VALID, received_ns: int = NOW - 10 * MS) -> Evidence:
    return Evidence(value, verdict, "", received_ns, 1, received_ns + 200 * MS, "Body")


def permit(state: DrivingState = DrivingState.PARKED, of: View | None = None, *, previous: Permit | None = None,
           policy: Policy = MISSION, privacy: Evidence | None = None, occupancy: Evidence | None = None,
           new_grant_id: int = 7, now_ns: int = NOW, decision: Decision | None = None) -> Permit:
    return grant(previous, decision or decided(state, now_ns), "Some words", policy, of or view(), privacy=privacy,
                 occupancy=occupancy, new_grant_id=new_grant_id, now_ns=now_ns)


@pytest.mark.attacks("P5")
def test_P5_fresh_from_the_start_nothing_is_granted_to_what_the_driver_sees() -> None:
    """The first permit of all, under every policy."""
    for policy in (MISSION, NHTSA):
        made = permit(policy=policy, decision=decide(None, {}, NOW, TWO_SPEEDS))
        assert (False, 0, 0, True) == (made.allowed, made.grant_id, made.granted_ns, made.driver_visible)
        assert made.restrictions & Restriction.NO_VIDEO


@pytest.mark.keeps("P5")
@pytest.mark.parametrize(("policy", "state", "allowed"), [
    (MISSION, DrivingState.PARKED, True), (MISSION, DrivingState.IDLING, True), (MISSION, DrivingState.MOVING, False),
    (MISSION, DrivingState.UNKNOWN, False), (NHTSA, DrivingState.PARKED, True), (NHTSA, DrivingState.IDLING, False),
    (NHTSA, DrivingState.MOVING, False), (NHTSA, DrivingState.UNKNOWN, False)])
def test_P5_only_standing_unlocks_what_the_driver_sees(policy: Policy, state: DrivingState, allowed: bool) -> None:
    """PARKED and IDLING under mission, PARKED alone under the guidelines."""
    assert allowed == permit(state, policy=policy).allowed


@pytest.mark.attacks("P5")
@pytest.mark.parametrize("state", [DrivingState.UNKNOWN, DrivingState.MOVING])
def test_P5_no_policy_unlocks_while_it_moves(state: DrivingState) -> None:
    """Even a policy that never went through the reader, and frees everything, is overruled."""
    rules = tuple(Rule(DisplayClass.ANY, each, 0, float("inf"), 0) for each in DrivingState)
    lax = Policy("lax", "", "", "", "", rules)
    made = permit(state, policy=lax)
    assert (False, ["no_video"]) == (made.allowed, [str(Restriction(made.restrictions).name).lower()])
    assert permit(DrivingState.IDLING, policy=lax).allowed
    assert permit(state, HIDDEN, policy=lax).allowed


@pytest.mark.attacks("P5")
def test_P5_sweep_of_displays_states_and_doubts_unlocks_none_in_sight() -> None:
    """Every display, filter, verdict, seat and state under every policy; the failure names what got through."""
    filters = [None, *(switch(value, verdict) for value in (1.0, 0.0, None, float("nan")) for verdict in Verdict),
               switch(received_ns=NOW - 201 * MS), switch(received_ns=NOW + 1)]
    seen = []
    for policy, state, of, privacy in itertools.product(
            (MISSION, NHTSA), DrivingState, (view(), SWITCHED, HIDDEN, view(is_foil=True)), filters):
        made = permit(state, of, policy=policy, privacy=privacy)
        hidden = of is HIDDEN or (of is SWITCHED and privacy == switch())
        if made.driver_visible == hidden or (made.allowed and not hidden and not state.is_free):
            seen.append((policy.name, state, of.display, privacy))
    assert [] == seen


@pytest.mark.attacks("P1")
@pytest.mark.parametrize("age_ns", [-1, RENEWAL_NS + 1, 10**12])
def test_P1_a_decision_not_made_at_this_moment_counts_as_unknown(age_ns: int) -> None:
    """A permit is renewed by a decision of now; a kept one, or one from the future, locks."""
    made = permit(decision=decided(DrivingState.PARKED, NOW - age_ns))
    assert (False, Reason.STALE, "No speed signal") == (made.allowed, made.reason, made.words)


@pytest.mark.keeps("P1")
def test_P1_a_decision_of_now_renews() -> None:
    """Up to one renewal of 25 ms old, and the permit says when it was decided."""
    assert 25 * MS == RENEWAL_NS
    made = permit(decision=decided(DrivingState.PARKED, NOW - RENEWAL_NS))
    assert (True, NOW - RENEWAL_NS) == (made.allowed, made.decided_ns)


@pytest.mark.keeps("P2")
def test_P2_a_grant_keeps_its_id_whatever_the_driving_state_does() -> None:
    """From standing to parked and back, or at any speed on a hidden display: one grant, one id, one beginning."""
    assert 1 == permit(new_grant_id=1).grant_id
    first = permit(DrivingState.IDLING, new_grant_id=3)
    assert (3, NOW) == (first.grant_id, first.granted_ns)
    second = permit(DrivingState.PARKED, previous=first, new_grant_id=4, now_ns=NOW + MS)
    assert (3, NOW) == (second.grant_id, second.granted_ns)
    rear = permit(DrivingState.UNKNOWN, HIDDEN, new_grant_id=5)
    for place, state in enumerate(DrivingState):
        rear = permit(state, HIDDEN, previous=rear, new_grant_id=10 + place, now_ns=NOW + place)
        assert (True, 5, NOW) == (rear.allowed, rear.grant_id, rear.granted_ns)


@pytest.mark.attacks("P2")
def test_P2_a_grant_that_was_broken_gets_a_new_id() -> None:
    """However short the break was: the old id never comes back."""
    first = permit(new_grant_id=3)
    broken = permit(DrivingState.UNKNOWN, previous=first, new_grant_id=4, now_ns=NOW + 1)
    assert (False, 0, 0) == (broken.allowed, broken.grant_id, broken.granted_ns)
    again = permit(previous=broken, new_grant_id=5, now_ns=NOW + 2)
    assert (5, NOW + 2) == (again.grant_id, again.granted_ns)


@pytest.mark.attacks("P2")
@pytest.mark.parametrize("grant_id", [0, -1])
def test_P2_an_id_that_means_no_grant_names_none(grant_id: int) -> None:
    """0 stands for no grant on the board."""
    with pytest.raises(ValueError, match="above 0"):
        permit(new_grant_id=grant_id)


@pytest.mark.parametrize(("privacy", "driver_visible"), [
    (switch(), False), (switch(0.0), True), (None, True), (switch(1.0, Verdict.INVALID), True),
    (switch(1.0, Verdict.STALE), True), (switch(None, Verdict.MISSING), True),
    (switch(received_ns=NOW - 201 * MS), True)])
def test_switched_filter_is_off_unless_valid_and_on(privacy: Evidence | None, driver_visible: bool) -> None:
    """Only a filter that is known to be on hides, and then the film may run while the vehicle moves."""
    made = permit(DrivingState.MOVING, SWITCHED, privacy=privacy)
    assert (driver_visible, not driver_visible) == (made.driver_visible, made.allowed)


def test_filter_evidence_beside_a_display_without_a_switched_filter_hides_nothing() -> None:
    """A signal that the cabin does not name means nothing."""
    wrong = view(driver_visible_filtered=False)
    assert permit(DrivingState.MOVING, wrong, privacy=switch()).driver_visible


@pytest.mark.parametrize(("occupancy", "allowed"), [
    (None, True), (switch(), True), (switch(0.0), False), (switch(2.0), False), (switch(1.0, Verdict.INVALID), False),
    (switch(received_ns=NOW - 201 * MS), False)])
def test_passengers_film_runs_only_when_someone_sits_there(occupancy: Evidence | None, allowed: bool) -> None:
    """Where the seat's signal is mapped, it must say so; where it is not, nobody asks."""
    made = permit(DrivingState.MOVING, HIDDEN, occupancy=occupancy)
    expected = (Reason.HIDDEN, "The driver cannot see it") if allowed else (Reason.SEAT_EMPTY, "Nobody sits there")
    assert (allowed, *expected) == (made.allowed, made.reason, made.words)
    assert ["passenger"] == list(OCCUPANCY)


@pytest.mark.parametrize(("state", "of", "policy", "reason", "words"), [
    (DrivingState.MOVING, view(), MISSION, Reason.SPEED, "Some words"),
    (DrivingState.PARKED, view(), MISSION, Reason.PARKED, "Some words"),
    (DrivingState.IDLING, view(), NHTSA, Reason.POLICY, "Not in Park"),
    (DrivingState.MOVING, HIDDEN, NHTSA, Reason.HIDDEN, "The driver cannot see it"),
    (DrivingState.PARKED, replace(HIDDEN, within_reach=True), NHTSA, Reason.PARKED, "Some words"),
    (DrivingState.PARKED, view(), Policy("never", "", "", "", "", tuple(
        Rule(DisplayClass.ANY, each, 0, float("inf"), 16) for each in DrivingState)), Reason.POLICY,
     "Not allowed on this display")])
def test_permit_says_why(state: DrivingState, of: View, policy: Policy, reason: Reason, words: str) -> None:
    """The vehicle's reason where it decides, else the display's place or the policy."""
    made = permit(state, of, policy=policy)
    assert (reason, words) == (made.reason, made.words)


def test_cause_is_of_the_last_change() -> None:
    """The frame that locked it stays the cause while it is locked; permits that differ in age alone are equal."""
    locked = permit(DrivingState.MOVING)
    assert NOW - MS == locked.cause_ns
    later = permit(DrivingState.MOVING, previous=locked, now_ns=NOW + 20 * MS)
    assert (NOW - MS, NOW + 20 * MS) == (later.cause_ns, later.decided_ns)
    assert locked == later
    free = permit(DrivingState.PARKED, previous=later, now_ns=NOW + 40 * MS)
    assert NOW + 39 * MS == free.cause_ns


def test_cause_may_be_a_filter_or_a_seat() -> None:
    """What the decision does not know of counts too: its frame, or the moment at which it aged."""
    on = permit(DrivingState.MOVING, SWITCHED, privacy=switch(received_ns=NOW))
    assert NOW == on.cause_ns
    off = permit(DrivingState.MOVING, SWITCHED, previous=on, privacy=switch(received_ns=NOW), now_ns=NOW + 210 * MS,
                 decision=replace(decided(DrivingState.MOVING, NOW + 210 * MS), cause_ns=NOW + 5 * MS))
    assert (False, NOW + 200 * MS + 1) == (off.allowed, off.cause_ns)
    assert NOW == permit(decision=replace(decided(DrivingState.PARKED), cause_ns=NOW + 5)).cause_ns


def test_next_deadline_includes_filter_and_seat() -> None:
    """Their ages change a permit as any signal's does; what is past is no deadline."""
    decision = replace(decided(DrivingState.PARKED), next_deadline_ns=NOW + 500 * MS)
    assert NOW + 190 * MS + 1 == next_deadline_ns(decision, NOW, None, switch())
    assert NOW + 500 * MS == next_deadline_ns(decision, NOW, switch(received_ns=NOW - 900 * MS))
    assert None is next_deadline_ns(decision, NOW + 500 * MS)
    timeless = Evidence(None, Verdict.MISSING, "", None, 0, None, "Body")
    assert None is next_deadline_ns(replace(decision, next_deadline_ns=None), NOW, timeless)

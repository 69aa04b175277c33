"""The vehicle's state: samples applied, ages judged, everything forgotten."""

from __future__ import annotations

import pytest

from cockpit.signals.evidence import Sample, Verdict
from cockpit.state.vehicle import VehicleState, apply, empty, evidence, forget

TIMEOUT_NS = 60_000_000


def sample(index: int = 0, value: float | None = 12.5, verdict: Verdict = Verdict.VALID, at_ns: int = 1_000,
           reason: str = "") -> Sample:
    return Sample(index, value, verdict, reason, at_ns, sequence=7)


def test_fresh_state_knows_nothing() -> None:
    """Before the first frame every row is missing and has neither value nor time."""
    found = evidence(empty(2), 1, 10**9, TIMEOUT_NS, "Speed")
    assert (None, Verdict.MISSING, None, None, 0, "Speed") == (
        found.value, found.verdict, found.received_ns, found.fresh_until_ns, found.sequence, found.message)


def test_apply_changes_its_rows_alone_and_leaves_the_old_state() -> None:
    """A frame's samples replace their own rows in a new value."""
    before = apply(empty(3), sample(0, 1.0))
    after = apply(before, sample(1, 2.0), sample(2, 3.0))
    assert (1.0, 2.0, 3.0) == tuple(row and row.value for row in after.samples)
    assert (1.0, None, None) == tuple(row and row.value for row in before.samples)


def test_apply_of_nothing_is_the_same_state() -> None:
    """A frame that carries no mapped signal changes nothing."""
    assert empty(2) == apply(empty(2))


@pytest.mark.keeps("E7")
def test_E7_is_valid_up_to_its_timeout() -> None:
    """A value counts to the last nanosecond of its timeout."""
    found = evidence(apply(empty(1), sample(at_ns=1_000)), 0, 1_000 + TIMEOUT_NS, TIMEOUT_NS, "Speed")
    assert (Verdict.VALID, 12.5, 1_000 + TIMEOUT_NS, 7) == (
        found.verdict, found.value, found.fresh_until_ns, found.sequence)


@pytest.mark.attacks("E7")
@pytest.mark.parametrize("late_ns", [1, 2, TIMEOUT_NS, 10**15])
def test_E7_is_stale_a_nanosecond_later_and_for_ever(late_ns: int) -> None:
    """Nothing but a new frame makes an old value count again; the value is kept to be told."""
    found = evidence(apply(empty(1), sample(at_ns=1_000)), 0, 1_000 + TIMEOUT_NS + late_ns, TIMEOUT_NS, "Speed")
    assert (Verdict.STALE, "E7", 12.5, 1_000) == (found.verdict, found.reason, found.value, found.received_ns)


@pytest.mark.attacks("E7")
def test_E7_makes_an_invalid_sample_stale_without_a_value() -> None:
    """An old fault is stale like any other, and gives no number."""
    spoiled = sample(value=None, verdict=Verdict.INVALID, reason="E4")
    state = apply(empty(1), spoiled)
    fresh = evidence(state, 0, 1_000, TIMEOUT_NS, "Speed")
    assert (Verdict.INVALID, "E4", None) == (fresh.verdict, fresh.reason, fresh.value)
    old = evidence(state, 0, 10**12, TIMEOUT_NS, "Speed")
    assert (Verdict.STALE, "E7", None) == (old.verdict, old.reason, old.value)


@pytest.mark.keeps("E8")
def test_E8_forget_leaves_nothing() -> None:
    """After a break of the axis every row is missing."""
    assert VehicleState((None, None)) == forget(apply(empty(2), sample(0), sample(1)))


@pytest.mark.attacks("E8")
def test_E8_a_sample_from_the_future_is_missing() -> None:
    """A clock that fell unnoticed makes no evidence fresher than it is."""
    found = evidence(apply(empty(1), sample(at_ns=1_000)), 0, 999, TIMEOUT_NS, "Speed")
    assert (Verdict.MISSING, "E8", None, None) == (found.verdict, found.reason, found.value, found.received_ns)

"""The gate of a display's film, without Qt and without a clock."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cockpit.board.snapshot import PermitRow
from cockpit.screens.guard import Gate, Look

PERMIT = PermitRow(
    display="center",
    allowed=True,
    driver_visible=True,
    restrictions=0,
    reason="parked",
    words="Parked",
    grant_id=7,
    granted_ns=0,
    expires_ns=1_000,
    cause_mono_ns=0,
    sequence=1,
)


@pytest.mark.keeps("P4")
def test_gate_starts_shut() -> None:
    """A fresh gate is blocked without a permit and only offers with one."""
    gate = Gate()
    assert Look.BLOCKED is gate.look(None, 0)
    assert Look.OFFERED is gate.look(PERMIT, 0)


@pytest.mark.keeps("P2")
def test_accepted_grant_opens() -> None:
    """A touch opens the gate for the grant that is held then."""
    gate = Gate()
    assert gate.accept(PERMIT, 0)
    assert Look.OPEN is gate.look(PERMIT, 0)


@pytest.mark.attacks("P4")
@pytest.mark.parametrize(
    ("permit", "machine_ns"),
    [
        (None, 0),
        (PERMIT, 1_000),
        (PERMIT, 10_000),
        (replace(PERMIT, allowed=False), 0),
    ],
    ids=["no-snapshot", "at-its-end", "after-its-end", "refused"],
)
def test_open_gate_shuts_without_valid_permit(permit: PermitRow | None, machine_ns: int) -> None:
    """An open gate is blocked by an absent, an expired and a refused permit."""
    gate = Gate()
    gate.accept(PERMIT, 0)
    assert Look.BLOCKED is gate.look(permit, machine_ns)


@pytest.mark.keeps("P2")
def test_same_grant_goes_on_after_a_lapse() -> None:
    """A lease that lapses and returns under its grant id is open again without a touch."""
    gate = Gate()
    gate.accept(PERMIT, 0)
    assert Look.BLOCKED is gate.look(PERMIT, 2_000)
    assert Look.OPEN is gate.look(replace(PERMIT, expires_ns=3_000), 2_000)


@pytest.mark.attacks("P2")
def test_new_grant_is_offered_never_opened() -> None:
    """Neither a new grant nor, after it, the old one's return under a new number opens by itself."""
    gate = Gate()
    gate.accept(PERMIT, 0)
    for grant_id in (8, 9, 0):
        assert Look.OFFERED is gate.look(replace(PERMIT, grant_id=grant_id), 0)


@pytest.mark.attacks("P2")
def test_touch_without_permit_is_not_kept() -> None:
    """A touch while blocked is no yes to the grant that comes later."""
    gate = Gate()
    assert not gate.accept(replace(PERMIT, allowed=False), 0)
    assert not gate.accept(PERMIT, 1_000)
    assert not gate.accept(None, 0)
    assert Look.OFFERED is gate.look(PERMIT, 0)

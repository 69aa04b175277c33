"""The registry of guards."""

from __future__ import annotations

import pytest

from cockpit.board.snapshot import PermitRow, PermitSnapshot
from cockpit.interlock.driving import DrivingState
from cockpit.screens.guards import Guards


class CountingGuard:
    """Keeps what it was asked and hides when there is no permit."""

    video = "blocked"
    note = ""

    def __init__(self, display: str) -> None:
        self.display = display
        self.asked: list[PermitRow | None] = []

    def check(self, permit: PermitRow | None, machine_ns: int) -> bool:
        """Record the question."""
        self.asked.append(permit)
        return permit is None

    def after_frame(self) -> None:
        """Nothing to do."""

    def play(self) -> None:
        """Nothing to do."""

    def show(self, film: str, position_ms: int) -> None:
        """Nothing to do."""


def permits(*displays: str) -> PermitSnapshot:
    """A snapshot in which these displays have a permit."""
    rows = {name: PermitRow(name, True, True, 0, "parked", "", 1, 0, 100, 0, 1) for name in displays}
    return PermitSnapshot(2, DrivingState.PARKED, "parked", "", 0, 0, 0, rows)


def test_each_guard_gets_its_own_row_and_hidden_displays_come_back() -> None:
    """A display that lost its row hides, and is named so that it is drawn at once."""
    guards, center, rear = Guards(), CountingGuard("center"), CountingGuard("rear_left")
    guards.register(center)
    guards.register(rear)
    assert ("rear_left",) == guards.check(permits("center"), 50)
    assert (["center"], [None]) == ([row.display for row in center.asked if row], rear.asked)


def test_no_snapshot_hides_everything() -> None:
    """INTERLOCK P4: a board that cannot be read is no permit, for nobody."""
    guards = Guards()
    guards.register(CountingGuard("center"))
    assert ("center",) == guards.check(None, 0)


def test_later_guard_of_a_display_takes_the_place() -> None:
    """A page that is loaded anew registers before the old one forgets, and the old one cannot remove the new."""
    guards, old, new = Guards(), CountingGuard("center"), CountingGuard("center")
    guards.register(old)
    guards.register(new)
    guards.forget(old)
    assert guards.maybe_of("center") is new
    guards.forget(new)
    assert guards.maybe_of("center") is None


@pytest.mark.attacks("P3")
def test_second_guard_of_a_display_waits_without_a_permit() -> None:
    """Two places of one film: the second gets none until the first is gone, and the first is asked all the while."""
    guards, first, second = Guards(), CountingGuard("center"), CountingGuard("center")
    guards.register(first)
    guards.register(second)
    assert guards.maybe_of("center") is first
    guards.check(permits("center"), 50)
    assert ([True], [None]) == ([row is not None for row in first.asked], second.asked)
    guards.forget(first)
    guards.check(permits("center"), 50)
    assert second.asked[-1] is not None


@pytest.mark.attacks("P5")
def test_guard_of_another_process_display_gets_no_permit() -> None:
    """The picture would stand on a glass of this process, which the permit does not speak of."""
    guards, guard = Guards(), CountingGuard("rear_left")
    guards.displays = ("center",)
    guards.register(guard)
    guards.check(permits("center", "rear_left"), 50)
    assert [None] == guard.asked

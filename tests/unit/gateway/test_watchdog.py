"""P6's rules in virtual time."""

from __future__ import annotations

import pytest

from cockpit.board.status import FilmStatus, ScreenStatus
from cockpit.gateway.watchdog import RestartBudget, Watchdog

MS = 1_000_000
S = 1000 * MS
HIDDEN = FilmStatus(1, None, 0)
VISIBLE = FilmStatus(1, 1, 1)


def status(heartbeat_ns: int, film: FilmStatus = HIDDEN) -> ScreenStatus:
    """A screen with one display."""
    return ScreenStatus(heartbeat_ns, {"center": film})


@pytest.mark.keeps("P6")
def test_film_has_100_ms_to_go() -> None:
    """A film still visible 100 ms after it was forbidden is a fault, one nanosecond before it is not."""
    dog = Watchdog(0)
    forbidden = {"center": 10 * S}
    fresh = status(10 * S + 99 * MS, VISIBLE)
    assert dog.maybe_fault(fresh, forbidden, 10 * S + 100 * MS - 1) is None
    assert "film on center 100 ms" in str(dog.maybe_fault(fresh, forbidden, 10 * S + 100 * MS))
    assert 10 * S + 100 * MS == dog.maybe_hide_deadline_ns(fresh, forbidden)


@pytest.mark.attacks("P6")
def test_film_shown_without_a_permit_is_a_fault_at_once() -> None:
    """Film that appears long after it was forbidden has no 100 ms of its own; the grace at start excuses it neither."""
    assert Watchdog(0).maybe_fault(status(S, VISIBLE), {"center": 0}, 1 * S) is not None


@pytest.mark.keeps("P6")
def test_allowed_or_hidden_film_is_no_fault() -> None:
    """An allowed film may stay, a hidden one has no deadline, another display's ban is not this screen's."""
    dog = Watchdog(0)
    assert dog.maybe_fault(status(6 * S, VISIBLE), {}, 6 * S) is None
    assert dog.maybe_fault(status(6 * S), {"center": 0}, 6 * S) is None
    assert dog.maybe_fault(status(6 * S, VISIBLE), {"trunk": 0}, 6 * S) is None
    assert dog.maybe_hide_deadline_ns(status(6 * S), {"center": 0}) is None


@pytest.mark.keeps("P6")
def test_heartbeat_older_than_500_ms_is_a_fault() -> None:
    """After the grace a screen that has not beaten for over 500 ms is to be killed."""
    dog = Watchdog(0)
    assert dog.maybe_fault(status(10 * S), {}, 10 * S + 500 * MS) is None
    assert "no heartbeat for 500 ms" in str(dog.maybe_fault(status(10 * S), {}, 10 * S + 500 * MS + 1))


@pytest.mark.attacks("P6")
def test_grace_ends_after_5_s() -> None:
    """A screen that never beats lives through the grace of 5 s and no longer."""
    dog = Watchdog(2 * S)
    assert dog.maybe_fault(status(0), {}, 7 * S - 1) is None
    assert dog.maybe_fault(status(0), {}, 7 * S) is not None


@pytest.mark.keeps("P6")
def test_late_wake_gives_the_heartbeat_a_fresh_start() -> None:
    """Whoever could not beat in the eyes of a gateway that slept has 500 ms from its wake."""
    dog = Watchdog(0)
    forbidden = {"center": 9 * S}
    dog.forgive(20 * S)
    assert dog.maybe_fault(status(9 * S), forbidden, 20 * S + 500 * MS) is None
    assert dog.maybe_fault(status(9 * S), forbidden, 20 * S + 500 * MS + 1) is not None


@pytest.mark.attacks("P6")
def test_late_wake_gives_no_film_a_fresh_start() -> None:
    """A film has the 100 ms from since when it is forbidden, however often its screen's heartbeat is forgiven."""
    dog = Watchdog(0)
    forbidden = {"center": 20 * S}
    dog.forgive(20 * S + 99 * MS)
    assert dog.maybe_fault(status(20 * S, VISIBLE), forbidden, 20 * S + 100 * MS) is not None
    assert 20 * S + 100 * MS == dog.maybe_hide_deadline_ns(status(20 * S, VISIBLE), forbidden)


@pytest.mark.keeps("P6")
def test_three_restarts_in_30_s_and_no_fourth() -> None:
    """The fourth restart within 30 s of the first is refused; 30 s after the first it is allowed."""
    budget = RestartBudget()
    assert [True, True, True] == [budget.try_spend(t * S) for t in (0, 10, 20)]
    assert not budget.try_spend(30 * S - 1)
    assert budget.try_spend(30 * S)
    assert not budget.try_spend(30 * S + 1)


@pytest.mark.attacks("P6")
def test_heartbeat_from_the_future_is_none() -> None:
    """A block that names a time to come does not keep a hung screen alive until then."""
    dog = Watchdog(0)
    assert "no heartbeat" in str(dog.maybe_fault(status(2**63), {}, 10 * S))
    assert dog.maybe_fault(status(10 * S + MS), {}, 10 * S) is None

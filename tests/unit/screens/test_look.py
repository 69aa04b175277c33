"""The board's snapshots as features see them."""

from __future__ import annotations

from cockpit.board.snapshot import SIGNALS_LIFE_NS, Mode, PermitSnapshot, ScreenState, SignalRow, SignalSnapshot
from cockpit.features.feature import NOTHING, Glass
from cockpit.interlock.driving import DrivingState
from cockpit.screens.look import glass_from
from cockpit.signals.evidence import Verdict

SIGNALS = SignalSnapshot(
    sequence=2, written_ns=1_000, axis_ns=5, span_ns=9, rate=1.0, paused=True, mode=Mode.REPLAY, loops=0, trip_m=7.0,
    shown_speed_kmh=46.0, shown_dashes=False, screens=(ScreenState.UP, ScreenState.DOWN),
    rows=(SignalRow(46.0, Verdict.VALID, 4),),
)  # fmt: skip
PERMITS = PermitSnapshot(2, DrivingState.MOVING, "speed", "Speed 46 km/h", 4, 4, 4, {})


def look(signals: SignalSnapshot | None, permits: PermitSnapshot | None, machine_ns: int = 1_000) -> Glass:
    """A look at a board of one path and two screens."""
    return glass_from(
        permits, signals, rows={"Vehicle.Speed": 0}, screens=("cluster", "center"), machine_ns=machine_ns, mono_ns=3
    )


def test_empty_board_is_unknown_and_not_alive() -> None:
    """Before anything is written nothing is known, and nothing may be shown."""
    glass = look(None, None)
    assert ("UNKNOWN", "start", False, NOTHING) == (glass.state, glass.reason, glass.alive, glass.at("Vehicle.Speed"))


def test_whole_board() -> None:
    """State, reason, place, values and the screens that are down arrive."""
    glass = look(SIGNALS, PERMITS)
    assert ("MOVING", "speed", True, 5, True) == (glass.state, glass.reason, glass.alive, glass.axis_ns, glass.paused)
    assert (46.0, 46.0, ("center",)) == (glass.at("Vehicle.Speed").value, glass.speed_kmh, glass.screens_down)
    assert NOTHING == glass.at("Vehicle.Unmapped")


def test_board_that_is_not_written_any_more_is_not_alive() -> None:
    """Without a gateway no value counts, even if its row still says valid."""
    assert look(SIGNALS, PERMITS, 1_000 + SIGNALS_LIFE_NS).alive
    assert not look(SIGNALS, PERMITS, 1_001 + SIGNALS_LIFE_NS).alive

"""The board's snapshots as the plain `Glass` that features draw from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cockpit.board.snapshot import SIGNALS_LIFE_NS, PermitSnapshot, ScreenState, SignalSnapshot
from cockpit.features.feature import Glass, Reading


def is_alive(signals: SignalSnapshot | None, machine_ns: int) -> bool:
    """Whether a gateway stands behind the signals at this moment."""
    return signals is not None and machine_ns - signals.written_ns <= SIGNALS_LIFE_NS


def glass_from(
    permits: PermitSnapshot | None,
    signals: SignalSnapshot | None,
    *,
    rows: Mapping[str, int],
    screens: Sequence[str],
    machine_ns: int,
    mono_ns: int,
) -> Glass:
    """One look at the board; `rows` is the row of each path, `screens` the names behind the screens' states."""
    state, reason, words = "UNKNOWN", "start", ""
    if permits is not None:
        state, reason, words = permits.driving_state.name, permits.reason, permits.words
    if signals is None:
        return Glass(mono_ns, state=state, reason=reason, words=words, rows=rows)
    return Glass(
        mono_ns,
        alive=is_alive(signals, machine_ns),
        axis_ns=signals.axis_ns,
        span_ns=signals.span_ns,
        paused=signals.paused,
        rate=signals.rate,
        speed_kmh=None if signals.shown_dashes else signals.shown_speed_kmh,
        trip_m=signals.trip_m,
        state=state,
        reason=reason,
        words=words,
        screens_down=tuple(
            name for name, fares in zip(screens, signals.screens, strict=True) if fares is ScreenState.DOWN
        ),
        rows=rows,
        readings=tuple(Reading(row.value, row.quality) for row in signals.rows),
    )

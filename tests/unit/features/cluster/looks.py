"""Looks at a board for the cluster's tests, written by what differs from a calm drive."""

from __future__ import annotations

from collections.abc import Mapping

from cockpit.features.feature import Glass, Reading
from cockpit.signals.evidence import Verdict

S_NS = 1_000_000_000


def look(
    values: Mapping[str, float | Verdict] | None = None,
    *,
    axis_ns: int = 51 * S_NS,
    speed_kmh: float | None = 46.48,
    state: str = "MOVING",
    reason: str = "speed",
    alive: bool = True,
    down: tuple[str, ...] = (),
) -> Glass:
    """A look in which each path of `values` is mapped, with a valid value or a verdict that has none."""
    values = values or {}
    return Glass(
        now_ns=axis_ns,
        alive=alive,
        axis_ns=axis_ns,
        speed_kmh=speed_kmh,
        state=state,
        reason=reason,
        screens_down=down,
        rows={path: row for row, path in enumerate(values)},
        readings=tuple(
            Reading(None, value) if isinstance(value, Verdict) else Reading(value, Verdict.VALID)
            for value in values.values()
        ),
    )

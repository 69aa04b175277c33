"""Numbers and places on a drive as the glass spells them."""

from __future__ import annotations

NBSP = "\u00a0"
"""Groups thousands; it does not break, and right-to-left text keeps it in its place."""


def spell_number(value: float, decimals: int = 0) -> str:
    """`48216` as `48 216`, a true minus before a negative one."""
    return f"{value:,.{decimals}f}".replace(",", NBSP).replace("-", "\u2212")


def spell_trip(distance_m: float) -> str:
    """Kilometres of a trip: tenths below 100, whole ones above."""
    return spell_number(distance_m / 1_000, 1 if distance_m < 99_950 else 0)

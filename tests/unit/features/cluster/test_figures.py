"""Numbers as the glass spells them."""

from __future__ import annotations

import pytest

from cockpit.features.cluster.model.figures import spell_number, spell_trip


@pytest.mark.parametrize(
    ("value", "text"), [(48216.4, "48\u00a0216"), (-80, "\u221280"), (999, "999"), (1_234_567, "1\u00a0234\u00a0567")]
)
def test_number_is_grouped_and_has_a_true_minus(value: float, text: str) -> None:
    """Thousands are grouped by a space that does not break; a negative number has a minus, not a hyphen."""
    assert text == spell_number(value)


@pytest.mark.parametrize(("metres", "text"), [(0, "0.0"), (63_440, "63.4"), (99_949, "99.9"), (99_951, "100")])
def test_trip_drops_its_tenths_at_a_hundred(metres: float, text: str) -> None:
    """Tenths matter on a short trip only, and never read 100.0."""
    assert text == spell_trip(metres)

"""The center's status line."""

from __future__ import annotations

import pytest

from cockpit.features.center.status import MOVING, PARKED, STANDING, StateSign, first_mapped, state_sign


@pytest.mark.parametrize(
    ("state", "reason", "sign"),
    [("PARKED", "parked", PARKED), ("IDLING", "idling", STANDING), ("MOVING", "speed", MOVING)],
)
def test_known_state(state: str, reason: str, sign: StateSign) -> None:
    """A known state has its own icon and word."""
    assert sign == state_sign(state, reason, alive=True)


@pytest.mark.parametrize(
    ("reason", "word"),
    [
        ("missing", "No speed signal"),
        ("stale", "No speed signal"),
        ("gear", "No gear signal"),
        ("disagree", "Speed not certain"),
        ("start", "Waiting for signals"),
        ("one_witness", "One speed signal only"),
    ],
)
def test_unknown_state_says_why(reason: str, word: str) -> None:
    """What is not known is said, loudly and with the dashes of a missing value."""
    assert StateSign("stale", word, loud=True) == state_sign("UNKNOWN", reason, alive=True)


def test_without_gateway_nothing_is_known() -> None:
    """A parked vehicle whose gateway is gone is not said to be parked."""
    assert "No signals" == state_sign("PARKED", "parked", alive=False).word


def test_only_what_is_mapped() -> None:
    """The first candidate that the vehicle has, or none."""
    assert "b" == first_mapped(("a", "b"), ("b", "a.c"))
    assert "" == first_mapped(("a",), ())

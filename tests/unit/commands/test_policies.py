"""`cockpit policies`: what each policy says, for people."""

from __future__ import annotations

import argparse
import math

import pytest

from cockpit.commands import policies
from cockpit.interlock.driving import DrivingState
from cockpit.interlock.rules import DisplayClass, Policy, Rule


def test_every_built_in_policy_is_listed_with_its_source(capsys: pytest.CaptureFixture[str]) -> None:
    """The default first; states that are alike on the classes that are alike."""
    assert 0 == policies.run(argparse.Namespace())
    text = capsys.readouterr().out
    assert text.startswith("mission: Mission: no video where the driver can see it, unless the vehicle stands\n")
    assert "  source: 78 FR 24818 (26 April 2013) (secondary source)\n  our reading: Released by Park" in text
    assert ("  displays that the driver can see (driver_visible) and "
            "displays within the driver's reach (within_reach)\n"
            "    PARKED                          nothing restricted\n"
            "    IDLING                          limit_string_length, no_keyboard, no_video\n"
            "    MOVING, UNKNOWN                 limit_string_length, no_keyboard, no_video\n"
            "  any other display\n    always                          nothing restricted\n") in text


def test_speed_ranges_are_told_in_km_h(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """UNKNOWN stands beside the range that it counts as; a policy for every display has no others."""
    rules = (Rule(DisplayClass.ANY, DrivingState.MOVING, 0, 2.5, 16),
             Rule(DisplayClass.ANY, DrivingState.MOVING, 2.5, math.inf, 24))
    monkeypatch.setattr(policies, "list_policies", lambda: [Policy("p", "P", "s", "ours", "", rules)])
    policies.run(argparse.Namespace())
    assert ("p: P\n  source: s (ours)\n  every display (any)\n"
            "    MOVING, 0 to 9 km/h             no_video\n"
            "    MOVING, UNKNOWN, from 9 km/h    no_keyboard, no_video\n") == capsys.readouterr().out

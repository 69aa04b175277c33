"""What the driver can see, in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cockpit.interlock.plan import Block, PlacedDisplay, Plan
from cockpit.interlock.sight import view_of
from cockpit.interlock.sight_words import Film, describe_cabin, describe_view

ASIDE = PlacedDisplay("rear_left", (0.8, 0.9), 0.3, 172.0)
SWITCHED = replace(ASIDE, half_angle_deg=30.0, privacy_signal="Vehicle.X")
PLAN = Plan("plan", (0.0, 0.0), 0.9, (ASIDE,), ())
WALLED = replace(PLAN, blocks=(Block((0.4, -1.0), (0.4, 1.5)),))


@pytest.mark.parametrize(("display", "plan", "verdict", "film", "filtered"), [
    (ASIDE, PLAN, "The driver sees it", Film.NEVER, ""),
    (replace(ASIDE, half_angle_deg=30.0), PLAN, "Its foil hides it from the driver", Film.ALWAYS, ""),
    (replace(ASIDE, half_angle_deg=80.0), PLAN, "The driver sees it", Film.NEVER, ""),
    (replace(ASIDE, facing_deg=0.0), PLAN, "Faces away from the driver", Film.ALWAYS, ""),
    (replace(ASIDE, facing_deg=0.0, half_angle_deg=30.0), PLAN, "Faces away from the driver", Film.ALWAYS, ""),
    (ASIDE, WALLED, "Out of the driver's sight", Film.ALWAYS, ""),
    (SWITCHED, PLAN, "Seen with its filter off", Film.FILTERED, "Hidden with its filter on"),
    (replace(SWITCHED, half_angle_deg=80.0), PLAN, "Seen with its filter off", Film.NEVER,
     "Seen even with its filter on"),
    (replace(SWITCHED, facing_deg=0.0), PLAN, "Faces away from the driver", Film.ALWAYS, "")])
def test_verdict_says_who_hides_it(display: PlacedDisplay, plan: Plan, verdict: str, film: Film, filtered: str) -> None:
    """The foil, the way it faces, what stands between, or a filter that can be switched."""
    view = view_of(plan, display)
    said = describe_view(plan, display, view)
    assert ("Rear left", verdict, film, filtered) == (said.name, said.verdict, said.film, said.filtered_verdict)
    assert view.margin_deg == said.margin_deg
    assert (view.margin_filtered_deg if filtered else 0.0) == said.filtered_margin_deg


def test_cabin_is_described_by_display() -> None:
    """In the order of the plan."""
    assert ["rear_left"] == list(describe_cabin(PLAN, {"rear_left": view_of(PLAN, ASIDE)}))

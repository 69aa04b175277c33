"""What the driver can see of each display, in plain English, by how many degrees, and what that means for a film."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass

from cockpit.interlock.plan import PlacedDisplay, Plan
from cockpit.interlock.sight import hides_by_itself
from cockpit.interlock.view import View


class Film(enum.Enum):
    """Where a film may run while the vehicle moves, as far as the cabin decides it."""

    NEVER = "no"
    FILTERED = "with the filter on"
    ALWAYS = "yes"


@dataclass(frozen=True, slots=True)
class Sighting:
    """One display's verdict in words, and by how many degrees it holds.

    With a switched filter `verdict` is for the filter off, the last two fields are for the filter on; else empty.
    """

    name: str
    verdict: str
    margin_deg: float
    film: Film
    filtered_verdict: str = ""
    filtered_margin_deg: float = 0.0


def describe_view(plan: Plan, display: PlacedDisplay, view: View) -> Sighting:
    """The words for one display of the plan."""
    name = display.name.replace("_", " ").capitalize()
    if view.privacy_signal is not None and view.driver_visible:
        film, verdict = Film.FILTERED, "Hidden with its filter on"
        if view.driver_visible_filtered:
            film, verdict = Film.NEVER, "Seen even with its filter on"
        return Sighting(name, "Seen with its filter off", view.margin_deg, film, verdict, view.margin_filtered_deg)
    if view.driver_visible:
        return Sighting(name, "The driver sees it", view.margin_deg, Film.NEVER)
    if hides_by_itself(plan, display):
        return Sighting(name, "Faces away from the driver", view.margin_deg, Film.ALWAYS)
    verdict = "Its foil hides it from the driver" if view.is_foil else "Out of the driver's sight"
    return Sighting(name, verdict, view.margin_deg, Film.ALWAYS)


def describe_cabin(plan: Plan, views: Mapping[str, View]) -> dict[str, Sighting]:
    """The words for every display, by its name in the plan."""
    return {display.name: describe_view(plan, display, views[display.name]) for display in plan.displays}

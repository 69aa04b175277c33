"""`cockpit cabin`: what the driver can see of each display, by how much, as text and as a drawn plan."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from cockpit.errors import InputError, Problem
from cockpit.interlock.cabin import BUILT_IN, Cabin, load_cabin
from cockpit.interlock.sight_words import Sighting, describe_cabin
from cockpit.signals.vehicle import load_vehicle
from cockpit.signals.vss import SWITCHES


def run(args: argparse.Namespace) -> int:
    """Print the verdicts, and draw the plan where `args.out` names a file; returns 0. Raises InputError."""
    cabin, vehicle, profile = _load(args.vehicle)
    sightings = describe_cabin(cabin.plan, cabin.views)
    place = "built in" if cabin.file == BUILT_IN else str(cabin.file)
    lines = [f"{vehicle or 'No vehicle'}; cabin: {cabin.plan.name} ({place})", *_table(sightings.values())]
    if args.out is not None:
        _draw(args.out, cabin, sightings, vehicle, profile)
        lines.append(f"drawn: {args.out}")
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 0


def _load(vehicle: str | None) -> tuple[Cabin, str, str]:
    """The cabin with the name and the profile of its vehicle; the built-in cabin without one."""
    if vehicle is None:
        return load_cabin(None), "", "van"
    found = load_vehicle(vehicle)
    return load_cabin(found.cabin_file, found.displays, SWITCHES), found.name, found.profile


def _table(sightings: Iterable[Sighting]) -> Iterator[str]:
    """A line per display: its verdict, the degrees to spare, whether a film may run while the vehicle moves."""
    rows = [("display", "to spare", "film while it moves", "verdict")]
    for sighting in sightings:
        rows.append((sighting.name, f"{sighting.margin_deg:.0f} degrees", sighting.film.value, sighting.verdict))
        if sighting.filtered_verdict:
            rows.append(("", f"{sighting.filtered_margin_deg:.0f} degrees", "", sighting.filtered_verdict))
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        yield "  ".join([*(cell.ljust(width) for cell, width in zip(row[:3], widths, strict=True)), row[3]])


def _draw(out: Path, cabin: Cabin, sightings: dict[str, Sighting], vehicle: str, profile: str) -> None:
    from cockpit.commands.cabin_picture import draw_cabin

    title = f"{vehicle} · {cabin.plan.name}" if vehicle else cabin.plan.name
    picture = draw_cabin(cabin.plan, sightings, title, profile)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        picture.save(out, format="PNG")
    except (OSError, ValueError) as error:  # ValueError: a null byte in the path
        raise InputError(Problem(f"cannot be written: {getattr(error, 'strerror', None) or error}", out)) from None

"""`cockpit vehicles`: the built-in vehicles, each with its folder, its displays and how much of it is mapped."""

from __future__ import annotations

import argparse

from cockpit.signals.vehicle import Vehicle, list_vehicles


def run(args: argparse.Namespace) -> int:
    """Prints the list; returns exit status 0. Raises InputError where a built-in folder is broken."""
    del args
    for vehicle in list_vehicles():
        print("\n".join(_lines(vehicle)))
    return 0


def _lines(vehicle: Vehicle) -> list[str]:
    sources = len(vehicle.speed_sources)
    return [
        f"{vehicle.key}: {vehicle.name}",
        f"  folder    {vehicle.folder}",
        f"  displays  {', '.join(vehicle.displays)}",
        f"  signals   {len(vehicle.mappings)} mapped, {sources or 'none'} of them {'a ' if sources == 1 else ''}"
        f"speed source{'' if sources == 1 else 's'} of the interlock",
    ]

"""The names that signals carry: the COVESA VSS 6.0 paths that a cockpit uses, and an overlay for what VSS lacks.

Values travel as floats: a boolean is 0 or 1, a gear is VSS's number, a word is its place in `Leaf.allowed`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cockpit.signals import vss_table

SPEED = "Vehicle.Speed"
SELECTED_GEAR = "Vehicle.Powertrain.Transmission.SelectedGear"
CURRENT_GEAR = "Vehicle.Powertrain.Transmission.CurrentGear"
PARKING_BRAKE = "Vehicle.Chassis.ParkingBrake.IsEngaged"

GEAR_PATHS = (SELECTED_GEAR, CURRENT_GEAR)
GEARS: Mapping[str, int] = MappingProxyType({"P": 126, "R": -1, "N": 0, "D": 127})
"""VSS numbers of the gear letters (SelectedGear: 0 neutral, 1.. forward, -1.. reverse, 126 park, 127 drive)."""

_CHOICE = re.compile(r"\{([^}]*)\}")


@dataclass(frozen=True, slots=True)
class Leaf:
    """One signal of the tree.

    `unit` is a VSS unit or "" for a bare number, boolean or word; `allowed` lists a word's spellings in VSS's order;
    `overlay` marks a path that VSS 6.0 does not have.
    """

    path: str
    datatype: str
    unit: str
    minimum: float | None
    maximum: float | None
    allowed: tuple[str, ...]
    overlay: bool

    @property
    def is_boolean(self) -> bool:
        """True where the value is 0 or 1."""
        return self.datatype == "boolean"

    @property
    def is_gear(self) -> bool:
        """True where P R N D stand for numbers."""
        return self.path in GEAR_PATHS

    @property
    def is_speed(self) -> bool:
        """True where the signal says how fast the vehicle or one of its wheels goes, so that it can be a witness."""
        return self.path == SPEED or (self.path.startswith("Vehicle.Chassis.Axle.") and self.path.endswith(".Speed"))

    def maybe_word(self, value: float) -> str | None:
        """The spelling that `value` stands for, or None where the leaf holds no word or none at that place."""
        place = int(value)
        return self.allowed[place] if 0 <= place < len(self.allowed) else None


def _expand(pattern: str) -> Iterator[str]:
    """Yields `a.{b,c}.d` as `a.b.d` and `a.c.d`."""
    parts = _CHOICE.split(pattern)
    choices = [part.split(",") if place % 2 else [part] for place, part in enumerate(parts)]
    return ("".join(choice) for choice in itertools.product(*choices))


def _leaves() -> Iterator[Leaf]:
    for rows, overlay in ((vss_table.STANDARD, False), (vss_table.OVERLAY, True)):
        for row in rows:
            for path in _expand(row.pattern):
                yield Leaf(path, row.datatype, row.unit, row.minimum, row.maximum, row.allowed, overlay)


LEAVES: Mapping[str, Leaf] = MappingProxyType({leaf.path: leaf for leaf in _leaves()})
"""Every path that a vehicle folder may map."""

SWITCHES = frozenset(path for path, leaf in LEAVES.items() if leaf.is_boolean)
"""The paths that are on or off: what may say whether a privacy filter is on."""

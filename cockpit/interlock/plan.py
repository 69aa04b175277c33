"""The cabin in plan as plain data: where the driver's eyes are, the displays, and what stands between.

Metres; x ahead, y to the passenger. Directions are degrees from x towards y: what looks straight back has 180.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

Point = tuple[float, float]

OPEN_HALF_ANGLE_DEG = 90.0
"""A display without a filter glows to all sides in front of it."""


@dataclass(frozen=True, slots=True)
class PlacedDisplay:
    """A display as a straight line that glows to one side.

    `half_angle_deg` is how far from its normal it can be seen at all, with its filter on where it has one.
    `privacy_signal` is the path that says whether a switched filter is on; a filter without one is a foil.
    """

    name: str
    centre: Point
    width_m: float
    facing_deg: float
    half_angle_deg: float = OPEN_HALF_ANGLE_DEG
    privacy_signal: str | None = None

    @property
    def is_foil(self) -> bool:
        """Whether the filter is always on."""
        return self.half_angle_deg < OPEN_HALF_ANGLE_DEG and self.privacy_signal is None

    @property
    def normal(self) -> Point:
        """The unit vector out of the glass."""
        return math.cos(math.radians(self.facing_deg)), math.sin(math.radians(self.facing_deg))

    @property
    def ends(self) -> tuple[Point, Point]:
        """The two ends of the line."""
        (x, y), (ahead, aside) = self.centre, self.normal
        half_m = self.width_m / 2
        return (x + aside * half_m, y - ahead * half_m), (x - aside * half_m, y + ahead * half_m)


@dataclass(frozen=True, slots=True)
class Block:
    """Something that no line of sight passes: a seat back, a head restraint."""

    start: Point
    end: Point


@dataclass(frozen=True, slots=True)
class Plan:
    """A cabin. `eye` is the middle between the driver's eyes, `reach_m` how far from it a finger can touch."""

    name: str
    eye: Point
    reach_m: float
    displays: tuple[PlacedDisplay, ...]
    blocks: tuple[Block, ...]

    @property
    def maybe_seat_back_m(self) -> float | None:
        """Where the driver's seat back stands: the first block straight behind the eyes; None where no block does."""
        eye_x, eye_y = self.eye
        behind = [max(block.start[0], block.end[0]) for block in self.blocks
                  if min(block.start[1], block.end[1]) <= eye_y <= max(block.start[1], block.end[1])
                  and max(block.start[0], block.end[0]) < eye_x]
        return max(behind, default=None)

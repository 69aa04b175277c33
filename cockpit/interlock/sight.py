"""Which displays the driver can see: lines between the range of the eyes and the glass, on shapely.

A display is hidden if no line from any eye point to any of its points lies inside its emission cone without passing a
block. Eyes and glass are cut into pieces, and every doubt is resolved towards "visible": a pair of pieces counts as
blocked only if one block crosses every line between them. That follows from the corners alone: where two convex
pieces lie on either side of a block's line, the lines between them cross it in the hull of where the lines between
their corners do.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass, replace

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString, Polygon, box

from cockpit.interlock.plan import OPEN_HALF_ANGLE_DEG, PlacedDisplay, Plan
from cockpit.interlock.view import View

# SAE J941's eyellipse in plan, 99th percentile: the whole axes along x and y. Unconfirmed, from STANDARDS' table.
EYELLIPSE_ALONG_M, EYELLIPSE_ACROSS_M = 0.2871, 0.0853

# SAE J941 places an eyellipse for each eye, 65 mm apart. From memory.
EYES_APART_M = 0.065

FAR_M = 40.0
"""Further than two places of a cabin file can be apart."""

MOUNT_M = 0.001
"""What comes this near to the glass carries it: a dashboard drawn through its displays hides none of them."""

_CORNERS = 72
_EYE_CELLS = (10, 6)
_GLASS_PIECES = 24

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sight:
    """Whether a display can be seen inside a cone, and by how many degrees that is so."""

    is_visible: bool
    margin_deg: float


def eye_range(plan: Plan) -> Polygon:
    """Where the driver's eyes may be: the hull of both eyes' ellipses, drawn around them so that nothing is cut off."""
    outward = 1 / math.cos(math.pi / _CORNERS)
    along_m, across_m = EYELLIPSE_ALONG_M / 2 * outward, EYELLIPSE_ACROSS_M / 2 * outward
    turns = [2 * math.pi * step / _CORNERS for step in range(_CORNERS)]
    eye_x, eye_y = plan.eye
    corners = [(eye_x + along_m * math.cos(turn), eye_y + aside_m + across_m * math.sin(turn))
               for aside_m in (-EYES_APART_M / 2, EYES_APART_M / 2) for turn in turns]
    return _hull(corners)


def glow(display: PlacedDisplay, half_angle_deg: float, reach_m: float = FAR_M,
         span: tuple[float, float] = (0.0, 1.0)) -> Polygon:
    """The region from which a piece of a display can be seen, up to `reach_m` from it.

    `span` is the piece, as fractions of the way from the display's first end to its second. Up to 90 degrees the
    region is convex: the cone of one point, swept along the glass.
    """
    turns = [math.radians(display.facing_deg + half_angle_deg * step / 16) for step in range(-16, 17)]
    near = [_on_glass(display, part) for part in span]
    far = [(x + reach_m * math.cos(turn), y + reach_m * math.sin(turn)) for x, y in near for turn in turns]
    return _hull([*near, *far])


def see(plan: Plan, display: PlacedDisplay, half_angle_deg: float) -> Sight:
    """Whether any eye point sees any point of the display inside a cone of this half angle.

    The margin of a hidden display is the least turn that would bring an eye into the cone and past the blocks; that of
    a visible one is how much its cone would have to narrow until no eye sees it.
    """
    cells = _cut(eye_range(plan))
    parts = np.linspace(0.0, 1.0, _GLASS_PIECES + 1)
    glows = np.array([glow(display, half_angle_deg, span=span) for span in itertools.pairwise(parts)])
    in_cone = shapely.intersects(cells[:, None], glows[None, :])

    corners, cell_of = shapely.get_coordinates(cells, return_index=True)
    glass = np.array([_on_glass(display, part) for part in parts])
    crosses = _crossings(plan, corners, glass)
    by_piece = crosses[:, :, :-1] & crosses[:, :, 1:]
    blocked = np.array([by_piece[:, cell_of == cell].all(axis=1) for cell in range(len(cells))]).any(axis=1)
    is_visible = bool((in_cone & ~blocked).any())

    inside_deg = half_angle_deg - _angles(corners[:, None] - glass[None, :], np.array(display.normal))
    if is_visible:
        free_deg = inside_deg[~crosses.any(axis=0)]
        return Sight(is_visible=True, margin_deg=max(0.0, float(free_deg.max(initial=0.0))))
    shields_deg = np.maximum(-inside_deg, _clearances(plan, corners, glass, crosses))
    return Sight(is_visible=False, margin_deg=max(0.0, float(shields_deg.min())))


def hides_by_itself(plan: Plan, display: PlacedDisplay) -> bool:
    """Whether the display faces away: hidden without any filter, and were there nothing in between."""
    return not see(replace(plan, blocks=()), display, OPEN_HALF_ANGLE_DEG).is_visible


def view_of(plan: Plan, display: PlacedDisplay) -> View:
    """What the geometry says of one display of the plan."""
    open_deg = display.half_angle_deg if display.privacy_signal is None else OPEN_HALF_ANGLE_DEG
    plain = see(plan, display, open_deg)
    filtered = plain if display.privacy_signal is None else see(plan, display, display.half_angle_deg)
    back_m = plan.maybe_seat_back_m
    return View(
        display=display.name,
        driver_visible=plain.is_visible,
        driver_visible_filtered=filtered.is_visible,
        is_foil=display.is_foil,
        privacy_signal=display.privacy_signal,
        ahead_of_seat_back=back_m is None or max(x for x, _ in display.ends) > back_m,
        within_reach=_is_within_reach(plan, display),
        margin_deg=plain.margin_deg,
        margin_filtered_deg=filtered.margin_deg,
    )


def _hull(points: list[tuple[float, float]]) -> Polygon:
    hull = shapely.convex_hull(shapely.multipoints(points))
    assert isinstance(hull, Polygon)
    return hull


def _on_glass(display: PlacedDisplay, part: float) -> tuple[float, float]:
    (ax, ay), (bx, by) = display.ends
    return ax + (bx - ax) * part, ay + (by - ay) * part


def _cut(eyes: Polygon) -> NDArray[np.object_]:
    """The eye range cut into convex cells."""
    west, south, east, north = eyes.bounds
    xs, ys = np.linspace(west, east, _EYE_CELLS[0] + 1), np.linspace(south, north, _EYE_CELLS[1] + 1)
    tiles = [box(*lower, *upper) for lower, upper in (
        ((x0, y0), (x1, y1)) for x0, x1 in itertools.pairwise(xs) for y0, y1 in itertools.pairwise(ys))]
    cells = shapely.intersection(np.array(tiles), eyes)
    return np.array([cell for cell in cells if cell.area > 0])


def _crossings(plan: Plan, corners: Floats, glass: Floats) -> NDArray[np.bool_]:
    """Whether each block crosses each line before it reaches the glass: blocks x corners x glass points."""
    ways = corners[:, None] - glass[None, :]
    lengths_m = np.hypot(ways[..., 0], ways[..., 1])[..., None]
    before_glass = glass[None, :] + ways * np.minimum(MOUNT_M / np.maximum(lengths_m, MOUNT_M), 1.0)
    ends = np.stack(np.broadcast_arrays(corners[:, None], before_glass), axis=2)
    lines = shapely.linestrings(ends)
    blocks = [LineString((block.start, block.end)) for block in plan.blocks]
    shapely.prepare(blocks)
    found = [shapely.intersects(block, lines) for block in blocks]
    return np.array(found, dtype=np.bool_).reshape(len(blocks), len(corners), len(glass))


def _clearances(plan: Plan, corners: Floats, glass: Floats, crosses: NDArray[np.bool_]) -> Floats:
    """By how many degrees each line would have to turn about the glass to pass the end of what blocks it; else 0."""
    lines = corners[:, None] - glass[None, :]
    clear_deg = np.zeros(lines.shape[:2])
    for block, crossed in zip(plan.blocks, crosses, strict=True):
        past_deg = np.minimum(*(_angles(lines, np.array(end) - glass) for end in (block.start, block.end)))
        clear_deg = np.maximum(clear_deg, np.where(crossed, past_deg, 0.0))
    return clear_deg


def _angles(vectors: Floats, others: Floats) -> Floats:
    """The angles in degrees between vectors, 0 to 180."""
    cross = vectors[..., 0] * others[..., 1] - vectors[..., 1] * others[..., 0]
    dot = vectors[..., 0] * others[..., 0] + vectors[..., 1] * others[..., 1]
    degrees: Floats = np.degrees(np.abs(np.arctan2(cross, dot)))
    return degrees


def _is_within_reach(plan: Plan, display: PlacedDisplay) -> bool:
    """Whether a finger can touch the glass: near enough, on the side that glows, and nothing between."""
    eye = np.array([plan.eye])
    glass = np.array([_on_glass(display, part) for part in np.linspace(0.0, 1.0, _GLASS_PIECES + 1)])
    arms = eye - glass
    is_near = np.hypot(arms[:, 0], arms[:, 1]) <= plan.reach_m
    is_in_front = arms @ np.array(display.normal) > 0
    is_blocked = _crossings(plan, eye, glass).any(axis=(0, 1))
    return bool((is_near & is_in_front & ~is_blocked).any())

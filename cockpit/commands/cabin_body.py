"""A crew cab from above, nose up: body, doors, mirrors, dashboard, seats; drawn around any plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cockpit.commands.brush import Brush, Xy
from cockpit.interlock.plan import Block, Plan, Point

ToPicture = Callable[[Point], Xy]
Path = Sequence[Point | list[Point]]

# Metres about the driver's eyes and the centre line, for a cab of this half width; curves are cubic, as in SVG.
HALF_WIDTH_M, FRONT_DISPLAYS_M = 0.947, 0.800
_SIDE: Path = [(-9.0, 0.947), (0.242, 0.947), [(0.484, 0.947), (0.758, 0.926), (0.895, 0.874)],
               [(0.989, 0.842), (1.126, 0.789), (1.60, 0.730)]]
_MIRROR: Path = [(0.668, 0.908), [(0.716, 1.011), (0.779, 1.063), (0.847, 1.058)],
                 [(0.868, 0.984), (0.858, 0.932), (0.816, 0.892)]]
_DASHBOARD: Path = [(0.958, 0.0), [(0.958, 0.342), (0.937, 0.684), (0.895, 0.816)], (0.700, 0.905),
                    [(0.758, 0.684), (0.779, 0.421), (0.779, 0.0)]]
_FRONT_DOOR: Path = [(0.168, 0.947), (0.168, 0.874), (-0.389, 0.874)]
_REAR_DOOR: Path = [(-0.474, 0.947), (-0.474, 0.874), (-9.0, 0.874)]
_SHOULDERS: Path = [(-0.163, 0.205), [(-0.089, 0.205), (-0.068, 0.132), (-0.068, 0.0)]]
_BACK: Path = [[(-0.221, 0.163), (-0.205, 0.205), (-0.163, 0.205)]]
_HEAD: Path = [(0.026, 0.0), [(0.026, 0.047), (-0.021, 0.079), (-0.079, 0.079)],
               [(-0.137, 0.079), (-0.174, 0.047), (-0.174, 0.0)]]
_WHEEL: Path = [(0.569, 0.0), [(0.569, 0.105), (0.558, 0.189), (0.545, 0.189)],
                [(0.532, 0.189), (0.521, 0.105), (0.521, 0.0)]]

_SEAT_WIDTHS_M = (0.35, 0.75)
"""A block across the cab between these is a seat back, a narrower one a head restraint, a wider one a wall."""


def draw_body(brush: Brush, to_picture: ToPicture, stretch: float) -> None:
    """The cab's skin, lines and dashboard; `stretch` widens it to hold the plan."""
    def both(path: Path) -> list[list[Xy]]:
        points = _flatten(path)
        return [[to_picture((x, side * y * stretch)) for x, y in points] for side in (-1, 1)]

    left, right = both(_SIDE)
    brush.area([*left, *reversed(right)], "raised", 0.5)
    dash_left, dash_right = both(_DASHBOARD)
    dashboard = [*dash_left, *reversed(dash_right)]
    brush.area(dashboard, "raised")
    brush.ring(dashboard, "hairline", 2)
    for path in (_FRONT_DOOR, _REAR_DOOR):
        for line in both(path):
            brush.line(line, "hairline", 2)
    for line in (left, right, *both(_MIRROR)):
        brush.line(line, "ink3", 2)


def draw_seats(brush: Brush, to_picture: ToPicture, plan: Plan) -> None:
    """A seat before every seat back, then the head restraints, then whatever else blocks the view."""
    least_m, most_m = _SEAT_WIDTHS_M
    across = [block for block in plan.blocks if _width(block) <= most_m and abs(block.start[0] - block.end[0]) < 0.1]
    backs = [block for block in across if _width(block) >= least_m]
    for back in backs:
        x, y = _middle(back)
        half = _width(back) / 2
        _box(brush, to_picture, (x + 0.42, y - half * 0.92), (x - 0.05, y + half * 0.92), 0.06)
        _box(brush, to_picture, (x + 0.05, y - half), (x - 0.07, y + half), 0.05)
    for block in plan.blocks:
        if block in across and block not in backs:
            x, y = _middle(block)
            _box(brush, to_picture, (x, y - _width(block) / 2), (x - 0.095, y + _width(block) / 2), 0.04)
        elif block not in across:
            brush.line([to_picture(block.start), to_picture(block.end)], "ink3", 6)


def draw_driver(brush: Brush, to_picture: ToPicture, eye: Point) -> None:
    """Wheel, shoulders and head, about the middle of the eyes."""
    def shape(*paths: Path) -> list[Xy]:
        half = [point for path in paths for point in _flatten(path)]
        outline = [*half, *((x, -y) for x, y in reversed(half))]
        return [to_picture((eye[0] + x, eye[1] + y)) for x, y in outline]

    brush.ring(shape(_WHEEL), "ink2", 3)
    torso = shape([(-0.221, 0.0), *_BACK], _SHOULDERS)
    brush.area(torso, "raised")
    brush.ring(torso, "ink", 3)
    brush.area(shape(_HEAD), "ink")


def _width(block: Block) -> float:
    return abs(block.end[1] - block.start[1])


def _middle(block: Block) -> Point:
    return (block.start[0] + block.end[0]) / 2, (block.start[1] + block.end[1]) / 2


def _box(brush: Brush, to_picture: ToPicture, front: Point, rear: Point, radius: float) -> None:
    """A rounded box from its front corner to the opposite rear one."""
    (x1, y0), (x0, y1) = front, rear
    radius = min(radius, (x1 - x0) / 2, (y1 - y0) / 2)
    path: Path = [
        (x0 + radius, y0), (x1 - radius, y0), [(x1, y0), (x1, y0), (x1, y0 + radius)],
        (x1, y1 - radius), [(x1, y1), (x1, y1), (x1 - radius, y1)],
        (x0 + radius, y1), [(x0, y1), (x0, y1), (x0, y1 - radius)],
        (x0, y0 + radius), [(x0, y0), (x0, y0), (x0 + radius, y0)]]
    outline = [to_picture(point) for point in _flatten(path)]
    brush.area(outline, "ground")
    brush.area(outline, "raised", 0.5)
    brush.ring(outline, "ink3", 2)


def _flatten(path: Path) -> list[Point]:
    """Points and cubic curves (two controls and an end) as a line of many points."""
    points: list[Point] = []
    for step in path:
        if isinstance(step, tuple):
            points.append(step)
            continue
        start = points[-1] if points else step[0]
        for part in range(1, 17):
            t = part / 16
            weights = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3)
            corners = (start, *step)
            points.append((sum(w * x for w, (x, _) in zip(weights, corners, strict=True)),
                           sum(w * y for w, (_, y) in zip(weights, corners, strict=True))))
    return points

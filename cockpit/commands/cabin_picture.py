"""The cabin in plan as a picture: white is what the driver sees, the accent where a film may run."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from PIL import Image
from shapely.geometry import GeometryCollection, LineString, MultiPoint, MultiPolygon, Polygon, box
from shapely.geometry import Point as PlanPoint

from cockpit.commands.brush import Brush, Xy
from cockpit.commands.cabin_body import FRONT_DISPLAYS_M, HALF_WIDTH_M, draw_body, draw_driver, draw_seats
from cockpit.interlock.plan import OPEN_HALF_ANGLE_DEG, PlacedDisplay, Plan, Point
from cockpit.interlock.sight import eye_range, glow
from cockpit.interlock.sight_words import Film, Sighting

COLUMN_PX = 760
ROWS_PX, ROW_PX, LEGEND_PX = 376, 112, 144
"""Where the lines of the displays begin, their pitch, and the room below them."""

MIN_SCALE, MAX_SCALE = 380.0, 440.0
"""Pixels a metre."""

_GLOW_M, _GLOW_DEG = 0.86, 25.0
"""How far and how wide a film's light is drawn; an open display's reaches further."""


_LEGEND = (
    ("ink", 8, "In the driver's sight: no film while the vehicle moves"),
    ("accent", 8, "Hidden from the driver: a film may run"),
    ("ink3", 2, "Where the driver's eyes may be: SAE J941, 99th percentile"),
)


def draw_cabin(plan: Plan, sightings: Mapping[str, Sighting], title: str, profile: str) -> Image.Image:
    """The plan on the right, a line per display on the left; 1920 x 1080 px, larger where the cabin needs it."""
    frame = _Frame.around(plan)
    brush = Brush(frame.width_px, frame.height_px, "night", profile)
    draw_body(brush, frame.place_body, frame.stretch)
    draw_seats(brush, frame.place, plan)
    seen = [display for display in plan.displays if sightings[display.name].film is Film.NEVER]
    free = [display for display in plan.displays if display not in seen]
    for display in free:
        _draw_glow(brush, frame, plan, display)
    for display in seen:
        _draw_sight(brush, frame, plan, display)
    draw_driver(brush, frame.place, plan.eye)
    _draw_eyes(brush, frame, plan)
    for display in plan.displays:
        _draw_display(brush, frame, display, sightings[display.name])
    brush.fade(COLUMN_PX, 0, frame.width_px, 72, upwards=True)
    brush.fade(COLUMN_PX, frame.height_px - 120, frame.width_px, frame.height_px, upwards=False)
    _write_column(brush, frame, sightings, title)
    return brush.image()


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where metres fall on the picture: `front_m` at its top, `middle_m` in the middle beside the column."""

    width_px: int
    height_px: int
    scale: float
    front_m: float
    middle_m: float
    stretch: float
    shift_m: float

    @classmethod
    def around(cls, plan: Plan) -> _Frame:
        """A frame that holds every display, every block and the driver."""
        points = [plan.eye, *(end for display in plan.displays for end in display.ends),
                  *(end for block in plan.blocks for end in (block.start, block.end))]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        front_m, length_m = max(xs) + 0.34, max(xs) - min(xs) + 0.56
        middle_m, half_m = (min(ys) + max(ys)) / 2, max(0.7, (max(ys) - min(ys)) / 2 + 0.2)
        fitting = min(1080 / length_m, (1920 - COLUMN_PX - 80) / (2 * half_m + 0.3))
        scale = min(MAX_SCALE, max(MIN_SCALE, fitting))
        column_px = ROWS_PX + ROW_PX * len(plan.displays) + LEGEND_PX
        return cls(
            width_px=max(1920, COLUMN_PX + 80 + round((2 * half_m + 0.3) * scale)),
            height_px=max(1080, round(length_m * scale), column_px),
            scale=scale,
            front_m=front_m,
            middle_m=middle_m,
            stretch=half_m / HALF_WIDTH_M,
            shift_m=max(xs) - FRONT_DISPLAYS_M,
        )

    def place(self, point: Point) -> Xy:
        """A point of the plan on the picture: ahead is up."""
        x, y = point
        centre_px = (COLUMN_PX + self.width_px) / 2
        return centre_px + (y - self.middle_m) * self.scale, (self.front_m - x) * self.scale

    def place_body(self, point: Point) -> Xy:
        """A point of the body, which is drawn about its own middle line, with its dashboard at the front displays."""
        return self.place((point[0] + self.shift_m, point[1] + self.middle_m))

    def place_all(self, polygon: Polygon) -> list[Xy]:
        """The outline of a region of the plan."""
        return [self.place((x, y)) for x, y in polygon.exterior.coords]


def _draw_display(brush: Brush, frame: _Frame, display: PlacedDisplay, sighting: Sighting) -> None:
    start, end = (frame.place(point) for point in display.ends)
    is_free = sighting.film is not Film.NEVER
    brush.line([start, end], "accent" if is_free else "ink", 10)
    away = 0.20 if is_free else -0.075
    x, y = display.centre
    label = frame.place((x + display.normal[0] * away, y + display.normal[1] * away))
    brush.text(label, sighting.name, "sizeBody", "weightRegular" if is_free else "weightMedium", "ink", "mm")


def _draw_eyes(brush: Brush, frame: _Frame, plan: Plan) -> None:
    """The range of the eyes over the head, with its name beside it."""
    eyes = eye_range(plan)
    brush.ring(frame.place_all(eyes), "ink3", 2)
    x, y = frame.place((plan.eye[0], eyes.bounds[1]))
    brush.line([(x - 6, y), (x - 84, y)], "ink3", 2)
    brush.text((x - 96, y), "Eyes", "sizeLabel", "weightRegular", "ink2", "rm")


def _draw_sight(brush: Brush, frame: _Frame, plan: Plan, display: PlacedDisplay) -> None:
    """All lines between the range of the eyes and the glass, faint; those from the middle of the eyes, strong."""
    whole = MultiPoint([*eye_range(plan).exterior.coords, *display.ends]).convex_hull
    if isinstance(whole, Polygon):
        brush.area(frame.place_all(whole), "ink", 0.05)
    start, end = (frame.place(point) for point in display.ends)
    eye = frame.place(plan.eye)
    brush.area([start, eye, end], "ink", 0.16)
    brush.line([start, eye, end], "ink", 2.5)


def _draw_glow(brush: Brush, frame: _Frame, plan: Plan, display: PlacedDisplay) -> None:
    """Where its light falls, cut at the doors and at what it cannot pass; a filter's edge on the driver's side."""
    is_open = display.half_angle_deg >= OPEN_HALF_ANGLE_DEG
    region = glow(display, _GLOW_DEG if is_open else display.half_angle_deg, _reach(plan, display))
    half_m = frame.stretch * HALF_WIDTH_M - 0.08
    doors = box(-100, frame.middle_m - half_m, 100, frame.middle_m + half_m)
    for part in _polygons(region.intersection(doors)):
        brush.area(frame.place_all(part), "accent", 0.16)
    if not is_open:
        _draw_margin(brush, frame, plan, display)


def _draw_margin(brush: Brush, frame: _Frame, plan: Plan, display: PlacedDisplay) -> None:
    """The filter's edge, and the angle from it to the nearest eye."""
    def turn(point: Point, origin: Point) -> float:
        """The angle from the normal to a point, positive towards the driver."""
        direction = math.degrees(math.atan2(point[1] - origin[1], point[0] - origin[0]))
        return side * ((direction - display.facing_deg + 180) % 360 - 180)

    toward_eye = (plan.eye[0] - display.centre[0], plan.eye[1] - display.centre[1])
    side = 1 if display.normal[0] * toward_eye[1] - display.normal[1] * toward_eye[0] > 0 else -1
    end = min(display.ends, key=lambda point: math.dist(point, plan.eye))
    eye = min(((x, y) for x, y in eye_range(plan).exterior.coords), key=lambda point: turn(point, end))

    def ray(angle_deg: float, length_m: float) -> Xy:
        heading = math.radians(display.facing_deg + side * angle_deg)
        return frame.place((end[0] + math.cos(heading) * length_m, end[1] + math.sin(heading) * length_m))

    edge_deg, eye_deg = display.half_angle_deg, turn(eye, end)
    brush.line([frame.place(end), ray(edge_deg, _reach(plan, display))], "accent", 2.5, 0.8)
    brush.dashes(frame.place(end), frame.place(eye), "ink3", 2)
    if eye_deg > edge_deg:
        steps = [edge_deg + (eye_deg - edge_deg) * part / 16 for part in range(17)]
        brush.line([ray(step, 0.46) for step in steps], "ink", 2)
        label = f"{eye_deg - edge_deg:.0f}°"
        brush.text(ray((edge_deg + eye_deg) / 2, 0.54), label, "sizeBody", "weightMedium", "ink", "mm")


def _reach(plan: Plan, display: PlacedDisplay) -> float:
    """How far its light is drawn: to the next thing in its way."""
    x, y = display.centre
    ray = LineString([(x, y), (x + display.normal[0] * _GLOW_M * 2, y + display.normal[1] * _GLOW_M * 2)])
    hits = [ray.intersection(LineString([block.start, block.end])) for block in plan.blocks]
    distances = [math.dist((hit.x, hit.y), (x, y)) for hit in hits if isinstance(hit, PlanPoint)]
    return min([_GLOW_M, *(distance - 0.08 for distance in distances if distance > 0.2)])


def _polygons(region: object) -> list[Polygon]:
    if isinstance(region, Polygon):
        return [] if region.is_empty else [region]
    return [part for part in region.geoms if isinstance(part, Polygon)] if isinstance(
        region, (MultiPolygon, GeometryCollection)) else []


def _write_column(brush: Brush, frame: _Frame, sightings: Mapping[str, Sighting], title: str) -> None:
    left, right = 64, COLUMN_PX - 72
    brush.text((left, 152), "What the", "sizeHero", "weightStrong", "ink")
    brush.text((left, 240), "driver can see", "sizeHero", "weightStrong", "ink")
    brush.text((left, 304), title, "sizeBody", "weightRegular", "ink2")
    for place, sighting in enumerate(sightings.values()):
        top = ROWS_PX + ROW_PX * place
        is_free, is_switched = sighting.film is not Film.NEVER, sighting.film is Film.FILTERED
        verdict = sighting.filtered_verdict if is_switched else sighting.verdict
        margin_deg = sighting.filtered_margin_deg if is_switched else sighting.margin_deg
        brush.line([(left + 5, top + 12), (left + 5, top + 62)], "accent" if is_free else "ink", 10)
        brush.text((left + 40, top + 28), sighting.name, "sizeBody", "weightMedium", "ink")
        brush.text((left + 40, top + 64), verdict, "sizeLabel", "weightRegular", "ink2")
        brush.text((right, top + 36), f"{margin_deg:.0f}°", "sizeTitle", "weightMedium", "ink", "rs")
        flipped = "from seen" if is_free else "from hidden"
        brush.text((right, top + 64), flipped, "sizeLabel", "weightRegular", "ink3", "rs")
    for place, (token, width, words) in enumerate(_LEGEND):
        y = frame.height_px - LEGEND_PX + 36 + 36 * place
        brush.line([(left + 5, y - 8), (left + 29, y - 8)], token, width)
        brush.text((left + 52, y), words, "sizeLabel", "weightRegular", "ink2")

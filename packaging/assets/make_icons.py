"""Make the icon font assets/icons/CockpitIcons.ttf and its names file icons.toml from art/icons.toml.

Run: python packaging/assets/make_icons.py            (needs fonttools and shapely)

Strokes become outlines: each path is flattened, buffered by half its stroke (round caps and joins), united with the
filled parts, simplified by 0.02 grid px and written as a glyph. A text of `font.family: "CockpitIcons"` and
`font.pixelSize: N` is an N x N picture of the 32 px grid: 1 em wide, ascent 1 em, descent 0, tinted by its colour.
Each outline drawing also has a "-solid" form (closed shapes filled) for the one filled control of a screen.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.recordingPen import DecomposingRecordingPen, RecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.svgLib.path import parse_path
from fontTools.ttLib import TTFont
from shapely.affinity import affine_transform
from shapely.geometry import LineString, MultiPolygon, Point, Polygon
from shapely.ops import unary_union

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
OUT = ROOT / "assets" / "icons"
FIGURES = ROOT / "assets" / "fonts" / "Barlow-SemiBold.ttf"
EM, GRID, STROKE = 2048, 32.0, 2.5
CENTER, REAR, FILLED = 0xE000, 0xE400, 0xE800  # first code points: each set grows at its own end
SOLID = ("play", "stop", "next", "prev")
ELEMENT = re.compile(r"<(path|circle|ellipse|rect|text)\b([^>]*?)/?>(?:([^<]*)</text>)?")
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
Points = list[tuple[float, float]]


def main() -> None:
    """Build the font and the names file."""
    source = tomllib.loads((HERE / "art" / "icons.toml").read_text(encoding="utf-8"))
    center, rear = source["center"], source["rear"]
    drawings = {CENTER + index: outline(markup) for index, markup in enumerate(center.values())}
    drawings |= {REAR + index: outline(markup) for index, markup in enumerate(rear.values())}
    drawings |= {FILLED + index: outline(center[name], solid=True) for index, name in enumerate(SOLID)}
    codes = {name: REAR + index for index, name in enumerate(rear) if name not in center}
    codes |= {f"rear-{name}": REAR + index for index, name in enumerate(rear)}
    codes |= {name: CENTER + index for index, name in enumerate(center)}
    codes |= {f"{name}-solid": FILLED + index for index, name in enumerate(SOLID)}
    OUT.mkdir(parents=True, exist_ok=True)
    build(drawings)
    lines = ["# Icon name = code point in CockpitIcons.ttf. Made by make_icons.py.", "[icons]"]
    lines += [f"{name} = 0x{code:04X}" for name, code in sorted(codes.items())]
    (OUT / "icons.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def outline(markup: str, *, solid: bool = False) -> BaseGeometry:
    """The inked area of one drawing, in grid px, y down."""
    parts: list[BaseGeometry] = []
    for tag, attributes, text in ELEMENT.findall(markup):
        values = dict(ATTRIBUTE.findall(attributes))
        kind = values.get("class", "")
        if tag == "text":
            size = float(re.sub(r"[^\d.]", "", values.get("style", "")) or 11.5)
            parts.append(figures(text, size, float(values["x"]), float(values["y"])))
            continue
        contours = flatten(path_of(tag, values))
        if kind in ("dot", "f") or solid:
            parts += [Polygon(points).buffer(0) for points, closed in contours if closed or kind in ("dot", "f")]
        if kind != "dot":
            half = float(values.get("stroke-width", STROKE)) / 2
            parts += [stroke_line(points, closed, half) for points, closed in contours]
    return unary_union(parts).simplify(0.02)


def path_of(tag: str, values: dict[str, str]) -> str:
    """SVG path data of a basic shape."""
    if tag == "path":
        return values["d"]
    number = {key: float(value) for key, value in values.items() if re.fullmatch(r"-?[\d.]+", value)}
    if tag == "rect":
        x, y, w, h, r = (number.get(key, 0.0) for key in ("x", "y", "width", "height", "rx"))
        arc = f"a{r} {r} 0 0 1"
        return (
            f"M{x + r} {y}h{w - 2 * r}{arc} {r} {r}v{h - 2 * r}{arc} {-r} {r}"
            f"h{2 * r - w}{arc} {-r} {-r}v{2 * r - h}{arc} {r} {-r}z"
        )
    rx, ry = (number["r"], number["r"]) if tag == "circle" else (number["rx"], number["ry"])
    return f"M{number['cx'] - rx} {number['cy']}a{rx} {ry} 0 1 0 {2 * rx} 0a{rx} {ry} 0 1 0 {-2 * rx} 0z"


def flatten(data: str) -> list[tuple[Points, bool]]:
    """Polylines of a path with whether each is closed."""
    pen = RecordingPen()
    parse_path(data, pen)
    return polylines(pen.value)


def polylines(commands: list[tuple[str, tuple[tuple[float, float], ...]]]) -> list[tuple[Points, bool]]:
    """Flatten recorded pen commands; curves in 24 steps."""
    contours: list[tuple[Points, bool]] = []
    points: Points = []
    for command, arguments in commands:
        if command == "moveTo":
            points = [arguments[0]]
        elif command == "lineTo":
            points.append(arguments[0])
        elif command == "curveTo":
            points += bezier([points[-1], *arguments])
        elif command == "qCurveTo":
            points += quadratics(points[-1], list(arguments))
        elif command in ("closePath", "endPath"):
            closed = command == "closePath" or (len(points) > 2 and math.dist(points[0], points[-1]) < 1e-6)
            contours.append((points, closed))
    return contours


def bezier(control: Points, steps: int = 24) -> Points:
    """Points of one Bezier curve of any degree, without its start."""
    result = []
    for step in range(1, steps + 1):
        t, level = step / steps, control
        while len(level) > 1:
            level = [(a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t) for a, b in pairwise(level)]
        result.append(level[0])
    return result


def quadratics(start: tuple[float, float], arguments: Points) -> Points:
    """A TrueType run of off-curve points, its implied points put in."""
    result: Points = []
    *off, end = arguments
    for index, control in enumerate(off):
        following = off[index + 1] if index + 1 < len(off) else None
        target = end if following is None else ((control[0] + following[0]) / 2, (control[1] + following[1]) / 2)
        result += bezier([start, control, target], 8)
        start = target
    return result


def stroke_line(points: Points, closed: bool, half: float) -> BaseGeometry:
    """A polyline widened to both sides with round caps and joins."""
    if closed and math.dist(points[0], points[-1]) > 1e-9:
        points = [*points, points[0]]
    if len(points) == 1 or all(math.dist(points[0], p) < 0.05 for p in points):
        return Point(points[0]).buffer(half, 24)
    return LineString(points).buffer(half, 24)


def figures(text: str, size: float, x: float, baseline: float) -> BaseGeometry:
    """Digits of Barlow SemiBold, centred on x."""
    font = TTFont(FIGURES)
    glyphs, cmap = font.getGlyphSet(), font.getBestCmap()
    scale = size / font["head"].unitsPerEm
    names = [cmap[ord(character)] for character in text]
    left = x - sum(glyphs[name].width for name in names) * scale / 2
    area: BaseGeometry = Polygon()
    for name in names:
        pen = DecomposingRecordingPen(glyphs)
        glyphs[name].draw(pen)
        for points, _ in polylines(pen.value):
            ring = Polygon(points).buffer(0)
            area = area.symmetric_difference(affine_transform(ring, [scale, 0, 0, -scale, left, baseline]))
        left += glyphs[name].width * scale
    return area


def build(drawings: dict[int, BaseGeometry]) -> None:
    """Write the TrueType file; drawings by code point."""
    scale = EM / GRID
    glyphs = {".notdef": TTGlyphPen(None).glyph()}
    for code, area in drawings.items():
        pen = TTGlyphPen(None)
        for polygon in polygons(area):
            draw(pen, polygon.exterior.coords, scale, clockwise=True)
            for hole in polygon.interiors:
                draw(pen, hole.coords, scale, clockwise=False)
        glyphs[f"uni{code:04X}"] = pen.glyph()
    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap({code: f"uni{code:04X}" for code in drawings})
    builder.setupGlyf(glyphs)
    table = builder.font["glyf"]
    builder.setupHorizontalMetrics({name: (EM, getattr(table[name], "xMin", 0)) for name in glyphs})
    builder.setupHorizontalHeader(ascent=EM, descent=0)
    builder.setupNameTable({"familyName": "CockpitIcons", "styleName": "Regular", "copyright": "Apache-2.0"})
    builder.setupOS2(sTypoAscender=EM, sTypoDescender=0, sTypoLineGap=0, usWinAscent=EM, usWinDescent=0)
    builder.setupPost(keepGlyphNames=False)
    builder.font["head"].created = builder.font["head"].modified = 0
    builder.font.recalcTimestamp = False
    builder.save(OUT / "CockpitIcons.ttf")


def polygons(area: BaseGeometry) -> list[Polygon]:
    """The polygons of an area."""
    if isinstance(area, MultiPolygon):
        return list(area.geoms)
    return [area] if isinstance(area, Polygon) else []


def draw(pen: TTGlyphPen, ring: Iterable[tuple[float, ...]], scale: float, *, clockwise: bool) -> None:
    """One closed contour in font units, y up, turned as TrueType wants."""
    points = [(round(x * scale), round((GRID - y) * scale)) for x, y, *_ in list(ring)[:-1]]
    turn = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, [*points[1:], points[0]], strict=True))
    if (turn < 0) != clockwise:
        points.reverse()
    pen.moveTo(points[0])
    for point in points[1:]:
        pen.lineTo(point)
    pen.closePath()


if __name__ == "__main__":
    main()

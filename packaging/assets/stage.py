"""What the films are drawn with: SVG sheets cut into sprites, a camera, water, beams, and small maths.

Drawings come from packaging/assets/art; everything that moves is a pure function of time, so any frame can be drawn
alone. Coordinates: art units of the sheet, y down; a frame is 1280x720 px at 25 frames/s; times in seconds.
"""

from __future__ import annotations

import copy
import math
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPainterPath, QPolygonF, QRadialGradient
from PySide6.QtSvg import QSvgRenderer

W, H, FPS = 1280, 720, 25
ART = Path(__file__).parent / "art"
SVG = "http://www.w3.org/2000/svg"
ET.register_namespace("", SVG)
Point = tuple[float, float]
Draw = Callable[[QPainter, float, float], None]


@dataclass(frozen=True)
class Shot:
    """One chapter of a film: its title, length in seconds and `draw(painter, t, length)` with t from 0."""

    title: str
    length_s: float
    draw: Draw


@dataclass(frozen=True)
class Sprite:
    """A rendered piece of a sheet and the box it covers, in art units."""

    image: QImage
    box: QRectF

    def draw(self, painter: QPainter, opacity: float = 1.0, dx: float = 0.0, dy: float = 0.0) -> None:
        """Draw at its own place, moved by dx, dy art units."""
        if opacity <= 0.003:
            return
        before = painter.opacity()
        painter.setOpacity(before * min(opacity, 1.0))
        painter.drawImage(self.box.translated(dx, dy), self.image)
        painter.setOpacity(before)


class Sheet:
    """An SVG file whose top-level elements are layers, by index or id."""

    def __init__(self, name: str) -> None:
        self.root = ET.parse(ART / f"{name}.svg").getroot()
        self.items = list(self.root)
        self.defs = [item for item in self.items if item.tag.endswith("defs")]
        x, y, w, h = (float(v) for v in self.root.attrib["viewBox"].split())
        self.box = QRectF(x, y, w, h)

    def item(self, key: int | str) -> ET.Element:
        """A top-level element by index, or any drawn element by id."""
        if isinstance(key, int):
            return self.items[key]
        drawn = (child for item in self.items if item not in self.defs for child in item.iter())
        return next(child for child in drawn if child.get("id") == key)

    def sprite(self, *elements: int | str | ET.Element, box: QRectF | None = None, scale: float = 1.0) -> Sprite:
        """Elements on a transparent ground; `scale` is pixels per art unit."""
        area = box or self.box
        root = ET.Element(f"{{{SVG}}}svg", {"viewBox": f"{area.x()} {area.y()} {area.width()} {area.height()}"})
        for element in [*self.defs, *(e if isinstance(e, ET.Element) else self.item(e) for e in elements)]:
            root.append(element if element.tag.endswith("defs") else nameless(element))
        image = blank(round(area.width() * scale), round(area.height() * scale))
        painter = QPainter(image)
        QSvgRenderer(ET.tostring(root)).render(painter, QRectF(image.rect()))
        painter.end()
        return Sprite(image, area)

    def points(self, element: ET.Element) -> list[Point]:
        """Corner points of a path made of straight lines."""
        numbers = [float(v) for v in re.findall(r"-?\d+\.?\d*", element.attrib["d"])]
        return list(zip(numbers[::2], numbers[1::2], strict=False))


def nameless(element: ET.Element) -> ET.Element:
    """A copy without ids: a layer and a gradient of one name confuse QSvgRenderer."""
    result = copy.deepcopy(element)
    for child in result.iter():
        child.attrib.pop("id", None)
    return result


def without(element: ET.Element, *indexes: int) -> ET.Element:
    """A copy of a group that lacks some children."""
    result = copy.deepcopy(element)
    for child in [list(result)[i] for i in indexes]:
        result.remove(child)
    return result


def only(element: ET.Element, *indexes: int, keep_transform: bool = False) -> ET.Element:
    """A copy of a group with only some children."""
    result = copy.deepcopy(element)
    if not keep_transform:
        result.attrib.pop("transform", None)
    for i, child in enumerate(list(result)):
        if i not in indexes:
            result.remove(child)
    return result


def blank(width: int = W, height: int = H) -> QImage:
    """A transparent picture."""
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    return image


def camera(painter: QPainter, x: float, y: float, zoom: float, depth: float = 1.0, home: Point = (640, 360)) -> None:
    """Look at art point (x, y); a depth under 1 is far away and moves, and grows, less. `home` is where layers meet."""
    base = W / (2 * home[0])
    grow = base + (zoom - base) * depth
    painter.resetTransform()
    painter.translate(W / 2, H / 2)
    painter.scale(grow, grow)
    painter.translate(-(home[0] + (x - home[0]) * depth), -(home[1] + (y - home[1]) * depth))


def ease(u: float) -> float:
    """Smooth 0 to 1 with a still start and end."""
    u = min(max(u, 0.0), 1.0)
    return u * u * (3 - 2 * u)


def ramp(t: float, start: float, end: float) -> float:
    """0 before start, 1 after end, smooth between."""
    return ease((t - start) / (end - start))


def mix(a: float, b: float, u: float) -> float:
    """Between a and b."""
    return a + (b - a) * u


def hash01(*keys: float) -> float:
    """A fixed pseudo-random number of some keys, 0 to 1."""
    value = (
        math.sin(sum(k * c for k, c in zip(keys, (12.9898, 78.233, 37.719, 4.581), strict=False)) + 1.37) * 43758.5453
    )
    return value - math.floor(value)


def colour(name: str, alpha: float = 1.0) -> QColor:
    """A colour with an opacity."""
    result = QColor(name)
    result.setAlphaF(min(max(alpha, 0.0), 1.0))
    return result


def blend(first: str, second: str, u: float) -> QColor:
    """Between two colours."""
    a, b = QColor(first), QColor(second)
    return QColor.fromRgbF(mix(a.redF(), b.redF(), u), mix(a.greenF(), b.greenF(), u), mix(a.blueF(), b.blueF(), u))


def vertical(top: float, bottom: float, *stops: tuple[float, QColor]) -> QLinearGradient:
    """A gradient from y = top to y = bottom."""
    gradient = QLinearGradient(0, top, 0, bottom)
    for at, value in stops:
        gradient.setColorAt(at, value)
    return gradient


def glow(painter: QPainter, x: float, y: float, radius: float, name: str, alpha: float, core: float = 0.12) -> None:
    """A soft round light."""
    gradient = QRadialGradient(x, y, radius)
    for at, share in ((0, 1.0), (core, 0.72), (0.3, 0.26), (0.6, 0.07), (1, 0)):
        gradient.setColorAt(at, colour(name, alpha * share))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(gradient)
    painter.drawEllipse(QPointF(x, y), radius, radius)


def polygon(points: Iterable[Point]) -> QPolygonF:
    """Points for a painter."""
    return QPolygonF([QPointF(x, y) for x, y in points])


def lens(path: QPainterPath, x: float, y: float, width: float, height: float) -> None:
    """Add a glint, a thin cloud or a fleck of foam: a flat lens."""
    path.moveTo(x - width / 2, y)
    path.quadTo(x, y - height, x + width / 2, y)
    path.quadTo(x, y + height, x - width / 2, y)


def trochoid(base: float, rise: float, length: float, phase: float, seed: float, x0: float, x1: float) -> np.ndarray:
    """A running sea: sharp crests, round troughs. Points (n, 2) left to right; `phase` in radians moves it left."""
    k = 2 * math.pi / length
    a = np.arange(x0 - length, x1 + length, 7.0)
    swell = rise * (0.84 + 0.16 * np.sin(a / length * 2.1 + seed * 3.7 + phase * 0.31))
    x = a - swell * np.sin(k * a + phase)
    y = base - swell * np.cos(k * a + phase) + 1.6 * np.sin(a / 17 + seed + phase * 2)
    return np.stack([x, y], axis=1)


def fill_below(painter: QPainter, line: np.ndarray, floor: float, brush: QLinearGradient | QColor) -> None:
    """Fill from a line of points down to y = floor."""
    points = [(float(x), float(y)) for x, y in line]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brush)
    painter.drawPolygon(polygon([*points, (points[-1][0], floor), (points[0][0], floor)]))


def foam(
    painter: QPainter, line: np.ndarray, seed: int, count: int, width: float, tint: QColor, length: float, phase: float
) -> None:
    """Flecks that ride just under the crests of a trochoid; they travel with its phase."""
    path = QPainterPath()
    k = 2 * math.pi / length
    middle = float(np.median(line[:, 1]))
    for i in range(count):
        crest = math.floor(hash01(i, seed) * 14) - 5
        a = (2 * math.pi * crest - phase) / k + (hash01(i, seed, 2) - 0.5) * length * 0.5
        index = int((a - line[0, 0]) / 7.0)
        if 0 <= index < len(line) and line[index, 1] < middle + 8:
            w = width * (0.3 + hash01(i, seed, 3))
            lens(path, float(line[index, 0]), float(line[index, 1]) + 3 + 22 * hash01(i, seed, 4) ** 2, w, 1 + w / 40)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tint)
    painter.drawPath(path)


def shade(
    painter: QPainter, tint: QColor, mode: QPainter.CompositionMode = QPainter.CompositionMode.CompositionMode_Multiply
) -> None:
    """Grade the whole frame with one colour."""
    painter.resetTransform()
    painter.setCompositionMode(mode)
    painter.fillRect(0, 0, W, H, tint)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)

"""Over the Pass: a car crosses the mountains while the sun goes down. Drawn from art/over-the-pass*.svg."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QLinearGradient, QPainter, QPainterPath

from stage import (
    H,
    Point,
    Sheet,
    Shot,
    W,
    blend,
    camera,
    colour,
    ease,
    glow,
    hash01,
    lens,
    mix,
    polygon,
    ramp,
    shade,
)

HOME = (960.0, 472.0)
WIDE = W / 1680
STILL = Sheet("over-the-pass")
POSTER = Sheet("over-the-pass-poster")


class Valley:
    """The still, cut into layers that move at their own depth."""

    def __init__(self) -> None:
        far, sky = list(STILL.item("far")), list(STILL.item("sky-layer"))
        self.sky = STILL.sprite(sky[0], scale=0.8)
        self.sun_glow = STILL.sprite(sky[2], scale=0.8)
        self.stars = [
            (float(c.get("cx", 0)), float(c.get("cy", 0)), float(c.get("r", 1)), float(c.get("opacity", 1)))
            for c in sky[1]
        ]
        self.clouds = [tuple(float(c.get(k, 0)) for k in ("cx", "cy", "rx", "ry", "opacity")) for c in sky[4]]
        self.ranges = [STILL.sprite(*far[i : i + 3], scale=1.1) for i in (0, 3, 6)]
        self.slope = STILL.sprite("right-slope", scale=1.3)
        self.shelf = STILL.sprite("shelf", scale=1.3)
        self.road = STILL.sprite("road-layer", scale=1.5)
        self.trees = STILL.sprite("near-trees", scale=1.3)
        car = list(STILL.item("car"))[-1]
        car.attrib.pop("transform")
        self.car = STILL.sprite(car, box=QRectF(-44, -30, 88, 44), scale=3)
        edge = STILL.points(next(iter(STILL.item("road-layer"))))
        half = len(edge) // 2
        middle = [
            ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in zip(edge[:half], reversed(edge[half:]), strict=False)
        ]
        self.track = [p for p in middle if p[1] < 960]

    def draw(self, p: QPainter, x: float, y: float, zoom: float, t: float, dusk: float, car_at: float) -> None:
        """One frame; `dusk` 0 (sun above the peaks) to 1 (night), `car_at` 0 (far end) to 1 (by the camera)."""
        y = min(y, 942 - 360 / zoom)
        p.resetTransform()
        p.fillRect(0, 0, W, H, colour("#131B36"))
        camera(p, x, y, zoom, 0.12, HOME)
        self.sky.draw(p)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(colour("#0B1230", 0.62 * dusk))
        p.drawRect(QRectF(-200, -200, 2400, 1400))
        p.setBrush(colour("#FFFFFF"))
        for i, (cx, cy, r, o) in enumerate(self.stars):
            p.setOpacity(o * (0.35 + 0.65 * dusk) * (0.8 + 0.2 * math.sin(t * 2.1 + i)))
            p.drawEllipse(QPointF(cx, cy), r * 1.2, r * 1.2)
        p.setOpacity(1)
        self.sun_glow.draw(p, 1 - 0.85 * dusk, dy=70 * dusk)
        p.setBrush(blend("#FFF4D6", "#FFB98A", dusk))
        p.drawEllipse(QPointF(1080, 392 + 150 * dusk), 40, 40)
        for i, (cx, cy, rx, ry, o) in enumerate(self.clouds):
            drift = ((cx + t * (5 + 5 * hash01(i)) + 400) % 2700) - 400
            path = QPainterPath()
            lens(path, drift, cy, 2 * rx, 2 * ry)
            p.setBrush(colour("#FFB98C", 0.42 * o * (1 - 0.75 * dusk)))
            p.drawPath(path)
        for depth, layer in zip((0.28, 0.42, 0.56), self.ranges, strict=True):
            camera(p, x, y, zoom, depth, HOME)
            layer.draw(p)
        camera(p, x, y, zoom, 0.8, HOME)
        self.slope.draw(p)
        camera(p, x, y, zoom, 1.0, HOME)
        self.shelf.draw(p)
        self.road.draw(p)
        self.draw_car(p, car_at, 0.8 + 0.2 * dusk)
        camera(p, x, y, zoom, 1.35, HOME)
        self.trees.draw(p)

    def place(self, at: float) -> tuple[Point, Point]:
        """Where the car is and its unit heading; perspective makes equal times equal roads, not equal pixels."""
        index = min(max(at, 0.0), 0.999) * (len(self.track) - 3)
        i, u = int(index), index % 1
        a, b = self.track[i], self.track[i + 1]
        far = self.track[min(i + 6, len(self.track) - 1)]
        near = self.track[max(i - 3, 0)]
        length = math.dist(far, near) or 1
        return (mix(a[0], b[0], u), mix(a[1], b[1], u)), ((far[0] - near[0]) / length, (far[1] - near[1]) / length)

    def draw_car(self, p: QPainter, at: float, light: float) -> None:
        """The car with its beam on the road ahead."""
        (x, y), (hx, hy) = self.place(at)
        size = max((y - 588) / 100, 0.12)
        reach = 300 * size
        p.save()
        p.translate(x, y - 5 * size)
        tip = (hx * reach, hy * reach * 0.8)
        side = (-hy * 46 * size - hx * 4, hx * 22 * size)
        beam = QLinearGradient(0, 0, *tip)
        for s, o in ((0, 0.9), (0.35, 0.42), (1, 0)):
            beam.setColorAt(s, colour("#FFE9BC", o * light))
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(beam)
        p.drawPolygon(
            polygon([(hx * 20 * size, -2), (tip[0] + side[0], tip[1] + side[1]), (tip[0] - side[0], tip[1] - side[1])])
        )
        p.scale(size * max(abs(hx), 0.62) * (-1 if hx > 0 else 1), size)
        self.car.draw(p)
        p.restore()
        glow(p, x + hx * 30 * size, y - 9 * size + hy * 12 * size, max(36 * size, 17), "#FFF3D0", light)


class Serpentine:
    """The poster: a road of light up to a sun too large to be true."""

    def __init__(self) -> None:
        self.sky = POSTER.sprite(1, scale=0.8)
        self.layers = [
            (d, POSTER.sprite(*k, scale=1.1))
            for d, k in ((0.35, (3,)), (0.5, (4,)), (0.7, (5,)), (1.0, (6, 7)), (1.25, (8,)))
        ]
        self.disc = POSTER.sprite(2, scale=0.9)
        edge = POSTER.points(POSTER.item(7))
        half = len(edge) // 2
        self.track = [
            ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in zip(edge[:half], reversed(edge[half:]), strict=False)
        ]

    def draw(self, p: QPainter, t: float, length: float) -> None:
        """The sun sinks, two lights climb."""
        u = t / length
        x, y, zoom = mix(1010, 1120, ease(u)), mix(500, 430, ease(u)), mix(WIDE, WIDE * 1.16, ease(u))
        y = min(y, 942 - 360 / zoom)
        p.resetTransform()
        p.fillRect(0, 0, W, H, colour("#1B2143"))
        camera(p, x, y, zoom, 0.1, HOME)
        self.sky.draw(p)
        camera(p, x, y, zoom, 0.2, HOME)
        glow(p, 1240, 330 + 150 * u, 620, "#FFB070", 0.5)
        self.disc.draw(p, dy=10 + 150 * u)
        for depth, layer in self.layers:
            camera(p, x, y, zoom, depth, HOME)
            layer.draw(p)
            if depth == 1.0:
                self.lights(p, t, u)
        shade(p, blend("#FFFFFF", "#B9A0C8", u))

    def lights(self, p: QPainter, t: float, u: float) -> None:
        """Headlamps that climb from the foot of the road to the pass."""
        for lead in (0.0, -0.16):
            at = 0.62 - 0.5 * u - lead
            if not 0 <= at < 1:
                continue
            x, y = self.track[int(at * (len(self.track) - 1))]
            size = max((y - 460) / 400, 0.08)
            glow(p, x, y - 8 * size, 60 * size + 12, "#FFFBEA", 0.95)
            glow(p, x, y, 190 * size + 20, "#FFE2A8", 0.4 + 0.05 * math.sin(t * 9))


VALLEY = Valley()
SERPENTINE = Serpentine()


def title(p: QPainter, t: float) -> None:
    """The film's name in the sky."""
    alpha = ramp(t, 0.8, 2.0) * (1 - ramp(t, 4.6, 5.6))
    p.resetTransform()
    p.setOpacity(alpha)
    p.setPen(colour("#FFF1DA"))
    font = QFont("Barlow Semi Condensed")
    font.setPixelSize(76)
    font.setWeight(QFont.Weight.DemiBold)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, mix(16, 20, t / 6))
    p.setFont(font)
    p.drawText(QRectF(0, 96, W, 110), Qt.AlignmentFlag.AlignCenter, "OVER THE PASS")
    p.setOpacity(1)


def valley(p: QPainter, t: float, length: float) -> None:
    """Wide: the car is a spark at the far end."""
    u = ease(t / length)
    VALLEY.draw(
        p,
        mix(890, 985, u),
        mix(452, 470, u),
        mix(WIDE * 1.02, WIDE * 1.08, u),
        t,
        0.12 * u,
        mix(0.10, 0.36, t / length),
    )
    title(p, t)


def bend(p: QPainter, t: float, length: float) -> None:
    """Close: with the car through the bend."""
    u = t / length
    at = mix(0.40, 0.83, u)
    (x, y), _ = VALLEY.place(at)
    VALLEY.draw(p, mix(1180, x, 0.55), mix(y, 640, 0.5) - 30, mix(1.24, 1.1, ease(u)), t + 7, mix(0.15, 0.4, u), at)


def night(p: QPainter, t: float, length: float) -> None:
    """The valley in the dark; the car goes by."""
    u = t / length
    zoom, at = mix(WIDE * 1.22, WIDE * 1.03, ease(u)), mix(0.5, 0.93, u)
    x, y = mix(1000, 900, ease(u)), min(mix(520, 470, ease(u)), 942 - 360 / zoom)
    VALLEY.draw(p, x, y, zoom, t + 20, mix(0.72, 1, u), at)
    shade(p, blend("#8C93C4", "#5F6AA6", u))
    camera(p, x, y, zoom, 1.0, HOME)
    (cx, cy), (hx, _) = VALLEY.place(at)
    size = max((cy - 588) / 100, 0.12)
    glow(p, cx + hx * 30 * size, cy - 9 * size, 110 * size + 20, "#FFE9BC", 0.75)
    p.resetTransform()
    p.fillRect(0, 0, W, H, colour("#05060C", ramp(t, length - 1.6, length)))


SHOTS = [
    Shot("The valley", 7.5, valley),
    Shot("The bend", 6.5, bend),
    Shot("Up to the pass", 6.5, SERPENTINE.draw),
    Shot("After dark", 6.5, night),
]

"""Otto and the Whale: a boy in a rowing boat, a whale below, a song. Drawn from art/otto*.svg."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QRadialGradient

from otto_cast import Cast
from stage import H, Shot, W, colour, ease, glow, hash01, mix, polygon, ramp, vertical

SEA = ((0, "#5B7FB0"), (0.12, "#3B5A92"), (0.42, "#22397A"), (0.75, "#0F1C48"), (1, "#0A1230"))


CAST = Cast()


def swell(x: float, t: float, rise: float, length: float) -> float:
    """Height of the toy sea at x: round waves, px."""
    return rise * (
        math.sin(2 * math.pi * (x / length) - 1.3 * t) + 0.35 * math.sin(2 * math.pi * x / (length * 0.43) + 0.9 * t)
    )


def water(p: QPainter, y: float, t: float, rise: float, length: float, tint: str, foot: str) -> None:
    """A sea's edge to edge surface at y, filled to the floor."""
    line = [(x, y + swell(x, t, rise, length)) for x in range(-20, W + 41, 10)]
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(vertical(y - rise, H, (0, colour(tint)), (1, colour(foot))))
    p.drawPolygon(polygon([*line, (W + 40, H + 10), (-20, H + 10)]))


def crest(p: QPainter, y: float, t: float, rise: float, length: float, tint: str, width: float) -> None:
    """The light line along a surface."""
    path = QPainterPath(QPointF(-20, y + swell(-20, t, rise, length)))
    for x in range(-10, W + 41, 10):
        path.lineTo(x, y + swell(x, t, rise, length))
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.setPen(QPen(colour(tint, 0.75), width))
    p.drawPath(path)
    p.setPen(Qt.PenStyle.NoPen)


def sky(p: QPainter, t: float, sun: tuple[float, float], warm: float = 0.0) -> None:
    """Morning: rose and cream, a pale sun, two clouds."""
    p.resetTransform()
    p.fillRect(0, 0, W, H, vertical(0, 470, (0, colour("#F3B7A6")), (1, colour("#FBDDCB"))))
    p.fillRect(0, 0, W, H, colour("#E2876F", 0.35 * warm))
    glow(p, *sun, 330, "#FFF3DF", 0.55, 0.3)
    p.setBrush(colour("#FFF3DF"))
    p.drawEllipse(QPointF(*sun), 104, 104)
    for i, (x, y, k, v) in enumerate(((60, 60, 2.5, 9), (760, 120, 1.7, 6), (1240, 40, 2.1, 7))):
        p.save()
        p.translate((x + v * t * 1.6 + 400) % 1900 - 400, y + 3 * math.sin(0.6 * t + i))
        p.scale(k, k)
        p.translate(-10, -40)
        CAST.cloud.draw(p, 0.75)
        p.restore()


def surface(p: QPainter, t: float, length: float) -> None:
    """On the water: Otto rows, the whale's shadow passes under him."""
    u = t / length
    sky(p, t, (950, 236))
    y = 452
    water(p, y - 26, t + 2, 9, 420, "#6F8DBB", "#3D5C8F")
    p.save()
    x = mix(470, 700, ease(u))
    tilt = 3.2 * math.sin(1.3 * t + 0.4)
    lift = swell(x, t, 12, 560)
    CAST.draw_boat(p, x, y + lift + 22, 2.35, tilt, 16 * math.sin(2.2 * t))
    p.restore()
    water(p, y + 16, t, 12, 560, "#4A6BA1", "#111B3E")
    crest(p, y + 16, t, 12, 560, "#C9D6E8", 3)
    shadow = QRadialGradient(0, 0, 1)
    for at, alpha in ((0, 0.55), (0.6, 0.42), (1, 0)):
        shadow.setColorAt(at, colour("#0A1434", alpha))
    p.save()
    p.translate(mix(1500, 120, u), 640 + 8 * math.sin(t))
    p.scale(330, 62)
    p.setBrush(shadow)
    p.drawEllipse(QPointF(0, 0), 1, 1)
    p.restore()
    for i in range(7):
        px = (i * 211 + 40 - 22 * t) % (W + 200) - 100
        path = QPainterPath(QPointF(px, 520 + 26 * i))
        path.quadTo(px + 40 + 6 * i, 512 + 26 * i, px + 80 + 12 * i, 520 + 26 * i)
        p.setPen(QPen(colour("#9DB4D6", 0.28), 4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.drawPath(path)
    p.setPen(Qt.PenStyle.NoPen)
    alpha = ramp(t, 0.8, 1.8) * (1 - ramp(t, 4.8, 5.6))
    p.translate(96, 92 - 8 * (1 - ramp(t, 0.8, 1.8)))
    p.scale(1.05, 1.05)
    CAST.title.draw(p, alpha)
    p.resetTransform()


def deep(p: QPainter, t: float, light: float, boat_x: float | None) -> None:
    """Under water: light from above in swaying shafts, the surface as a ceiling, plankton."""
    p.resetTransform()
    p.fillRect(0, 0, W, H, vertical(-40, H, *((a, colour(c)) for a, c in SEA)))
    glow(p, 820, -20, 560, "#FBDDCB", 0.62 * light, 0.05)
    for i in range(9):
        top = 330 + i * 118 + 26 * math.sin(0.5 * t + i)
        width = 26 + 34 * hash01(i)
        slant = (top - 820) * 0.55 + 20 * math.sin(0.33 * t + 2 * i)
        p.setBrush(
            vertical(
                0,
                640,
                (0, colour("#FBDDCB", 0.17 * light * (0.6 + 0.4 * math.sin(0.8 * t + 2.1 * i)))),
                (1, colour("#FBDDCB", 0)),
            )
        )
        p.drawPolygon(
            polygon([(top, 0), (top + width, 0), (top + width * 2.6 + slant, 660), (top - width + slant, 660)])
        )
    if boat_x is not None:
        p.setBrush(colour("#6A1F2B"))
        y = 26 + swell(boat_x, t, 7, 300)
        path = QPainterPath(QPointF(boat_x - 78, y - 14))
        path.cubicTo(boat_x - 58, y + 24, boat_x - 36, y + 32, boat_x - 20, y + 32)
        path.lineTo(boat_x + 20, y + 32)
        path.cubicTo(boat_x + 36, y + 32, boat_x + 58, y + 24, boat_x + 78, y - 14)
        p.drawPath(path)
    line = [(x, 30 + swell(x, t, 7, 300)) for x in range(-20, W + 41, 10)]
    p.setBrush(colour("#FBDDCB", 0.85 * light + 0.1))
    p.drawPolygon(polygon([(-20, -10), *line, (W + 40, -10)]))
    crest(p, 30, t, 7, 300, "#FFF3DF", 4)
    for i in range(60):
        x = (hash01(i) * 1500 - 12 * t * (0.4 + hash01(i, 2))) % 1400 - 60
        y = 70 + 620 * hash01(i, 3) + 9 * math.sin(0.7 * t + i)
        r = 1 + 1.8 * hash01(i, 4)
        p.setBrush(colour("#CFE0F2", 0.10 + 0.22 * hash01(i, 5)))
        p.drawEllipse(QPointF(x, y), r, r)


def bubbles(p: QPainter, x: float, y: float, t: float, count: int, seed: int, spread: float = 40) -> None:
    """Rings that rise from (x, y) and sway."""
    p.setBrush(Qt.BrushStyle.NoBrush)
    for i in range(count):
        age = (t * 0.24 + hash01(i, seed)) % 1
        r = 3 + 7 * hash01(i, seed, 2) * (0.6 + age)
        px = x + (hash01(i, seed, 3) - 0.5) * spread + 14 * math.sin(5 * age + 6 * hash01(i, seed))
        py = y - age * (y - 40)
        p.setPen(QPen(colour("#FBDDCB", 0.7 * (1 - age) ** 0.5), 3))
        p.drawEllipse(QPointF(px, py), r, r)
    p.setPen(Qt.PenStyle.NoPen)


def school(
    p: QPainter, x: float, y: float, t: float, heading: float, count: int, seed: int, round_about: float = 0.0
) -> None:
    """Small fish; with `round_about` (px) they circle, else they swim along heading (+1 right, -1 left)."""
    for i in range(count):
        a = 2 * math.pi * hash01(i, seed) + 0.9 * t * (0.8 + 0.4 * hash01(i, seed, 2))
        if round_about:
            px, py = (
                x + round_about * math.cos(a) * (0.8 + 0.4 * hash01(i, 3)),
                y + round_about * 0.42 * math.sin(a) + 30 * (hash01(i, 4) - 0.5),
            )
            turn = 1 if -math.sin(a) > 0 else -1
        else:
            px, py = (
                x + 130 * (hash01(i, seed, 5) - 0.5) * 2,
                y + 44 * (hash01(i, seed, 6) - 0.5) * 2 + 5 * math.sin(2.2 * t + i),
            )
            turn = 1 if heading > 0 else -1
        wag = 1 + 0.2 * math.sin(12 * t + i)
        path = QPainterPath(QPointF(px + 15 * turn, py))
        path.quadTo(px + 3 * turn, py - 9, px - 8 * turn, py)
        path.quadTo(px + 3 * turn, py + 9, px + 15 * turn, py)
        path.addPolygon(
            polygon(
                [
                    (px - 6 * turn, py),
                    (px - 16 * turn * wag, py - 6),
                    (px - 16 * turn * wag, py + 6),
                    (px - 6 * turn, py),
                ]
            )
        )
        p.setBrush(colour("#F3B7A6" if i % 5 == 0 else "#9DB4D6", 0.75))
        p.drawPath(path)


def below(p: QPainter, t: float, length: float) -> None:
    """The whale comes in from the right, under the boat."""
    u = t / length
    deep(p, t + 4, 1.0, 640 + 14 * math.sin(0.6 * t))
    school(p, mix(1180, 240, u), 470, t, -1, 16, 3)
    CAST.draw_whale(p, mix(1420, 690, ease(min(u * 1.1, 1))), 400 + 14 * math.sin(0.9 * t), 1.08, t)
    bubbles(p, mix(1230, 500, ease(min(u * 1.1, 1))), 330, t, 7, 5)
    school(p, mix(-260, 620, u), 610, t, 1, 12, 8)


def song(p: QPainter, t: float, length: float) -> None:
    """Close: the whale sings, rings of sound spread, the fish turn round it."""
    u = ease(t / length)
    deep(p, t + 12, 0.75, None)
    cx, cy, size = mix(770, 730, u), mix(400, 392, u), mix(1.5, 1.62, u)
    for i in range(5):
        age = (t * 0.3 + i / 5) % 1
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.setPen(QPen(colour("#F3B7A6", 0.5 * (1 - age) * min(age * 5, 1)), 5))
        p.drawEllipse(QPointF(cx - 210 * size * 0.62, cy + 18), 40 + 430 * age, 34 + 330 * age)
    p.setPen(Qt.PenStyle.NoPen)
    CAST.draw_whale(p, cx, cy, size, t + 3, -4)
    school(p, cx - 30, cy + 40, t, 1, 34, 12, 470)
    bubbles(p, cx - 330, 430, t, 9, 9, 70)


def ride(p: QPainter, t: float, length: float) -> None:
    """Home: the whale carries the boat on its back into the low sun."""
    u = t / length
    sky(p, t + 20, (900 - 10 * t, 330 + 10 * t), 1.0)
    y = 500
    water(p, y - 40, t + 2, 10, 420, "#7B8DB8", "#3D5C8F")
    rise = mix(120, 0, ramp(t, 0.2, 2.6))
    x = mix(640, 560, u)
    lift = rise + 8 * math.sin(1.1 * t)
    CAST.draw_boat(p, x + 40, y - 80 + lift, 1.25, 2.5 * math.sin(1.2 * t) - 2, 8)
    CAST.draw_whale(p, x, y + 48 + lift, 1.25, t, -2)
    spout = ramp(t, 2.6, 3.2) * (1 - ramp(t, length - 2.2, length - 1.4))
    for i in range(46):
        age = (t * 0.8 + hash01(i)) % 1
        side = hash01(i, 2) - 0.5
        px = x - 116 + 150 * side * age
        py = y - 84 + lift - 190 * (age - age * age * 0.82) * (0.75 + 0.25 * hash01(i, 3))
        p.setBrush(colour("#FFF3DF", 0.85 * spout * (1 - age)))
        r = 3 + 5 * hash01(i, 4)
        p.drawEllipse(QPointF(px, py), r, r)
    p.setOpacity(0.86)
    water(p, y + 20, t, 12, 560, "#4A6BA1", "#111B3E")
    p.setOpacity(1)
    crest(p, y + 20, t, 12, 560, "#F6DCCF", 3)
    p.fillRect(0, 0, W, H, colour("#0A1230", ramp(t, length - 1.5, length)))


SHOTS = [
    Shot("On the water", 7.5, surface),
    Shot("Something below", 7.0, below),
    Shot("The song", 6.0, song),
    Shot("A ride home", 6.5, ride),
]

"""The Long Light, at sea: the turning beams, four ranks of waves, the boat and the rain. From art/storm.svg."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QLinearGradient, QPainter, QPainterPath, QPen

from stage import (
    H,
    Sheet,
    W,
    camera,
    colour,
    fill_below,
    foam,
    glow,
    hash01,
    only,
    polygon,
    trochoid,
    vertical,
)

STORM = Sheet("storm")
TURN_S = 6.0  # one turn of the lamp


def beams(p: QPainter, x: float, y: float, t: float, reach: float, strength: float = 1.0) -> float:
    """Two opposite beams of a turning lamp seen from the side; returns how much it looks at us, 0 to 1."""
    angle = 2 * math.pi * t / TURN_S
    for k in (0.0, math.pi):
        across, towards = math.cos(angle + k), math.sin(angle + k)
        length = across * reach
        width = 46 + 130 * abs(across) + 90 * max(towards, 0)
        alpha = strength * (0.82 if towards > 0 else 0.5) * min(abs(across) * 2.5, 1)
        gradient = QLinearGradient(x, y, x + length, y)
        for at, share in ((0, 1), (0.18, 0.6), (0.55, 0.25), (1, 0)):
            gradient.setColorAt(at, colour("#FFE6BA", alpha * share))
        drop = 20 + 60 * max(towards, 0)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(gradient)
        p.drawPolygon(
            polygon(
                [(x, y - 4), (x + length, y - width * 0.5 + drop), (x + length, y + width * 0.7 + drop), (x, y + 4)]
            )
        )
    facing = max(math.sin(angle), math.sin(angle + math.pi)) ** 12
    glow(p, x, y, 120 + 170 * facing, "#FFF3D6", 0.75 + 0.25 * facing)
    return facing


class Storm:
    """Four ranks of waves, a boat between the first and the second, the light behind."""

    def __init__(self) -> None:
        self.sky = STORM.sprite(only(STORM.item("sky"), 0, 1), scale=0.8)
        self.banks = [STORM.sprite(g, box=QRectF(-120, -20, 1540, 320), scale=0.9) for g in STORM.item("clouds")]
        rock = STORM.item("rock")
        self.rock = STORM.sprite(only(rock, 0, 1), scale=1.5)
        boat = STORM.item("boat")
        boat.attrib.pop("transform")
        self.boat = STORM.sprite(boat, box=QRectF(-80, -120, 160, 140), scale=4)

    def draw(self, p: QPainter, t: float, x: float, y: float, zoom: float, boat_x: float, flash: float) -> None:
        """One moment of the storm seen from (x, y)."""
        camera(p, x, y, zoom, 0.4)
        p.fillRect(QRectF(-200, -200, 1700, 1200), colour("#245059"))
        self.sky.draw(p)
        if flash > 0:
            p.fillRect(QRectF(-200, -200, 1700, 1200), colour("#CFE6E0", 0.55 * flash))
        for k, bank in enumerate(self.banks):
            drift = 16 * math.sin(t * (0.11 + 0.04 * k) + k) - 5 * t * (0.4 + 0.3 * k)
            bank.draw(p, dx=drift)
        camera(p, x, y, zoom, 0.75)
        fill_below(p, trochoid(424, 14, 170, 0.9 * t, 3, -300, 1600), 800, colour("#2E5F66"))
        facing = beams(p, 1004, 189, t, 1150, 1.0)
        self.rock.draw(p)
        for i in range(18):
            burst = (t * 0.55 + hash01(i)) % 1
            r = 3 + 9 * hash01(i, 2) * burst
            p.setBrush(colour("#DDE8DC", 0.5 * (1 - burst)))
            p.drawEllipse(QPointF(866 + 60 * hash01(i, 3) - 26 * burst, 448 - 70 * burst * hash01(i, 4)), r, r)
        glow(p, 1004, 189, 110 + 60 * facing, "#FFF6DF", 0.9)
        camera(p, x, y, zoom, 1.0)
        first = trochoid(440, 46, 400, 1.05 * t + 0.2, 7, -300, 1600)
        fill_below(
            p, first, 800, vertical(420, 600, (0, colour("#3F7A7C")), (0.25, colour("#1F4F59")), (1, colour("#0C2731")))
        )
        foam(p, first, 4, 70, 34, colour("#CFE0D2", 0.5), 400, 1.05 * t + 0.2)
        self.draw_boat(p, t, boat_x, first)
        ranks = (
            (1.0, 540, 54, 470, 1.3, 5.6, 11, ("#5F9A98", "#2F6A70", "#174049", "#071A22"), 0.7, 46),
            (1.15, 634, 70, 640, 1.5, 0.6, 17, ("#3F7A7C", "#1B4A53", "#0D2C35", "#040E13"), 0.55, 80),
            (1.35, 728, 62, 860, 1.8, 2.4, 23, ("#1F4650", "#0C242D", "#061319", "#03090D"), 0.35, 110),
        )
        for depth, base, rise, length, speed, offset, seed, tints, foamy, width in ranks:
            camera(p, x, y, zoom, depth)
            line = trochoid(base, rise, length, speed * t + offset, seed, -500, 1800)
            brush = vertical(
                base - rise - 8, base + 96, *((a, colour(c)) for a, c in zip((0, 0.3, 1), tints[1:], strict=True))
            )
            fill_below(p, line, 1000, colour(tints[0]))
            crest = np.clip((base + 0.3 * rise - line[:, 1]) / (1.3 * rise), 0, 1)
            fill_below(p, line + np.stack([0 * crest, 10 * crest**2], axis=1), 1000, brush)
            foam(p, line, seed, 70, width, colour("#E6EEDF", foamy), length, speed * t + offset)
        self.rain(p, t)

    def draw_boat(self, p: QPainter, t: float, x: float, line: np.ndarray) -> None:
        """The boat rides the wave: height and tilt from the water under it."""
        heights = np.interp([x - 60, x, x + 60], line[:, 0], line[:, 1])
        tilt = math.degrees(math.atan2(heights[2] - heights[0], 120)) * 0.8 + 2 * math.sin(2.1 * t)
        y = float(heights.mean()) + 14
        p.save()
        p.translate(x, y)
        p.rotate(tilt)
        p.scale(1.9, 1.9)
        self.boat.draw(p)
        glow(p, 14, -32, 70, "#FFC978", 0.42 + 0.05 * math.sin(11 * t))
        p.restore()
        path = QPainterPath()
        path.moveTo(x - 240, y + 90)
        path.cubicTo(x - 150, y + 22, x - 70, y + 2, x, y + 2)
        path.cubicTo(x + 70, y + 2, x + 150, y + 22, x + 240, y + 90)
        p.setBrush(vertical(430, 610, (0, colour("#3F7A7C")), (0.25, colour("#1F4F59")), (1, colour("#0C2731"))))
        p.drawPath(path)
        for i in range(60):
            age = (t * 0.9 + hash01(i)) % 1
            side = 1 if i % 3 else -1
            r = (1 + 2.6 * hash01(i, 2)) * (1 - 0.6 * age)
            px = x + side * (104 + 46 * age * hash01(i, 3) + 10 * hash01(i, 4))
            py = y - 4 - 90 * hash01(i, 5) * age * (1 - age) * 3 + 20 * age
            p.setBrush(colour("#F4F1E2", 0.8 * (1 - age)))
            p.drawEllipse(QPointF(px, py), r, r)

    def rain(self, p: QPainter, t: float) -> None:
        """Slanting rain in two depths, nearer is faster."""
        p.resetTransform()
        for depth in range(2):
            path = QPainterPath()
            for i in range(90):
                fall = (hash01(i, depth) + t * (1.5 + 0.8 * depth) * (0.8 + 0.4 * hash01(i, depth, 3))) % 1
                size = (20 + 26 * hash01(i, depth, 4)) * (1 + 0.7 * depth)
                px = hash01(i, depth, 2) * (W + 320) - 340 * fall + 20
                path.moveTo(px, fall * (H + 120) - 60)
                path.lineTo(px - size * 0.36, fall * (H + 120) - 60 + size)
            p.setPen(QPen(colour("#CFE0DA", 0.20 + 0.06 * depth), 1.2 + 0.5 * depth))
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.drawPath(path)
        p.setPen(Qt.PenStyle.NoPen)

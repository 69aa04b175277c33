"""The Long Light, in the tower: the spiral stairs and the lamp room. From art/stairs.svg and art/lamproom.svg."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QLinearGradient, QPainter, QPainterPath, QPen

from light_storm import TURN_S
from stage import (
    H,
    Sheet,
    W,
    camera,
    colour,
    ease,
    glow,
    hash01,
    mix,
    polygon,
    vertical,
    without,
)

STAIRS, ROOM = Sheet("stairs"), Sheet("lamproom")


class Stairs:
    """The spiral seen from below; it turns as she climbs."""

    def __init__(self) -> None:
        steps = [i for i, c in enumerate(STAIRS.items) if c.tag.endswith("path")]
        self.box = QRectF(660 - 1100, 330 - 1100, 2200, 2200)
        self.steps = STAIRS.sprite(*steps, box=self.box, scale=1.0)
        self.top = STAIRS.sprite(steps[-1] + 1, box=QRectF(560, 230, 200, 200), scale=3)
        girl = STAIRS.item("girl")
        girl.attrib.pop("transform")
        self.girl = STAIRS.sprite(girl, box=QRectF(-70, -130, 120, 140), scale=3)

    def draw(self, p: QPainter, t: float, _length: float) -> None:
        """Turn and climb; the spiral is self-similar, 17 degrees and a scale of 0.944 a step."""
        steps = t * 1.25
        p.resetTransform()
        p.fillRect(0, 0, W, H, colour("#08151C"))
        p.translate(620, 345)
        p.scale(1.0, 0.86)
        p.rotate(-17 * steps)
        grow = 0.944 ** -(steps - 0.0)
        p.scale(grow * 0.74, grow * 0.74)
        p.scale(1, 1 / 0.86)
        p.translate(-660, -330)
        self.steps.draw(p)
        p.resetTransform()
        glow(p, 620, 345, 250, "#FFE4A8", 0.85 + 0.06 * math.sin(5 * t), 0.1)
        hop = abs(math.sin(math.pi * steps))
        p.translate(330 + 3 * t, 500 - 5 * hop - 2.4 * t)
        p.rotate(2 * math.sin(math.pi * steps))
        p.scale(1.35, 1.35)
        self.girl.draw(p)
        glow(p, 25.5, -40, 120 + 5 * math.sin(11 * t), "#FFC978", 0.72)
        p.resetTransform()
        shade_edges(p, 0.5)


class LampRoom:
    """The lens turns, rain runs down the glass, she keeps her hand on the brass."""

    def __init__(self) -> None:
        self.out = ROOM.sprite(2, scale=0.6)
        self.room = ROOM.sprite(4, scale=0.7)
        self.glazing = ROOM.sprite(5, 6, scale=1.2)
        self.floor = ROOM.sprite(7, 8, scale=1.0)
        lens_group = ROOM.item("lens")
        ribs = [i for i, c in enumerate(lens_group) if c.get("stroke") == "#5B3418"]
        self.lens = ROOM.sprite(without(lens_group, *ribs), scale=1.3)
        self.girl = ROOM.sprite("girl", scale=1.3)

    def draw(self, p: QPainter, t: float, length: float) -> None:
        """Ribs cross the lens as it turns; the light pulses with them."""
        u = ease(t / length)
        x, y, zoom = mix(655, 690, u), mix(348, 356, u), mix(1.06, 1.17, u)
        beat = 0.5 + 0.5 * math.cos(2 * math.pi * t * 4 / TURN_S)
        camera(p, x, y, zoom, 0.4)
        self.out.draw(p)
        path = QPainterPath()
        for i in range(110):
            fall = (hash01(i) + t * (0.9 + 0.5 * hash01(i, 3))) % 1
            px = hash01(i, 2) * 1480 - 100 * fall
            path.moveTo(px, fall * 860 - 80)
            path.lineTo(px - 14, fall * 860 - 40)
        p.setPen(QPen(colour("#BFD3D0", 0.34), 1.5))
        p.drawPath(path)
        camera(p, x, y, zoom, 0.7)
        self.room.draw(p, 0.86 + 0.14 * beat)
        angle = 2 * math.pi * t / TURN_S
        for k in range(2):
            across = math.cos(angle + k * math.pi)
            gradient = QLinearGradient(600, 0, 600 + 900 * across, 0)
            gradient.setColorAt(0, colour("#FFE9B8", 0.34))
            gradient.setColorAt(1, colour("#FFE9B8", 0))
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(gradient)
            p.drawPolygon(polygon([(600, 240), (600 + 900 * across, 130), (600 + 900 * across, 520), (600, 420)]))
        camera(p, x, y, zoom, 0.85)
        self.glazing.draw(p)
        camera(p, x, y, zoom, 1.0)
        self.floor.draw(p)
        p.fillRect(QRectF(-200, 718, 1700, 300), colour("#0B1317"))
        self.lens.draw(p)
        p.setBrush(Qt.BrushStyle.NoBrush)
        for k in range(8):
            turn = angle + k * math.pi / 4
            if math.sin(turn) < -0.05:
                continue
            across = math.cos(turn)
            p.setPen(QPen(colour("#5B3418", 0.4 + 0.6 * max(math.sin(turn), 0)), 2.5 + 3 * max(math.sin(turn), 0)))
            rib = QPainterPath(QPointF(600, 64))
            rib.quadTo(600 + 412 * across, 330, 600, 596)
            p.drawPath(rib)
        glow(p, 600, 330, 260 + 60 * beat, "#FFF3CF", 0.7 + 0.25 * beat, 0.2)
        self.girl.draw(p, dy=1.5 * math.sin(1.4 * t))
        shade_edges(p, 0.4)


def shade_edges(p: QPainter, alpha: float) -> None:
    """Darken top and bottom a little."""
    p.resetTransform()
    ends = colour("#04090C", alpha)
    p.fillRect(
        0, 0, W, H, vertical(0, H, (0, ends), (0.3, colour("#04090C", 0)), (0.7, colour("#04090C", 0)), (1, ends))
    )

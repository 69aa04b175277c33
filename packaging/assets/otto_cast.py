"""Otto's cast: the boat with the boy, the whale in parts that move, a cloud, the lettering. From art/otto*.svg."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from stage import Sheet, colour, only

POSTER, DEEP, TITLE = Sheet("otto-poster"), Sheet("otto"), Sheet("otto-title")


class Cast:
    """The boat with Otto and the whale, in parts that move. Boat: origin at its keel; whale: poster units."""

    def __init__(self) -> None:
        boat = POSTER.item("boat")
        self.boat = POSTER.sprite(only(boat, 0, 1, 3, 4, 5), box=QRectF(90, 60, 140, 110), scale=6)
        whale = DEEP.item("whale")
        box = QRectF(0, 140, 460, 430)
        self.tail = DEEP.sprite(only(whale, 0, 1), box=box, scale=2.2)
        self.body = DEEP.sprite(only(whale, 2, 3, 4), box=box, scale=2.2)
        self.fin = DEEP.sprite(only(whale, 5), box=box, scale=2.2)
        self.eye = DEEP.sprite(only(whale, 6, 7), box=QRectF(76, 368, 32, 32), scale=4)
        self.face = DEEP.sprite(only(whale, 8), box=box, scale=2.2)
        self.cloud = POSTER.sprite(only(POSTER.item("clouds"), 0), box=QRectF(10, 40, 130, 60), scale=5)
        for path, ink in zip(
            (c for c in TITLE.root.iter() if c.tag.endswith("path")), ("#22356A", "#8C2F39"), strict=True
        ):
            path.set("fill", ink)
        self.title = TITLE.sprite(*[i for i, c in enumerate(TITLE.items) if c.tag.endswith("}g")], scale=3)

    def draw_boat(self, p: QPainter, x: float, y: float, size: float, tilt: float, oar: float) -> None:
        """Boat and boy; `oar` in degrees swings the oar."""
        p.save()
        p.translate(x, y)
        p.rotate(tilt)
        p.scale(size, size)
        p.translate(-159, -150)
        p.save()
        p.translate(190, 126)
        p.rotate(oar)
        p.setPen(QPen(colour("#5A2A22"), 5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        p.drawLine(QPointF(-8, -10), QPointF(32, 38))
        p.restore()
        p.setPen(Qt.PenStyle.NoPen)
        self.boat.draw(p)
        p.restore()

    def draw_whale(self, p: QPainter, x: float, y: float, size: float, t: float, tilt: float = 0.0) -> None:
        """The whale with its middle at (x, y), swimming to the left; tail and fin beat, the eye blinks."""
        p.save()
        p.translate(x, y)
        p.rotate(tilt + 2.2 * math.sin(1.2 * t))
        p.scale(size, size)
        p.translate(-200, -380)
        beat = math.sin(1.6 * t)
        p.save()
        p.translate(356, 262)
        p.rotate(9 * beat)
        p.scale(1, 1 - 0.12 * beat)
        p.translate(-356, -262)
        self.tail.draw(p)
        p.restore()
        self.body.draw(p)
        p.save()
        p.translate(186, 428)
        p.rotate(13 * math.sin(1.6 * t + 1.1) - 4)
        p.translate(-186, -428)
        self.fin.draw(p)
        p.restore()
        shut = max(0.0, 1 - abs(((t + 1.0) % 3.4) - 0.2) / 0.14)
        p.save()
        p.translate(92, 384)
        p.scale(1, max(1 - shut, 0.12))
        p.translate(-92, -384)
        self.eye.draw(p)
        p.restore()
        self.face.draw(p)
        p.restore()

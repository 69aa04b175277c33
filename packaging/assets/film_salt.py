"""Salt Road: a lorry crosses the flats at the end of the day. Drawn from art/salt-road*.svg; the ground is computed."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPen

from stage import (
    H,
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
    only,
    polygon,
    ramp,
    shade,
    vertical,
    without,
)

HORIZON = 430.0
SHEET, POSTER = Sheet("salt-road"), Sheet("salt-road-poster")


class Flats:
    """Sky, mountains and a plain of salt in perspective that runs past."""

    def __init__(self) -> None:
        sky = SHEET.item("sky")
        self.sky = SHEET.sprite(only(sky, 0), scale=0.8)
        self.clouds = [
            SHEET.sprite(only(SHEET.item("clouds"), *range(k, 22, 3)), box=QRectF(-400, 0, 2080, 440), scale=0.9)
            for k in range(3)
        ]
        self.far = SHEET.sprite(only(SHEET.item("mountains"), 0), box=QRectF(-10, 300, 1300, 140), scale=1.3)
        self.near = SHEET.sprite(only(SHEET.item("mountains"), 1), box=QRectF(-10, 300, 1300, 140), scale=1.3)
        self.flat = SHEET.sprite(5, scale=0.8)
        truck = SHEET.item("truck")
        wheels = [i for i, c in enumerate(truck) if c.tag.endswith("circle")]
        body = without(truck, *wheels)
        body.attrib.pop("transform")
        box = QRectF(-170, -150, 310, 170)
        self.truck = SHEET.sprite(body, box=box, scale=3)
        self.lettering = [POSTER.sprite(POSTER.item(10), box=QRectF(20, 40, 360, 120), scale=3)]

    def draw_sky(self, p: QPainter, t: float, sun: tuple[float, float, float], dusk: float) -> None:
        """Sky with its sun at (x, y, radius); dusk 0..1 reddens, then darkens."""
        p.setPen(Qt.PenStyle.NoPen)
        p.fillRect(QRectF(-900, -900, 3000, 930), QColor("#4A1622"))
        for dx in (-1280, 0, 1280):
            self.sky.draw(p, dx=dx)
        p.fillRect(QRectF(-900, -900, 3000, 1400), colour("#1B0A24", 0.72 * dusk))
        x, y, r = sun
        glow(p, x, y, r * 3.4, "#FFE0A0", 0.85 * (1 - 0.6 * dusk), 0.3)
        p.setBrush(blend("#FFF1CC", "#FF9A5C", dusk))
        p.drawEllipse(QPointF(x, y), r, r)
        for k, layer in enumerate(self.clouds):
            shift = (t * (4 + 3 * k)) % 1800 - 300
            layer.draw(p, 0.9 - 0.5 * dusk, dx=shift)
            layer.draw(p, 0.9 - 0.5 * dusk, dx=shift - 1800)

    def draw_ground(self, p: QPainter, run: float, t: float, sun_x: float, dusk: float, flash: float = 1.0) -> None:
        """The plain at `run` metres (1 m = one near cell's tenth): mountains, glints and cracks, each at its speed."""
        for layer, speed in ((self.far, 1.2), (self.near, 3.0)):
            first = math.floor(run * speed / 1280) - 1
            for tile in range(first, first + 4):
                p.save()
                p.translate(tile * 1280 - run * speed + (1280 if tile % 2 else 0), 0)
                p.scale(-1 if tile % 2 else 1, 1)
                layer.draw(p)
                p.restore()
        for dx in (-1280, 0, 1280):
            self.flat.draw(p, dx=dx)
        glints = [QPainterPath() for _ in range(4)]
        for i in range(190):
            u = hash01(i, 3) ** 1.6
            y = HORIZON + 3 + (H - HORIZON) * u
            blink = math.sin(t * (1.5 + 2 * hash01(i, 7)) + 6.3 * hash01(i, 8))
            if blink < 0:
                continue
            x = sun_x + (hash01(i, 4) + hash01(i, 5) - 1) * (90 + 260 * u)
            lens(glints[min(3, int(blink * 4))], x, y, (10 + 62 * u) * (0.4 + hash01(i, 6)), 2.2 * (0.5 + 1.4 * u))
        p.setPen(Qt.PenStyle.NoPen)
        for k, path in enumerate(glints):
            p.setBrush(colour("#FFF1CC", flash * (0.16 + 0.2 * k) * (1 - 0.7 * dusk)))
            p.drawPath(path)
        self.draw_cracks(p, run)

    def draw_cracks(self, p: QPainter, run: float) -> None:
        """Hexagons of salt; rows step in perspective, columns move with the ground."""
        path = QPainterPath()
        for j in range(1, 17):
            u, v = j / 15, (j + 0.5) / 15
            y, ym = HORIZON + 330 * u**2.1, HORIZON + 330 * v**2.1
            step, step2, odd = 16 + 190 * u**2.1, 16 + 190 * v**2.1, (j % 2) * 0.5
            first = int(run / 10 - 700 / step)
            for i in range(first, first + int(1400 / step) + 2):
                x = 640 + (i + odd - run / 10) * step + (hash01(i, j) - 0.5) * 0.32 * step
                base = 640 - run / 10 * step2
                lift = (hash01(i, j, 2) - 0.5) * 0.2 * (ym - y)
                for k in (0.5, -0.5):
                    path.moveTo(x, y + lift)
                    path.lineTo(base + (i + odd + k) * step2 + (hash01(i + odd + k, j + 0.5) - 0.5) * 0.1 * step2, ym)
                path.moveTo(x, y + lift)
                path.lineTo(x + (hash01(i, j, 3) - 0.5) * 6, y + lift - (y - HORIZON) * 0.1)
        p.setPen(QPen(colour("#FFE9C4", 0.30), 1.6))
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.drawPath(path)
        p.setPen(Qt.PenStyle.NoPen)

    def draw_truck(
        self, p: QPainter, x: float, y: float, size: float, run: float, t: float, light: float, flip: int = 1
    ) -> None:
        """The lorry on its wheels at (x, y), driving to the right (flip 1) with its dust and lamp."""
        p.save()
        p.translate(x, y)
        p.scale(size * flip, size)
        for i in range(46):
            age = (i / 46 + t * 0.42) % 1.0
            n = math.floor(i / 46 + t * 0.42) * 46 + i
            px = -150 - age * 520 - 20 * hash01(n)
            py = -14 - age * 46 * hash01(n, 2) - 4
            r = 8 + age * 44 * (0.5 + hash01(n, 3))
            p.setBrush(colour("#F6C78A", 0.26 * (1 - age) ** 1.3))
            p.drawEllipse(QPointF(px, py), r, r * 0.62)
        bob = 1.6 * math.sin(t * 11) * hash01(int(t * 3)) + 1.1 * math.sin(t * 5.3)
        beam = [(110, -42 + bob), (520, -66), (520, 10), (110, -34 + bob)]
        p.setBrush(horizontal(110, 470, "#FFF3D6", light))
        p.drawPolygon(polygon(beam))
        self.truck.draw(p, dy=bob)
        for cx in (-118, -74, 66):
            p.save()
            p.translate(cx, -14)
            p.rotate(math.degrees(run * 5.2 / 19) % 360)
            p.setBrush(colour("#2A0B09"))
            p.drawEllipse(QPointF(0, 0), 19, 19)
            p.setBrush(colour("#8A5A3C"))
            p.drawEllipse(QPointF(0, 0), 7, 7)
            for _ in range(5):
                p.rotate(72)
                p.drawEllipse(QPointF(0, 11), 2.2, 2.2)
            p.restore()
        glow(p, 110, -40 + bob, 46, "#FFF3D6", light)
        p.restore()


def horizontal(x0: float, x1: float, name: str, alpha: float) -> QLinearGradient:
    """A beam that fades from x0 to x1."""
    gradient = QLinearGradient(x0, 0, x1, 0)
    gradient.setColorAt(0, colour(name, 0.8 * alpha))
    gradient.setColorAt(1, colour(name, 0))
    return gradient


FLATS = Flats()


def alongside(p: QPainter, t: float, length: float) -> None:
    """Beside the lorry, the film's name in the sky."""
    run, u = t * 26, t / length
    p.resetTransform()
    FLATS.draw_sky(p, t, (860 - 6 * t, 336 + 3 * t, 138), 0.0)
    FLATS.draw_ground(p, run, t, 860 - 6 * t, 0.0)
    x = mix(250, 560, ease(u))
    p.setBrush(colour("#42161A", 0.5))
    p.drawPolygon(polygon([(x - 170, 566), (x + 130, 566), (x - 10, 612), (x - 480, 644), (x - 480, 606)]))
    FLATS.draw_truck(p, x, 574, 1.12, run, t, 0.55)
    alpha = ramp(t, 1.0, 2.2) * (1 - ramp(t, 5.0, 6.0))
    p.resetTransform()
    p.translate(W / 2, 118)
    p.scale(1.45, 1.45)
    FLATS.lettering[0].draw(p, alpha, dx=-200, dy=-100)
    p.resetTransform()


def across(p: QPainter, t: float, length: float) -> None:
    """Far off: a small black lorry crosses a sun that fills half the sky."""
    u = t / length
    p.resetTransform()
    camera(p, 640, 392, mix(1.42, 1.58, ease(u)))
    sun = (640, 330 + 34 * u, 196)
    FLATS.draw_sky(p, t + 30, sun, 0.14 + 0.12 * u)
    FLATS.draw_ground(p, 200 + t * 1.2, t + 5, 640, 0.2)
    for i in range(3):
        y = 431 + 3 * i
        path = QPainterPath()
        lens(path, 640 + 40 * math.sin(t * 0.7 + i), y, 520 + 60 * math.sin(t * 1.3 + 2 * i), 1.4)
        p.setBrush(colour("#FFF1CC", 0.5))
        p.drawPath(path)
    x = mix(410, 850, u)
    p.setOpacity(0.22)
    p.save()
    p.translate(x, 447)
    p.scale(0.42, -0.25)
    FLATS.truck.draw(p)
    p.restore()
    p.setOpacity(1)
    FLATS.draw_truck(p, x, 446, 0.42, 300 + t * 40, t, 0.35)


def last_light(p: QPainter, t: float, length: float) -> None:
    """Night comes from behind: stars, and the lamps draw the road."""
    run, u = 800 + t * 30, t / length
    dusk = mix(0.62, 1.0, ease(u))
    p.resetTransform()
    camera(p, 640, 360, mix(1.0, 1.07, ease(u)))
    FLATS.draw_sky(p, t + 60, (300, 400 + 60 * u, 120), dusk)
    p.setPen(Qt.PenStyle.NoPen)
    for i in range(130):
        p.setBrush(
            colour("#FFEFD8", (0.25 + 0.75 * hash01(i, 5)) * (0.3 + 0.7 * u) * (0.7 + 0.3 * math.sin(3 * t + i)))
        )
        r = 0.7 + 1.3 * hash01(i, 3) ** 3
        p.drawEllipse(QPointF(1280 * hash01(i, 1), 330 * hash01(i, 2) ** 1.3), r, r)
    FLATS.draw_ground(p, run, t, 300, 0.55, 1 - 0.7 * u)
    shade(p, blend("#D0A6A8", "#8070A0", u))
    camera(p, 640, 360, mix(1.0, 1.07, ease(u)))
    x = mix(520, 700, ease(u))
    p.save()
    p.translate(x + 400, 582)
    p.scale(1, 0.085)
    glow(p, 0, 0, 330, "#FFE6B4", 0.42, 0.3)
    p.restore()
    FLATS.draw_truck(p, x, 574, 1.12, run, t, 1.0)
    p.resetTransform()
    p.fillRect(0, 0, W, H, vertical(360, 720, (0, colour("#12060F", 0.0)), (1, colour("#12060F", 0.55))))
    p.fillRect(0, 0, W, H, colour("#0B0409", ramp(t, length - 1.6, length)))


SHOTS = [Shot("The flats", 9.5, alongside), Shot("Across the sun", 8.0, across), Shot("Last light", 8.5, last_light)]

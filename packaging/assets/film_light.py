"""The Long Light: a keeper's daughter keeps the lamp turning through a storm. The coast, and the film's shots."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from light_storm import Storm, beams
from light_tower import LampRoom, Stairs
from stage import (
    H,
    Sheet,
    Shot,
    W,
    camera,
    colour,
    ease,
    glow,
    hash01,
    lens,
    mix,
    only,
    ramp,
    shade,
    without,
)

KEY, TITLE = Sheet("long-light"), Sheet("long-light-title")


class Coast:
    """Key art: the light at dusk, the girl and her dog, a sail going home."""

    def __init__(self) -> None:
        self.sky = KEY.sprite("sky", scale=1.1)
        self.stars = [tuple(float(c.get(k, 0)) for k in ("cx", "cy", "r", "opacity")) for c in KEY.item("stars")]
        wide = QRectF(-300, 0, 2000, 400)
        self.clouds = [KEY.sprite(only(KEY.item("clouds"), *range(k, 26, 2)), box=wide, scale=1.1) for k in range(2)]
        self.islands = KEY.sprite("islands", scale=1.4)
        self.sea = KEY.sprite(only(KEY.item("sea"), 0), scale=1.1)
        boat = only(KEY.item("boat"), 0, 1, 2, 3)
        self.boat = KEY.sprite(boat, box=QRectF(-40, -80, 90, 100), scale=3)
        land = KEY.item("headland")
        self.headland = KEY.sprite(without(land, len(list(land)) - 1), "surf", scale=1.5)
        ground = KEY.item("near-ground")
        self.ground = KEY.sprite(only(ground, 0, 1, 2), scale=1.5)
        self.people = KEY.sprite(only(ground, 3, 4), scale=1.5)
        self.gulls = KEY.sprite("gulls", box=QRectF(740, 140, 160, 100), scale=1.6)
        self.title = (
            TITLE.sprite(*range(len(TITLE.items)), scale=1.6)
            if not TITLE.defs
            else TITLE.sprite(*range(1, len(TITLE.items)), scale=1.6)
        )

    def draw(self, p: QPainter, t: float, length: float) -> None:
        """Slow push towards the tower; the name of the film in the dark half of the sky."""
        u = ease(t / length)
        x, y, zoom = mix(690, 770, u), mix(300, 288, u), mix(1.22, 1.36, u)
        p.resetTransform()
        p.fillRect(0, 0, W, H, colour("#071722"))
        camera(p, x, y, zoom, 0.5)
        self.sky.draw(p, dy=-6)
        p.fillRect(QRectF(-300, 369, 2000, 60), colour("#FCD79C"))
        p.setPen(Qt.PenStyle.NoPen)
        for i, (cx, cy, r, o) in enumerate(self.stars):
            p.setBrush(colour("#EAF2F2", o * (0.7 + 0.3 * math.sin(2.3 * t + 1.7 * i))))
            p.drawEllipse(QPointF(cx, cy), r, r)
        for k, layer in enumerate(self.clouds):
            layer.draw(p, dx=t * (6 + 5 * k) - 40)
        camera(p, x, y, zoom, 0.8)
        self.islands.draw(p)
        camera(p, x, y, zoom, 0.9)
        self.sea.draw(p)
        self.glitter(p, t)
        p.save()
        p.translate(470 + 9 * t, 391 + 1.2 * math.sin(1.7 * t))
        p.rotate(2.4 * math.sin(1.3 * t))
        p.scale(0.55, 0.55)
        self.boat.draw(p)
        p.restore()
        facing = beams(p, 968, 99, t + 1.2, 1120, 0.9)
        self.headland.draw(p)
        glow(p, 968, 99, 90 + 60 * facing, "#FFF6DF", 0.9)
        self.gulls.draw(p, dx=-14 * t + 40, dy=-4 * t + 6 * math.sin(1.1 * t))
        camera(p, x, y, zoom, 1.15)
        self.ground.draw(p)
        self.people.draw(p)
        glow(p, 756, 408, 70 + 4 * math.sin(13 * t), "#FFC978", 0.5 + 0.06 * math.sin(9 * t))
        p.resetTransform()
        alpha = ramp(t, 0.8, 2.2) * (1 - ramp(t, 5.2, 6.2))
        p.translate(84, 92)
        self.title.draw(p, alpha)

    def glitter(self, p: QPainter, t: float) -> None:
        """The afterglow's road on the water."""
        paths = [QPainterPath() for _ in range(4)]
        for i in range(150):
            blink = math.sin(t * (1 + 2 * hash01(i, 7)) + 6.3 * hash01(i, 8))
            if blink < 0:
                continue
            v = hash01(i, 3) ** 1.6
            x = 880 + (hash01(i, 4) + hash01(i, 5) - 1) * (60 + 420 * v)
            lens(paths[min(3, int(blink * 4))], x, 379 + 260 * v, (9 + 56 * v) * (0.4 + hash01(i, 6)), 0.8 + 1.8 * v)
        for k, path in enumerate(paths):
            p.setBrush(colour("#FFE2AE", 0.2 + 0.2 * k))
            p.drawPath(path)


COAST, STORM_SCENE, STAIR_SCENE, ROOM_SCENE = Coast(), Storm(), Stairs(), LampRoom()


def storm(p: QPainter, t: float, length: float) -> None:
    """The boat runs for the harbour; lightning at 2.6 s."""
    u = t / length
    flash = max(0.0, 1 - abs(t - 2.6) / 0.12) + 0.7 * max(0.0, 1 - abs(t - 2.95) / 0.18)
    STORM_SCENE.draw(
        p, t, mix(600, 660, ease(u)), mix(352, 366, ease(u)), mix(1.06, 1.16, ease(u)), mix(270, 470, u), flash
    )


def harbour(p: QPainter, t: float, length: float) -> None:
    """Under the light, the sea going down; dark at the end."""
    u = t / length
    STORM_SCENE.draw(
        p, t * 0.8 + 14, mix(720, 760, ease(u)), mix(350, 335, ease(u)), mix(1.3, 1.2, ease(u)), mix(560, 760, u), 0.0
    )
    shade(p, colour("#FFE9C8", 1.0))
    p.resetTransform()
    p.fillRect(0, 0, W, H, colour("#03080B", ramp(t, length - 1.5, length)))


SHOTS = [
    Shot("The keeper's daughter", 7.0, COAST.draw),
    Shot("The storm", 7.5, storm),
    Shot("The stairs", 4.5, STAIR_SCENE.draw),
    Shot("The lamp room", 5.0, ROOM_SCENE.draw),
    Shot("Keep the light on me", 5.0, harbour),
]

"""Draws antialiased shapes and Barlow text with a theme's tokens: shapes three times too large, then scaled down."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PIL import Image, ImageDraw, ImageFont, features

from cockpit.resources import assets_dir
from cockpit.screens.theme import load_theme

Xy = tuple[float, float]
Shape = Callable[[ImageDraw.ImageDraw, list[Xy]], None]

_FINE = 3
_FACES = {400: "Barlow-Regular.ttf", 500: "Barlow-Medium.ttf", 600: "Barlow-SemiBold.ttf"}


class Brush:
    """A canvas of `width` x `height` px.

    Colours are the theme's tokens, opacities 0 to 1. Shapes come first; `image` scales them down and adds the texts,
    which are sharper drawn at their own size.
    """

    def __init__(self, width: int, height: int, theme: str, profile: str) -> None:
        self._tokens = load_theme(theme, profile).tokens
        self._fine = Image.new("RGB", (width * _FINE, height * _FINE), self._color("ground"))
        self._texts: list[tuple[Xy, str, int, int, str, str]] = []

    def area(self, points: Sequence[Xy], token: str, opacity: float = 1.0) -> None:
        """Fill a polygon."""
        self._stamp(points, 0.0, token, opacity, lambda draw, fine: draw.polygon(fine, fill=255))

    def line(self, points: Sequence[Xy], token: str, width: float, opacity: float = 1.0) -> None:
        """A line with round ends and joints."""
        def stroke(draw: ImageDraw.ImageDraw, fine: list[Xy]) -> None:
            draw.line(fine, fill=255, width=round(width * _FINE), joint="curve")
            radius = width * _FINE / 2
            for x, y in (fine[0], fine[-1]):
                draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)

        self._stamp(points, width, token, opacity, stroke)

    def ring(self, points: Sequence[Xy], token: str, width: float, opacity: float = 1.0) -> None:
        """The outline of a polygon."""
        self.line([*points, points[0], points[1]], token, width, opacity)

    def dashes(self, start: Xy, end: Xy, token: str, width: float) -> None:
        """A straight line of short dashes."""
        length = max(1.0, ((end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2) ** 0.5)
        run, rise = (end[0] - start[0]) / length, (end[1] - start[1]) / length
        for at in range(0, int(length), 14):
            ends = (at, min(at + 6, length))
            self.line([(start[0] + run * end_at, start[1] + rise * end_at) for end_at in ends], token, width)

    def fade(self, left: float, top: float, right: float, bottom: float, *, upwards: bool) -> None:
        """Let the picture sink into the ground towards the top (`upwards`) or the bottom of a box."""
        height = round((bottom - top) * _FINE)
        ramp = Image.linear_gradient("L").resize((round((right - left) * _FINE), height))
        mask = ramp.transpose(Image.Transpose.FLIP_TOP_BOTTOM) if upwards else ramp
        self._fine.paste(self._color("ground"), (round(left * _FINE), round(top * _FINE)), mask)

    def text(self, at: Xy, text: str, size: str, weight: str, token: str, anchor: str = "ls") -> None:
        """A line of text in a size and weight of the theme; `anchor` is pillow's: `ls` is left, on the baseline."""
        self._texts.append((at, text, int(self._tokens[size]), int(self._tokens[weight]), token, anchor))

    def image(self) -> Image.Image:
        """The picture at its own size."""
        width, height = self._fine.size
        image = self._fine.resize((width // _FINE, height // _FINE), Image.Resampling.LANCZOS)
        draw = ImageDraw.Draw(image)
        tabular = ["tnum"] if features.check("raqm") else None
        for at, text, size, weight, token, anchor in self._texts:
            font = ImageFont.truetype(assets_dir() / "fonts" / _FACES[weight], size)
            draw.text(at, text, fill=self._color(token), font=font, anchor=anchor, features=tabular)
        return image

    def _color(self, token: str) -> tuple[int, ...]:
        return tuple(bytes.fromhex(str(self._tokens[token])[-6:]))

    def _stamp(self, points: Sequence[Xy], margin: float, token: str, opacity: float, shape: Shape) -> None:
        """Put a shape on the canvas through a mask of its own box, so that a translucent line does not cross itself."""
        fine = [(x * _FINE, y * _FINE) for x, y in points]
        around = margin * _FINE + 2
        left, top = int(min(x for x, _ in fine) - around), int(min(y for _, y in fine) - around)
        right, bottom = int(max(x for x, _ in fine) + around), int(max(y for _, y in fine) + around)
        mask = Image.new("L", (right - left, bottom - top))
        shape(ImageDraw.Draw(mask), [(x - left, y - top) for x, y in fine])
        if opacity < 1:
            mask = mask.point([round(level * opacity) for level in range(256)])
        self._fine.paste(self._color(token), (left, top), mask)

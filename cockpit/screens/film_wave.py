"""A film's sound as a picture: `image://film/<film>/<RRGGBB>`, one bar every 8 px, drawn once for each colour and size.

Two such pictures in clipped items cost a third of what as many rectangles cost when the place moves.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QLineF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtQuick import QQuickImageProvider

from cockpit.screens.film_catalogue import Catalogue
from cockpit.screens.film_line import bars

PITCH_PX, BAR_PX, LEAST_PX = 8, 4, 2

_ID = re.compile(r"(.+)/([0-9a-fA-F]{6})")
_SIDE_MAX_PX = 4096


def draw_wave(peaks: tuple[float, ...], color: QColor, width_px: int, height_px: int) -> QImage:
    """Bars about the middle line; without peaks, or at an absurd size, the picture is clear."""
    if not (0 < width_px <= _SIDE_MAX_PX and 0 < height_px <= _SIDE_MAX_PX):
        return QImage()
    image = QImage(width_px, height_px, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    middle, reach = height_px / 2, height_px / 2 - BAR_PX / 2
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color, BAR_PX, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    for index, peak in enumerate(bars(peaks, width_px // PITCH_PX)):
        x = index * PITCH_PX + BAR_PX / 2
        half = max(peak * reach, LEAST_PX)
        painter.drawLine(QLineF(x, middle - half, x, middle + half))
    painter.end()
    return image


class WaveProvider(QQuickImageProvider):
    """The engine's provider `film`."""

    NAME = "film"

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._catalogue = catalogue

    def requestImage(self, id: str, size: QSize, requested_size: QSize) -> QImage:
        """Qt asks for a film's sound; an unknown film is null, which Image reports as a warning."""
        match = _ID.fullmatch(id)
        film = self._catalogue.films.get(match[1]) if match else None
        if match is None or film is None or not requested_size.isValid():
            return QImage()
        image = draw_wave(film.peaks, QColor(f"#{match[2]}"), requested_size.width(), requested_size.height())
        size.setWidth(image.width())
        size.setHeight(image.height())
        return image

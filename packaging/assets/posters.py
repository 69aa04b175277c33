"""Portrait posters, 504x756: those drawn in art/, and one for Over the Pass cut from its wide art."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QImage, QLinearGradient, QPainter
from PySide6.QtSvg import QSvgRenderer

from stage import ART, colour

SIZE = QRectF(0, 0, 504, 756)
DRAWN = {"salt-road": "salt-road-poster", "the-long-light": "long-light-poster", "otto": "otto-poster"}


def portrait(name: str) -> QImage:
    """The poster of a film."""
    image = QImage(504, 756, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(colour("#FBDDCB" if name == "otto" else "#000000"))
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    if name in DRAWN:
        QSvgRenderer(str(ART / f"{DRAWN[name]}.svg")).render(painter, SIZE)
    else:
        over_the_pass(painter)
    painter.end()
    return image


def over_the_pass(painter: QPainter) -> None:
    """The road of light, its sun, and the name above."""
    height = 584.0
    scale = height / 944
    width = 1920 * scale
    sky = QLinearGradient(0, 0, 0, 500)
    sky.setColorAt(0, colour("#121A36"))
    sky.setColorAt(1, colour("#16213F"))
    painter.fillRect(SIZE, sky)
    QSvgRenderer(str(ART / "over-the-pass-poster.svg")).render(
        painter, QRectF(252 - 1240 * scale, 756 - height, width, height)
    )
    fade = QLinearGradient(0, 756 - height, 0, 756 - height + 44)
    fade.setColorAt(0, colour("#15203D"))
    fade.setColorAt(1, colour("#15203D", 0))
    painter.fillRect(QRectF(0, 756 - height - 1, 504, 45), fade)
    painter.setPen(colour("#FFE4BE"))
    for text, size, baseline, spacing in (("OVER", 112, 126, 13.0), ("THE PASS", 64, 196, 4.6)):
        font = QFont("Barlow Semi Condensed")
        font.setPixelSize(size)
        font.setWeight(QFont.Weight.DemiBold)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing)
        painter.setFont(font)
        painter.drawText(40, baseline, text)

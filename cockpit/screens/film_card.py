"""The QML type `FilmCard`: what the catalogue knows of the film on a display."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtCore import Property, QObject, Qt, QUrl, Signal
from PySide6.QtGui import QColor, QImage
from PySide6.QtQml import QmlElement, QmlUncreatable

from cockpit.screens.film_catalogue import EMPTY, NO_FILM, Catalogue, Title
from cockpit.screens.film_words import facts_text

QML_IMPORT_NAME = "Cockpit.Core"
QML_IMPORT_MAJOR_VERSION = 1

DARK_LIGHTNESS, DARK_SATURATION = 0.055, 0.45
"""A ground of the film's own colour: about as dark as the cinema's ground, which is 0.04."""


@QmlElement
@QmlUncreatable("A Film has one: film.card")
class FilmCard(QObject):  # type: ignore[operator] # PySide's stub knows no call
    """Title, pictures, chapters. Everything is empty while there is no film."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._of: Title = NO_FILM
        self._catalogue = EMPTY

    def write(self, title: Title | None, catalogue: Catalogue) -> None:
        """Become the card of another film, or of none."""
        self._of = title or NO_FILM
        self._catalogue = catalogue
        self.changed.emit()

    @Property(str, notify=changed)
    def title(self) -> str:
        """The film's title."""
        return self._of.title

    @Property(str, notify=changed)
    def id(self) -> str:
        """The film's id in the catalogue, empty without a film."""
        return self._of.id

    @Property(str, notify=changed)
    def year(self) -> str:
        """The year, or empty."""
        return str(self._of.year or "")

    @Property(str, notify=changed)
    def poster(self) -> str:
        """URL of the upright poster, or empty."""
        return url_text(self._of.poster)

    @Property(str, notify=changed)
    def wide(self) -> str:
        """URL of the picture that stands in for the film on a whole display, or empty."""
        return url_text(self._of.wide)

    @Property(str, notify=changed)
    def dark(self) -> str:
        """The film's own dark: its poster's colour as a ground; empty without a poster."""
        return dark_of(self._of.poster) if self._of.poster is not None else ""

    @Property(bool, notify=changed)
    def hasSound(self) -> bool:
        """True where the sound's shape is known, so that a wave can be drawn."""
        return bool(self._of.peaks)

    @Property("QVariantList", notify=changed)  # type: ignore[arg-type] # PySide's stub wants a type
    def chapterStarts(self) -> list[float]:
        """Where each chapter begins, from the catalogue's own length."""
        return self._of.chapter_places()

    @Property("QVariantList", notify=changed)  # type: ignore[arg-type] # PySide's stub wants a type
    def thumbs(self) -> list[dict[str, object]]:
        """Small pictures of the film in order: url, at."""
        places = self._of.thumb_places()
        return [{"url": url_text(thumb.file), "at": at} for thumb, at in zip(self._of.thumbs, places, strict=True)]

    @Property("QVariantList", notify=changed)  # type: ignore[arg-type] # PySide's stub wants a type
    def shelf(self) -> list[dict[str, str]]:
        """Every film that can be chosen, this one too: id, title, facts, poster."""
        return [
            {
                "id": film.id,
                "title": film.title,
                "facts": facts_text(film.year, film.duration_ms, film.line),
                "poster": url_text(film.poster),
            }
            for film in self._catalogue.listed_films()
        ]


@cache
def dark_of(poster: Path) -> str:
    """A poster's mean colour, as dark as a ground has to be; empty for a file that is no picture."""
    mean = QImage(str(poster)).scaled(1, 1, mode=Qt.TransformationMode.SmoothTransformation)
    if mean.isNull():
        return ""
    color = mean.pixelColor(0, 0).toHsl()
    hue, saturation = max(color.hslHueF(), 0.0), min(color.hslSaturationF(), DARK_SATURATION)
    return QColor.fromHslF(hue, saturation, DARK_LIGHTNESS).name()


def url_text(file: Path | None) -> str:
    """A file as the URL that QML's Image takes; empty for none."""
    return QUrl.fromLocalFile(str(file)).toString() if file is not None else ""

"""The item that paints a film on the software back end; on a GPU a VideoOutput does, and no Python draws."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtMultimedia import QVideoFrame, QVideoSink
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem

from cockpit.screens.film import Film

QML_IMPORT_NAME = "Cockpit.Core"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class FilmPicture(QQuickPaintedItem):
    """Draws the last permitted picture of a `film`, cut to its place; the ground where nothing may be seen.

    Only for the software back end, which paints in the GUI's thread: Python on a render thread deadlocks. Whether
    the picture may be seen is asked once more while painting, so that a lease which ended since the last tick shows
    nothing. What is connected is declared a Slot: to an element that QML extended PySide adds none, silently.
    """

    filmChanged = Signal()
    groundChanged = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._film: Film | None = None
        self._image = QImage()
        self._ground = QColor(Qt.GlobalColor.black)
        self.setOpaquePainting(True)
        self.setVisible(False)

    def film_played(self) -> Film | None:
        """The film that is drawn."""
        return self._film

    def set_film(self, film: Film | None) -> None:
        """Given once, where the element is written."""
        if film is None or film is self._film:
            return
        self._film = film
        film.session.pictured.connect(self._on_pictured)
        film.session.shown_changed.connect(self._on_shown)
        film.session.repaint.connect(self._on_repaint)
        self.filmChanged.emit()

    film = Property(Film, film_played, set_film, notify=filmChanged)

    def ground_color(self) -> QColor:
        """What is painted where no picture may be."""
        return self._ground

    def set_ground(self, ground: QColor) -> None:
        """Choose it."""
        if ground != self._ground:
            self._ground = ground
            self.groundChanged.emit()

    ground = Property(QColor, ground_color, set_ground, notify=groundChanged)

    def paint(self, painter: QPainter) -> None:
        """Draw the picture if it may be seen at this very moment."""
        area = QRectF(0, 0, self.width(), self.height())
        if self._film is None or self._image.isNull() or not self._film.session.may_paint():
            painter.fillRect(area, self._ground)
            return
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(area, self._image, cut_to(self._image.width(), self._image.height(), area))

    @Slot(QVideoFrame)
    def _on_pictured(self, frame: QVideoFrame) -> None:
        self._image = frame.toImage()
        self.update()

    @Slot()
    def _on_repaint(self) -> None:
        self.update()

    @Slot()
    def _on_shown(self) -> None:
        if self._film is None:
            return
        self._film.session.window = self.window()
        shown = self._film.session.shown
        self.setVisible(shown)
        if not shown:
            self._image = QImage()


@QmlElement
class FilmFeed(QObject):
    """Hands the permitted pictures of a `film` to the sink of a VideoOutput, and an empty one when they are hidden.

    `FilmFeed { film: video.film; output: videoOutput }`: on a GPU nothing of Python draws, it only passes frames on.
    """

    filmChanged = Signal()
    outputChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._film: Film | None = None
        self._output: QQuickItem | None = None

    def film_played(self) -> Film | None:
        """The film that is shown."""
        return self._film

    def set_film(self, film: Film | None) -> None:
        """Given once, where the element is written."""
        if film is None or film is self._film:
            return
        self._film = film
        film.session.pictured.connect(self._on_pictured)
        film.session.shown_changed.connect(self._on_shown)
        self.filmChanged.emit()

    film = Property(Film, film_played, set_film, notify=filmChanged)

    def video_output(self) -> QQuickItem | None:
        """The VideoOutput."""
        return self._output

    def set_output(self, output: QQuickItem | None) -> None:
        """Given once, where the element is written."""
        self._output = output
        self.outputChanged.emit()

    output = Property(QQuickItem, video_output, set_output, notify=outputChanged)

    @Slot(QVideoFrame)
    def _on_pictured(self, frame: QVideoFrame) -> None:
        self._pass_on(frame)

    @Slot()
    def _on_shown(self) -> None:
        if self._film is None or self._output is None:
            return
        self._film.session.window = self._output.window()
        if not self._film.session.shown:
            self._pass_on(QVideoFrame())

    def _pass_on(self, frame: QVideoFrame) -> None:
        sink = self._output.property("videoSink") if self._output is not None else None
        if isinstance(sink, QVideoSink):
            sink.setVideoFrame(frame)


def cut_to(width_px: int, height_px: int, area: QRectF) -> QRectF:
    """The part of a picture that fills `area` in its own proportions, from the middle."""
    if area.width() <= 0 or area.height() <= 0:
        return QRectF(0, 0, width_px, height_px)
    scale = max(area.width() / width_px, area.height() / height_px)
    width, height = area.width() / scale, area.height() / scale
    return QRectF((width_px - width) / 2, (height_px - height) / 2, width, height)

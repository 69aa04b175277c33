"""The QML type `Film`: what plays on one display, as pages see it."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QPyQmlParserStatus, qmlEngine
from PySide6.QtQuick import QQuickWindow

from cockpit.screens import film_line, film_words
from cockpit.screens.engine import board_of
from cockpit.screens.film_card import FilmCard
from cockpit.screens.film_catalogue import NO_FILM, Title, films_at_hand
from cockpit.screens.film_session import FilmSession
from cockpit.screens.film_wave import WaveProvider
from cockpit.screens.guard import Look

QML_IMPORT_NAME = "Cockpit.Core"
QML_IMPORT_MAJOR_VERSION = 1

STEP_MS = 10_000
STEPS = 2_000  # places of a time line that can be told apart: about a pixel of the widest
HEARD_FIRST = "center"
"""The one display that begins with its sound on: five at once are noise."""


@QmlElement
class Film(QPyQmlParserStatus):
    """A display's film: `Film { id: film; display: "center" }`; a GuardedVideo holds one, a Transport steers it.

    Places in the film are fractions of its length, 0 to 1, with their words beside them.
    """

    displayChanged = Signal()
    lookChanged = Signal()
    wordsChanged = Signal()
    moved = Signal()
    shownChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._display = ""
        self._card = FilmCard(self)
        self._seen: tuple[object, ...] = ()
        self._session = session = FilmSession(self)
        session.title_changed.connect(self._on_title)
        session.title_changed.connect(self._on_moved)
        session.look_changed.connect(self.lookChanged)
        session.look_changed.connect(self._on_moved)
        session.words_changed.connect(self.wordsChanged)
        session.moved.connect(self._on_moved)
        session.shown_changed.connect(self.shownChanged)

    def classBegin(self) -> None:
        """Nothing to do before the display is named."""

    def componentComplete(self) -> None:
        """Join the board of the engine that made this element, and load what the display begins with."""
        engine = qmlEngine(self)
        assert engine is not None, "a Film belongs to an engine"
        board = board_of(engine)
        catalogue = films_at_hand()
        if engine.imageProvider(WaveProvider.NAME) is None:
            engine.addImageProvider(WaveProvider.NAME, WaveProvider(catalogue))
        session = self._session
        session.frames_to_hide = 1 if is_software() else 2
        session.begin(self._display, catalogue, board.guards)
        session.player.mute(self._display != HEARD_FIRST)
        session.open(catalogue.maybe_first(board.setting.film if board.setting else "", self._display), 0)

    @property
    def session(self) -> FilmSession:
        """The guard and the transport behind this element."""
        return self._session

    def _places(self) -> list[dict[str, str]]:
        found = [(place, *film_words.PLACES[place]) for place in self._session.places]
        return [{"display": display, "name": name, "glyph": glyph} for display, name, glyph in found]

    @property
    def _place(self) -> float:
        return self._session.share_of(self._session.player.position_ms)

    @property
    def _film(self) -> Title:
        return self._session.film or NO_FILM

    def display_name(self) -> str:
        """The display's name."""
        return self._display

    def set_display(self, display: str) -> None:
        """Given once, where the element is written."""
        if display != self._display:
            self._display = display
            self.displayChanged.emit()

    display = Property(str, display_name, set_display, notify=displayChanged)

    @Property(FilmCard, constant=True)
    def card(self) -> FilmCard:
        """What the catalogue knows of the film that is on."""
        return self._card

    @Property(str, notify=lookChanged)
    def look(self) -> str:
        """`none` (no film), `broken`, else `blocked`, `offered` or `open`; a permit comes before a broken file."""
        session = self._session
        if session.look is Look.BLOCKED or session.film is None:
            return "blocked" if session.look is Look.BLOCKED else "none"
        return "broken" if session.fault else session.look.value

    @Property(bool, notify=shownChanged)
    def shown(self) -> bool:
        """True while a picture of the film is on the glass."""
        return self._session.shown

    @Property(str, notify=wordsChanged)
    def headline(self) -> str:
        """Two lines: what is so."""
        return self._session.message.headline

    @Property(str, notify=wordsChanged)
    def sign(self) -> str:
        """The icon before the reason, or `dashes`."""
        return self._session.message.sign

    @Property(str, notify=wordsChanged)
    def reason(self) -> str:
        """Why, in plain words: `Speed 3 km/h`."""
        return self._session.reason

    @Property(str, notify=wordsChanged)
    def hint(self) -> str:
        """What comes next."""
        return self._session.message.hint

    @Property(str, notify=lookChanged)
    def faultReason(self) -> str:
        """Why the film cannot play, or empty."""
        return self._session.fault.reason if self._session.fault else ""

    @Property(str, notify=lookChanged)
    def faultDetail(self) -> str:
        """A sentence about the file, or empty."""
        return self._session.fault.detail if self._session.fault else ""

    @Property("QVariantMap", notify=wordsChanged)  # type: ignore[arg-type] # PySide's stub wants a type
    def away(self) -> dict[str, str]:
        """The one display to send this film to first, a rear seat if one may show it; empty where none may."""
        places = self._places()
        return next((place for place in places if "rear" in place["display"]), (places or [{}])[0])

    @Property(bool, notify=wordsChanged)
    def isPrivate(self) -> bool:
        """True while the driver is known not to see this display."""
        return self._session.private

    @Property("QVariantList", notify=wordsChanged)  # type: ignore[arg-type] # PySide's stub wants a type
    def places(self) -> list[dict[str, str]]:
        """Displays that may show this film now: display, name, glyph."""
        return self._places()

    @Property(bool, notify=moved)
    def playing(self) -> bool:
        """True while time runs, seen or only heard."""
        return self._session.player.playing

    @Property(bool, notify=moved)
    def muted(self) -> bool:
        """True while nothing is heard."""
        return self._session.player.muted

    @Property(float, notify=moved)
    def position(self) -> float:
        """Where the sound is."""
        return self._session.share_of(self._session.player.position_ms)

    @Property(str, notify=moved)
    def positionText(self) -> str:
        """`42:10`."""
        return film_words.clock_text(self._session.player.position_ms)

    @Property(str, notify=moved)
    def lengthText(self) -> str:
        """`1:52:00`, or empty while the length is not known."""
        return film_words.clock_text(self._session.length_ms) if self._session.length_ms > 0 else ""

    @Property(str, notify=moved)
    def leftText(self) -> str:
        """`71 min left`, or empty."""
        return film_words.left_text(self._session.player.position_ms, self._session.length_ms)

    @Property(str, notify=moved)
    def facts(self) -> str:
        """Year and length: `2024   1 h 52 min`."""
        return film_words.facts_text(self._film.year, self._session.length_ms, self._film.line)

    @Property(bool, notify=moved)
    def isWaiting(self) -> bool:
        """True while the picture waits at a place where it stopped, or was asked for and not given."""
        return self._session.stopped_ms is not None

    @Property(float, notify=moved)
    def stopped(self) -> float:
        """Where the picture stopped; 0 when it did not."""
        return self._session.share_of(self._session.stopped_ms or 0)

    @Property(str, notify=moved)
    def stoppedText(self) -> str:
        """The same as a clock."""
        return film_words.clock_text(self._session.stopped_ms or 0)

    @Property(str, notify=moved)
    def chapterText(self) -> str:
        """`Chapter 7, The storm`, or empty."""
        index = film_line.chapter_at(self._film.chapter_places(), self._place)
        return f"Chapter {index + 1}, {self._film.chapters[index].title}" if index >= 0 else ""

    @Property(int, notify=moved)
    def thumbIndex(self) -> int:
        """The small picture of the place where the sound is; -1 without any."""
        return film_line.nearest_index(self._film.thumb_places(), self._place)

    @Slot()
    def toggle(self) -> None:
        """Stop time or let it run; where the picture is offered, play says yes to it."""
        self._session.toggle()

    @Slot()
    def resume(self) -> None:
        """Say yes to the picture, where the sound is."""
        self._session.touch()

    @Slot()
    def resumeFromPicture(self) -> None:
        """Say yes to the picture, where it stopped."""
        self._session.resume_from_picture()

    @Slot(int)
    def step(self, tens: int) -> None:
        """Ten seconds back (-1) or on (1)."""
        player = self._session.player
        player.seek(player.position_ms + tens * STEP_MS)

    @Slot(float)
    def seekTo(self, place: float) -> None:
        """Go to a fraction of the length."""
        self._session.player.seek(round(place * self._session.length_ms))

    @Slot()
    def toggleMute(self) -> None:
        """Sound off or on."""
        self._session.player.mute(not self._session.player.muted)

    @Slot(str)
    def choose(self, film: str) -> None:
        """Play another film of the list."""
        self._session.choose(film)

    @Slot()
    def tryAgain(self) -> None:
        """Open the same file once more."""
        self._session.open(self._session.film, 0)

    @Slot(str)
    def send(self, display: str) -> None:
        """Let another display go on with this film."""
        self._session.send(display)

    @Property(bool, constant=True)
    def isSoftware(self) -> bool:
        """True on the software back end, where a painted item has to show the picture."""
        return is_software()

    @Slot()
    def _on_title(self) -> None:
        self._card.write(self._session.film, self._session.catalogue)
        self.lookChanged.emit()

    @Slot()
    def _on_moved(self) -> None:
        """Tell QML when something it draws has moved: a film reports its place more often than a pixel moves."""
        player = self._session.player
        steps = player.position_ms * STEPS // max(self._session.length_ms, 1)
        seen = (
            steps,
            self._session.length_ms,
            player.playing,
            player.muted,
            self._session.stopped_ms,
            self._session.film,
        )
        if seen != self._seen:
            self._seen = seen
            self.moved.emit()


def is_software() -> bool:
    """Whether Qt Quick draws in this thread, without a GPU."""
    return QQuickWindow.sceneGraphBackend() == "software"

"""One display's film at work: the player, the gate of its picture, and what is said of both (INTERLOCK P2 to P6)."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtMultimedia import QVideoFrame
from PySide6.QtQuick import QQuickWindow

from cockpit import platform
from cockpit.board.messages import ScreenFault, Send
from cockpit.board.snapshot import PermitRow
from cockpit.screens import film_words
from cockpit.screens.film_catalogue import EMPTY, Catalogue, Title
from cockpit.screens.film_player import FilmPlayer
from cockpit.screens.film_words import Fault, Message
from cockpit.screens.guard import Gate, Look
from cockpit.screens.guards import Guards

_HEAD_BYTES = 16


class FilmSession(QObject):
    """The guard of one display, registered with the screen's `guards`, and the transport of its film.

    It starts paused and shut; a touch, or the gateway's `play`, opens it for the grant held then. While the picture
    is blocked the sound goes on. `pictured` hands out a frame only while the permit is good; `shown` is True from
    then until the picture is hidden. The status block is told before the first picture and after the frame without.
    """

    title_changed = Signal()
    look_changed = Signal()
    words_changed = Signal()
    moved = Signal()
    shown_changed = Signal()
    pictured = Signal(QVideoFrame)
    repaint = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.display = ""
        self.catalogue: Catalogue = EMPTY
        self.film: Title | None = None
        self.fault: Fault | None = None
        self.look = Look.BLOCKED
        self.message: Message = film_words.READY
        self.reason = ""
        self.places: tuple[str, ...] = ()
        self.private = False
        self.shown = False
        self.stopped_ms: int | None = None
        self.frames_to_hide = 1
        """Frames until a hidden picture is off the glass: 1 where frames are drawn in this thread, else 2."""
        self.window: QQuickWindow | None = None
        """Where the picture is drawn; set by the item that draws it."""
        self.player = FilmPlayer(self)
        self._guards = Guards()
        self._gate = Gate()
        self._permit: PermitRow | None = None
        self._allowed_ns: int | None = None
        self._is_said_visible = False
        self._frames_left = 0
        self._is_painted_dark = False
        self.player.picture.connect(self._on_picture)
        self.player.moved.connect(self.moved)
        self.player.failed.connect(self._on_failed)

    def begin(self, display: str, catalogue: Catalogue, guards: Guards) -> None:
        """Become the guard of a display; until then nothing is allowed."""
        self.display, self.catalogue, self._guards = display, catalogue, guards
        guards.register(self)

    @property
    def video(self) -> str:
        """`playing` (film in the picture), `allowed` (permit held, nothing to play) or `blocked`."""
        if self.shown:
            return "playing"
        return "blocked" if self.look is Look.BLOCKED else "allowed"

    @property
    def note(self) -> str:
        """Why a film cannot play, or empty."""
        return self.fault.reason if self.fault else ""

    @property
    def length_ms(self) -> int:
        """The film's length: the player's, before it knows the catalogue's, 0 where nobody does."""
        return self.player.duration_ms or (self.film.duration_ms if self.film else 0)

    def share_of(self, position_ms: int) -> float:
        """A place as a fraction of the length, 0 to 1."""
        return min(max(position_ms / self.length_ms, 0.0), 1.0) if self.length_ms > 0 else 0.0

    def check(self, permit: PermitRow | None, machine_ns: int) -> bool:
        """Compare with the permit; True if the picture was hidden by this call and has to leave the glass at once."""
        self._permit = permit
        look = self._gate.look(permit, machine_ns)
        was_hidden = look is not Look.OPEN and self._hide()
        if was_hidden and self.window is not None:
            # The film's place is drawn bare before the page builds what stands there instead, which takes longer.
            QCoreApplication.sendEvent(self.window, QEvent(QEvent.Type.UpdateRequest))
        if self._is_said_visible and not self.shown and self.window is not None and not self.window.isExposed():
            self._say_visible(False)
        self._set_look(look)
        if look is Look.OPEN and self._is_painted_dark:
            self._is_painted_dark = False
            self.repaint.emit()
        self._tell(permit, machine_ns)
        return was_hidden

    def after_frame(self) -> None:
        """A frame was drawn; when it is the first without the picture, the film is said to be hidden."""
        if self._is_said_visible and not self.shown:
            self._frames_left -= 1
            if self._frames_left <= 0:
                self._say_visible(False)
            elif self.window is not None:
                self.window.update()

    def is_open_now(self) -> bool:
        """The question of the very moment of drawing: may the picture be seen?"""
        return self._gate.look(self._permit, platform.machine_ns()) is Look.OPEN

    def may_paint(self) -> bool:
        """The same question by whoever paints; after a no, `repaint` asks for the picture again once it may be seen.

        A busy GUI thread can paint before the tick that reads the renewed lease.
        """
        self._is_painted_dark = not self.is_open_now()
        return not self._is_painted_dark

    def touch(self) -> None:
        """A person said yes: to what the board grants now, which may be other than at the last look."""
        self._guards.check_now()
        self.play()

    def play(self) -> None:
        """As if the user had pressed play or resume: the picture where the last look allows, else the sound alone."""
        if self.film is None or self.fault is not None:
            return
        if not self._accept() and self.stopped_ms is None:
            self.stopped_ms = self.player.position_ms
        self.player.play()

    def toggle(self) -> None:
        """Stop time, or let it run."""
        if self.player.playing:
            self.player.pause()
        else:
            self.touch()

    def resume_from_picture(self) -> None:
        """Go back to where the picture stopped, and play."""
        if self.stopped_ms is not None:
            self.player.seek(self.stopped_ms)
        self.touch()

    def show(self, film: str, position_ms: int) -> None:
        """Take over a film that a person sent from another display; it runs if the permit allows, else it waits."""
        self.open(self.catalogue.maybe_film(film), position_ms)
        if self.fault is None and self._accept():
            self.player.play()

    def choose(self, film: str) -> None:
        """A person chose another film here."""
        self.open(self.catalogue.maybe_film(film), 0)
        self.touch()

    def open(self, film: Title | None, position_ms: int) -> None:
        """Load a film, paused at a place; None leaves the display without one."""
        self._hide()
        self.film, self.fault, self.stopped_ms = film, None, None
        self.title_changed.emit()
        if film is None:
            self.player.close()
        elif not film.file.is_file():
            self._on_failed()
        else:
            self.player.open(film.file, position_ms)

    def send(self, to: str) -> None:
        """Let another display go on with this film; here it pauses."""
        if self.film is not None and to in self.places:
            self._guards.send(Send(self.display, to, self.film.id, self.player.position_ms))
            self.player.pause()

    def close(self) -> None:
        """Let go of the film and of the display's guard."""
        self._guards.forget(self)
        self.player.close()

    def _accept(self) -> bool:
        machine_ns = platform.machine_ns()
        if not self._gate.accept(self._permit, machine_ns):
            return False
        self._set_look(self._gate.look(self._permit, machine_ns))
        return True

    def _set_look(self, look: Look) -> None:
        if look is self.look:
            return
        self.look = look
        if look is Look.OPEN:
            self.stopped_ms = None
            if not self.player.playing:
                self.player.show_again()
        self.look_changed.emit()

    def _hide(self) -> bool:
        if not self.shown:
            return False
        self.shown = False
        self.stopped_ms = self.player.position_ms
        self._frames_left = self.frames_to_hide
        self.shown_changed.emit()
        return True

    def _on_picture(self, frame: QVideoFrame) -> None:
        if not self.is_open_now():
            return
        if not self._is_said_visible:
            self._say_visible(True)
        self.pictured.emit(frame)
        if not self.shown:
            self.shown = True
            self.shown_changed.emit()

    def _on_failed(self) -> None:
        if self.film is None:
            return
        self.fault = film_words.describe_fault(self.film.file.name, _maybe_head(self.film.file))
        self._hide()
        self.title_changed.emit()
        self._guards.send(ScreenFault(f"{self.display}: the film {self.film.file.name}: {self.note}"))

    def _say_visible(self, visible: bool) -> None:
        self._guards.say_visible(self.display, visible)
        self._is_said_visible = visible

    def _tell(self, permit: PermitRow | None, machine_ns: int) -> None:
        """Words and places of this moment, told only when they differ."""
        if permit is not None and permit.allows(machine_ns):
            self._allowed_ns = machine_ns
            sign, reason = film_words.describe_offer(permit.reason, permit.words)
            offer = film_words.READY if self.stopped_ms is None else film_words.OFFERED
            message = Message(offer.headline, sign, offer.hint)
        elif permit is not None and not permit.allowed:
            message, reason = film_words.describe_block(permit.reason), permit.words
        else:
            message = film_words.BLOCKED[film_words.LAPSED]
            reason = film_words.silence_text(self._allowed_ns, machine_ns)
        rows = self._guards.rows
        places = tuple(
            place
            for place in film_words.PLACES
            if place != self.display and place in rows and rows[place].allows(machine_ns)
        )
        private = permit is not None and not permit.driver_visible
        if (message, reason, places, private) != (self.message, self.reason, self.places, self.private):
            self.message, self.reason, self.places, self.private = message, reason, places, private
            self.words_changed.emit()


def _maybe_head(file: Path) -> bytes | None:
    try:
        with file.open("rb") as stream:
            return stream.read(_HEAD_BYTES)
    except OSError:
        return None

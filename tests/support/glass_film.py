"""A made board and a real screen for film tests: permits by hand, pixels off-screen, status as a gateway reads it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from types import TracebackType

from PIL import Image, ImageChops
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickItem, QQuickView
from PySide6.QtTest import QTest

from cockpit import platform
from cockpit.board.layout import Directory
from cockpit.board.messages import DisplayFace, FilmChange, ScreenFault, ToGateway, VehicleFace
from cockpit.board.reader import BoardReader
from cockpit.board.snapshot import Mode, PermitRow, PermitSnapshot, ScreenState, SignalRow, SignalSnapshot
from cockpit.board.status import ScreenStatus, StatusReader, StatusWriter, status_bytes
from cockpit.board.writer import BoardWriter
from cockpit.interlock.driving import DrivingState
from cockpit.screens.film_session import FilmSession
from cockpit.screens.fonts import load_fonts
from cockpit.screens.screen import Screen
from cockpit.screens.theme import load_theme
from cockpit.signals.evidence import Verdict
from tests.support.configure import CLUSTER

DISPLAYS = ("cluster", "center", "passenger", "rear_left", "rear_right")
SCREENS = ("cluster", "center", "cabin")
LONG_NS = 3_600_000_000_000
SAID_BY_THE_MACHINE = ("PulseAudioService", "No audio device detected", "No RHI backend")
"""What Qt says once a process on a machine without sound or GPU (seen in 6.11.3); a film plays all the same."""

DRIVER_SEES = frozenset({"cluster", "center"})


class FilmGlass:
    """A screen of some displays in this process, with a board that the test writes.

    Permits are held for an hour unless told otherwise, so that only the test takes them away. `said` is what the screen
    told the gateway.
    """

    def __init__(
        self,
        *displays: str,
        film: str = "demo",
        values: Mapping[str, float] | None = None,
        theme: str = "night",
        profile: str = "van",
        mark: str = "REPLAY",
        recorded_utc: str | None = "2026-03-06T13:05:00+00:00",
        driver_sees: frozenset[str] = DRIVER_SEES,
        vehicle: str = "Delivery van",
    ) -> None:
        self.values = dict(values or {})
        self.driver_sees = driver_sees
        self.said: list[ToGateway] = []
        paths = tuple(self.values)
        setting = replace(
            CLUSTER,
            group="test",
            displays=displays,
            vehicle=VehicleFace(vehicle, profile),
            paths=paths,
            cabin={display: DisplayFace(display in driver_sees) for display in DISPLAYS},
            theme=theme,
            film=film,
            mark=mark,  # type: ignore[arg-type]  # the test says one of the three
            recorded_utc=recorded_utc,
            keys=True,
        )
        load_fonts()
        self.writer = BoardWriter(Directory(DISPLAYS, SCREENS, paths))
        self._reader = BoardReader(self.writer.readable_fd)
        self._status_file = platform.create_shared_file("status", status_bytes(len(displays)))
        self._status = StatusWriter(self._status_file.writable_fd, displays)
        self._status_reader = StatusReader(self._status_file.readable_fd, displays)
        self._sequence = 0
        self._grants = dict.fromkeys(DISPLAYS, 1)
        self.permits: dict[str, PermitRow] = {}
        self.drive()
        self.screen = Screen(setting, self._reader, self._status, load_theme(theme, profile))
        self.screen.ask = self._hear
        self.screen.open()

    def __enter__(self) -> FilmGlass:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Take everything down, the engine first."""
        self.screen.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()
        self._reader.close()
        self._status.close()
        self._status_reader.close()
        self._status_file.close()
        self.writer.close()

    # -- the board

    def permit(
        self,
        *displays: str,
        allowed: bool = True,
        reason: str = "parked",
        words: str = "Parked",
        new_grant: bool = False,
        lasts_ns: int = LONG_NS,
        state: str = "PARKED",
    ) -> None:
        """Write the permits of some displays (none named: all); the others stay as they are."""
        now_ns = platform.machine_ns()
        self._sequence += 1
        for display in displays or DISPLAYS:
            self._grants[display] += new_grant
            self.permits[display] = PermitRow(
                display=display,
                allowed=allowed,
                driver_visible=display in self.driver_sees,
                restrictions=0 if allowed else 16,
                reason=reason,
                words=words,
                grant_id=self._grants[display],
                granted_ns=0,
                expires_ns=now_ns + lasts_ns,
                cause_mono_ns=platform.mono_ns(),
                sequence=self._sequence,
            )
        self.writer.write_permits(
            PermitSnapshot(0, DrivingState[state], reason, words, 0, platform.mono_ns(), now_ns, self.permits)
        )

    def forbid(self, *displays: str, reason: str = "speed", words: str = "Speed 3 km/h", state: str = "MOVING") -> None:
        """Take the permits of some displays away, as a moving vehicle does."""
        self.permit(*displays, allowed=False, reason=reason, words=words, state=state)

    def let_lapse(self, *displays: str) -> None:
        """Let leases run out now, under the grants they have."""
        now_ns = platform.machine_ns()
        for display in displays:
            self.permits[display] = replace(self.permits[display], expires_ns=now_ns - 1)
        self.writer.write_permits(
            PermitSnapshot(0, DrivingState.PARKED, "parked", "Parked", 0, 0, now_ns, self.permits)
        )

    def corrupt(self) -> None:
        """Flip a bit of the permits block, as no writer does."""
        layout = self.writer.layout
        at = layout.permits_at + layout.permits_bytes - 8
        self.writer._map[at] ^= 1

    def drive(
        self, *, axis_s: float = 0.0, span_s: float | None = 70.36, trip_m: float = 0.0, speed_kmh: float = 0.0
    ) -> None:
        """Write the signals block: place on the axis, trip, values."""
        now_ns = platform.machine_ns()
        self.writer.write_signals(
            SignalSnapshot(
                sequence=0,
                written_ns=now_ns + LONG_NS,
                axis_ns=round(axis_s * 1e9),
                span_ns=None if span_s is None else round(span_s * 1e9),
                rate=1.0,
                paused=False,
                mode=Mode.REPLAY,
                loops=0,
                trip_m=trip_m,
                shown_speed_kmh=speed_kmh,
                shown_dashes=False,
                screens=(ScreenState.UP,) * len(SCREENS),
                rows=tuple(SignalRow(value, Verdict.VALID, 0) for value in self.values.values()),
            )
        )

    # -- the screen

    def session(self, display: str) -> FilmSession:
        """The guard of a display."""
        guard = self.screen.glass.guards.maybe_of(display)
        assert isinstance(guard, FilmSession)
        return guard

    def view(self, display: str) -> QQuickView:
        """The window of a display."""
        view: QQuickView = self.screen.windows[display].view
        return view

    def item(self, display: str, name: str) -> QQuickItem:
        """A visible item of a page by its objectName."""
        found = [item for item in _visible(self.view(display).rootObject()) if item.objectName() == name]
        assert found, f"{display} has no {name}"
        return found[0]

    def touch(self, display: str, name: str, *, at: float = 0.5) -> None:
        """Tap an item, `at` a fraction of its width."""
        item = self.item(display, name)
        place = item.mapToScene(QPointF(item.width() * at, item.height() / 2)).toPoint()
        QTest.mouseClick(self.view(display), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
        wait_ms(30)

    def press(self, display: str, *keys: Qt.Key) -> None:
        """Press keys on a display that has the keys' focus."""
        view = self.view(display)
        view.requestActivate()
        wait_until(view.isActive, f"{display} does not get the keys")
        for key in keys:
            QTest.keyClick(view, key)
            wait_ms(20)

    def words(self, display: str) -> list[str]:
        """Every text that is drawn, from back to front."""
        texts = [item for item in _visible(self.view(display).rootObject()) if item.inherits("QQuickText")]
        return [item.property("text") for item in texts if item.property("text")]

    def grab(self, display: str) -> QImage:
        """The picture of a display now."""
        return self.view(display).grabWindow()

    def status(self) -> ScreenStatus:
        """The status block as the gateway reads it."""
        return self._status_reader.read()

    def is_said_visible(self, display: str) -> bool:
        """Whether the status block says that film is on the glass."""
        return self.status().films[display].visible_since_ns is not None

    @property
    def film_changes(self) -> list[tuple[str, bool]]:
        """What the gateway was told of film coming and going."""
        return [(told.display, told.visible) for told in self.said if isinstance(told, FilmChange)]

    @property
    def faults(self) -> list[str]:
        """What the screen complained of."""
        return [told.text for told in self.said if isinstance(told, ScreenFault)]

    def play(self, *displays: str) -> None:
        """Allow, press play, and wait until a picture is on the glass."""
        self.permit(*displays)
        self.screen.check_permits()
        for display in displays:
            self.session(display).play()
        for display in displays:
            session = self.session(display)
            wait_until(lambda: session.shown, f"no picture on {display}")  # noqa: B023 - asked before the next turn
        wait_ms(40)

    def _hear(self, message: ToGateway) -> bool:
        self.said.append(message)
        return True


def _visible(item: QQuickItem) -> Iterator[QQuickItem]:
    if item.isVisible():
        yield item
        for child in item.childItems():
            yield from _visible(child)


def proof_pixels(image: QImage) -> int:
    """How many pixels have the proof film's colour: red and blue above 200, green under 90."""
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    size, data = (plain.width(), plain.height()), bytes(plain.constBits())
    red, green, blue = Image.frombytes("RGB", size, data, "raw", "RGB", plain.bytesPerLine()).split()
    high, low = [0] * 201 + [255] * 55, [255] * 90 + [0] * 166
    return ImageChops.multiply(ImageChops.multiply(red.point(high), blue.point(high)), green.point(low)).histogram()[
        255
    ]


def wait_until(test: Callable[[], bool], otherwise: str, timeout_s: float = 10.0) -> None:
    """Run the loop until `test` holds."""
    end = time.monotonic() + timeout_s
    while not test():
        assert time.monotonic() < end, otherwise
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)


def wait_ms(ms: int) -> None:
    """Run the loop for a while."""
    end = time.monotonic() + ms / 1000
    while time.monotonic() < end:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)


os.environ.setdefault("QT_QUICK_BACKEND", "software")

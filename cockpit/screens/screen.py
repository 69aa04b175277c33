"""A screen process at work: engine, windows, the GUI tick, and the gateway's messages."""

from __future__ import annotations

import traceback
from collections import deque
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Literal, get_args

import shiboken6
from PySide6.QtCore import QObject, QRect, QTimer, Signal
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtQml import QQmlError

from cockpit import platform
from cockpit.board.messages import (
    Configure,
    FilmChange,
    FirstFrame,
    FullSize,
    Grab,
    Grabbed,
    Play,
    Quit,
    ScreenFault,
    Show,
    ToGateway,
)
from cockpit.board.reader import BoardReader
from cockpit.board.snapshot import PermitSnapshot
from cockpit.board.status import StatusWriter
from cockpit.features.feature import ViewModel
from cockpit.screens import catalog
from cockpit.screens.engine import board_of, make_engine
from cockpit.screens.guards import Guard
from cockpit.screens.keys import maybe_place, maybe_steer
from cockpit.screens.look import glass_from, is_alive
from cockpit.screens.pictures import PictureWriter
from cockpit.screens.theme import Theme
from cockpit.screens.tiling import tile
from cockpit.screens.window import DisplayWindow

TICK_MS = 16
"""Qt keeps to the millisecond what is due within 20 ms, without being asked for a precise timer."""

Video = Literal["playing", "allowed", "blocked"]
_VIDEO: dict[str, Video] = {word: word for word in get_args(Video)}
FAULTS_MAX = 200
"""More different faults than this are not told: whatever makes them goes on making them."""


class Screen(QObject):
    """Shows the configured displays. `ask` sends a message to the gateway; `done` says that the process may end.

    `looked` carries each new Glass to the view-models: a slot that raises stops neither the tick nor another feature.
    """

    done = Signal()
    looked = Signal(object)

    def __init__(self, setting: Configure, board: BoardReader, status: StatusWriter, theme: Theme) -> None:
        super().__init__()
        self.setting = setting
        self.ask: Callable[[ToGateway], object] = _nobody_asks
        self.windows: dict[str, DisplayWindow] = {}
        self._reader = board
        self._status = status
        self._models: list[ViewModel] = []
        self._rows = {path: row for row, path in enumerate(board.directory.paths)}
        self._signals_seen: tuple[object, ...] = ()
        self._reported: set[str] = set()
        self._grabs: deque[Grab] = deque()
        self._pictures = PictureWriter(self)
        self._ground = QColor(str(theme.tokens["ground"]))
        self.engine = make_engine(theme)
        self.engine.warnings.connect(self._on_qml_warnings)
        self.glass = board_of(self.engine)
        self.glass.settle(setting)
        self.glass.guards.say_visible = self._say_visible
        self.glass.guards.stands_in_place = self._stands_in_place
        self.glass.guards.send = self.send
        self.glass.guards.check_now = self.check_permits
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)

    def open(self) -> None:
        """Load every display's page and show it; a page that fails is reported and the others go on."""
        features, faults = catalog.load_features(self.setting.displays, self.setting.features)
        for fault in faults:
            self.report(f"feature {fault.feature} {fault.text}")
        for feature in features:
            self.engine.addImportPath(str(feature.qml_dir))
        models: dict[str, ViewModel | None] = {}
        for display in self.setting.displays:
            found = catalog.maybe_page(features, display)
            if found is None:
                self.report(f"no feature fills the display {display}")
                continue
            feature, page = found
            if feature.name not in models:
                models[feature.name] = catalog.make_model(feature, self.setting)
            model = models[feature.name]
            window = DisplayWindow(display, page, self.engine, self._ground)
            properties: dict[str, object] = {"display": display}
            if model is not None:
                properties["model"] = model
            for error in window.load(properties):
                self.report(error)
            self._open_window(window)
        for model in models.values():
            if model is not None:
                self._models.append(model)
                self.looked.connect(model.take)
        self.tick()
        self._timer.start()

    def tick(self) -> None:
        """One GUI tick: heartbeat, permits, signals, in this order; then one picture, if any is wanted.

        One at a time, because several at once would hold up the heartbeat for longer than the watchdog bears.
        """
        self._status.beat(platform.machine_ns())
        permits = self.check_permits()
        machine_ns = platform.machine_ns()
        signals = self._reader.maybe_signals(machine_ns)
        alive = is_alive(signals, machine_ns)
        seen = (signals.sequence if signals else 0, permits.sequence if permits else 0, alive)
        if seen != self._signals_seen:
            self._signals_seen = seen
            glass = glass_from(
                permits,
                signals,
                rows=self._rows,
                screens=self._reader.directory.screens,
                machine_ns=machine_ns,
                mono_ns=platform.mono_ns(),
            )
            self.glass.take(glass)
            self.looked.emit(glass)
        if self._grabs and not self._pictures.is_busy:
            self._grab(self._grabs.popleft())

    def check_permits(self) -> PermitSnapshot | None:
        """Ask every guard (INTERLOCK P3), draw at once what lost its film, and say which permits are applied."""
        permits = self._reader.maybe_permits()
        for display in self.glass.guards.check(permits, platform.machine_ns()):
            if display in self.windows:
                self.windows[display].render_now()
        if permits is not None:
            for display in self.setting.displays:
                row = permits.rows.get(display)
                if row is not None:
                    self._status.applied(display, row.sequence)
        return permits

    def take(self, message: object) -> None:
        """Act on a message of the gateway's."""
        match message:
            case Grab():
                self._grabs.append(message)
            case Play(display=display, grant_id=grant_id):
                permits = self.check_permits()
                guard = self.glass.guards.maybe_of(display)
                if guard is not None and permits is not None and 0 < grant_id == permits.grant_of(display):
                    guard.play()
            case Show(display=display, film=film, position_ms=position_ms, grant_id=grant_id):
                permits = self.check_permits()
                if guard := self.glass.guards.maybe_of(display):
                    if permits is None or grant_id != permits.grant_of(display):
                        guard.check(None, platform.machine_ns())  # sent under another grant: it is only offered
                    guard.show(film, position_ms)
                    self.check_permits()
            case FullSize(display=display) if display in self.windows:
                self.windows[display].toggle_full_size()
            case Quit():
                self.done.emit()
            case Configure():
                self.report("a second configure message was not looked at")

    def send(self, message: ToGateway) -> None:
        """Send a message to the gateway."""
        self.ask(message)

    def report(self, text: str) -> None:
        """Tell the gateway of a fault that this process survives; the same one only once."""
        if text not in self._reported and len(self._reported) < FAULTS_MAX:
            self._reported.add(text)
            self.ask(ScreenFault(text[:2_000]))

    def report_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """`sys.excepthook` of the process: a slot that raised is a fault with its place, and the loop goes on."""
        frames = traceback.extract_tb(trace)
        place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
        self.report(f"{kind.__name__}: {error}{place}")
        traceback.print_exception(kind, error, trace)

    def close(self) -> None:
        """Take down windows and engine before the view-models, whom bindings still name."""
        self._timer.stop()
        self._pictures.close()
        for window in self.windows.values():
            window.close()
        self.windows.clear()
        shiboken6.delete(self.engine)

    def _stands_in_place(self, guard: Guard) -> bool:
        """Whether a guard's film is drawn on the display whose permit it hangs on."""
        window = self.windows.get(guard.display)
        return window is not None and window.holds(guard)

    def _open_window(self, window: DisplayWindow) -> None:
        self.windows[window.display] = window
        window.first_frame.connect(lambda display: self.ask(FirstFrame(display, platform.mono_ns())))
        window.view.unclaimed_key.connect(self._on_key)
        guards = self.glass.guards
        window.view.frameSwapped.connect(
            lambda: guard.after_frame() if (guard := guards.maybe_of(window.display)) else None
        )
        window.show(self._maybe_place(window.display))

    def _maybe_place(self, display: str) -> QRect | None:
        """Where a window stands: as configured, else tiled on the one output; None off-screen."""
        if self.setting.offscreen:
            return None
        if self.setting.layout is not None and display in self.setting.layout:
            return QRect(*self.setting.layout[display])
        area = QGuiApplication.primaryScreen().availableGeometry()
        sizes = catalog.full_sizes(self.setting.all_displays, self.setting.features)
        return QRect(*tile(sizes, (area.x(), area.y(), area.width(), area.height()))[display])

    def _grab(self, wanted: Grab) -> None:
        number, display = wanted.id, wanted.display
        guard = self.glass.guards.maybe_of(display)
        permits = self._reader.maybe_permits()
        if guard is not None:
            video, note = _VIDEO[guard.video], guard.note
        else:
            allowed = permits is not None and permits.allows(display, platform.machine_ns())
            video, note = _VIDEO["allowed" if allowed else "blocked"], ""
        window = self.windows.get(display)
        if window is None:
            self.ask(Grabbed(number, display, wanted.path, "blocked", f"{display} is not a display of this screen"))
            return

        def answer(error: str) -> None:
            self.ask(Grabbed(number, display, wanted.path, video, error or note))

        window.grab(lambda image: self._pictures.write(image, Path(wanted.path), answer))

    def _on_key(self, key: int) -> None:
        place, displays = maybe_place(key), self.setting.all_displays
        if place is not None and place < len(displays):
            self.ask(FullSize(displays[place]))
        elif self.setting.keys and (steer := maybe_steer(key)) is not None:
            self.ask(steer)

    def _say_visible(self, display: str, visible: bool) -> None:
        if visible:
            self._status.film_visible(display, platform.machine_ns())
        else:
            self._status.film_hidden(display, platform.machine_ns())
        self.ask(FilmChange(display, visible, platform.mono_ns()))

    def _on_qml_warnings(self, warnings: list[QQmlError]) -> None:
        for warning in warnings:
            self.report(warning.toString())


def _nobody_asks(_message: ToGateway) -> bool:
    """Stand in until the control channel is there."""
    return False

"""The center's view-model: the status line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from cockpit.board.messages import Configure
from cockpit.features.center.status import BATTERY_PATHS, MOVING, OUTSIDE_PATHS, StateSign, first_mapped, state_sign
from cockpit.features.feature import Glass
from cockpit.features.recorded import clock_text

QML_IMPORT_NAME = "Cockpit.Center"
QML_IMPORT_MAJOR_VERSION = 1


def _local_time() -> datetime:
    return datetime.now().astimezone()


@QmlElement
@QmlUncreatable("The screen makes the view-model.")
class CenterModel(QObject):  # type: ignore[operator] # PySide's stub knows no call
    """Clock and driving state; the film's own words come from its Film."""

    drawn = Signal()

    def __init__(self, setting: Configure, now: Callable[[], datetime] = _local_time) -> None:
        super().__init__()
        self._recorded_utc = setting.recorded_utc
        self._replay = setting.mark == "REPLAY"
        self._now = now
        self._outside = first_mapped(OUTSIDE_PATHS, setting.paths)
        self._battery = first_mapped(BATTERY_PATHS, setting.paths)
        self._clock = ""
        self._sign: StateSign = MOVING

    def take(self, glass: Glass) -> None:
        """Draw from a new look at the board."""
        drawn = (
            clock_text(self._recorded_utc, glass.axis_ns, replay=self._replay, now=self._now()),
            state_sign(glass.state, glass.reason, alive=glass.alive),
        )
        if drawn != (self._clock, self._sign):
            self._clock, self._sign = drawn
            self.drawn.emit()

    @Property(str, notify=drawn)
    def clock(self) -> str:
        """`13:05`: of the drive in a replay, of the wall else; empty where the record has no date."""
        return self._clock

    @Property(str, notify=drawn)
    def stateGlyph(self) -> str:
        """The driving state's icon."""
        return self._sign.glyph

    @Property(str, notify=drawn)
    def stateWord(self) -> str:
        """The driving state in a word."""
        return self._sign.word

    @Property(bool, notify=drawn)
    def stateLoud(self) -> bool:
        """True for a state to be noticed."""
        return self._sign.loud

    @Property(str, constant=True)
    def outsidePath(self) -> str:
        """The mapped path of the outside temperature, or empty."""
        return self._outside

    @Property(str, constant=True)
    def batteryPath(self) -> str:
        """The mapped path of the drive battery's charge, or empty."""
        return self._battery

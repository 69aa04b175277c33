"""The QML types behind every display: `Board` (what all of them share) and `Signal` (one VSS path)."""

from __future__ import annotations

import math
from typing import cast

from PySide6 import QtCore
from PySide6.QtCore import Property, QObject
from PySide6.QtQml import QmlElement, QmlNamedElement, QmlSingleton, QPyQmlParserStatus, qmlEngine

from cockpit.board.messages import Configure
from cockpit.features.feature import NOTHING, Glass, Reading
from cockpit.screens.guards import Guards
from cockpit.signals.evidence import Verdict
from cockpit.signals.vss import LEAVES

QML_IMPORT_NAME = "Cockpit.Core"
QML_IMPORT_MAJOR_VERSION = 1


@QmlNamedElement("Signal")
class BoardSignal(QPyQmlParserStatus):  # type: ignore[operator] # PySide's stub knows no call
    """One VSS path as the board has it: `Signal { path: "Vehicle.Speed" }`.

    `value` is in the VSS unit and NaN unless `valid`: a stale number never stays on the glass. `quality` is `valid`,
    `stale`, `invalid`, `not_available` or `missing`. `mapped` is False where the vehicle does not have the signal.
    """

    pathChanged = QtCore.Signal()
    changed = QtCore.Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = ""
        self._mapped = False
        self._reading = NOTHING
        self._board: Board | None = None

    def path_text(self) -> str:
        """The VSS path."""
        return self._path

    def set_path(self, path: str) -> None:
        """Follow another VSS path."""
        if path != self._path:
            self._path = path
            self.pathChanged.emit()
            if self._board is not None:
                self._board.follow(self)

    path = Property(str, path_text, set_path, notify=pathChanged)

    @Property(float, notify=changed)
    def value(self) -> float:
        """The valid value in the VSS unit, else NaN."""
        return self._reading.value if self._reading.valid and self._reading.value is not None else math.nan

    @Property(bool, notify=changed)
    def valid(self) -> bool:
        """True while the value may be shown."""
        return self._reading.valid

    @Property(bool, notify=changed)
    def mapped(self) -> bool:
        """True where the vehicle has the signal at all."""
        return self._mapped

    @Property(str, notify=changed)
    def quality(self) -> str:
        """The verdict's name."""
        return self._reading.verdict.word

    @Property(str, notify=pathChanged)
    def unit(self) -> str:
        """The VSS unit, empty for a path without one."""
        leaf = LEAVES.get(self._path)
        return (leaf.unit or "") if leaf is not None else ""

    def take(self, reading: Reading, mapped: bool) -> None:
        """Hold a new reading and tell QML if it differs."""
        if reading != self._reading or mapped != self._mapped:
            self._reading, self._mapped = reading, mapped
            self.changed.emit()

    def classBegin(self) -> None:
        """Nothing to do before the properties are set."""

    def componentComplete(self) -> None:
        """Join the board of the engine that made this element."""
        engine = qmlEngine(self)
        assert engine is not None, "a Signal element lives in QML"
        self._board = board = cast("Board", engine.singletonInstance("Cockpit.Core", "Board"))
        board.follow(self)
        self.destroyed.connect(lambda *_: board.forget(self))


@QmlElement
@QmlSingleton
class Board(QObject):
    """What is true of the whole drive: mark, vehicle, place on the axis, driving state."""

    settled = QtCore.Signal()
    changed = QtCore.Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.guards = Guards()
        self.setting: Configure | None = None
        self._glass = Glass(0)
        self._followers: dict[str, list[BoardSignal]] = {}

    @Property(str, notify=settled)
    def mark(self) -> str:
        """`REPLAY`, `SIM` or empty."""
        return self.setting.mark if self.setting else ""

    @Property(str, notify=settled)
    def vehicleName(self) -> str:
        """The vehicle folder's name for itself."""
        return self.setting.vehicle.name if self.setting else ""

    @Property(bool, notify=settled)
    def still(self) -> bool:
        """True off-screen: pictures are taken there, and one taken in mid-motion would show what never stands still."""
        return self.setting is not None and self.setting.offscreen

    @Property(bool, notify=changed)
    def alive(self) -> bool:
        """False while nothing feeds the board: every value is stale."""
        return self._glass.alive

    @Property(bool, notify=changed)
    def paused(self) -> bool:
        """True while a replay stands still."""
        return self._glass.paused

    @Property(str, notify=changed)
    def drivingState(self) -> str:
        """`PARKED`, `IDLING`, `MOVING` or `UNKNOWN`."""
        return self._glass.state

    @Property(str, notify=changed)
    def reason(self) -> str:
        """The reason code of the driving state."""
        return self._glass.reason

    @Property(str, notify=changed)
    def words(self) -> str:
        """The reason in plain words."""
        return self._glass.words

    def settle(self, setting: Configure) -> None:
        """Take what stays the same while the process lives; before any window is made."""
        self.setting = setting
        self.guards.displays = setting.displays
        self.settled.emit()

    def follow(self, signal: BoardSignal) -> None:
        """Feed a Signal element from now on, under its present path."""
        self.forget(signal)
        self._followers.setdefault(signal.path_text(), []).append(signal)
        self._hand_out(signal.path_text())

    def take(self, glass: Glass) -> None:
        """Hand a new look at the board to the Signal elements whose rows changed."""
        previous, self._glass = self._glass, glass
        if _shared(previous) != _shared(glass):
            self.changed.emit()
        for path in tuple(self._followers):
            self._hand_out(path)

    @property
    def glass(self) -> Glass:
        """The last look at the board."""
        return self._glass

    def _hand_out(self, path: str) -> None:
        reading = self._glass.at(path)
        mapped = path in self._glass.rows or (self.setting is not None and path in self.setting.paths)
        if not self._glass.alive and reading.verdict is Verdict.VALID:
            reading = Reading(reading.value, Verdict.STALE)
        for signal in tuple(self._followers[path]):
            signal.take(reading, mapped)

    def forget(self, signal: BoardSignal) -> None:
        """Feed an element no more."""
        for followers in self._followers.values():
            if signal in followers:
                followers.remove(signal)


def _shared(glass: Glass) -> tuple[object, ...]:
    return glass.alive, glass.paused, glass.state, glass.reason, glass.words

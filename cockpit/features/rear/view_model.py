"""The rear displays' view-model: how far the trip has come."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from cockpit.board.messages import Configure
from cockpit.features.feature import Glass
from cockpit.features.rear.trip import Trip, describe_trip

QML_IMPORT_NAME = "Cockpit.Rear"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("The screen makes the view-model.")
class RearModel(QObject):  # type: ignore[operator] # PySide's stub knows no call
    """The trip at the top right; the film's own words come from its Film."""

    drawn = Signal()

    def __init__(self, setting: Configure) -> None:
        super().__init__()
        self._trip = Trip()
        self._mark = setting.mark

    def take(self, glass: Glass) -> None:
        """Draw from a new look at the board."""
        trip = describe_trip(glass)
        if trip != self._trip:
            self._trip = trip
            self.drawn.emit()

    @Property(str, constant=True)
    def mark(self) -> str:
        """`REPLAY`, `SIM` or empty."""
        return self._mark

    @Property(str, notify=drawn)
    def left(self) -> str:
        """`Drive ends in 38 s`; empty where the drive's length is not known."""
        return self._trip.left

    @Property(float, notify=drawn)
    def progress(self) -> float:
        """The share of the drive that is over."""
        return self._trip.progress

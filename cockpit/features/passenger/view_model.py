"""The passenger display's view-model: vehicle, clock and trip."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from cockpit.board.messages import Configure
from cockpit.features.feature import Glass
from cockpit.features.passenger.trip import Trip, describe_trip, source_text
from cockpit.features.recorded import clock_text

QML_IMPORT_NAME = "Cockpit.Passenger"
QML_IMPORT_MAJOR_VERSION = 1

STEPS = 544
"""Places of the trip's line that can be told apart: its pixels."""


def _local_time() -> datetime:
    return datetime.now().astimezone()


@QmlElement
@QmlUncreatable("The screen makes the view-model.")
class PassengerModel(QObject):  # type: ignore[operator] # PySide's stub knows no call
    """The left column; the film's own words come from its Film."""

    drawn = Signal()

    def __init__(self, setting: Configure, now: Callable[[], datetime] = _local_time) -> None:
        super().__init__()
        self._setting = setting
        self._now = now
        self._clock = ""
        self._trip = Trip()

    def take(self, glass: Glass) -> None:
        """Draw from a new look at the board."""
        trip = describe_trip(glass)
        trip = replace(trip, progress=round(trip.progress * STEPS) / STEPS)
        replay = self._setting.mark == "REPLAY"
        clock = clock_text(self._setting.recorded_utc, glass.axis_ns, replay=replay, now=self._now())
        if (clock, trip) != (self._clock, self._trip):
            self._clock, self._trip = clock, trip
            self.drawn.emit()

    @Property(str, constant=True)
    def vehicle(self) -> str:
        """The vehicle's name."""
        return self._setting.vehicle.name

    @Property(str, constant=True)
    def source(self) -> str:
        """Where the picture comes from: `Recorded 6 March 2026`."""
        return source_text(self._setting.mark, self._setting.recorded_utc)

    @Property(str, notify=drawn)
    def clock(self) -> str:
        """`13:05`, or empty."""
        return self._clock

    @Property(str, notify=drawn)
    def distance(self) -> str:
        """Distance driven since the start; empty while nothing feeds the board."""
        return self._trip.distance

    @Property(str, notify=drawn)
    def place(self) -> str:
        """`0:40 of 1:10`."""
        return self._trip.place

    @Property(float, notify=drawn)
    def progress(self) -> float:
        """The share of the drive that is over, or -1."""
        return self._trip.progress

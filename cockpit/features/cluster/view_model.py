"""The cluster's view-model: what QML binds to, made of the board's looks by the pure models beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6 import QtCore
from PySide6.QtCore import Property, QObject
from PySide6.QtQml import QmlElement, QmlUncreatable

from cockpit.board.messages import Configure
from cockpit.features.cluster.lamp_model import LampModel
from cockpit.features.cluster.model.figures import spell_trip
from cockpit.features.cluster.model.lamps import Flasher, lamps_of, lit_lamps
from cockpit.features.cluster.model.layout import doors_word, letter_of, parts_of
from cockpit.features.cluster.model.messages import CRITICAL, START_NS, Message, active_messages
from cockpit.features.cluster.model.speed import ShownSpeed, round_up
from cockpit.features.feature import Glass
from cockpit.features.recorded import date_text, maybe_recorded, place_text

QML_IMPORT_NAME = "Cockpit.Cluster"
QML_IMPORT_MAJOR_VERSION = 1

_NO_MESSAGE = Message(0, "", "", "", "amber")


def _local_time() -> str:
    return f"{datetime.now().astimezone():%H:%M}"


@QmlElement
@QmlUncreatable("The screen makes the view-model.")
class ClusterModel(QObject):  # type: ignore[operator] # PySide's stub knows no call
    """Everything on the cluster that is not a plain signal."""

    drawn = QtCore.Signal()
    speedDrawn = QtCore.Signal()
    messageDrawn = QtCore.Signal()
    clockDrawn = QtCore.Signal()

    def __init__(self, setting: Configure, clock: Callable[[], str] = _local_time) -> None:
        super().__init__()
        self._parts = parts_of(setting.paths)
        self._replay = setting.mark == "REPLAY"
        moment = maybe_recorded(setting.recorded_utc, 0)
        self._date = date_text(moment) if moment is not None else ""
        self._clock_of = clock
        self._lamps = LampModel(lamps_of(setting.paths), self)
        self._flasher = Flasher()
        self._shown = ShownSpeed()
        self._speed = ""
        self._message, self._message_count = _NO_MESSAGE, 0
        self._clock, self._length = ("", "") if self._replay else (clock(), "")
        self._checking = False
        self._alive = False
        self._gear = ""
        self._trip = ""
        self._cargo = ""
        self._doors = ""

    def take(self, glass: Glass) -> None:
        """Draw from a new look at the board."""
        self._take_speed(glass)
        checking = bool(self._lamps.lamps) and glass.alive and glass.axis_ns < START_NS
        self._lamps.light(lit_lamps(self._lamps.lamps, glass, self._flasher, checking=checking))
        self._take_message(glass)
        self._take_clock(glass)
        gear = glass.at(self._parts.gear)
        lock = glass.at(self._parts.cargo_lock)
        drawn = (
            checking,
            glass.alive,
            letter_of(gear.value) if gear.valid and glass.alive else "",
            spell_trip(glass.trip_m) if glass.alive else "",
            ("Locked" if lock.value else "Unlocked") if lock.valid and glass.alive else "",
            doors_word([glass.at(path) for path in self._parts.doors]) if glass.alive else "",
        )
        if drawn != (self._checking, self._alive, self._gear, self._trip, self._cargo, self._doors):
            self._checking, self._alive, self._gear, self._trip, self._cargo, self._doors = drawn
            self.drawn.emit()

    @Property(str, constant=True)
    def layout(self) -> str:
        """`horizon` or `solo`."""
        return self._parts.layout

    @Property(bool, constant=True)
    def replay(self) -> bool:
        """True where the picture is a recorded drive's."""
        return self._replay

    @Property(str, constant=True)
    def date(self) -> str:
        """The record's date, empty where it has none."""
        return self._date

    @Property(QObject, constant=True)
    def lamps(self) -> QObject:
        """The warning lamps that this vehicle has."""
        return self._lamps

    @Property(bool, constant=True)
    def hasLamps(self) -> bool:
        """False where the vehicle maps no lamp."""
        return bool(self._lamps.lamps)

    @Property(bool, constant=True)
    def hasSpeed(self) -> bool:
        """True where a speed is mapped."""
        return bool(self._parts.speed)

    @Property(bool, constant=True)
    def hasGear(self) -> bool:
        """True where the gear is mapped."""
        return bool(self._parts.gear)

    @Property(bool, constant=True)
    def hasCargoLock(self) -> bool:
        """True where the cargo door's lock is mapped."""
        return bool(self._parts.cargo_lock)

    @Property(bool, constant=True)
    def hasDoors(self) -> bool:
        """True where any door is mapped."""
        return bool(self._parts.doors)

    @Property(str, constant=True)
    def powerPath(self) -> str:
        """The power's VSS path, empty where none is mapped; so are all that follow."""
        return self._parts.power

    @Property(str, constant=True)
    def rpmPath(self) -> str:
        """The engine's speed."""
        return self._parts.rpm

    @Property(str, constant=True)
    def chargePath(self) -> str:
        """The battery's state of charge."""
        return self._parts.charge

    @Property(str, constant=True)
    def rangePath(self) -> str:
        """The range in metres."""
        return self._parts.range

    @Property(str, constant=True)
    def fuelPath(self) -> str:
        """The fuel's level in per cent."""
        return self._parts.fuel

    @Property(str, constant=True)
    def loadPath(self) -> str:
        """What the cargo weighs."""
        return self._parts.load

    @Property(str, constant=True)
    def consumptionPath(self) -> str:
        """What a hundred kilometres cost."""
        return self._parts.consumption

    @Property(str, constant=True)
    def outsidePath(self) -> str:
        """The temperature outside."""
        return self._parts.outside

    @Property(str, constant=True)
    def odometerPath(self) -> str:
        """The odometer in metres."""
        return self._parts.odometer

    @Property(str, constant=True)
    def limitPath(self) -> str:
        """The speed limit as the vehicle reads it."""
        return self._parts.limit

    @Property(str, notify=speedDrawn)
    def speed(self) -> str:
        """The speed to show, rounded up; empty means dashes."""
        return self._speed

    @Property(str, notify=drawn)
    def gear(self) -> str:
        """P, R, N, D or empty."""
        return self._gear

    @Property(bool, notify=drawn)
    def checking(self) -> bool:
        """True during the bulb check: every mapped lamp is lit."""
        return self._checking

    @Property(bool, notify=drawn)
    def alive(self) -> bool:
        """False while nothing feeds the glass."""
        return self._alive

    @Property(str, notify=drawn)
    def trip(self) -> str:
        """Kilometres since the start, empty while unknown."""
        return self._trip

    @Property(str, notify=drawn)
    def cargo(self) -> str:
        """`Locked`, `Unlocked`, or empty while unknown."""
        return self._cargo

    @Property(str, notify=drawn)
    def doors(self) -> str:
        """`Closed`, how many are open, or empty while unknown."""
        return self._doors

    @Property(str, notify=messageDrawn)
    def headline(self) -> str:
        """The most urgent message's headline, empty where there is none."""
        return self._message.headline

    @Property(str, notify=messageDrawn)
    def detail(self) -> str:
        """Its second line."""
        return self._message.detail

    @Property(str, notify=messageDrawn)
    def glyph(self) -> str:
        """Its symbol."""
        return self._message.glyph

    @Property(str, notify=messageDrawn)
    def colour(self) -> str:
        """Its symbol's colour."""
        return self._message.colour

    @Property(int, notify=messageDrawn)
    def messageCount(self) -> int:
        """How many messages there are."""
        return self._message_count

    @Property(bool, notify=messageDrawn)
    def critical(self) -> bool:
        """True while the message is one of priority 1: the rim turns red."""
        return self._message.priority == CRITICAL

    @Property(str, notify=clockDrawn)
    def clock(self) -> str:
        """The time of day; in a replay the place on the record."""
        return self._clock

    @Property(str, notify=clockDrawn)
    def length(self) -> str:
        """The record's length in a replay, empty where unknown and when live."""
        return self._length

    def _take_speed(self, glass: Glass) -> None:
        shown = self._shown.take(glass.speed_kmh if glass.alive else None, glass.axis_ns, glass.now_ns)
        speed = "" if shown is None else str(round_up(shown))
        if speed != self._speed:
            self._speed = speed
            self.speedDrawn.emit()

    def _take_message(self, glass: Glass) -> None:
        messages = active_messages(glass, self._lamps.lamps, has_speed=bool(self._parts.speed))
        drawn = (messages[0] if messages else _NO_MESSAGE, len(messages))
        if drawn != (self._message, self._message_count):
            self._message, self._message_count = drawn
            self.messageDrawn.emit()

    def _take_clock(self, glass: Glass) -> None:
        if self._replay:
            drawn = place_text(glass.axis_ns / 1e9), "" if glass.span_ns is None else place_text(glass.span_ns / 1e9)
        else:
            drawn = self._clock_of(), ""
        if drawn != (self._clock, self._length):
            self._clock, self._length = drawn
            self.clockDrawn.emit()

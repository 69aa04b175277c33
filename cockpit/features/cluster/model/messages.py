"""What the cluster says in words, by priority: 1 stops the drive and turns the rim red, 2 is caution, 3 is a hint."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cockpit.features.cluster.model import lamps
from cockpit.features.cluster.model.lamps import Lamp, Test, holds, is_true
from cockpit.features.feature import Glass

CRITICAL, CAUTION, HINT = 1, 2, 3

START_NS = 2_000_000_000
"""Lamps are checked this long from the drive's first moment; nothing is called lost before."""


@dataclass(frozen=True, slots=True)
class Message:
    """A headline, what it means or asks for, and the symbol in the porthole beside it."""

    priority: int
    headline: str
    detail: str
    glyph: str = "warning"
    colour: str = "amber"


@dataclass(frozen=True, slots=True)
class _Rule:
    message: Message
    when: Callable[[Glass], bool]


def _any(paths: tuple[str, ...], test: Test = is_true) -> Callable[[Glass], bool]:
    return lambda glass: any(holds(glass.at(path), test) for path in paths)


def _moving(condition: Callable[[Glass], bool]) -> Callable[[Glass], bool]:
    return lambda glass: glass.state == "MOVING" and condition(glass)


def _stop(detail: str, glyph: str) -> Message:
    return Message(CRITICAL, "Stop safely", detail, glyph, "red")


_RULES: tuple[_Rule, ...] = (
    _Rule(_stop("Brake fluid is low", "brake"), _any(lamps.FLUID)),
    _Rule(_stop("The brakes have a fault", "brake"), _any(lamps.BRAKE_FAULT)),
    _Rule(_stop("The steering has a fault", "steering"), _any(lamps.STEERING)),
    _Rule(_stop("Oil pressure is low", "oil"), _any(lamps.OIL, lambda value: value < lamps.OIL_LOW_KPA)),
    _Rule(
        _stop("The engine is too hot", "coolant"),
        _any(lamps.COOLANT, lambda value: value > lamps.COOLANT_HOT_CELSIUS),
    ),
    _Rule(_stop("A door is open", "door"), _moving(_any(lamps.DOORS))),
    _Rule(Message(CAUTION, "Parking brake is on", "Release it before driving", "park-brake", "red"),
          _moving(_any(lamps.PARK_BRAKE))),
    _Rule(Message(CAUTION, "Airbag fault", "Have it checked soon", "airbag", "red"), _any(lamps.AIRBAG)),
    _Rule(Message(CAUTION, "12 V battery is not charging", "Stop soon", "battery", "red"), _any(lamps.CHARGE_FAULT)),
    _Rule(Message(CAUTION, "Drive system fault", "Have it checked soon", "ev-fault"), _any(lamps.DRIVE_FAULT)),
    _Rule(Message(CAUTION, "Power is limited", "The vehicle is slower than usual", "limited"), _any(lamps.LIMITED)),
    _Rule(Message(CAUTION, "Fasten the seat belt", "Driver", "belt", "red"),
          _moving(_any(lamps.BELT, lamps.is_false))),
    _Rule(Message(HINT, "Tyre pressure is low", "Check it at the next stop", "tyre"), _any(lamps.TYRES)),
    _Rule(Message(HINT, "Engine fault", "Have it checked soon", "mil"), _any(lamps.MIL)),
    _Rule(Message(HINT, "Brake pads are worn", "Have them replaced soon", "brake", "amber"), _any(lamps.BRAKES_WORN)),
    _Rule(Message(HINT, "Washer fluid is low", "Refill it at the next stop", "washer"), _any(lamps.WASHER)),
)  # fmt: skip

ALL_LOST = Message(CAUTION, "Speed and warnings lost", "Stop when it is safe")
NO_SPEED = Message(CAUTION, "No speed signal", "Drive with extra care")
SPEED_NOT_CERTAIN = Message(CAUTION, "Speed not certain", "Wheel speeds disagree")
LAMPS_LOST = Message(CAUTION, "Warning lamps not certain", "Some warnings are lost")


def active_messages(glass: Glass, mapped_lamps: tuple[Lamp, ...], *, has_speed: bool) -> tuple[Message, ...]:
    """All that holds now, the most urgent first; in the order of the table within a priority."""
    if not glass.alive or (glass.axis_ns >= START_NS and _all_lost(glass)):
        return (ALL_LOST if mapped_lamps else NO_SPEED,) if has_speed or mapped_lamps else ()
    found = [rule.message for rule in _RULES if rule.when(glass)]
    if glass.axis_ns >= START_NS:
        if has_speed and glass.speed_kmh is None:
            found.append(SPEED_NOT_CERTAIN if glass.reason == "disagree" else NO_SPEED)
        if lamps.are_lamps_lost(mapped_lamps, glass):
            found.append(LAMPS_LOST)
    found += [Message(HINT, f"{_title(name)} screen is off", "It failed three times") for name in glass.screens_down]
    return tuple(sorted(found, key=lambda message: message.priority))


def _all_lost(glass: Glass) -> bool:
    return bool(glass.readings) and not any(reading.valid for reading in glass.readings)


def _title(name: str) -> str:
    return name[:1].upper() + name[1:].replace("_", " ")

"""A policy as data: what is restricted on which displays, by driving state and speed."""

from __future__ import annotations

import enum
import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from cockpit.interlock.driving import DrivingState


class Restriction(enum.IntFlag):
    """Android Automotive's restriction flags with its bits (CarUxRestrictions, AOSP)."""

    BASELINE = 0
    NO_DIALPAD = 1
    NO_FILTERING = 2
    LIMIT_STRING_LENGTH = 4
    NO_KEYBOARD = 8
    NO_VIDEO = 16
    LIMIT_CONTENT = 32
    NO_SETUP = 64
    NO_TEXT_MESSAGE = 128
    NO_VOICE_TRANSCRIPTION = 256
    FULLY_RESTRICTED = 511


SINGLE_FLAGS = tuple(Restriction)
"""The nine flags of one bit, by rising bit: an IntFlag lists neither its zero nor its unions."""


def restriction_names(restrictions: int) -> list[str]:
    """The flags in Android's words, by rising bit: `["no_keyboard", "no_video"]`."""
    return [str(flag.name).lower() for flag in SINGLE_FLAGS if restrictions & flag]


class DisplayClass(enum.StrEnum):
    """How a rule names displays; the cabin tells which ones it means."""

    DRIVER_VISIBLE = "driver_visible"
    AHEAD_OF_SEAT_BACK = "ahead_of_seat_back"
    WITHIN_REACH = "within_reach"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Rule:
    """On displays of one class, in one state, from `min_mps` up to but not including `max_mps`: these restrictions.

    `line` is where the policy file says so.
    """

    displays: DisplayClass
    state: DrivingState
    min_mps: float
    max_mps: float
    restrictions: int
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """A whole policy.

    `source` cites where it comes from and `sure` how sure that is; `reading` says where we had to read between its
    lines. The rules of a class and state are sorted by speed and cover it from 0 up without gap or overlap.
    """

    name: str
    title: str
    source: str
    sure: str
    reading: str
    rules: tuple[Rule, ...]
    file: Path | None = None

    @property
    def classes(self) -> tuple[DisplayClass, ...]:
        """The display classes that have rules, in file order."""
        return tuple(dict.fromkeys(rule.displays for rule in self.rules))

    def restrictions(self, classes: Collection[DisplayClass], state: DrivingState, speed_kmh: float | None) -> int:
        """The union of what the rules of these classes restrict.

        UNKNOWN counts as MOVING at the highest speed, and so does MOVING without a speed.
        """
        if state is DrivingState.UNKNOWN or (state is DrivingState.MOVING and speed_kmh is None):
            return self.restrictions_at(classes, DrivingState.MOVING, math.inf)
        return self.restrictions_at(classes, state, (speed_kmh or 0.0) / 3.6)

    def restrictions_at(self, classes: Collection[DisplayClass], state: DrivingState, speed_mps: float) -> int:
        """The same for a known state and a speed in m/s."""
        restrictions = 0
        for rule in self.rules:
            if rule.state is state and rule.displays in classes and _covers(rule, speed_mps):
                restrictions |= rule.restrictions
        return restrictions


def in_order(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """The rules by class as first named, state and speed."""
    listed = list(rules)
    first = {displays: place for place, displays in reversed(list(enumerate(rule.displays for rule in listed)))}
    return tuple(sorted(listed, key=lambda rule: (first[rule.displays], rule.state, rule.min_mps)))


def _covers(rule: Rule, speed_mps: float) -> bool:
    return rule.min_mps <= speed_mps and (speed_mps < rule.max_mps or rule.max_mps == math.inf)

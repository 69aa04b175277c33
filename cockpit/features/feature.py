"""What a feature tells the shell about itself, and what the shell tells a feature: the plain types they share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from cockpit.signals.evidence import Verdict


@dataclass(frozen=True, slots=True)
class Page:
    """The QML type that fills a display: `component` of the module `module`, drawn at `width` x `height` px."""

    module: str
    component: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature's manifest, found through the entry-point group `cockpit.features`.

    `pages` names the displays it fills. `qml_dir` is an import path that holds its QML module. `python_types` are
    Python modules that register QML types when they are imported. `model` is the view-model's `module:Class`, a
    QObject with the constructor `(Configure)` (the screen's configure message) and the method `take(Glass)`, handed to
    each page as its property `model`.
    """

    name: str
    pages: Mapping[str, Page]
    qml_dir: Path
    python_types: tuple[str, ...] = ()
    model: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A signal as the board has it: the last value in its VSS unit (None: never had one), and how far to trust it."""

    value: float | None
    verdict: Verdict

    @property
    def valid(self) -> bool:
        """A value that may be shown as it is."""
        return self.verdict is Verdict.VALID and self.value is not None


NOTHING = Reading(None, Verdict.MISSING)


@dataclass(frozen=True, slots=True)
class Glass:
    """One look at the board: everything a view-model may draw from.

    `readings` are the rows in `Configure.paths` order. `alive` is False once the gateway's signal block is older than a
    lease: every reading then is stale. `speed_kmh` is the speed to show, None when it shows dashes. `axis_ns` is the
    place on the drive's axis, `span_ns` the drive's length or None, `now_ns` the monotonic time of this look.
    `state`, `reason` and `words` are the driving state's name, its reason code and its reason in plain words.
    """

    now_ns: int
    alive: bool = False
    axis_ns: int = 0
    span_ns: int | None = None
    paused: bool = False
    rate: float = 1.0
    speed_kmh: float | None = None
    trip_m: float = 0.0
    state: str = "UNKNOWN"
    reason: str = "start"
    words: str = ""
    screens_down: tuple[str, ...] = ()
    rows: Mapping[str, int] = field(default_factory=dict)
    readings: tuple[Reading, ...] = ()

    def at(self, path: str) -> Reading:
        """The reading of a VSS path; `NOTHING` when it is not mapped."""
        row = self.rows.get(path)
        return NOTHING if row is None or row >= len(self.readings) else self.readings[row]


class ViewModel(Protocol):
    """What the shell asks of a feature's view-model."""

    def take(self, glass: Glass) -> None:
        """Draw from a new look at the board; called at most once a GUI tick."""

"""What a gateway is told before it starts: the displays, how their processes are started, and what they show."""

from __future__ import annotations

import functools
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from cockpit.board.messages import Configure, DisplayFace, VehicleFace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

SCREEN_COMMAND = (sys.executable, "-m", "cockpit.screens")

FEATURES = "cockpit.features"
"""The group of entry points through which a feature is found."""

_OWN_PROCESS = ("cluster", "center")
_CABIN = "cabin"
_ALL = "all"


@dataclass(frozen=True, slots=True)
class ScreenGroup:
    """The displays that one screen process draws."""

    name: str
    displays: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GatewayConfig:
    """Everything but the source and the judge.

    `driver_visible` has an entry for every display. `autoplay` acts as if someone pressed play wherever a permit
    allows; `begin_films` does so once on each display, at its first grant, and later ones are offered, and so is a
    respawned screen's first (INTERLOCK P2, P6).
    `grab_every_ns` and `grab_folder` go together: pictures of every display each so often of the drive.
    `verbose` lets the screens' libraries write on standard error. `duration_ns` is on the axis; `rate` is the replay's,
    None for as fast as it goes. The rest is what screens are told (see Configure).
    """

    vehicle: VehicleFace
    paths: tuple[str, ...]
    groups: tuple[ScreenGroup, ...]
    driver_visible: Mapping[str, bool]
    rate: float | None = 1.0
    policy: str = "mission"
    theme: str = "night"
    film: str = "demo"
    mark: Literal["REPLAY", "SIM", ""] = ""
    recorded_utc: str | None = None
    offscreen: bool = False
    layout: Mapping[str, tuple[int, int, int, int]] | None = None
    language: str = "en"
    keys: bool = False
    screen_command: tuple[str, ...] = SCREEN_COMMAND
    screen_environment: Mapping[str, str] = field(default_factory=dict)
    events_path: Path | None = None
    duration_ns: int | None = None
    autoplay: bool = False
    begin_films: bool = False
    verbose: bool = False
    grab_every_ns: int | None = None
    grab_folder: Path | None = None

    @property
    def displays(self) -> tuple[str, ...]:
        """All displays, in the order of their groups."""
        return tuple(display for group in self.groups for display in group.displays)

    def configure(self, group: ScreenGroup) -> Configure:
        """The first line to the screen process of `group`."""
        return Configure(
            group=group.name,
            displays=group.displays,
            all_displays=self.displays,
            vehicle=self.vehicle,
            features=find_features(),
            paths=self.paths,
            cabin={display: DisplayFace(visible) for display, visible in self.driver_visible.items()},
            policy=self.policy,
            theme=self.theme,
            film=self.film,
            mark=self.mark,
            recorded_utc=self.recorded_utc,
            offscreen=self.offscreen,
            layout=self.layout,
            language=self.language,
            keys=self.keys,
        )


@functools.cache
def find_features() -> Mapping[str, str]:
    """The manifests of the installed features, `module:attribute`, by name.

    Looked up here and told to the screens: each of them would spend 16 ms on it before its first frame.
    """
    from importlib.metadata import entry_points

    return {point.name: point.value for point in entry_points(group=FEATURES)}


def group_displays(displays: Sequence[str], *, one_process: bool = False) -> tuple[ScreenGroup, ...]:
    """The processes for these displays: cluster and center alone, so that no film shares the speedometer's; the rest
    together. `one_process` puts all into one."""
    if one_process:
        return (ScreenGroup(_ALL, tuple(displays)),)
    alone = [ScreenGroup(display, (display,)) for display in displays if display in _OWN_PROCESS]
    cabin = tuple(display for display in displays if display not in _OWN_PROCESS)
    return (*alone, *([ScreenGroup(_CABIN, cabin)] if cabin else []))

"""What `run`, `replay` and `snapshot` share: the command line's words, checked and loaded before anything starts."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cockpit.errors import InputError, Problem, did_you_mean
from cockpit.interlock.cabin import Cabin, load_cabin
from cockpit.interlock.policy import load_policy
from cockpit.interlock.rules import Policy
from cockpit.resources import assets_dir
from cockpit.signals.vehicle import Vehicle, load_vehicle
from cockpit.signals.vss import SWITCHES

BUILT_IN_FILMS = ("demo", "proof")


@dataclass(frozen=True, slots=True)
class Session:
    """A vehicle on its displays under a policy; everything named on the command line exists and is valid."""

    vehicle: Vehicle
    cabin: Cabin
    policy: Policy
    displays: tuple[str, ...]
    theme: str
    film: str

    @property
    def driver_visible(self) -> Mapping[str, bool]:
        """Whether the driver can see each display while a switched privacy filter is off."""
        return {name: self.cabin.views[name].driver_visible for name in self.displays}


def load_session(args: argparse.Namespace) -> Session:
    """Read vehicle, cabin, policy, theme and film as the command line names them. Raises InputError."""
    vehicle = load_vehicle(args.vehicle)
    return Session(
        vehicle=vehicle,
        cabin=load_cabin(vehicle.cabin_file, vehicle.displays, SWITCHES),
        policy=load_policy(args.policy),
        displays=_choose_displays(args.displays, vehicle),
        theme=_check_theme(args.theme),
        film=_check_film(args.film),
    )


def make_folder(folder: Path) -> Path:
    """The folder, made where it is missing. Raises InputError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as refused:
        raise InputError(Problem(f"cannot make this folder: {refused.strerror}", folder)) from refused
    return folder


def _choose_displays(names: str | None, vehicle: Vehicle) -> tuple[str, ...]:
    if names is None:
        return vehicle.displays
    chosen = [name.strip() for name in names.split(",")]
    for name in chosen:
        if name not in vehicle.displays:
            known = ", ".join(vehicle.displays)
            near = did_you_mean(name, vehicle.displays)
            raise InputError(f"--displays: {vehicle.name} has no display {name!r}{near} (it has {known})")
    return tuple(name for name in vehicle.displays if name in chosen)


def _check_theme(name: str) -> str:
    known = sorted(file.stem for file in (assets_dir() / "themes").glob("*.toml"))
    if name not in known:
        raise InputError(f"unknown theme {name!r}{did_you_mean(name, known)} (there are {', '.join(known)})")
    return name


def _check_film(name: str) -> str:
    if name in BUILT_IN_FILMS:
        return name
    file = Path(name)
    if not file.is_file():
        raise InputError(f"--film: {name!r} is neither {' nor '.join(BUILT_IN_FILMS)} nor a file")
    return str(file.resolve())

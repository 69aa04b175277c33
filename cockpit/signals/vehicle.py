"""A vehicle is a folder of data: what `vehicle.toml` says, checked as a whole before anything is decoded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cockpit.errors import InputError, Problem, did_you_mean
from cockpit.resources import can_dbc_dir
from cockpit.signals.fields import Fields, shown
from cockpit.signals.mapping import Mapping, read_mappings
from cockpit.signals.toml_source import is_file, is_folder, read_toml
from cockpit.signals.vss import GEAR_PATHS, GEARS, LEAVES, PARKING_BRAKE, SELECTED_GEAR, SPEED

FILE_NAME = "vehicle.toml"
DISPLAYS = ("cluster", "center", "passenger", "rear_left", "rear_right")
PROFILES = ("van", "suv")
MAX_DBC_FILES = 16

_TOP_KEYS = ("name", "dbc", "displays", "cabin", "drive", "profile", "signals", "interlock")
_INTERLOCK_KEYS = ("speed_sources", "standstill_kmh", "settle_ms", "single_source")


@dataclass(frozen=True, slots=True)
class Vehicle:
    """A checked folder.

    `speed_sources`, `gear` and `parking_brake` are mapped paths, in the folder's order; `gear_has_park` says whether
    the gear can be P at all. `single_source` is never true without a speed source.
    """

    key: str
    name: str
    folder: Path
    file: Path
    dbc: tuple[Path, ...]
    displays: tuple[str, ...]
    cabin_file: Path | None
    drive_file: Path | None
    profile: str
    mappings: tuple[Mapping, ...]
    speed_sources: tuple[str, ...]
    gear: str | None
    gear_has_park: bool
    parking_brake: str | None
    standstill_kmh: float
    settle_ms: int
    single_source: bool

    @property
    def paths(self) -> tuple[str, ...]:
        """The mapped paths in file order: the order of rows everywhere."""
        return tuple(mapping.path for mapping in self.mappings)


def load_vehicle(name_or_folder: str) -> Vehicle:
    """The vehicle of a built-in name or a folder.

    Raises InputError with every problem of its `vehicle.toml`; an unknown name comes with the nearest one.
    """
    folder = _find_folder(name_or_folder)
    source = read_toml(folder / FILE_NAME)
    problems: list[Problem] = []
    top = Fields(source, (), source.data, problems)
    vehicle = _read_vehicle(folder, top)
    if problems:
        raise InputError(*sorted(problems, key=lambda problem: problem.line or 0))
    return vehicle


def list_vehicles() -> tuple[Vehicle, ...]:
    """The built-in vehicles by name."""
    return tuple(load_vehicle(name) for name in _built_in_names())


def _built_in_names() -> list[str]:
    return sorted(file.parent.name for file in can_dbc_dir().glob(f"*/{FILE_NAME}"))


def _find_folder(name_or_folder: str) -> Path:
    names = _built_in_names()
    if name_or_folder in names:
        return can_dbc_dir() / name_or_folder
    folder = Path(name_or_folder)
    if is_folder(folder):
        if is_file(folder / FILE_NAME):
            return folder
        raise InputError(Problem(f"the folder has no {FILE_NAME}", folder))
    raise InputError(f'no vehicle "{shown(name_or_folder)}": neither a folder with a {FILE_NAME} nor built in'
                     f"{did_you_mean(name_or_folder, names)}; built in: {', '.join(names)}")


def _read_vehicle(folder: Path, top: Fields) -> Vehicle:
    top.refuse_unknown(_TOP_KEYS)
    mappings = read_mappings(top)
    mapped = {mapping.path: mapping for mapping in mappings}
    interlock = top.take_table("interlock") or Fields.empty()
    interlock.refuse_unknown(_INTERLOCK_KEYS)
    sources = _read_sources(interlock, mapped)
    _refuse_zero_code(top, mappings, sources)
    gear = next((path for path in GEAR_PATHS if path in mapped), None)
    dbc = _read_files(top, folder)
    if not dbc and "dbc" not in top and any(mapping.message for mapping in mappings):
        top.refuse('the key "dbc" is missing: signals by message need a DBC file')
    return Vehicle(
        key=folder.resolve().name,
        name=top.take_text("name", required=True) or "",
        folder=folder,
        file=folder / FILE_NAME,
        dbc=dbc,
        displays=_read_displays(top),
        cabin_file=_read_file(top, folder, "cabin"),
        drive_file=_read_file(top, folder, "drive"),
        profile=top.take_choice("profile", PROFILES) or PROFILES[0],
        mappings=mappings,
        speed_sources=sources,
        gear=gear,
        gear_has_park=gear is not None and _can_be_park(mapped[gear]),
        parking_brake=PARKING_BRAKE if PARKING_BRAKE in mapped else None,
        standstill_kmh=interlock.take_number("standstill_kmh", 0, 1, "km/h") or 0.0,
        settle_ms=interlock.take_whole("settle_ms", 500, 60_000) or 500,
        single_source=interlock.take_flag("single_source") and bool(sources),
    )


def _read_displays(top: Fields) -> tuple[str, ...]:
    names = top.take_texts("displays", most=len(DISPLAYS) * 2)
    if names is None:
        return DISPLAYS
    if not names:
        top.refuse(f"displays is empty: allowed are {', '.join(DISPLAYS)}", "displays")
    for place, name in enumerate(names):
        if name not in DISPLAYS:
            top.refuse(f'unknown display "{shown(name)}"{did_you_mean(name, DISPLAYS)}; allowed: {", ".join(DISPLAYS)}',
                       "displays", place)
    return tuple(name for name in DISPLAYS if name in names)


def _read_files(top: Fields, folder: Path) -> tuple[Path, ...]:
    names = top.take_texts("dbc", most=MAX_DBC_FILES) or ()
    files = [_beside(top, folder, name, "dbc", place) for place, name in enumerate(names)]
    return tuple(file for file in files if file is not None)


def _read_file(top: Fields, folder: Path, key: str) -> Path | None:
    name = top.take_text(key)
    return None if name is None else _beside(top, folder, name, key)


def _beside(top: Fields, folder: Path, name: str, *key: str | int) -> Path | None:
    """The file `name`, a path from the folder; its absence is noted with the nearest name beside it."""
    file = folder / name
    if is_file(file):
        return file
    neighbours = sorted(path.name for path in folder.iterdir() if path.suffix == file.suffix)
    top.refuse(f'{key[0]}: no such file "{shown(name)}" in {folder}{did_you_mean(name, neighbours)}', *key)
    return None


def _read_sources(interlock: Fields, mapped: dict[str, Mapping]) -> tuple[str, ...]:
    named = interlock.take_texts("speed_sources", most=len(LEAVES))
    if named is None:
        return (SPEED,) if SPEED in mapped else ()
    speeds = [path for path in mapped if LEAVES[path].is_speed]
    for place, path in enumerate(named):
        if path not in speeds:
            what = "not mapped in this folder" if path in LEAVES and LEAVES[path].is_speed else "not a speed of VSS"
            interlock.refuse(f'speed source "{shown(path)}" is {what}{did_you_mean(path, speeds)}; '
                             f"allowed: {', '.join(speeds) or 'none, no speed is mapped'}", "speed_sources", place)
    return tuple(path for path in named if path in speeds)


def _refuse_zero_code(top: Fields, mappings: Iterable[Mapping], sources: tuple[str, ...]) -> None:
    """A speed whose zero is a code would never stand, or stand for any reason at all."""
    for mapping in mappings:
        is_speed = mapping.path in sources or LEAVES[mapping.path].is_speed
        if is_speed and 0 in mapping.not_available:
            top.refuse("not_available of 0 on a speed: 0 is standing, allowed is any other code",
                       "signals", mapping.path, "not_available")


def _can_be_park(gear: Mapping) -> bool:
    if gear.values is None:
        return gear.path == SELECTED_GEAR
    return any(value == GEARS["P"] for _, value in gear.values)

"""Reads cabin files: a plan as data, and what the driver can see of each of its displays."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from cockpit.errors import InputError, Problem, did_you_mean
from cockpit.interlock.plan import OPEN_HALF_ANGLE_DEG, Block, PlacedDisplay, Plan, Point
from cockpit.interlock.sight import view_of
from cockpit.interlock.view import View
from cockpit.signals.fields import Fields, shown
from cockpit.signals.toml_source import TomlSource, read_toml

MAX_BYTES = 64 * 1024
MAX_DISPLAYS = 16
MAX_BLOCKS = 64
MAX_METRES = 10.0
DEFAULT_REACH_M = 0.9
"""From the middle of the eyes in plan to a fingertip, leaning: our figure, unconfirmed."""

BUILT_IN = Path(__file__).parent / "cabins" / "builtin.toml"

_DRIVER_KEYS = ("eye", "reach")
_DISPLAY_KEYS = ("centre", "width", "facing_deg", "privacy_half_angle_deg", "privacy_signal")


@dataclass(frozen=True, slots=True)
class Cabin:
    """A plan and its answer: `views` by display, in file order."""

    plan: Plan
    views: dict[str, View]
    file: Path


def load_cabin(file: Path | None, needed: Iterable[str] = (), known_paths: Collection[str] | None = None) -> Cabin:
    """The cabin of a file, or the built-in one of five seats.

    `needed` are displays that the cabin must place, `known_paths` what a privacy signal may be called: switches
    (None: anything).
    Raises InputError with every problem of the file.
    """
    source = read_toml(file or BUILT_IN, MAX_BYTES)
    problems: list[Problem] = []
    top = Fields(source, (), source.data, problems)
    plan = _read_plan(top, source, problems)
    _refuse_unknown_signals(top, plan, known_paths)
    named = [display.name for display in plan.displays]
    for name in needed:
        if name not in named and not problems:
            top.refuse(f"the display {name} is missing: a table [displays.{name}] says where it is", "displays")
    if problems:
        raise InputError(*sorted(problems, key=lambda problem: (problem.line is None, problem.line)))
    return Cabin(plan, {display.name: view_of(plan, display) for display in plan.displays}, source.file)


def _read_plan(top: Fields, source: TomlSource, problems: list[Problem]) -> Plan:
    top.refuse_unknown(("name", "driver", "displays", "blocks"))
    driver = top.take_table("driver")
    if driver is None:
        top.refuse("the table [driver] is missing: it says where the driver's eyes are")
        driver = Fields.empty()
    driver.refuse_unknown(_DRIVER_KEYS)
    eye = _take_point(driver, "eye")
    reach_m = driver.take_number("reach", 0, MAX_METRES, "m")
    return Plan(
        name=top.take_text("name") or source.file.stem,
        eye=eye or (0.0, 0.0),
        reach_m=DEFAULT_REACH_M if reach_m is None else reach_m,
        displays=tuple(_read_displays(top)),
        blocks=tuple(_read_blocks(top, source, problems)),
    )


def _read_displays(top: Fields) -> Iterable[PlacedDisplay]:
    tables = top.take_table("displays") or Fields.empty()
    names = [name for name, _ in tables.items()]
    if not 0 < len(names) <= MAX_DISPLAYS:
        top.refuse(f"{len(names)} displays: allowed are 1 to {MAX_DISPLAYS}, each a table [displays.NAME]", "displays")
        return
    for name in names:
        table = tables.take_table(name)
        display = None if table is None else _maybe_display(name, table)
        if display is not None:
            yield display


def _maybe_display(name: str, table: Fields) -> PlacedDisplay | None:
    table.refuse_unknown(_DISPLAY_KEYS)
    centre = _take_point(table, "centre")
    width_m = _take_needed(table, "width", 0.02, 3.0, "m")
    facing_deg = _take_needed(table, "facing_deg", -360, 360, "degrees")
    half_angle_deg = table.take_number("privacy_half_angle_deg", 1, OPEN_HALF_ANGLE_DEG, "degrees")
    signal = table.take_text("privacy_signal")
    if signal is not None and "privacy_half_angle_deg" not in table:
        table.refuse('"privacy_signal" needs "privacy_half_angle_deg": how far the filter lets see', "privacy_signal")
    if centre is None or width_m is None or facing_deg is None:
        return None
    return PlacedDisplay(name, centre, width_m, facing_deg, half_angle_deg or OPEN_HALF_ANGLE_DEG, signal)


def _refuse_unknown_signals(top: Fields, plan: Plan, known_paths: Collection[str] | None) -> None:
    for display in plan.displays:
        path = display.privacy_signal
        if path is not None and known_paths is not None and path not in known_paths:
            top.refuse(f'unknown signal path "{shown(path)}" of a switch{did_you_mean(path, known_paths)}',
                       "displays", display.name, "privacy_signal")


def _read_blocks(top: Fields, source: TomlSource, problems: list[Problem]) -> Iterable[Block]:
    tables = top.take_raw("blocks") or []
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        top.refuse("blocks: allowed are tables [[blocks]] with from and to", "blocks")
        return
    if len(tables) > MAX_BLOCKS:
        top.refuse(f"{len(tables)} blocks: allowed are {MAX_BLOCKS}", "blocks")
        return
    for place, table in enumerate(tables):
        fields = Fields(source, ("blocks", place), table, problems)
        fields.refuse_unknown(("from", "to"))
        start, end = _take_point(fields, "from"), _take_point(fields, "to")
        if start is not None and end is not None:
            yield Block(start, end)


def _take_needed(table: Fields, key: str, least: float, most: float, unit: str) -> float | None:
    if key not in table:
        table.refuse(f'the key "{key}" is missing')
    return table.take_number(key, least, most, unit)


def _take_point(table: Fields, key: str) -> Point | None:
    """Two numbers in metres, x ahead and y to the passenger."""
    value = table.take_raw(key)
    if value is None:
        table.refuse(f'the key "{key}" is missing: [x, y] in metres, x ahead, y to the passenger')
        return None
    if isinstance(value, list) and len(value) == 2 and all(_is_metres(item) for item in value):
        return float(value[0]), float(value[1])
    table.refuse(f"{key} = {shown(value)}: allowed is [x, y] in metres, each within {MAX_METRES:g} of 0", key)
    return None


def _is_metres(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and -MAX_METRES <= value <= MAX_METRES

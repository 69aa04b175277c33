"""Themes: token files of equal keys, read into a typed QML singleton that every screen draws from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cockpit.errors import InputError, Problem, did_you_mean
from cockpit.resources import assets_dir
from cockpit.signals.toml_source import TomlSource, read_toml

REFERENCE = "night"
"""The theme whose keys every other theme has to have."""

_COLOR = re.compile(r"#(?:[0-9A-Fa-f]{2})?[0-9A-Fa-f]{6}")
_TYPE_OF_GROUP = {
    "color": "color",
    "accent": "color",
    "motion": "int",
    "opacity": "real",
    "space": "real",
    "type.family": "string",
    "type.weight": "int",
    "type.size": "real",
    "type.tracking": "real",
}

Token = str | int | float


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme for one vehicle profile: `tokens` by QML property name, `types` the QML type of each."""

    name: str
    file: Path
    profile: str
    tokens: dict[str, Token]
    types: dict[str, str]


def themes_dir() -> Path:
    """The folder of the built-in token files."""
    return assets_dir() / "themes"


def list_themes() -> list[str]:
    """Names of the built-in themes, in alphabetical order."""
    return sorted(file.stem for file in themes_dir().glob("*.toml"))


def load_theme(name: str, profile: str = "van", *, folder: Path | None = None) -> Theme:
    """Read the theme `name` for a vehicle profile and compare its keys with the reference theme's.

    Raises InputError: an unknown theme, a missing or unknown key, a value of the wrong kind; with file, line, nearest.
    """
    folder = folder or themes_dir()
    file = folder / f"{name}.toml"
    known = sorted(found.stem for found in folder.glob("*.toml"))
    if name not in known:
        raise InputError(f"theme {name!r} is not one of {', '.join(known)}{did_you_mean(name, known)}")
    source = read_toml(file)
    found = _flatten(source.data)
    wanted = found if name == REFERENCE else _flatten(read_toml(folder / f"{REFERENCE}.toml").data)
    problems = _compare(found, wanted, source)
    problems += [problem for key, value in found.items() if (problem := _maybe_misfit(key, value, source))]
    if problems:
        raise InputError(*problems)
    profiles = sorted({key.split(".")[1] for key in found if key.startswith("accent.")})
    if profile not in profiles:
        raise InputError(f"profile {profile!r} is not one of {', '.join(profiles)}{did_you_mean(profile, profiles)}")
    tokens, types = {}, {}
    for key, value in found.items():
        group, _, token = key.rpartition(".")
        if group.startswith("accent.") and group != f"accent.{profile}":
            continue
        tokens[property_name(token)] = value
        types[property_name(token)] = _maybe_type_of(group) or "var"
    return Theme(name, file, profile, tokens, types)


def property_name(token: str) -> str:
    """The QML property of a token: `ink_2` is `ink2`, `accent_quiet` is `accentQuiet`."""
    head, *rest = token.split("_")
    return head + "".join(part[:1].upper() + part[1:] for part in rest)


def singleton_source(theme: Theme) -> str:
    """The text of Theme.qml: one typed property a token, without values (those are set when the theme is chosen)."""
    lines = [f"    property {theme.types[name]} {name}" for name in sorted(theme.tokens)]
    return "\n".join(
        [
            "// Made from assets/themes by `python -m cockpit.screens.typeinfo`; a test fails when it is not current.",
            "pragma Singleton",
            "",
            "import QtQuick",
            "import Cockpit.Core",
            "",
            "Tokens {",
            "    id: root",
            "",
            *lines,
            "}",
            "",
        ]
    )


def _flatten(table: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for key, value in table.items():
        path = f"{prefix}{key}"
        flat |= _flatten(value, f"{path}.") if isinstance(value, dict) else {path: value}
    return flat


def _compare(found: dict[str, Any], wanted: dict[str, Any], source: TomlSource) -> list[Problem]:
    problems = []
    for key in found.keys() - wanted.keys():
        group, _, token = key.rpartition(".")
        known = [other.rpartition(".")[2] for other in wanted if other.startswith(f"{group}.")]
        problems.append(
            source.problem(f"unknown key {token!r} in [{group}]{did_you_mean(token, known)}", *key.split("."))
        )
    for key in wanted.keys() - found.keys():
        group, _, token = key.rpartition(".")
        problems.append(source.problem(f"key {token!r} is missing in [{group}]", *group.split(".")))
    return sorted(problems, key=lambda problem: (problem.line or 0, problem.text))


def _maybe_misfit(key: str, value: object, source: TomlSource) -> Problem | None:
    group, _, token = key.rpartition(".")
    wanted = _maybe_type_of(group)
    fits = {
        "color": isinstance(value, str) and _COLOR.fullmatch(value) is not None,
        "string": isinstance(value, str),
        "int": isinstance(value, int) and not isinstance(value, bool),
        "real": isinstance(value, int | float) and not isinstance(value, bool),
    }
    if wanted is None or fits[wanted]:
        return None
    allowed = {"color": "#RRGGBB or #AARRGGBB", "string": "a text", "int": "a whole number", "real": "a number"}[wanted]
    return source.problem(f"{token} = {value!r} is not {allowed}", *key.split("."))


def _maybe_type_of(group: str) -> str | None:
    return _TYPE_OF_GROUP.get(group) or _TYPE_OF_GROUP.get(group.split(".", maxsplit=1)[0])

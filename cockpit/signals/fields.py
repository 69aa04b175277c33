"""Typed reading of one TOML table: every fault is noted with its line, and reading goes on."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from cockpit.errors import Problem, did_you_mean
from cockpit.signals.toml_source import Key, TomlSource

MAX_TEXT = 200
MAX_ITEMS = 1024


class Fields:
    """The keys of one table. `take_*` give a checked value, or None where the key is absent or wrong."""

    def __init__(self, source: TomlSource, key: Key, table: dict[str, Any], problems: list[Problem]) -> None:
        self._source = source
        self._key = key
        self._table = table
        self._problems = problems

    @classmethod
    def empty(cls) -> Fields:
        """A table without keys."""
        return cls(TomlSource(Path(), {}, {}), (), {}, [])

    @property
    def line(self) -> int | None:
        """The line where the table begins."""
        return self._source.line(*self._key)

    @property
    def lines(self) -> tuple[tuple[str, int], ...]:
        """The line of each key of the table."""
        return tuple((name, line) for name in self._table if (line := self._source.line(*self._key, name)) is not None)

    def __contains__(self, name: str) -> bool:
        return name in self._table

    def refuse(self, text: str, *name: str | int) -> None:
        """Notes a problem at the line of a key of this table (of the table itself without a name)."""
        self._problems.append(self._source.problem(text, *self._key, *name))

    def refuse_unknown(self, known: Sequence[str]) -> None:
        """Notes each key that is not in `known`, with the nearest one."""
        for name in self._table:
            if name not in known:
                nearest = did_you_mean(name, known)
                self.refuse(f'unknown key "{shown(name)}"{nearest}; allowed: {", ".join(known)}', name)

    def take_text(self, name: str, *, required: bool = False) -> str | None:
        """A printable, non-empty text of at most 200 characters."""
        value = self._table.get(name)
        if value is None:
            if required:
                self.refuse(f'the key "{name}" is missing')
            return None
        if isinstance(value, str) and value.strip() and len(value) <= MAX_TEXT and value.isprintable():
            return value
        self.refuse(f"{name} = {shown(value)}: allowed is a printable text of 1 to {MAX_TEXT} characters", name)
        return None

    def take_number(self, name: str, least: float, most: float, unit: str = "") -> float | None:
        """A finite number from `least` to `most`."""
        value = self._table.get(name)
        if value is None:
            return None
        if _is_number(value) and least <= value <= most:
            return float(value)
        self.refuse(f"{name} = {shown(value)}: allowed is {least:g} to {most:g}{unit and ' ' + unit}", name)
        return None

    def take_any_number(self, name: str) -> float | None:
        """A finite number of any size that a double holds well."""
        return self.take_number(name, -1e12, 1e12)

    def take_whole(self, name: str, least: int, most: int) -> int | None:
        """A whole number from `least` to `most`."""
        value = self._table.get(name)
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        self.refuse(f"{name} = {shown(value)}: allowed is a whole number from {least} to {most}", name)
        return None

    def take_flag(self, name: str) -> bool:
        """True or false; an absent key is false."""
        value = self._table.get(name, False)
        if isinstance(value, bool):
            return value
        self.refuse(f"{name} = {shown(value)}: allowed is true or false", name)
        return False

    def take_choice(self, name: str, choices: Sequence[str]) -> str | None:
        """One of a few words."""
        value = self._table.get(name)
        if value is None or value in choices:
            return value
        nearest = did_you_mean(str(value), choices)
        self.refuse(f"{name} = {shown(value)}: allowed is {' or '.join(choices)}{nearest}", name)
        return None

    def take_texts(self, name: str, most: int) -> tuple[str, ...] | None:
        """A list of at most `most` texts, without repeats."""
        value = self._table.get(name)
        if value is None:
            return None
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.refuse(f"{name} = {shown(value)}: allowed is a list of texts", name)
            return None
        if len(value) > most:
            self.refuse(f"{name} has {len(value)} entries: allowed are {most}", name)
            return None
        for place, item in enumerate(value):
            if item in value[:place]:
                self.refuse(f'{name} names "{shown(item)}" twice', name, place)
        return tuple(dict.fromkeys(value))

    def take_codes(self, name: str) -> tuple[int | str, ...] | None:
        """A list of raw numbers or names of the DBC."""
        value = self._table.get(name)
        if value is None:
            return None
        if not isinstance(value, list) or not value or len(value) > MAX_ITEMS:
            self.refuse(f"{name} = {shown(value)}: allowed is a list of raw numbers or the DBC's names", name)
            return None
        codes = []
        for place, item in enumerate(value):
            if isinstance(item, (int, str)) and not isinstance(item, bool):
                codes.append(item)
            else:
                self.refuse(f"{name}: {shown(item)} is neither a raw number nor a name of the DBC", name, place)
        return tuple(codes)

    def take_table(self, name: str) -> Fields | None:
        """A table inside this one."""
        value = self._table.get(name)
        if value is None:
            return None
        if isinstance(value, dict):
            return Fields(self._source, (*self._key, name), value, self._problems)
        self.refuse(f"{name} = {shown(value)}: allowed is a table", name)
        return None

    def take_raw(self, name: str) -> Any:
        """The value as written, unchecked; None where absent."""
        return self._table.get(name)

    def items(self) -> Iterable[tuple[str, Any]]:
        """The raw entries, for tables whose keys are free."""
        return self._table.items()


def shown(value: Any) -> str:
    """A user's value for an error text: one printable line of at most 80 characters."""
    text = {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)
    text = "".join(char if char.isprintable() else "?" for char in text[:81])
    return text if len(text) <= 80 else text[:77] + "..."


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)

"""One `[signals."PATH"]` table of a vehicle folder: which CAN signal carries a VSS path, and how it is judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cockpit.errors import did_you_mean
from cockpit.signals.fields import MAX_ITEMS, Fields, shown
from cockpit.signals.vss import GEARS, LEAVES, Leaf

PROFILES = ("e2e_p01",)
MAX_TIMEOUT_MS = 2_000
MAX_PERIOD_MS = 60_000

_KEYS = ("message", "signal", "channel", "period_ms", "timeout_ms", "unit", "scale", "offset", "not_available",
         "quality", "values", "counter", "checksum", "obd_pid")
_OF_A_DBC_ALONE = ("message", "signal", "quality", "counter", "checksum")


@dataclass(frozen=True, slots=True)
class Quality:
    """A neighbouring signal that says whether the value counts, and the codes with which it says so (E6)."""

    signal: str
    ok: tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class Checksum:
    """An end-to-end check (E4): `data_id` is the 16-bit identity that the CRC covers without being sent."""

    profile: str
    crc: str
    data_id: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """A checked signal table.

    `values` gives VSS numbers by the DBC's name or raw number as text; None where every value counts. `scale` or
    `offset` given, the result is in the VSS unit. `lines` has the line of each key that was written.
    """

    path: str
    line: int | None
    lines: tuple[tuple[str, int], ...]
    message: str | None
    signal: str | None
    obd_pid: int | None
    channel: str | None
    period_ms: float | None
    timeout_ms: float | None
    unit: str | None
    scale: float | None
    offset: float | None
    not_available: tuple[int | str, ...]
    quality: Quality | None
    values: tuple[tuple[str, float], ...] | None
    counter: str | None
    checksum: Checksum | None

    def line_of(self, key: str) -> int | None:
        """The line of a key, or of the table's header where the key was not written."""
        return next((line for name, line in self.lines if name == key), self.line)


def read_mappings(top: Fields) -> tuple[Mapping, ...]:
    """The signal tables in file order; problems are noted in `top`, tables with an unknown path are left out."""
    tables = top.take_table("signals")
    if tables is None:
        return ()
    mappings = (_read_mapping(tables, path) for path, _ in tables.items())
    return tuple(mapping for mapping in mappings if mapping is not None)


def _read_mapping(tables: Fields, path: str) -> Mapping | None:
    table = tables.take_table(path)
    if table is None:
        return None
    leaf = LEAVES.get(path)
    if leaf is None:
        table.refuse(f'unknown signal path "{shown(path)}"{did_you_mean(path, LEAVES)}')
    table.refuse_unknown(_KEYS)
    mapping = Mapping(
        path=path,
        line=table.line,
        lines=table.lines,
        message=table.take_text("message"),
        signal=table.take_text("signal"),
        obd_pid=table.take_whole("obd_pid", 0x01, 0xFF),
        channel=_read_channel(table),
        period_ms=table.take_number("period_ms", 1, MAX_PERIOD_MS, "ms"),
        timeout_ms=table.take_number("timeout_ms", 1, MAX_TIMEOUT_MS, "ms"),
        unit=table.take_text("unit"),
        scale=_read_scale(table),
        offset=table.take_any_number("offset"),
        not_available=table.take_codes("not_available") or (),
        quality=_read_quality(table),
        values=_read_values(table, leaf),
        counter=table.take_text("counter"),
        checksum=_read_checksum(table),
    )
    _refuse_bad_combination(table, leaf)
    return mapping if leaf is not None else None


def _refuse_bad_combination(table: Fields, leaf: Leaf | None) -> None:
    if "obd_pid" in table:
        for key in _OF_A_DBC_ALONE:
            if key in table:
                table.refuse(f"{key} cannot stand beside obd_pid: an OBD-II answer is in no DBC", key)
    else:
        for key in ("message", "signal"):
            if key not in table:
                table.refuse(f'the key "{key}" is missing (or name an obd_pid)')
    if leaf is not None and leaf.allowed and "values" not in table:
        table.refuse(f'the key "values" is missing: {leaf.path} holds a word; allowed: {", ".join(leaf.allowed)}')


def _read_channel(table: Fields) -> str | None:
    channel = table.take_raw("channel")
    if isinstance(channel, int) and not isinstance(channel, bool):
        return str(channel)
    return table.take_text("channel")


def _read_scale(table: Fields) -> float | None:
    scale = table.take_any_number("scale")
    if scale == 0:
        table.refuse("scale = 0: allowed is any other number, 0 makes every value the same", "scale")
        return None
    return scale


def _read_quality(table: Fields) -> Quality | None:
    inner = table.take_table("quality")
    if inner is None:
        return None
    inner.refuse_unknown(("signal", "ok"))
    signal, ok = inner.take_text("signal", required=True), inner.take_codes("ok")
    if "ok" not in inner:
        inner.refuse('the key "ok" is missing: the codes that say the value is good')
    return Quality(signal, ok) if signal and ok else None


def _read_checksum(table: Fields) -> Checksum | None:
    inner = table.take_table("checksum")
    if inner is None:
        return None
    inner.refuse_unknown(("profile", "crc", "data_id"))
    profile, crc = inner.take_choice("profile", PROFILES), inner.take_text("crc", required=True)
    data_id = inner.take_whole("data_id", 0, 0xFFFF)
    for key in ("profile", "data_id"):
        if key not in inner:
            inner.refuse(f'the key "{key}" is missing')
    return Checksum(profile, crc, data_id) if profile and crc and data_id is not None else None


def _read_values(table: Fields, leaf: Leaf | None) -> tuple[tuple[str, float], ...] | None:
    inner = table.take_table("values")
    if inner is None:
        return None
    entries = list(inner.items())
    if not 0 < len(entries) <= MAX_ITEMS:
        inner.refuse(f"values has {len(entries)} entries: allowed are 1 to {MAX_ITEMS}")
        return None
    values = []
    for name, written in entries:
        value = None if leaf is None else _maybe_value(written, leaf)
        if value is not None:
            values.append((name, value))
        elif leaf is not None:
            inner.refuse(f'values: {shown(name)} = {shown(written)}: allowed is {_allowed_values(leaf)}', name)
    return tuple(values)


def _maybe_value(written: Any, leaf: Leaf) -> float | None:
    """The VSS number that an entry of `values` stands for, or None."""
    if leaf.is_boolean:
        return float(written) if isinstance(written, bool) else None
    if isinstance(written, str):
        if leaf.is_gear:
            return GEARS.get(written)
        return float(leaf.allowed.index(written)) if written in leaf.allowed else None
    if leaf.allowed or isinstance(written, bool) or not isinstance(written, (int, float)):
        return None
    if leaf.is_gear and not (isinstance(written, int) and -128 <= written <= 127):
        return None
    return float(written) if abs(written) < 1e12 else None


def _allowed_values(leaf: Leaf) -> str:
    if leaf.is_boolean:
        return "true or false"
    if leaf.is_gear:
        return '"P", "R", "N", "D" or a gear\'s number'
    return ", ".join(leaf.allowed) or "a number"

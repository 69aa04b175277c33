"""A TOML file with the line of each of its keys, which `tomllib` does not give."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cockpit.errors import InputError, Problem

MAX_BYTES = 256 * 1024
"""A hand-written folder needs a few kilobytes; what is larger was not written for us."""

Key = tuple[str | int, ...]

_PLACE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_STRINGS = (
    re.compile(r'"""(?:[^\\]|\\.)*?"{3,5}', re.DOTALL),
    re.compile(r"'''.*?'{3,5}", re.DOTALL),
    re.compile(r'"(?:[^"\\\n]|\\.)*"'),
    re.compile(r"'[^'\n]*'"),
)
_SCALAR = re.compile(r"[^,\]}#\n]+")
_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")


@dataclass(frozen=True, slots=True)
class TomlSource:
    """A parsed file: `data` as tomllib gives it, `lines` by the path of keys and array places."""

    file: Path
    data: dict[str, Any]
    lines: dict[Key, int]

    def line(self, *key: str | int) -> int | None:
        """The line of `key`, or of the nearest enclosing table that has one."""
        while key:
            if key in self.lines:
                return self.lines[key]
            key = key[:-1]
        return None

    def problem(self, text: str, *key: str | int) -> Problem:
        """A problem at the line of `key`."""
        return Problem(text, self.file, self.line(*key))


def read_toml(file: Path, max_bytes: int = MAX_BYTES) -> TomlSource:
    """Parses a TOML file of at most `max_bytes`.

    Raises InputError: absent, not a file, unreadable, too large, not UTF-8, not TOML (with its line), nested too deep.
    """
    text = _decode(file, read_bytes(file, max_bytes))
    try:
        data = tomllib.loads(text)
        lines = _Scanner(text).scan()
    except RecursionError:
        raise InputError(Problem("the values are nested too deep", file)) from None
    except ValueError as error:  # TOMLDecodeError, and an integer of thousands of digits
        raise InputError(_syntax_problem(file, text, str(error))) from None
    return TomlSource(file, data, lines)


def is_file(path: Path) -> bool:
    """True for a regular file; False for what the system will not even look up (too long, not ours, a null byte)."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def is_folder(path: Path) -> bool:
    """True for a folder; False as for `is_file`."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def read_bytes(file: Path, max_bytes: int) -> bytes:
    """The content of a regular file of at most `max_bytes`; raises InputError where there is none to be had."""
    try:
        if not file.is_file():
            raise InputError(Problem("no such file" if not file.exists() else "not a regular file", file))
        with file.open("rb") as stream:
            content = stream.read(max_bytes + 1)
    except (OSError, ValueError) as error:  # ValueError: a null byte in the path
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError(Problem(f"cannot be read: {reason}", file)) from None
    if len(content) > max_bytes:
        raise InputError(Problem(f"larger than {max_bytes // 1024} KiB, the most that is read", file))
    return content


def _decode(file: Path, content: bytes) -> str:
    try:
        return content.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InputError(Problem(f"not UTF-8 text: byte 0x{content[error.start]:02X}", file, line)) from None


def _syntax_problem(file: Path, text: str, message: str) -> Problem:
    place = _PLACE.search(message)
    if place is None:
        return Problem(f"not TOML: {message}", file)
    line = int(place[1]) if place[1] else text.rstrip("\n").count("\n") + 1
    return Problem(f"not TOML: {_PLACE.sub('', message)}", file, line)


class _Scanner:
    """Walks a text that tomllib has accepted and notes where each key stands."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._line = 1
        self._counted_to = 0
        self._lines: dict[Key, int] = {}
        self._arrays: dict[Key, int] = {}

    def scan(self) -> dict[Key, int]:
        """The line of every key, table header and array element."""
        table: Key = ()
        self._skip_blank()
        while self._at < len(self._text):
            if self._text[self._at] == "[":
                table = self._header()
            else:
                self._assignment(table)
            self._skip_blank()
        return self._lines

    def _header(self) -> Key:
        line = self._here()
        is_array = self._text.startswith("[[", self._at)
        self._at += 2 if is_array else 1
        key = self._resolved(self._dotted_key())
        self._at += 2 if is_array else 1
        if is_array:
            place = self._arrays.get(key, -1) + 1
            self._arrays[key] = place
            self._lines.setdefault(key, line)
            key = (*key, place)
        for length in range(1, len(key)):
            self._lines.setdefault(key[:length], line)
        self._lines[key] = line
        return key

    def _resolved(self, names: tuple[str, ...]) -> Key:
        """`names` with the place of the last element behind each array of tables that they pass through."""
        key: Key = ()
        for count, name in enumerate(names, start=1):
            key = (*key, name)
            if count < len(names) and key in self._arrays:
                key = (*key, self._arrays[key])
        return key

    def _assignment(self, table: Key) -> None:
        line = self._here()
        key = (*table, *self._dotted_key())
        for length in range(len(table) + 1, len(key) + 1):
            self._lines.setdefault(key[:length], line)
        self._skip_past("=")
        self._value(key)

    def _value(self, key: Key) -> None:
        self._skip_blank()
        self._lines.setdefault(key, self._here())
        match self._text[self._at]:
            case "[":
                self._array(key)
            case "{":
                self._inline_table(key)
            case '"' | "'":
                self._string()
            case _:
                self._at = self._match(_SCALAR).end()

    def _array(self, key: Key) -> None:
        self._at += 1
        place = 0
        while not self._closed("]"):
            self._value((*key, place))
            place += 1

    def _inline_table(self, key: Key) -> None:
        self._at += 1
        while not self._closed("}"):
            self._assignment(key)

    def _closed(self, bracket: str) -> bool:
        self._skip_blank()
        if self._text[self._at] == ",":
            self._at += 1
            self._skip_blank()
        if self._text[self._at] == bracket:
            self._at += 1
            return True
        return False

    def _dotted_key(self) -> tuple[str, ...]:
        names: list[str] = []
        while True:
            self._skip_blank()
            names.append(self._string() if self._text[self._at] in "\"'" else self._bare())
            self._skip_blank()
            if not self._text.startswith(".", self._at):
                return tuple(names)
            self._at += 1

    def _bare(self) -> str:
        found = self._match(_BARE)
        self._at = found.end()
        return found[0]

    def _string(self) -> str:
        found = next(filter(None, (pattern.match(self._text, self._at) for pattern in _STRINGS)))
        self._at = found.end()
        if found[0].startswith('"') and "\\" in found[0]:
            return str(tomllib.loads(f"key = {found[0]}")["key"])
        return found[0][1:-1]

    def _match(self, pattern: re.Pattern[str]) -> re.Match[str]:
        found = pattern.match(self._text, self._at)
        if found is None:
            raise ValueError(f"unreadable text (at line {self._here()}, column 1)")
        return found

    def _skip_blank(self) -> None:
        self._at = self._match(_BLANK).end()

    def _skip_past(self, mark: str) -> None:
        self._skip_blank()
        self._at += len(mark)

    def _here(self) -> int:
        self._line += self._text.count("\n", self._counted_to, self._at)
        self._counted_to = self._at
        return self._line

"""Every key of a TOML file has its line, and a file that is no TOML is refused at the line where it breaks."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cockpit.errors import InputError
from cockpit.signals.toml_source import Key, read_toml

TEXT = '''# a comment with [brackets] and = signs
name = "x"   # [not.a.table]
"quoted key" = 1
'single' = """
[inside]
a = "text"
"""
dotted . "x.y".z = [ 1, # one
  2, { deep = true, other = [3] },
]

[table]
key = "a # b"
literal = \'\'\'it's\'\'\'
[table."Vehicle.Speed"]
inline = { a = 1, b.c = 'x' }
esc\u0061ped = 1
[[many]]
a = 1
[[many]]
a = 2
[many.inner]
b = -1.5e3
when = 1979-05-27 07:32:00
'''.replace("esc\u0061ped", '"esc\\u0061ped"')

LINES: list[tuple[Key, int]] = [
    (("name",), 2),
    (("quoted key",), 3),
    (("single",), 4),
    (("dotted", "x.y", "z"), 8),
    (("dotted", "x.y", "z", 1), 9),
    (("dotted", "x.y", "z", 2, "other", 0), 9),
    (("table",), 12),
    (("table", "key"), 13),
    (("table", "literal"), 14),
    (("table", "Vehicle.Speed"), 15),
    (("table", "Vehicle.Speed", "inline", "b", "c"), 16),
    (("table", "Vehicle.Speed", "escaped"), 17),
    (("many", 0, "a"), 19),
    (("many", 1), 20),
    (("many", 1, "inner", "b"), 23),
    (("many", 1, "inner", "when"), 24),
    (("table", "key", "absent"), 13),
]

BROKEN = [
    (b"a = 1\nb = \n", 2, "not TOML"),
    (b"a = 1\na = 2\n", 2, "not TOML"),
    (b"[x\n", 1, "not TOML"),
    (b'a = """\nopen\n', 2, "not TOML"),
    (b"a = 1\nb = '\xff'\n", 2, "not UTF-8 text: byte 0xFF"),
    (b"a = " + b"[" * 60_000, None, "nested too deep"),
    (b"a = " + b"9" * 5_000, None, "not TOML"),
    (b"a = 1\n" * 50_000, None, "larger than 256 KiB"),
    (os.urandom(2000), None, "not"),
]


def _write(tmp_path: Path, content: bytes) -> Path:
    file = tmp_path / "x.toml"
    file.write_bytes(content)
    return file


@pytest.mark.parametrize(("key", "line"), LINES)
def test_a_key_has_its_line(tmp_path: Path, key: Key, line: int) -> None:
    """Tables, dotted and quoted keys, inline tables and array places are found; an absent key has its table's line."""
    assert line == read_toml(_write(tmp_path, TEXT.encode())).line(*key)


def test_windows_line_ends_count_once(tmp_path: Path) -> None:
    """A file from another system has the same lines."""
    assert 23 == read_toml(_write(tmp_path, TEXT.replace("\n", "\r\n").encode())).line("many", 1, "inner", "b")


@pytest.mark.parametrize(("content", "line", "text"), BROKEN)
def test_a_file_that_is_no_toml_is_refused(tmp_path: Path, content: bytes, line: int | None, text: str) -> None:
    """Syntax, encoding, depth and size each end in one problem, with the line where there is one."""
    with pytest.raises(InputError) as raised:
        read_toml(_write(tmp_path, content))
    assert text in raised.value.problems[0].text
    assert line in (None, raised.value.problems[0].line)


def test_what_is_not_a_regular_file_is_refused(tmp_path: Path) -> None:
    """An absent file, a folder and a pipe are never waited for."""
    os.mkfifo(tmp_path / "pipe")
    for name, text in (("absent", "no such file"), ("", "not a regular file"), ("pipe", "not a regular file")):
        with pytest.raises(InputError, match=text):
            read_toml(tmp_path / name)


_keys = st.text("abXY_-09", min_size=1, max_size=6)
_scalars = st.one_of(st.integers(-99, 99), st.booleans(), st.text("ab #=[]{},.'\"\\\n", max_size=8))
_values = st.recursive(
    _scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(_keys, inner, max_size=3)),
    max_leaves=8,
)


def _written(value: Any, gap: str) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
            return f'"{escaped}"'
        case list():
            return "[" + gap + ("," + gap).join(_written(item, gap) for item in value) + gap + "]"
        case dict():
            return "{" + ", ".join(f"{key} = {_written(item, gap)}" for key, item in value.items()) + "}"
    return str(value)


def _keys_of(value: Any, key: Key) -> set[Key]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return {key} | {inner for name, item in pairs for inner in _keys_of(item, (*key, name))}


@given(st.dictionaries(_keys, st.dictionaries(_keys, _values, max_size=4), max_size=4),
       st.sampled_from(["", " ", "\n", " # ]}\n"]))
def test_every_key_of_any_document_has_a_line_that_names_it(tmp_path_factory: pytest.TempPathFactory,
                                                            tables: dict[str, dict[str, Any]], gap: str) -> None:
    """The keys with lines are the keys that tomllib finds, and a table's key stands on its line."""
    lines = [f"[{name}]\n" + "".join(f"{key} = {_written(value, gap)}\n" for key, value in table.items())
             for name, table in tables.items()]
    source = read_toml(_write(tmp_path_factory.getbasetemp(), "".join(lines).encode()))
    assert _keys_of(source.data, ()) - {()} == set(source.lines)
    text = "".join(lines).split("\n")
    for name, table in tables.items():
        assert f"[{name}]" == text[source.lines[name,] - 1]
        assert all(text[source.lines[name, key] - 1].startswith(f"{key} = ") for key in table)

"""Errors of the user's input: one line, with place, mend and how many more."""

from __future__ import annotations

from pathlib import Path

from cockpit.errors import InputError, Problem, did_you_mean, maybe_nearest


def test_a_problem_says_its_file_and_line() -> None:
    """A problem reads file:line: text."""
    assert "vehicle.toml:3: unknown key" == str(Problem("unknown key", Path("vehicle.toml"), 3))


def test_a_problem_without_a_place_is_its_text() -> None:
    """No file and no line leave no colon behind."""
    assert "no such log" == str(Problem("no such log"))


def test_several_problems_are_one_line_that_counts_the_rest() -> None:
    """The first problem stands whole; the others are counted with their lines."""
    file = Path("v.toml")
    error = InputError(Problem("first", file, 3), Problem("second", file, 14), Problem("third", file, 31))
    assert "v.toml:3: first (and 2 more: lines 14, 31)" == str(error)


def test_the_rest_without_lines_is_only_counted() -> None:
    """Problems that have no line are counted all the same."""
    assert "a (and 1 more)" == str(InputError("a", "b"))


def test_an_error_stays_on_one_line() -> None:
    """A line break inside a value does not break the line."""
    assert "bad a b" == str(InputError("bad a\nb"))


def test_the_nearest_name_ignores_case() -> None:
    """A misspelling in other case finds the known name."""
    assert "Vehicle.Speed" == maybe_nearest("vehicle.sped", ["Vehicle.Speed", "Vehicle.Mass"])


def test_nothing_near_gives_nothing() -> None:
    """A word like no known one suggests nothing."""
    assert maybe_nearest("xyzzy", ["Vehicle.Speed"]) is None
    assert "" == did_you_mean("xyzzy", ["Vehicle.Speed"])

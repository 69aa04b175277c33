"""The command line: one line on standard error for bad usage, a report for a fault of ours."""

from __future__ import annotations

import argparse
from pathlib import Path
from types import SimpleNamespace

import pytest

from cockpit import cli


def _error_of(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert cli.BAD_INPUT == cli.main(words)
    printed = capsys.readouterr()
    assert "" == printed.out
    assert 1 == printed.err.count("\n")
    return printed.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["replya", "x.log"], "did you mean replay?"),
        (["replay"], "LOG"),
        (["replay", "x.log", "--rate", "fast"], "neither max nor a factor"),
        (["replay", "x.log", "--start", "-1"], "seconds from 0 up"),
        (["snapshot", "x.log", "--out", "d", "--at", "1,nan"], "seconds from 0 up"),
        (["snapshot", "x.log", "--out", "d", "--at", "1e3"], "plain seconds"),
        (["snapshot", "x.log", "--at", "1"], "--out"),
        (["--no-such-option"], "unrecognized arguments"),
    ],
)
def test_bad_usage_is_one_line_with_its_mend(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Every slip on the command line gives exit status 2 and one line that says what is allowed."""
    assert said in _error_of(words, capsys)


def test_times_are_kept_as_given() -> None:
    """Snapshot's times name folders, so 5 stays 5 and 0.10 stays 0.10."""
    args = cli._parse(["snapshot", "x.log", "--out", "d", "--at", "0.10,5,20"])
    assert ("0.10", "5", "20") == args.at


def test_no_command_is_run() -> None:
    """Without a command the words are those of run."""
    assert "run" == cli._parse([]).command
    assert "run" == cli._parse(["-i", "slcan", "-c", "p"]).command


def test_a_fault_of_ours_leaves_a_report(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An unforeseen exception gives 70, one line, and a file with the traceback."""

    def fail(_args: argparse.Namespace) -> int:
        raise ZeroDivisionError("planted")

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("importlib.import_module", lambda _name: SimpleNamespace(run=fail))
    assert cli.FAULT == cli.main(["themes"])
    error = capsys.readouterr().err
    assert 1 == error.count("\n")
    (report,) = tmp_path.iterdir()
    assert str(report) in error
    assert "ZeroDivisionError: planted" in report.read_text(encoding="utf-8")

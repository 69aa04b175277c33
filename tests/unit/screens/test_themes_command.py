"""`cockpit themes`."""

from __future__ import annotations

import argparse

import pytest

from cockpit.commands import themes


def test_every_theme_is_listed_with_its_accents(capsys: pytest.CaptureFixture[str]) -> None:
    """A line for each theme names it and the accent of each vehicle profile."""
    assert 0 == themes.run(argparse.Namespace())
    lines = capsys.readouterr().out.splitlines()
    assert ["day", "night"] == [line.split()[0] for line in lines]
    assert all("van #" in line and "suv #" in line for line in lines)

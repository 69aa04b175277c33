"""Words on the command line that name nothing: one line with its mend, and nothing made."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.cli import files_below, refusal
from tests.support.van import PARKED, VanEncoder, write_candump

REPLAY = ("replay", "van.log", "--headless", "--rate", "max")
SNAPSHOT = ("snapshot", "van.log", "--at", "0.5")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a second of the parked van in van.log."""
    write_candump(tmp_path / "van.log", VanEncoder().drive(1.0, lambda _t_s: PARKED))
    return tmp_path


@pytest.mark.parametrize(
    ("words", "mend"),
    [
        (("replya", "van.log"), "did you mean replay?"),
        ((*REPLAY, "--vehicle", "van_vr"), "did you mean van_ev?"),
        ((*REPLAY, "--policy", "misson"), "did you mean mission?"),
        (("snapshot", "van.log", "--at", "0.5,99", "--out", "d"), "behind the log's end at 0.990 s"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_word_that_names_nothing(words: tuple[str, ...], mend: str, folder: Path) -> None:
    """Refused with what is allowed or nearest, before anything is made."""
    before = sorted(folder.rglob("*"))
    assert mend in refusal(*words, cwd=folder)
    assert before == sorted(folder.rglob("*"))


@pytest.mark.parametrize("words", [(*REPLAY, "--out", "out"), (*SNAPSHOT, "--out", "out")], ids=lambda words: words[0])
@pytest.mark.parametrize("events", ["absent/events.jsonl", "."])
def test_events_that_cannot_be_written(words: tuple[str, ...], events: str, folder: Path) -> None:
    """The path is named with the system's reason; no picture and no report is begun."""
    before = files_below(folder)
    said = refusal(*words, "--events", events, cwd=folder)
    assert said.startswith(f"{events}: events cannot be written: ")
    assert before == files_below(folder)


@pytest.mark.parametrize("words", [REPLAY, SNAPSHOT], ids=lambda words: words[0])
@pytest.mark.parametrize("out", ["out", "out/below"])
def test_an_out_folder_that_is_a_file(words: tuple[str, ...], out: str, folder: Path) -> None:
    """It is named and left as it was, and no events file is begun for a run that never was."""
    (folder / "out").write_text("a letter")
    before = files_below(folder)
    said = refusal(*words, "--out", out, "--events", "events.jsonl", cwd=folder)
    assert said.startswith(out)
    assert "cannot make this folder" in said
    assert before == files_below(folder)


def test_a_cabin_picture_that_cannot_be_written(folder: Path) -> None:
    """A folder in the picture's place is refused by name."""
    (folder / "plan.png").mkdir()
    said = refusal("cabin", "--out", "plan.png", cwd=folder)
    assert said.startswith("plan.png: cannot be written")
    assert [] == list((folder / "plan.png").iterdir())

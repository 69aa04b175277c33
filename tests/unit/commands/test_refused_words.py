"""Words on the command line that name nothing: one line with the nearest right name, and nothing is made."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.cli import refusal_here
from tests.support.van import PARKED, VanEncoder, write_candump

REPLAY = ("replay", "van.log", "--headless", "--rate", "max")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with a second of the parked van in van.log."""
    write_candump(tmp_path / "van.log", VanEncoder().drive(1.0, lambda _t_s: PARKED))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("words", "mend"),
    [
        (("replya", "van.log"), "did you mean replay?"),
        (("--no-such-option",), "cockpit"),
        (("replay",), "LOG"),
        ((*REPLAY, "--vehicle", "van_vr"), "did you mean van_ev?"),
        ((*REPLAY, "--vehicle", "."), "vehicle.toml"),
        ((*REPLAY, "--policy", "misson"), "did you mean mission?"),
        ((*REPLAY, "--policy", "absent.toml"), "built in: mission, us_nhtsa"),
        ((*REPLAY, "--theme", "nigth"), "did you mean night?"),
        ((*REPLAY, "--displays", "center,centre"), "did you mean center?"),
        ((*REPLAY, "--film", "absent.webm"), "neither demo nor proof nor a file"),
        ((*REPLAY, "--film", "."), "neither demo nor proof nor a file"),
        ((*REPLAY, "--start", "99"), "behind the log's end at 0.990 s"),
        ((*REPLAY, "--start", "0.5", "--end", "0.2"), "not after --start"),
        ((*REPLAY, "--duration", "soon"), "seconds from 0 up"),
        ((*REPLAY[:-1], "nan"), "neither max nor a factor"),
        (("snapshot", "van.log", "--at", "0.5,99", "--out", "d"), "behind the log's end at 0.990 s"),
        (("snapshot", "van.log", "--at", "../0.5", "--out", "d"), "seconds from 0 up"),
        (("snapshot", "--at", "1", "--out", "d"), "name a LOG"),
        (("run",), "-i and -c"),
        ((), "-i and -c"),
        (("run", "-i", "virtual", "-b", "fast"), "fast"),
        (("run", "-i", "virtual", "--bus-kwargs", "a"), "KEY=VALUE"),
        (("vehicles", "more"), "more"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_word_that_names_nothing(
    words: tuple[str, ...], mend: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Refused with what is allowed or nearest, before anything is made."""
    before = sorted(folder.rglob("*"))
    assert mend in refusal_here(*words, capsys=capsys)
    assert before == sorted(folder.rglob("*"))

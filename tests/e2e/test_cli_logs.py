"""Logs that are broken, absent or no logs: what can be read is used and counted, the rest refused."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.support.cli import cockpit, files_below, refusal
from tests.support.van import PARKED, VanEncoder, write_candump

SECONDS = 2.0
ENDINGS = (".log", ".asc", ".trc", ".csv", ".blf", ".db")

NO_ASAMMDF = """import sys
from importlib.machinery import PathFinder


class WithoutIt:
    @staticmethod
    def find_spec(name, path=None, target=None):
        return None if name.partition(".")[0] == "asammdf" else PathFinder.find_spec(name, path, target)


sys.meta_path[:] = [WithoutIt if finder is PathFinder else finder for finder in sys.meta_path]
"""


@pytest.fixture(scope="module")
def drive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log of two seconds of the parked van."""
    frames = VanEncoder().drive(SECONDS, lambda _t_s: PARKED)
    return write_candump(tmp_path_factory.mktemp("drive") / "van.log", frames)


def survey(log: Path, *words: str) -> dict[str, str]:
    """What `inspect` says of a log, by its first words; it must end with 0."""
    ended = cockpit("inspect", log, *words, cwd=log.parent)
    assert (0, "") == (ended.status, ended.err)
    facts = {}
    for line in ended.out.splitlines():
        head, _, rest = line.partition(":") if line.startswith("broken") else line.partition(" ")
        facts[head] = rest.strip()
    return facts


def test_an_empty_file(tmp_path: Path) -> None:
    """It is named, and called empty."""
    (tmp_path / "empty.log").touch()
    assert "empty.log: the log is empty" == refusal("inspect", "empty.log", cwd=tmp_path)


@pytest.mark.parametrize("ending", ENDINGS)
def test_random_bytes(ending: str, tmp_path: Path) -> None:
    """Whatever its ending says, a file of rubbish is refused by name."""
    log = tmp_path / f"rubbish{ending}"
    log.write_bytes(random.Random(ending).randbytes(5000))
    said = refusal("inspect", log.name, cwd=tmp_path)
    assert said.startswith(log.name)
    assert "csv of frames" in said if ending == ".csv" else "no frame that can be read as" in said


@pytest.mark.parametrize(
    "words",
    [("inspect",), ("replay", "--headless"), ("snapshot", "--at", "1", "--out", "pictures")],
    ids=lambda w: w[0],
)
def test_an_absent_log_comes_with_the_nearest_name(words: tuple[str, ...], drive: Path, tmp_path: Path) -> None:
    """Every command that takes a log says which is absent and what lies beside it, and leaves nothing behind."""
    (tmp_path / "van.log").write_bytes(drive.read_bytes())
    before = files_below(tmp_path)
    said = refusal(words[0], "vna.log", *words[1:], cwd=tmp_path)
    assert said.startswith("vna.log: ")
    assert "did you mean van.log?" in said
    assert before == files_below(tmp_path)


@pytest.mark.parametrize(("name", "said"), [(".", "not a file"), ("drive.txt", ".log"), ("drive", "without an ending")])
def test_what_is_no_log(name: str, said: str, tmp_path: Path) -> None:
    """A folder and an unknown ending are refused, with the endings that are read."""
    for file in ("drive.txt", "drive"):
        (tmp_path / file).write_text("(1.0) can0 001#00\n")
    told = refusal("inspect", name, cwd=tmp_path)
    assert told.startswith(f"{name}: ")
    assert said in told


def test_an_absent_piece_of_a_drive(drive: Path, tmp_path: Path) -> None:
    """Of A+B the absent piece is named, not the whole."""
    assert refusal("inspect", f"{drive}+{tmp_path / 'second.log'}", cwd=tmp_path).startswith(
        f"{tmp_path / 'second.log'}: no such log"
    )


@pytest.mark.parametrize("cut", [4, 9, 14, 20])
def test_a_log_cut_in_mid_line_is_used_and_counted(cut: int, drive: Path, tmp_path: Path) -> None:
    """A recorder's day ends so: one record less, counted, exit status 0."""
    whole = drive.read_bytes()
    log = tmp_path / "cut.log"
    log.write_bytes(whole[:-cut])
    found = survey(log)
    assert [str(whole.count(b"\n") - 1), "1"] == [found["frames"].split(",")[0], found["broken records"]]


def test_a_huge_line_costs_itself_alone(drive: Path, tmp_path: Path) -> None:
    """20 MB without a line end in the middle of a log: the frames around it are read."""
    lines = drive.read_bytes().splitlines(keepends=True)
    log = tmp_path / "huge.log"
    log.write_bytes(b"".join([*lines[:50], b"(" + b"9" * 20_000_000 + b"\n", *lines[50:]]))
    found = survey(log)
    assert [str(len(lines)), "1"] == [found["frames"].split(",")[0], found["broken records"]]


@pytest.mark.parametrize(
    ("name", "change"),
    [("bom", lambda text: b"\xef\xbb\xbf" + text), ("crlf", lambda text: text.replace(b"\n", b"\r\n"))],
    ids=["bom", "crlf"],
)
def test_a_log_that_windows_touched(name: str, change: object, drive: Path, tmp_path: Path) -> None:
    """A byte order mark or CRLF line ends cost no frame."""
    assert callable(change)
    log = tmp_path / f"{name}.log"
    log.write_bytes(change(drive.read_bytes()))
    assert "0" == survey(log)["broken records"]


def test_a_name_that_is_no_utf8(drive: Path, tmp_path: Path) -> None:
    """A log with any name the system allows can be inspected, and an absent one is refused in one line."""
    log = tmp_path / b"b\xfe.log".decode(errors="surrogateescape")
    log.write_bytes(drive.read_bytes())
    assert "0" == survey(log)["broken records"]
    assert "no such log" in refusal("inspect", b"\xff.log".decode(errors="surrogateescape"), cwd=tmp_path)


def test_mf4_without_its_reader(tmp_path: Path) -> None:
    """Without asammdf an .mf4 is refused with the extra that brings it."""
    hook = tmp_path / "hook"
    hook.mkdir()
    (hook / "sitecustomize.py").write_text(NO_ASAMMDF, encoding="utf-8")
    (tmp_path / "drive.MF4").write_bytes(b"MDF     4.10    " + bytes(200))
    said = refusal("inspect", "drive.MF4", cwd=tmp_path, before_path=[hook])
    assert said.startswith("drive.MF4: ")
    assert "mf4" in said.removeprefix("drive.MF4: ")
    assert "install" in said

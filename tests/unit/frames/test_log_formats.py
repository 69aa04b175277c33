"""One suite for all log formats: what python-can wrote is read as python-can reads it, and damage costs only itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cockpit.errors import InputError
from cockpit.frames.account import LogAccount
from cockpit.frames.frame import Discontinuity, Frame
from cockpit.frames.logs import open_log
from tests.unit.frames.recipes import RECIPES, START_S, Recipe


def read(path: Path | str) -> tuple[list[Frame], LogAccount]:
    """All frames of a log without a jump, and the account of the pass."""
    log = open_log(str(path))
    frames = list(log.frames())
    assert not any(isinstance(item, Discontinuity) for item in frames)
    return [item for item in frames if isinstance(item, Frame)], log.account


def read_damaged(path: Path) -> tuple[list[Frame | Discontinuity], int]:
    """Items and the count of broken records; a log that is refused in one line has no items and one break."""
    try:
        log = open_log(str(path))
    except InputError as error:
        return [], len(str(error).splitlines())
    return list(log.frames()), log.account.broken.count


def expect(recipe: Recipe, path: Path) -> list[Frame]:
    """The frames of a log as python-can's own reader gives them, on our axis."""
    with recipe.read(path) as reader:
        messages = list(reader)
    return [
        Frame(
            round((message.timestamp - messages[0].timestamp) * 1e6) * 1000,
            message.arbitration_id,
            bytes(message.data),
            "" if message.channel is None else str(message.channel),
            message.is_extended_id,
            message.is_fd,
            message.is_error_frame,
            message.is_remote_frame,
            message.is_rx,
        )
        for message in messages
    ]


def test_gives_the_frames_of_python_cans_reader(recipe: Recipe, tmp_path: Path) -> None:
    """Ids, payloads, kinds, channels, directions and times are those of python-can's reader, in its order."""
    path = recipe.make(tmp_path / f"made{recipe.ending}")
    frames, account = read(path)
    assert expect(recipe, path) == [frame._replace(t_ns=round(frame.t_ns, -3)) for frame in frames]
    assert (len(frames), 0, True) == (account.frames, account.broken.count, account.complete)
    assert recipe.name == open_log(str(path)).format


def test_made_log_holds_every_kind(recipe: Recipe, tmp_path: Path) -> None:
    """The made log shows what the format keeps: FD, error, remote and 29-bit frames, two channels."""
    frames, _ = read(recipe.make(tmp_path / f"made{recipe.ending}"))
    assert any(frame.is_extended for frame in frames)
    assert recipe.keeps_remote == any(frame.is_remote for frame in frames)
    assert recipe.keeps_fd == any(frame.is_fd and len(frame.data) == 64 for frame in frames)
    assert recipe.keeps_errors == any(frame.is_error for frame in frames)
    assert recipe.keeps_channels == (len({frame.channel for frame in frames}) > 1)


def test_knows_span_before_a_pass(recipe: Recipe, tmp_path: Path) -> None:
    """The span is cheap to tell, to the millisecond, or is not told."""
    log = open_log(str(recipe.make(tmp_path / f"made{recipe.ending}")))
    span_ns = log.maybe_span_ns()
    if recipe.name == "mf4":
        assert span_ns is None
    else:
        assert 390_000_000 == pytest.approx(span_ns, abs=1_000_000)
    assert 40 == sum(1 for _ in log.frames())
    assert log.account.span_ns == log.maybe_span_ns()


def test_knows_day_and_time_of_first_frame(recipe: Recipe, tmp_path: Path) -> None:
    """Every format that python-can writes keeps the date."""
    log = open_log(str(recipe.make(tmp_path / f"made{recipe.ending}")))
    assert log.start_utc is not None
    assert START_S == pytest.approx(log.start_utc.timestamp(), abs=0.001)


def test_passes_are_independent(recipe: Recipe, tmp_path: Path) -> None:
    """A second pass begins at the first frame while the first one is under way."""
    log = open_log(str(recipe.make(tmp_path / f"made{recipe.ending}")))
    one = log.frames()
    first = [next(one) for _ in range(5)]
    assert first == [next(two) for two in [log.frames()] for _ in range(5)]
    assert 35 == sum(1 for _ in one)


def test_pieces_follow_each_other_on_one_axis(recipe: Recipe, tmp_path: Path) -> None:
    """`A+B` of one format, and of two, is one drive on absolute stamps."""
    first = recipe.make(tmp_path / f"a{recipe.ending}")
    second = tmp_path / "b.log"
    second.write_text(f"({START_S + 2:.6f}) can0 123#00\n")
    frames, account = read(f"{first}+{second}")
    assert (41, 2_000_000_000) == (len(frames), frames[-1].t_ns)
    assert (1, 1_610_000_000) == (account.gaps.count, account.gaps.first[0].length_ns)


def test_cut_costs_only_what_lies_behind_it(recipe: Recipe, tmp_path: Path) -> None:
    """Cut at any place, a log gives frames of the whole one in its order, unchanged, or says that it holds none."""
    whole = recipe.make(tmp_path / f"whole{recipe.ending}", count=12).read_bytes()
    want = read(tmp_path / f"whole{recipe.ending}")[0]
    cut = tmp_path / f"cut{recipe.ending}"
    for length in range(7, len(whole), len(whole) // 40):
        cut.write_bytes(whole[:length])
        items, broken = read_damaged(cut)
        if recipe.name == "mf4":  # kept in groups by kind, of which the later ones are lost whole
            left = iter([tuple(frame[1:]) for frame in want])
            assert all(tuple(item[1:]) in left for item in items), f"cut at byte {length} of {len(whole)}"
        else:
            assert items == want[: len(items)], f"cut at byte {length} of {len(whole)}"
        assert broken or recipe.is_text, f"cut at byte {length} of {len(whole)}"


def test_line_cut_at_every_byte_costs_itself(text_recipe: Recipe, tmp_path: Path) -> None:
    """Cut at every byte of its last three lines, a text log keeps each line before; the cut one is whole or counted."""
    made = text_recipe.make(tmp_path / f"made{text_recipe.ending}", count=16)
    whole = b"".join(line for line in made.read_bytes().splitlines(keepends=True) if b"End" not in line)
    made.write_bytes(whole)
    want = read(made)[0]
    cut = tmp_path / f"cut{text_recipe.ending}"
    for length in range(len(b"".join(whole.splitlines(keepends=True)[:-3])), len(whole)):
        cut.write_bytes(whole[:length])
        items, broken = read_damaged(cut)
        lines_lost = whole[length:].count(b"\n")
        kept_cut_line = len(items) + lines_lost - 1 == len(want)
        assert items == want[: len(items)], f"cut to {whole[:length].splitlines()[-1]!r}"
        rest = whole[whole.rfind(b"\n", 0, length) + 1 : length]
        assert kept_cut_line or not rest.strip() or 1 == broken, f"cut to {rest!r}"


def test_rubbish_behind_is_counted(recipe: Recipe, tmp_path: Path) -> None:
    """Bytes of another kind behind a log take no frame from it."""
    path = recipe.make(tmp_path / f"made{recipe.ending}", count=12)
    want = read(path)[0]
    with path.open("ab") as file:
        file.write(b"\x00\xff rubbish\nLOBJ\x93 more of it, and longer than any header is\n" * 3)
    items, broken = read_damaged(path)
    assert want == items[: len(want)]
    assert len(want) == len(items)
    assert broken > 0 or recipe.name in ("sqlite", "mf4"), "these two find their records by an index"


def test_broken_line_costs_itself_alone(text_recipe: Recipe, tmp_path: Path) -> None:
    """Each line spoiled in turn is counted with its number, and every other frame is there."""
    path = text_recipe.make(tmp_path / f"made{text_recipe.ending}", count=6)
    want = read(path)[0]
    lines = path.read_bytes().splitlines(keepends=True)
    tried = 0
    for number, line in enumerate(lines, 1):
        if not re.search(rb"#| DT |^\s*\d+\.\d+(,| +\d +[0-9A-F]| CANFD)", line):
            continue
        spoiled = line[: len(line) // 2] + b"?!\n"
        path.write_bytes(b"".join([*lines[: number - 1], spoiled, *lines[number:]]))
        log = open_log(str(path))
        frames = list(log.frames())
        assert len(want) - 1 == len(frames), line
        assert [number] == [broken.line for broken in log.account.broken.first]
        tried += 1
    assert tried >= 4


@pytest.mark.parametrize("ending", sorted({recipe.ending for recipe in RECIPES}))
def test_refuses_what_is_no_log(ending: str, tmp_path: Path) -> None:
    """An absent file, an empty one and a kilobyte of zeros are refused with the file's name, in one line."""
    for name, content in (("absent", None), ("empty", b""), ("zeros", bytes(1000)), ("word", b"hello\n")):
        path = tmp_path / f"{name}{ending}"
        if content is not None:
            path.write_bytes(content)
        with pytest.raises(InputError) as caught:
            open_log(str(path))
        assert path == caught.value.problems[0].file
        assert "\n" not in str(caught.value)


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.name)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_random_bytes_raise_nothing_else(recipe: Recipe, data: st.DataObject, tmp_path: Path) -> None:
    """Random bytes, alone or over a made log, give frames, counted breaks or a plain refusal: no other error."""
    whole = tmp_path / f"whole{recipe.ending}"
    if not whole.exists():
        recipe.make(whole, count=12)
    content = bytearray(whole.read_bytes())
    rubbish = data.draw(st.binary(min_size=1, max_size=200))
    at = data.draw(st.integers(0, len(content)))
    if data.draw(st.booleans()):
        content[at : at + len(rubbish)] = rubbish
    else:
        content = bytearray(rubbish)
    path = tmp_path / f"random{recipe.ending}"
    path.write_bytes(content)
    read_damaged(path)

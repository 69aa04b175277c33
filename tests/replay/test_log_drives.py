"""The recorded drives as the log readers give them: counts, spans, and python-can's own answer beside ours."""

from __future__ import annotations

from pathlib import Path

import can
import pytest

from cockpit.frames.frame import Frame
from cockpit.frames.logs import Log, open_log

NS = 1_000_000_000


def css_dk_drive(real_data: Path) -> str:
    """The five pieces of the Danish drive, in order."""
    return "+".join(str(path) for path in sorted((real_data / "css_dk_drive/00000164").glob("*.MF4")))


def pass_over(log: Log) -> tuple[int, int, int, int]:
    """Frames, ids, broken records and jumps of a pass."""
    ids = {item.arbitration_id for item in log.frames() if isinstance(item, Frame)}
    return log.account.frames, len(ids), log.account.broken.count, log.account.jumps.count


def test_mustang(real_data: Path) -> None:
    """The Ford's candump log is whole, and equal to python-can's reading of it, frame by frame."""
    path = real_data / "mustang_s550/mustang_s550.candump.log"
    log = open_log(str(path))
    with can.CanutilsLogReader(str(path)) as reader:
        messages = iter(reader)
        first = next(messages)
        frames = log.frames()
        assert (0, first.arbitration_id) == next(frames)[:2]
        for item, message in zip(frames, messages, strict=True):
            assert isinstance(item, Frame)
            assert (message.arbitration_id, bytes(message.data), str(message.channel)) == item[1:4]
            assert (message.timestamp - first.timestamp) * NS == pytest.approx(item.t_ns, abs=500)
    assert (87_212, 70.37) == (log.account.frames, log.account.span_ns / NS)


def test_rav4(real_data: Path) -> None:
    """The Toyota's log is whole; its span is known before the pass."""
    log = open_log(str(real_data / "rav4_comma2k19/comma2k19_rav4_seg40.log"))
    span_ns = log.maybe_span_ns()
    assert (135_468, 165, 0, 0) == pass_over(log)
    assert log.account.span_ns == span_ns


def test_kona(real_data: Path) -> None:
    """GVRET's csv gives both buses; their clocks disagree, and each fall of a stamp is counted."""
    log = open_log(str(next((real_data / "kona_ev").glob("*.csv"))))
    frames, ids, broken, jumps = pass_over(log)
    assert ("gvret", 39_546, 136, 0) == (log.format, frames, ids, broken)
    assert jumps > 0


def test_css_dk_drive_is_one_drive(real_data: Path) -> None:
    """The five MF4 pieces follow each other on one axis of 2389.30 s without a jump."""
    log = open_log(css_dk_drive(real_data))
    assert (292_097, 11, 0, 0) == pass_over(log)
    assert 2389.3 == pytest.approx(log.account.span_ns / NS, abs=0.01)
    assert "2021-07-26 04:40:55" == str(log.start_utc)[:19]


def test_cut_mf4_gives_the_frames_before_the_cut(real_data: Path, tmp_path: Path) -> None:
    """A piece cut in its payloads gives the frames that have theirs, as the whole one does, and says so."""
    whole = Path(css_dk_drive(real_data).split("+")[-1])
    cut = tmp_path / "cut.mf4"
    cut.write_bytes(whole.read_bytes()[:-20_000])
    want = list(open_log(str(whole)).frames())
    log = open_log(str(cut))
    frames = list(log.frames())
    assert 3_000 < len(frames) < len(want)
    assert [frame[1:] for frame in want[: len(frames)]] == [frame[1:] for frame in frames]
    assert "the log is cut" == log.account.broken.first[0].text

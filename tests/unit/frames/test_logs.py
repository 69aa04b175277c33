"""What a log tells of itself, and the odd lines of each format."""

from __future__ import annotations

from pathlib import Path

import pytest

from cockpit.errors import InputError
from cockpit.frames.axis import LEAP_NS
from cockpit.frames.frame import Discontinuity, Frame
from cockpit.frames.lines import LINE_LIMIT
from cockpit.frames.logs import Log, open_log

GVRET = """Time Stamp,ID,Extended,Dir,Bus,LEN,D1,D2,D3,D4,D5,D6,D7,D8
1000,00000109,false,Rx,0,8,00,01,00,FF,FF,FF,0F,3D
1500,18FEF100,true,Tx,1,3,00,C2,05,
1700,00000200,false,Rx,0,8,00,01,00,FF,F
1900,00000201,maybe,Rx,0,1,00
2000,00000202,false,Rx,0,0
"""

ASC = """date Tue Nov 14 11:13:20.000 PM 2023
base hex  timestamps {timestamps}
// version 9.0.0
{events}
Begin Triggerblock Tue Nov 14 11:13:20.000 PM 2023
   0.000000 Start of measurement
   0.100000 1  123             Rx   d 2 01 02  Length = 0 BitCount = 0
   0.200000 1  Statistic: D 1 R 0 XD 0 XR 0 E 0 O 0 B 0.00%
   0.300000 CAN 1 Status:chip status error active
   0.300000 2  1FFFFFFFx       Tx   d 1 FF
   0.400000 1  124             Rx   d 8 01 02
End TriggerBlock
"""


def write(path: Path, text: str) -> Path:
    """`text` at `path`."""
    path.write_text(text)
    return path


def read(path: Path) -> tuple[Log, list[Frame | Discontinuity]]:
    """A log and all its items."""
    log = open_log(str(path))
    return log, list(log.frames())


def test_gvret_gives_buses_as_channels_and_counts_bad_rows(tmp_path: Path) -> None:
    """SavvyCAN's csv is read by its column names; a row with half a byte or no truth value is broken."""
    log, frames = read(write(tmp_path / "drive.csv", GVRET))
    assert [
        Frame(0, 0x109, bytes.fromhex("000100FFFFFF0F3D"), "0"),
        Frame(500_000, 0x18FEF100, bytes.fromhex("00C205"), "1", is_extended=True, is_rx=False),
        Frame(1_000_000, 0x202, b"", "0"),
    ] == frames
    assert ("gvret", None, [4, 5]) == (log.format, log.start_utc, [broken.line for broken in log.account.broken.first])


@pytest.mark.parametrize("head", ["a,b,c", "Time Stamp,ID,Extended", "timestamp;arbitration_id", "\x00\x01"])
def test_unknown_csv_says_what_a_csv_must_be(head: str, tmp_path: Path) -> None:
    """A csv of another kind is refused with both heads that are read, or for want of a frame."""
    with pytest.raises(InputError, match=r"its first line must be python-can's|no frame that can be read"):
        open_log(str(write(tmp_path / "other.csv", f"{head}\n1,2,3\n")))


@pytest.mark.parametrize("events", ["", "internal events logged", "no internal events logged"])
def test_asc_head_costs_no_frame_and_statistics_are_no_break(events: str, tmp_path: Path) -> None:
    """With and without the head's last line the first frame is read; only the short frame is broken."""
    log, frames = read(write(tmp_path / "drive.asc", ASC.format(timestamps="absolute", events=events)))
    assert [
        Frame(0, 0x123, b"\x01\x02", "0"),
        Frame(200_000_000, 0x1FFFFFFF, b"\xff", "1", is_extended=True, is_rx=False),
    ] == frames
    assert [(11, "2 of 8 bytes: '0.400000 1  124             Rx   d 8 01 02'")] == [
        (broken.line, broken.text) for broken in log.account.broken.first
    ]


def test_asc_begins_with_a_frame(tmp_path: Path) -> None:
    """An asc without any head gives its first frame."""
    _, frames = read(write(tmp_path / "bare.asc", "0.5 1 123 Rx d 1 01\n0.6 1 123 Rx d 1 02\n"))
    assert [b"\x01", b"\x02"] == [item.data for item in frames if isinstance(item, Frame)]


def test_asc_with_relative_stamps_adds_them_up(tmp_path: Path) -> None:
    """`timestamps relative` counts each line from the one before, whatever that was."""
    _, frames = read(write(tmp_path / "drive.asc", ASC.format(timestamps="relative", events="")))
    assert [0, 800_000_000] == [item.t_ns for item in frames]


def test_asc_with_an_unreadable_date_is_read_without(tmp_path: Path) -> None:
    """A date in a language that nobody foresaw is one broken line."""
    text = "date Tir Okt 14 kl 11\nbase hex  timestamps absolute\n0.5 1 123 Rx d 1 01\n"
    log, frames = read(write(tmp_path / "drive.asc", text))
    assert ([1], None, 1) == ([broken.line for broken in log.account.broken.first], log.start_utc, len(frames))


def test_line_without_end_is_bounded(tmp_path: Path) -> None:
    """A line longer than the limit is one break, however long, and the next line is read."""
    path = tmp_path / "drive.log"
    path.write_bytes(b"(1.0) can0 123#00\n" + b"x" * (3 * LINE_LIMIT) + b"\n(2.0) can0 123#01\n")
    log, frames = read(path)
    assert (2, [2]) == (len(frames), [broken.line for broken in log.account.broken.first])


def test_rubbish_is_given_up(tmp_path: Path) -> None:
    """A file without a frame is not read to its end."""
    with pytest.raises(InputError, match="20000 broken records"):
        open_log(str(write(tmp_path / "big.log", "rubbish\n" * 50_000)))


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("(1.5) can0 123#0011223344556677FF", "9 bytes in one frame"),
        ("(1.5) can0 FFF#00", "id 0xfff is above 0x7ff"),
        ("(1.5) can0 1FFFFFFF#001", "2 of 1 bytes"),
        ("(nan) can0 123#00", "nan is no time stamp"),
        ("(1e99) can0 123#00", "1e+99 is no time stamp"),
        ("(1.5) can0 12G#00", "invalid literal"),
        ("(1.5) 123#00", "not enough values"),
    ],
)
def test_candump_line_that_is_no_frame(line: str, word: str, tmp_path: Path) -> None:
    """What python-can lets pass is broken too: too long, odd digits, an id or a stamp that cannot be."""
    log, frames = read(write(tmp_path / "drive.log", f"(1.0) can0 123#00\n{line}\n(2.0) can0 123#01\n"))
    assert (2, 1) == (len(frames), log.account.broken.count)
    assert word in log.account.broken.first[0].text


def test_stamps_that_fall_count_as_zero_time(tmp_path: Path) -> None:
    """A fall of more than 1 us stands before its frame with its size; the axis goes on from there."""
    text = "(1700000010.0) c 1#\n(1700000005.0) c 1#\n(1700000006.0) c 1#\n"
    log, items = read(write(tmp_path / "drive.log", text.replace("1#", "001#")))
    assert [
        (0, Frame),
        (0, Discontinuity(0, "backward", 5_000_000_000)),
        (0, Frame),
        (1_000_000_000, Frame),
    ] == [(item.t_ns, item if isinstance(item, Discontinuity) else Frame) for item in items]
    assert [(0, -5_000_000_000)] == log.account.jumps.first


def test_stamps_that_fall_a_microsecond_count_as_equal(tmp_path: Path) -> None:
    """Falls of up to 1 us are equal time, but not one after the other for ever."""
    stamps = ["10.0000020", "10.0000015", "10.0000010", "10.0000005", "10.1"]
    log, items = read(write(tmp_path / "drive.log", "".join(f"({stamp}) c 001#\n" for stamp in stamps)))
    assert [0, 0, 0, 0, 0] == [item.t_ns for item in items[:5]]
    assert [(3, "backward")] == [(n, item.kind) for n, item in enumerate(items) if isinstance(item, Discontinuity)]
    assert 1 == log.account.jumps.count


def test_stamp_of_another_age_takes_no_time(tmp_path: Path) -> None:
    """A damaged digit that leaps years ahead, and the return from there, stall nothing and are reported."""
    text = "(1700000000.0) c 001#\n(9700000000.1) c 001#\n(1700000000.2) c 001#\n(1700000000.3) c 001#\n"
    log, items = read(write(tmp_path / "drive.log", text))
    assert ["forward", "backward"] == [item.kind for item in items if isinstance(item, Discontinuity)]
    assert 100_000_000 == log.account.span_ns < LEAP_NS


def test_gaps_are_kept_and_counted(tmp_path: Path) -> None:
    """A silence of a second or more stays on the axis and stands in the account."""
    log, items = read(write(tmp_path / "drive.log", "(1.0) c 001#\n(1.999) c 001#\n(3.5) c 001#\n"))
    assert 2_500_000_000 == items[-1].t_ns
    assert [(999_000_000, 1_501_000_000)] == log.account.gaps.first


def test_pieces_without_a_date_follow_without_a_leap(tmp_path: Path) -> None:
    """A piece whose stamps begin at 0 again goes on where the one before ended, after a discontinuity."""
    first = write(tmp_path / "a.log", "(0.0) c 001#\n(5.0) c 001#\n")
    second = write(tmp_path / "b.log", "(0.0) c 001#\n(1.0) c 001#\n")
    items = list(open_log(f"{first}+{second}").frames())
    assert [0, 5, 5, 5, 6] == [item.t_ns // 10**9 for item in items]
    assert ["Discontinuity"] == [type(item).__name__ for item in items[2:3]]


def test_a_name_with_a_plus_is_a_name(tmp_path: Path) -> None:
    """A file that is there is one file, whatever its name."""
    assert 1 == len(read(write(tmp_path / "a+b.log", "(0.0) c 001#\n"))[1])


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("drve.log", r"no such log; did you mean drive.log\?"),
        ("drive.pcap", "unknown log format .pcap: one of .log .asc"),
        ("folder.log", "not a file"),
    ],
)
def test_refusal_names_the_mend(name: str, word: str, tmp_path: Path) -> None:
    """A misspelt name gets the nearest one, an unknown ending the known ones."""
    write(tmp_path / "drive.log", "(0.0) c 001#\n")
    write(tmp_path / "drive.pcap", "x")
    (tmp_path / "folder.log").mkdir()
    with pytest.raises(InputError, match=word):
        open_log(str(tmp_path / name))


def test_every_piece_must_be_there(tmp_path: Path) -> None:
    """Of `A+B` the absent one is named."""
    first = write(tmp_path / "a.log", "(0.0) c 001#\n")
    with pytest.raises(InputError, match=r"b\.log: no such log"):
        open_log(f"{first}+{tmp_path / 'b.log'}")


def test_mf4_without_asammdf_names_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plain install says which extra reads .mf4."""
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    with pytest.raises(InputError, match=r"pip install 'cockpit\[mf4\]'"):
        open_log(str(write(tmp_path / "drive.mf4", "x")))

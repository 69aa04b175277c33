"""`cockpit inspect`: what a log holds, in words; broken lines are counted, a log without a frame is refused."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from cockpit.commands.inspect import run
from cockpit.errors import InputError

LOG = """(1700000000.000000) can0 123#0102
(1700000000.500000) can0 123#0102
(1700000001.000000) can0 123#010203
not a line
(1700000001.500000) can1 18FEF100#00
(1700000000.200000) can1 18FEF100#00 T
(1700000003.200000) can1 001##0112233445566778899AABBCC
(1700000003.300000) can1 002#R4
(1700000003.400000) can1 20000080#0000000000000000
"""

DBC = """VERSION ""
BS_:
BU_: A
BO_ 291 Speed: 3 A
 SG_ V : 0|8@1+ (1,0) [0|255] "km/h" A
BO_ 1 Unheard: 8 A
 SG_ W : 0|8@1+ (1,0) [0|255] "" A
"""

VEHICLE = """name = "Test"
dbc = ["test.dbc"]
[signals."Vehicle.Speed"]
message = "Speed"
signal = "V"
"""


def inspect(log: Path, vehicle: Path | None, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The lines that the command prints."""
    assert 0 == run(argparse.Namespace(log=str(log), vehicle=None if vehicle is None else str(vehicle)))
    return capsys.readouterr().out.splitlines()


def test_says_what_a_log_holds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Format, date, span, channels, ids with count, rate and length, gaps, jumps, and broken lines by number."""
    log = tmp_path / "drive.log"
    log.write_text(LOG)
    lines = inspect(log, None, capsys)
    assert [
        f"log        {log}",
        "format     candump",
        "recorded   2023-11-14 22:13:20 UTC",
        "span       4.700 s",
        "frames     8, 2/s",
        "of them    2 29-bit, 1 FD, 1 remote, 1 error, 1 sent",
        "channels   can0: 3, can1: 4",
        "ids        4",
        "",
        "channel          id      frames      rate  bytes  message",
        "can0            123           3     2.0/s    2-3",
        "can1            001           1     0.0/s     12",
        "can1            002           1     0.0/s      0",
        "can1       18FEF100           2     0.0/s      1",
        "",
        "gaps of 1 s or more: 1",
        "  at 1.500 s: 3.000 s",
        "jumps of the stamps: 1",
        "  at 1.500 s: by -1.300000 s",
        "broken records: 1",
        f"  {log}:4: could not convert string to float: 'o': 'not a line'",
    ] == lines


def test_names_the_messages_that_match(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With a vehicle each id bears its DBC name, and a frame shorter than its message is pointed out."""
    log = tmp_path / "drive.log"
    log.write_text(LOG)
    (tmp_path / "test.dbc").write_text(DBC)
    (tmp_path / "vehicle.toml").write_text(VEHICLE)
    lines = inspect(log, tmp_path, capsys)
    assert "matched    2 of 2 DBC messages, 4 frames" in lines
    assert "can0            123           3     2.0/s    2-3  Speed (wants 3 bytes)" in lines
    assert "can1            001           1     0.0/s     12  Unheard" in lines


def test_ten_broken_lines_are_shown_and_the_rest_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A log of much rubbish stays readable."""
    log = tmp_path / "drive.log"
    log.write_text("(1.0) c 001#\n" + "x\n" * 25)
    lines = inspect(log, None, capsys)
    assert "broken records: 25" in lines
    assert ["  and 15 more"] == lines[-1:]
    assert "recorded   no date in the log" in lines


@pytest.mark.parametrize("content", [None, b"", b"\x00\x01\x02" * 99, b"hello\n"])
def test_refuses_a_log_without_a_frame(content: bytes | None, tmp_path: Path) -> None:
    """An absent or empty log and one without a frame are bad input."""
    log = tmp_path / "drive.log"
    if content is not None:
        log.write_bytes(content)
    with pytest.raises(InputError, match=r"drive\.log"):
        run(argparse.Namespace(log=str(log), vehicle=None))


def test_refuses_an_unknown_vehicle_before_reading(tmp_path: Path) -> None:
    """The vehicle is looked up first: a wrong name costs no pass over a long log."""
    with pytest.raises(InputError, match="no vehicle"):
        run(argparse.Namespace(log=str(tmp_path / "absent.log"), vehicle="no_such_van"))


def test_refuses_a_vehicle_that_its_dbc_does_not_fit(tmp_path: Path) -> None:
    """A message that the DBC lacks comes with the line and the nearest that it has."""
    log = tmp_path / "drive.log"
    log.write_text(LOG)
    (tmp_path / "test.dbc").write_text(DBC)
    (tmp_path / "vehicle.toml").write_text(VEHICLE.replace('"Speed"', '"Sped"'))
    with pytest.raises(InputError, match=r"vehicle\.toml:4: .*did you mean Speed"):
        run(argparse.Namespace(log=str(log), vehicle=str(tmp_path)))

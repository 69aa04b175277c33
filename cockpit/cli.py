"""The command line: reads it whole, picks a command, and turns what went wrong into one line and an exit status.

Exit status: 0 done; 1 a finding; 2 bad input or usage; 70 a fault of ours, with a report file.
"""

from __future__ import annotations

import argparse
import errno
import importlib
import os
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from cockpit.errors import InputError, did_you_mean

OK, FINDING, BAD_INPUT, FAULT = 0, 1, 2, 70

_REFUSED_BY_THE_SYSTEM = {
    errno.ENOSPC: "make room there, or write elsewhere",
    errno.EDQUOT: "make room there, or write elsewhere",
    errno.EROFS: "write elsewhere",
}
"""What stops a write through no fault of ours, each with its mend."""

COMMANDS = {
    "run": "a live bus to the displays (the default)",
    "replay": "a recorded drive to the displays",
    "snapshot": "a drive at chosen times: a picture per display and the state as JSON",
    "inspect": "what a log holds: format, channels, ids and rates, gaps, broken lines",
    "cabin": "the cabin in plan and what the driver can see of each display",
    "vehicles": "the vehicles at hand",
    "policies": "the policies at hand: what each forbids, where and when",
    "themes": "the themes at hand",
}


class _Parser(argparse.ArgumentParser):
    """An argparse parser whose errors are one line, like every other bad input."""

    def error(self, message: str) -> NoReturn:
        raise InputError(f"{message} (see {self.prog} --help)")


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value < 1e9:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds from 0 up")
    return value


def _rate(text: str) -> float | None:
    """A factor, or None for `max`."""
    if text == "max":
        return None
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0.01 <= value <= 100:
        raise argparse.ArgumentTypeError(f"{text!r} is neither max nor a factor from 0.01 to 100")
    return value


def _times(text: str) -> tuple[str, ...]:
    """The times as given, since they name folders; each checked to be seconds."""
    times = tuple(part.strip() for part in text.split(","))
    for part in times:
        _seconds(part)
        if not part.replace(".", "", 1).isdigit():
            raise argparse.ArgumentTypeError(f"{part!r} is not plain seconds such as 12.5")
    return times


def _add_displays_options(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("displays")
    group.add_argument("--policy", default="mission", metavar="NAME|FILE", help="what is restricted when (mission)")
    group.add_argument("--theme", default="night", metavar="NAME", help="the look (night)")
    group.add_argument("--displays", metavar="A,B", help="these displays of the vehicle alone")
    group.add_argument("--film", default="demo", metavar="demo|proof|FILE", help="what plays (demo)")
    group.add_argument("--events", type=Path, metavar="F.jsonl", help="write a line for every change to this file")


def _add_session_options(parser: argparse.ArgumentParser) -> None:
    _add_displays_options(parser)
    parser.add_argument("--duration", type=_seconds, metavar="S", help="end after this many seconds")
    parser.add_argument("--headless", action="store_true", help="draw off-screen even where there is a display server")
    parser.add_argument("--out", type=Path, default=Path("out"), metavar="DIR", help="off-screen pictures (out)")


def _add_vehicle_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--vehicle", default="van_ev", metavar="NAME|DIR", help="the vehicle (van_ev)")


def _build_parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="cockpit", description="A digital-cockpit simulator: CAN in, five displays out.")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    by_name = {name: commands.add_parser(name, help=text, description=text) for name, text in COMMANDS.items()}
    for each in by_name.values():
        each.add_argument("-v", "--verbose", action="store_true", help="say more on standard output")

    run = by_name["run"]
    _add_vehicle_option(run)
    _add_session_options(run)
    bus = run.add_argument_group("bus, as in python-can's own tools")
    bus.add_argument("-i", "--interface", help="socketcan, slcan, pcan, kvaser, vector, socketcand, ...")
    bus.add_argument("-c", "--channel", help="can0, /dev/ttyACM0, ...")
    bus.add_argument("-b", "--bitrate", type=int, help="bit/s")
    bus.add_argument("--fd", action="store_true", help="CAN FD")
    bus.add_argument("--bus-kwargs", nargs="+", default=[], metavar="KEY=VALUE", help="more options for the interface")
    bus.add_argument("--allow-write", action="store_true", help="may send (OBD-II requests); listen-only without it")

    replay = by_name["replay"]
    replay.add_argument("log", metavar="LOG", help="a log; A+B+C are pieces of one drive")
    _add_vehicle_option(replay)
    _add_session_options(replay)
    replay.add_argument("--rate", type=_rate, default=1.0, metavar="1.0|max", help="times real time (1.0)")
    replay.add_argument("--start", type=_seconds, default=0.0, metavar="S", help="from this second of the log")
    replay.add_argument("--end", type=_seconds, metavar="S", help="up to this second of the log")
    replay.add_argument("--loop", action="store_true", help="again from the start when it ends")

    snapshot = by_name["snapshot"]
    snapshot.add_argument("log", nargs="?", metavar="LOG", help="the drive; A+B+C are pieces of one drive")
    _add_vehicle_option(snapshot)
    _add_displays_options(snapshot)
    snapshot.add_argument("--at", type=_times, required=True, metavar="S[,S...]", help="seconds of the drive")
    snapshot.add_argument("--out", type=Path, required=True, metavar="DIR", help="DIR/<t>/<display>.png and state.json")

    inspect = by_name["inspect"]
    inspect.add_argument("log", metavar="LOG")
    inspect.add_argument("--vehicle", metavar="NAME|DIR", help="whose DBC to match")

    cabin = by_name["cabin"]
    _add_vehicle_option(cabin)
    cabin.add_argument("--out", type=Path, metavar="F.png", help="draw the plan into this file")
    return parser


def _parse(argv: Sequence[str]) -> argparse.Namespace:
    words = list(argv)
    if not words or (words[0].startswith("-") and words[0] not in ("-h", "--help")):
        words.insert(0, "run")
    if not words[0].startswith("-") and words[0] not in COMMANDS:
        raise InputError(f"unknown command {words[0]!r}{did_you_mean(words[0], COMMANDS)} (see cockpit --help)")
    return _build_parser().parse_args(words)


def _write_fault_report(argv: Sequence[str]) -> Path:
    """The traceback in a file of its own in the temporary folder."""
    handle, name = tempfile.mkstemp(prefix="cockpit-fault-", suffix=".txt")
    with os.fdopen(handle, "w", encoding="utf-8") as report:
        report.write(f"cockpit {' '.join(argv)}\nPython {sys.version}\n\n{traceback.format_exc()}")
    return Path(name)


def _run(words: Sequence[str]) -> int:
    """Parse, run and put out all that was printed."""
    try:
        args = _parse(words)
    except SystemExit as asked:  # argparse ends so after --help
        status = int(asked.code or OK)
    else:
        command = importlib.import_module(f"cockpit.commands.{args.command}")
        status = int(command.run(args))
    sys.stdout.flush()
    return status


def _close_output() -> None:
    """What is still to be printed goes nowhere: Python would try again at its end, and complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say_fault(words: Sequence[str], fault: Exception) -> int:
    report = _write_fault_report(words)
    sys.stderr.write(f"cockpit: a fault of ours ({type(fault).__name__}: {fault}); the report is {report}\n")
    return FAULT


def _on_refusal(words: Sequence[str], refused: OSError) -> int:
    """Whose fault it is when the system refuses something: the reader's, the disk's, or ours."""
    if isinstance(refused, BrokenPipeError):  # the reader of our output went away, as `head` does
        _close_output()
        return OK
    mend = _REFUSED_BY_THE_SYSTEM.get(refused.errno or 0)
    if mend is None:
        return _say_fault(words, refused)
    _close_output()
    sys.stderr.write(f"cockpit: {refused.filename or 'output'}: cannot be written: {refused.strerror}; {mend}\n")
    return BAD_INPUT


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status, never raises."""
    words = sys.argv[1:] if argv is None else list(argv)
    try:
        return _run(words)
    except InputError as wrong:
        sys.stderr.write(f"cockpit: {wrong}\n")
        return BAD_INPUT
    except KeyboardInterrupt:
        return 130
    except OSError as refused:
        return _on_refusal(words, refused)
    except Exception as fault:  # noqa: BLE001 - the outermost frame: what is left is ours, and goes into a report
        return _say_fault(words, fault)

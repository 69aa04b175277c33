"""`cockpit inspect LOG`: what a log holds. Broken lines are a finding of the log's, not a failure: exit status 0."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from cockpit.frames.account import LogAccount, Tally
from cockpit.frames.axis import GAP_NS
from cockpit.frames.frame import Frame
from cockpit.frames.logs import Log, open_log
from cockpit.signals.dbc import DbcMessage, read_dbc
from cockpit.signals.decode import build_decoder
from cockpit.signals.vehicle import load_vehicle

Key = tuple[str, bool, int]
"""What tells streams apart: channel, whether the id has 29 bits, id."""

_KINDS = ("29-bit", "FD", "remote", "error", "sent")


@dataclass(slots=True)
class Stream:
    """The frames of one id on one channel; `lengths` in bytes."""

    count: int = 0
    first_ns: int = 0
    last_ns: int = 0
    lengths: set[int] = field(default_factory=set)

    def add(self, frame: Frame) -> None:
        """Count a frame."""
        if not self.count:
            self.first_ns = frame.t_ns
        self.count += 1
        self.last_ns = frame.t_ns
        self.lengths.add(len(frame.data))

    @property
    def rate_hz(self) -> float:
        """Frames a second between the first and the last; 0 where that is no time."""
        spread_ns = self.last_ns - self.first_ns
        return (self.count - 1) * 1e9 / spread_ns if spread_ns else 0.0


@dataclass(slots=True)
class Survey:
    """Everything counted in one pass."""

    streams: dict[Key, Stream] = field(default_factory=dict)
    kinds: Counter[str] = field(default_factory=Counter)

    def add(self, frame: Frame) -> None:
        """Count a frame; an error frame belongs to no id."""
        self.kinds["sent"] += not frame.is_rx
        if frame.is_error:
            self.kinds["error"] += 1
            return
        self.kinds["29-bit"] += frame.is_extended
        self.kinds["FD"] += frame.is_fd
        self.kinds["remote"] += frame.is_remote
        self.streams.setdefault((frame.channel, frame.is_extended, frame.arbitration_id), Stream()).add(frame)


def run(args: argparse.Namespace) -> int:
    """Prints the survey of `args.log`, matched with the DBC files of `args.vehicle` (None: no match); returns 0.

    Raises InputError for a log that cannot be read at all, and for a broken vehicle.
    """
    messages = None if args.vehicle is None else _messages(args.vehicle)
    log = open_log(args.log)
    survey = Survey()
    for item in log.frames():
        if isinstance(item, Frame):
            survey.add(item)
    print("\n".join([*_head(log, survey), *_streams(survey, messages), *_breaks(log.account)]))
    return 0


def _messages(name: str) -> dict[tuple[bool, int], DbcMessage]:
    vehicle = load_vehicle(name)
    build_decoder(vehicle)  # refuses a folder that its DBC does not fit, as every command does
    return {
        (message.is_extended, message.arbitration_id): message for file in vehicle.dbc for message in read_dbc(file)
    }


def _head(log: Log, survey: Survey) -> Iterator[str]:
    account = log.account
    seconds = account.span_ns / 1e9
    yield f"log        {log.path}"
    yield f"format     {log.format}"
    yield f"recorded   {log.start_utc:%Y-%m-%d %H:%M:%S} UTC" if log.start_utc else "recorded   no date in the log"
    yield f"span       {seconds:.3f} s"
    yield f"frames     {account.frames}" + (f", {account.frames / seconds:.0f}/s" if seconds else "")
    named = [f"{survey.kinds[kind]} {kind}" for kind in _KINDS if survey.kinds[kind]]
    if named:
        yield f"of them    {', '.join(named)}"
    channels = Counter[str]()
    for (channel, _, _), stream in survey.streams.items():
        channels[channel] += stream.count
    yield "channels   " + ", ".join(f"{name or '(none)'}: {count}" for name, count in sorted(channels.items()))


def _streams(survey: Survey, messages: dict[tuple[bool, int], DbcMessage] | None) -> Iterator[str]:
    yield f"ids        {len(survey.streams)}"
    if messages is not None:
        known = {key[1:] for key in survey.streams} & messages.keys()
        matched = sum(stream.count for key, stream in survey.streams.items() if key[1:] in messages)
        yield f"matched    {len(known)} of {len(messages)} DBC messages, {matched} frames"
    yield ""
    yield "channel          id      frames      rate  bytes  message"
    for (channel, is_extended, arbitration_id), stream in sorted(survey.streams.items()):
        name = f"{arbitration_id:08X}" if is_extended else f"{arbitration_id:03X}"
        shortest, longest = min(stream.lengths), max(stream.lengths)
        length = str(shortest) if shortest == longest else f"{shortest}-{longest}"
        message = None if messages is None else messages.get((is_extended, arbitration_id))
        rate = f"{stream.rate_hz:.1f}/s"
        yield f"{channel:10} {name:>8} {stream.count:>11} {rate:>9} {length:>6}  {_word(message, shortest)}".rstrip()


def _word(message: DbcMessage | None, shortest: int) -> str:
    if message is None:
        return ""
    return message.name + (f" (wants {message.length} bytes)" if shortest < message.length else "")


def _breaks(account: LogAccount) -> Iterator[str]:
    yield ""
    yield f"gaps of {GAP_NS / 1e9:g} s or more: {account.gaps.count}"
    yield from (f"  at {gap.t_ns / 1e9:.3f} s: {gap.length_ns / 1e9:.3f} s" for gap in account.gaps.first)
    yield from _more(account.gaps)
    yield f"jumps of the stamps: {account.jumps.count}"
    yield from (f"  at {jump.t_ns / 1e9:.3f} s: by {jump.by_ns / 1e9:+.6f} s" for jump in account.jumps.first)
    yield from _more(account.jumps)
    yield f"broken records: {account.broken.count}"
    for broken in account.broken.first:
        place = broken.file if broken.line is None else f"{broken.file}:{broken.line}"
        yield f"  {place}: {broken.text}"
    yield from _more(account.broken)


def _more(tally: Tally[Any]) -> Iterator[str]:
    if tally.count > len(tally.first):
        yield f"  and {tally.count - len(tally.first)} more"

"""`cockpit snapshot`: the state of a drive at chosen times."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from cockpit.commands.session import load_session, make_folder
from cockpit.commands.state import state_document, write_json
from cockpit.errors import InputError
from cockpit.frames.frame import Discontinuity, Frame
from cockpit.frames.logs import open_log
from cockpit.gateway.judge import Judge
from cockpit.signals.decode import build_decoder

_NS = 1_000_000_000


def run(args: argparse.Namespace) -> int:
    """Write DIR/<t>/state.json for each time; returns the exit status. Raises InputError."""
    session = load_session(args)
    if args.log is None:
        raise InputError(f"{session.vehicle.name} has no built-in drive: name a LOG")
    log = open_log(args.log)
    decoder = build_decoder(session.vehicle)
    judge = Judge(session.vehicle, decoder, session.policy, session.cabin, session.displays)
    folders = {text: make_folder(args.out / text) for text in args.at}
    times = sorted((round(float(text) * _NS), text) for text in args.at)
    for notice in decoder.notices:
        sys.stdout.write(f"{notice}\n")
    items = log.frames()
    pending = next(items, None)
    for at_ns, text in times:
        pending = _judge_until(judge, items, pending, at_ns)
        judge.advance(at_ns)
        document = state_document(session, judge, args.log, float(text), at_ns, {})
        write_json(document, folders[text] / "state.json")
    if pending is None and times[-1][0] > log.account.span_ns:
        raise InputError(f"--at: {times[-1][1]} s is behind the log's end at {log.account.span_ns / _NS:.3f} s")
    return 0


def _judge_until(
    judge: Judge, items: Iterator[Frame | Discontinuity], pending: Frame | Discontinuity | None, at_ns: int
) -> Frame | Discontinuity | None:
    """Judge all up to and with `at_ns`; returns the first item behind it."""
    while pending is not None and pending.t_ns <= at_ns:
        if isinstance(pending, Frame):
            judge.on_frame(pending)
        else:
            judge.forget(pending.t_ns)
        pending = next(items, None)
    return pending

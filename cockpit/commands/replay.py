"""`cockpit replay LOG`: a recorded drive to the displays."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from typing import Any

from cockpit.commands.drive import base_config, drive, duration_ns, is_off_screen, lead_ns, pictures, recorded_utc
from cockpit.commands.session import load_session
from cockpit.errors import InputError
from cockpit.frames.logs import open_log
from cockpit.frames.replay import Replay
from cockpit.gateway.outcome import Outcome
from cockpit.signals.decode import Decoder

_NS = 1_000_000_000


def run(args: argparse.Namespace) -> int:
    """Replay to the end, for ever with --loop, or for --duration; returns the exit status. Raises InputError."""
    session = load_session(args)
    log = open_log(args.log)
    start_ns, end_ns = round(args.start * _NS), None if args.end is None else round(args.end * _NS)
    span_ns = log.maybe_span_ns()
    if end_ns is not None and end_ns <= start_ns:
        raise InputError(f"--end {args.end:g} is not after --start {args.start:g}")
    if span_ns is not None and start_ns > span_ns:
        raise InputError(f"--start {args.start:g} is behind the log's end at {span_ns / _NS:.3f} s")
    offscreen = is_off_screen(args)
    config = base_config(
        session,
        args,
        rate=args.rate,
        mark="REPLAY",
        recorded_utc=recorded_utc(log),
        keys=True,
        autoplay=offscreen,  # nobody can touch what is drawn off-screen
        begin_films=True,
        duration_ns=duration_ns(args),
        **pictures(args, offscreen=offscreen),
    )
    loop = args.loop and (not offscreen or args.duration is not None)

    def open_source(decoder: Decoder) -> Replay:
        lead = lead_ns(session, decoder)
        return Replay(log, start_ns=start_ns, end_ns=end_ns, rate=args.rate, loop=loop, lead_ns=lead)

    def facts(outcome: Outcome) -> Mapping[str, Any]:
        broken = log.account.broken.count
        return {"path": args.log, "format": log.format, "frames": outcome.frames, "broken_lines": broken}

    status = drive(session, args, config, open_source, facts)
    account = log.account
    if account.broken.count:
        sys.stdout.write(f"{account.broken.count} broken lines were left out (cockpit inspect names them)\n")
    return status

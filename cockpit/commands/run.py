"""`cockpit run`: a live bus to the displays."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from typing import Any

from cockpit.commands.drive import base_config, drive, duration_ns, is_off_screen, pictures
from cockpit.commands.session import load_session
from cockpit.errors import InputError
from cockpit.gateway.outcome import Outcome
from cockpit.platform import machine_ns, try_keep_pace
from cockpit.signals.decode import Decoder


def run(args: argparse.Namespace) -> int:
    """Read the bus until a signal or --duration ends it; returns the exit status. Raises InputError."""
    session = load_session(args)
    if args.interface is None:
        raise InputError(f"{session.vehicle.name} has no built-in drive: name a bus with -i and -c, or replay a LOG")
    extra = dict(_key_value(word) for word in args.bus_kwargs)
    offscreen = is_off_screen(args)
    config = base_config(
        session,
        args,
        autoplay=offscreen,
        begin_films=True,
        duration_ns=duration_ns(args),
        **pictures(args, offscreen=offscreen),
    )

    def open_source(_decoder: Decoder) -> Any:
        from cockpit.frames.live import BusOptions, open_bus  # python-can's import shall not hold up the screens

        options = BusOptions(
            interface=args.interface,
            channel=args.channel or "",
            bitrate=args.bitrate,
            fd=args.fd,
            extra=extra,
            allow_write=args.allow_write,
        )
        bus = open_bus(options, machine_ns())
        sys.stdout.write(f"{bus.notice}\n")
        try_keep_pace()
        return bus

    def facts(outcome: Outcome) -> Mapping[str, Any]:
        path = f"{args.interface}:{args.channel or ''}"
        return {"path": path, "format": "live", "frames": outcome.frames, "broken_lines": 0}

    return drive(session, args, config, open_source, facts)


def _key_value(word: str) -> tuple[str, str]:
    key, equals, value = word.partition("=")
    if not key or not equals:
        raise InputError(f"--bus-kwargs: {word!r} is not KEY=VALUE")
    return key, value

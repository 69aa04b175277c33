"""What `run` and `replay` share: screens first, then the DBCs, then the drive; pictures and a report off-screen."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from cockpit.board.messages import VehicleFace
from cockpit.commands.session import Session, make_folder
from cockpit.commands.state import write_json
from cockpit.errors import InputError, Problem
from cockpit.frames.logs import Log
from cockpit.frames.replay import Replay
from cockpit.gateway.config import GatewayConfig, group_displays
from cockpit.gateway.judge import Judge
from cockpit.gateway.loop import Gateway
from cockpit.gateway.outcome import Outcome
from cockpit.gateway.report import Recorder
from cockpit.gateway.roles import LiveSource
from cockpit.platform import has_display_server
from cockpit.signals.decode import Decoder, build_decoder

_NS = 1_000_000_000
PICTURE_EVERY_NS = 10 * _NS

Source = LiveSource | Replay


def is_off_screen(args: argparse.Namespace) -> bool:
    """Whether to draw off-screen: asked for, or because there is no display server."""
    return args.headless or not has_display_server()


def base_config(session: Session, args: argparse.Namespace, **more: Any) -> GatewayConfig:
    """The gateway's configuration from the command line's words; `more` overrides and adds."""
    vehicle = session.vehicle
    return GatewayConfig(
        vehicle=VehicleFace(vehicle.name, vehicle.profile),
        paths=vehicle.paths,
        groups=group_displays(session.displays),
        driver_visible=session.driver_visible,
        policy=session.policy.name,
        theme=session.theme,
        film=session.film,
        events_path=args.events,
        verbose=args.verbose,
        **more,
    )


def drive(
    session: Session,
    args: argparse.Namespace,
    config: GatewayConfig,
    open_source: Callable[[Decoder], Source],
    facts: Callable[[Outcome], Mapping[str, Any]],
) -> int:
    """Run one drive on its displays to its end; returns the exit status. Raises InputError.

    `open_source` is called once the vehicle's DBCs are loaded; `facts` gives the report what only the source knows.
    """
    if config.offscreen:
        make_folder(args.out)
    recorder = Recorder(session.driver_visible)
    with Gateway(config, recorder) as gateway:
        decoder = build_decoder(session.vehicle)
        source = open_source(decoder)
        if config.offscreen and not args.headless:
            sys.stdout.write(f"no display server: drawing off-screen, pictures and report go to {args.out}/\n")
        for notice in decoder.notices:
            sys.stdout.write(f"{notice}\n")
        sys.stdout.flush()
        judge = Judge(session.vehicle, decoder, session.policy, session.cabin, session.displays)
        requests = decoder.requests if getattr(args, "allow_write", False) else ()
        try:
            outcome = gateway.run(source, judge, requests)
        except (FileExistsError, NotADirectoryError) as refused:  # something else lies where pictures go
            place = Path(refused.filename)
            raise InputError(Problem(f"cannot make this folder: {refused.strerror}", place)) from refused
    if config.offscreen:
        entry = recorder.document(
            outcome.end_ns, single_source=session.vehicle.single_source, facts={**facts(outcome), **_names(session)}
        )
        write_json(entry, args.out / "report.json")
    _say_missing_pictures(outcome)
    if args.verbose:
        _say_use(outcome)
    return 0


def lead_ns(session: Session, decoder: Decoder) -> int:
    """How much of a log before a seek's target is fed unseen (INTERLOCK E8)."""
    return max(decoder.timeouts_ns, default=0) + session.vehicle.settle_ms * 1_000_000 + _NS


def recorded_utc(log: Log) -> str | None:
    """When the log began, as ISO 8601, where it says so."""
    return None if log.start_utc is None else log.start_utc.isoformat()


def duration_ns(args: argparse.Namespace) -> int | None:
    """`--duration` on the axis."""
    return None if args.duration is None else round(args.duration * _NS)


def pictures(args: argparse.Namespace, *, offscreen: bool) -> Mapping[str, Any]:
    """The configuration of off-screen drawing: a picture of every display each 10 s of the drive."""
    if not offscreen:
        return {"offscreen": False}
    folder: Path = args.out
    return {"offscreen": True, "grab_every_ns": PICTURE_EVERY_NS, "grab_folder": folder}


def _names(session: Session) -> Mapping[str, str]:
    return {"vehicle": session.vehicle.name, "policy": session.policy.name}


def _say_missing_pictures(outcome: Outcome) -> None:
    for at_ns, pictures in outcome.grabs:
        for display, picture in pictures.items():
            if picture.path is None:
                sys.stdout.write(f"{display}: no picture at {at_ns / _NS:g} s, {picture.note}\n")


def _say_use(outcome: Outcome) -> None:
    sys.stdout.write(f"{outcome.frames} frames, ended by {outcome.ended_by}\n")
    for name, use in outcome.screens.items():
        restarts = f", {use.restarts} restarts" if use.restarts else ""
        sys.stdout.write(f"{name}: {use.cpu_s:.1f} s of processor, {use.peak_rss_bytes / 2**20:.0f} MB{restarts}\n")

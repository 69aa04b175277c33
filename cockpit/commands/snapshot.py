"""`cockpit snapshot`: a drive at chosen times, as a picture of every display and the state as JSON.

The drive runs as fast as it goes and is held at each time, with the real gateway and the real screens off-screen, as if
someone had pressed play on every display.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from PIL import Image

from cockpit.commands.drive import base_config, lead_ns, recorded_utc
from cockpit.commands.session import load_session, make_folder
from cockpit.commands.state import Picture, state_document, write_json
from cockpit.errors import InputError
from cockpit.frames.logs import open_log
from cockpit.frames.replay import Replay
from cockpit.gateway import grabs
from cockpit.gateway.judge import Judge
from cockpit.gateway.loop import Gateway
from cockpit.signals.decode import build_decoder

_NS = 1_000_000_000


def run(args: argparse.Namespace) -> int:
    """Write DIR/<t>/<display>.png and DIR/<t>/state.json for each time; returns the exit status. Raises InputError."""
    session = load_session(args)
    if args.log is None:
        raise InputError(f"{session.vehicle.name} has no built-in drive: name a LOG")
    log = open_log(args.log)
    times = sorted((round(float(text) * _NS), text) for text in dict.fromkeys(args.at))
    _refuse_behind_end(log.maybe_span_ns(), times)
    folders = {text: make_folder(args.out / text) for _, text in times}
    config = base_config(
        session, args, rate=None, mark="REPLAY", recorded_utc=recorded_utc(log), offscreen=True, autoplay=True
    )
    with Gateway(config) as gateway:
        decoder = build_decoder(session.vehicle)
        sys.stdout.writelines(f"{notice}\n" for notice in decoder.notices)
        judge = Judge(session.vehicle, decoder, session.policy, session.cabin, session.displays)
        gateway.attach(Replay(log, rate=None, lead_ns=lead_ns(session, decoder)), judge)
        for at_ns, text in times:
            if not gateway.run_until(at_ns):
                _refuse_behind_end(log.account.span_ns, times)
                return 0  # a signal ended it
            found = gateway.grab(folders[text])
            pictures = _read_pictures(found, is_proof=session.film == "proof")
            document = state_document(session, judge, args.log, float(text), at_ns, pictures)
            write_json(document, folders[text] / "state.json")
    return 0


def count_film_pixels(file: Path) -> int:
    """Pixels of the proof film in a picture: red and blue above 200 with green under 90."""
    with Image.open(file) as image:
        pixels = np.asarray(image.convert("RGB"))
    red, green, blue = pixels[..., 0], pixels[..., 1], pixels[..., 2]
    return int(np.count_nonzero((red > 200) & (blue > 200) & (green < 90)))


def _read_pictures(found: Mapping[str, grabs.Picture], *, is_proof: bool) -> Mapping[str, Picture]:
    pictures = {}
    for display, picture in found.items():
        if picture.path is None:
            sys.stdout.write(f"{display}: no picture, {picture.note}\n")
            continue
        film_pixels = count_film_pixels(picture.path) if is_proof else None
        pictures[display] = Picture(picture.video == "playing", film_pixels)
    return pictures


def _refuse_behind_end(span_ns: int | None, times: list[tuple[int, str]]) -> None:
    if span_ns is None:
        return
    for at_ns, text in times:
        if at_ns > span_ns:
            raise InputError(f"--at: {text} s is behind the log's end at {span_ns / _NS:.3f} s")

"""The state of a drive at one moment as the JSON that `snapshot` writes."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cockpit.commands.session import Session
from cockpit.errors import InputError, Problem
from cockpit.gateway.judge import Judge
from cockpit.interlock.permit import Permit
from cockpit.interlock.rules import restriction_names
from cockpit.signals.evidence import Evidence, Verdict
from cockpit.signals.vss import LEAVES

_NS = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Picture:
    """What a display's picture showed: `is_playing` if a film was in it; `film_pixels` None but for the proof film."""

    is_playing: bool
    film_pixels: int | None


def state_document(
    session: Session, judge: Judge, log: str | None, t_s: float, now_ns: int, pictures: Mapping[str, Picture]
) -> dict[str, Any]:
    """The document for `now_ns` on the axis, named `t_s`; displays without a picture play nothing."""
    decision = judge.decision
    evidence = zip(session.vehicle.paths, judge.evidence(now_ns), strict=True)
    return {
        "t_s": t_s,
        "log": log,
        "vehicle": session.vehicle.name,
        "policy": session.policy.name,
        "driving_state": decision.state.name,
        "reason": decision.reason.value,
        "signals": {path: _signal(path, found, now_ns) for path, found in evidence},
        "displays": {name: _display(judge.permits[name], pictures.get(name)) for name in session.displays},
    }


def write_json(document: Mapping[str, Any], file: Path) -> None:
    """Write the document whole or not at all.

    Raises InputError where the system refuses; a NaN would be a fault of ours and raises ValueError.
    """
    text = json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    half = file.with_name(f".{file.name}.half")
    try:
        half.write_text(text, encoding="utf-8")
        half.replace(file)
    except OSError as refused:
        with contextlib.suppress(OSError):
            half.unlink()
        raise InputError(Problem(f"cannot be written: {refused.strerror}", file)) from refused


def _signal(path: str, found: Evidence, now_ns: int) -> dict[str, Any]:
    is_known = found.verdict in (Verdict.VALID, Verdict.STALE)
    return {
        "value": found.value if is_known else None,
        "unit": LEAVES[path].unit,
        "age_s": None if found.received_ns is None else (now_ns - found.received_ns) / _NS,
        "quality": found.verdict.word,
    }


def _display(permit: Permit, picture: Picture | None) -> dict[str, Any]:
    is_playing = picture is not None and picture.is_playing
    video = "blocked" if not permit.allowed else "playing" if is_playing else "allowed"
    return {
        "driver_visible": permit.driver_visible,
        "restrictions": restriction_names(permit.restrictions),
        "video": video,
        "reason": permit.words,
        "reason_code": permit.reason.value,
        "video_pixels": None if picture is None else picture.film_pixels,
    }

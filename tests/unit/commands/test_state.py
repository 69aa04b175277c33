"""The state document: COMMANDS' keys whatever the evidence, never NaN, written whole or not at all."""

from __future__ import annotations

import dataclasses
import json
import math
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cockpit.commands.session import Session
from cockpit.commands.state import Picture, state_document, write_json
from cockpit.errors import InputError
from cockpit.gateway.judge import Judge
from cockpit.interlock.cabin import load_cabin
from cockpit.interlock.policy import load_policy
from cockpit.signals.decode import build_decoder
from cockpit.signals.evidence import Evidence, Verdict
from cockpit.signals.vehicle import load_vehicle
from tests.support.van import BRAKE, GEAR, PARK, PARKED, SPEEDS, VanEncoder, at_speed

S = 1_000_000_000
VEHICLE = load_vehicle("van_ev")
SESSION = Session(VEHICLE, load_cabin(None), load_policy("mission"), ("center", "passenger"), "night", "proof")
SEEN = Picture(is_playing=True, film_pixels=70_000)


def judge_of(values: Any, end_s: float) -> Judge:
    """A judge that has followed the van for `end_s` seconds."""
    judge = Judge(VEHICLE, build_decoder(VEHICLE), SESSION.policy, SESSION.cabin, SESSION.displays)
    for frame in VanEncoder().drive(end_s, lambda _t_s: values):
        judge.on_frame(frame)
    judge.advance(round(end_s * S))
    return judge


def document(judge: Judge, t_s: float, log: str | None = "a.log", **pictures: Picture | None) -> dict[str, Any]:
    """The document as a reader of the file gets it."""
    written = state_document(SESSION, judge, log, t_s, round(t_s * S), {k: v for k, v in pictures.items() if v})
    read: dict[str, Any] = json.loads(json.dumps(written, allow_nan=False))
    return read


@pytest.fixture(scope="module")
def parked() -> Judge:
    """The van has stood in P for 1.5 s."""
    return judge_of(PARKED, 1.5)


def test_before_the_first_frame_all_is_missing() -> None:
    """No value and no age; the driver sees no film, whatever was pressed."""
    judge = Judge(VEHICLE, build_decoder(VEHICLE), SESSION.policy, SESSION.cabin, SESSION.displays)
    state = document(judge, 0.0, None)
    assert (None, "UNKNOWN", "start") == (state["log"], state["driving_state"], state["reason"])
    assert list(VEHICLE.paths) == list(state["signals"])
    for signal in state["signals"].values():
        assert (None, None, "missing") == (signal["value"], signal["age_s"], signal["quality"])
    assert "blocked" == state["displays"]["center"]["video"]


def test_a_parked_van(parked: Judge) -> None:
    """Values in VSS's units: the gear by its number, a brake as true, an age in seconds."""
    state = document(parked, 1.5, center=SEEN)
    assert ("PARKED", "parked") == (state["driving_state"], state["reason"])
    signals = state["signals"]
    assert (PARK, True, 0.0) == (signals[GEAR]["value"], signals[BRAKE]["value"], signals[SPEEDS[0]]["value"])
    assert "km/h" == signals[SPEEDS[0]]["unit"]
    assert 0 <= signals[SPEEDS[0]]["age_s"] <= 0.010
    assert {"driver_visible", "restrictions", "video", "reason", "reason_code", "video_pixels"} == (
        state["displays"]["center"].keys()
    )
    assert (True, [], "playing", 70_000) == tuple(
        state["displays"]["center"][name] for name in ("driver_visible", "restrictions", "video", "video_pixels")
    )


@pytest.mark.parametrize(
    ("picture", "video", "pixels"),
    [
        (None, "allowed", None),
        (Picture(is_playing=False, film_pixels=0), "allowed", 0),
        (Picture(is_playing=True, film_pixels=None), "playing", None),
    ],
)
def test_what_a_permitted_display_shows(picture: Picture | None, video: str, pixels: int | None, parked: Judge) -> None:
    """Playing with film in the picture, allowed without; the count is null where nobody counted."""
    entry = document(parked, 1.5, center=picture)["displays"]["center"]
    assert (video, pixels) == (entry["video"], entry["video_pixels"])


@pytest.mark.keeps("P4")
def test_a_film_without_a_permit_is_told_by_its_pixels() -> None:
    """Blocked by the interlock is `blocked` whatever a picture showed, and the count gives it away."""
    entry = document(judge_of(at_speed(31.2), 1.5), 1.5, center=SEEN)["displays"]["center"]
    assert ("blocked", ["no_video"], 70_000) == (entry["video"], entry["restrictions"], entry["video_pixels"])
    assert ("Speed 32 km/h", "speed") == (entry["reason"], entry["reason_code"])


@given(
    verdict=st.sampled_from(Verdict),
    value=st.none() | st.floats(allow_nan=False, allow_infinity=False),
    received_ns=st.none() | st.integers(0, 10 * S),
)
def test_any_evidence_gives_plain_json(verdict: Verdict, value: float | None, received_ns: int | None) -> None:
    """A value stands there only while valid or stale, an age only after a frame, and neither is ever NaN."""
    found = Evidence(value, verdict, "", received_ns, 0, None, "Motion")
    session = dataclasses.replace(SESSION, displays=())
    decision = SimpleNamespace(state=SimpleNamespace(name="UNKNOWN"), reason=SimpleNamespace(value="start"))
    judge = SimpleNamespace(decision=decision, evidence=lambda _ns: [found] * len(VEHICLE.paths), permits={})
    text = json.dumps(state_document(session, judge, None, 10.0, 10 * S, {}), allow_nan=False)  # type: ignore[arg-type]  # a stand-in with what is read of a judge
    signal = json.loads(text)["signals"][SPEEDS[0]]
    assert verdict.word == signal["quality"]
    assert (value if verdict in (Verdict.VALID, Verdict.STALE) else None) == signal["value"]
    assert (None if received_ns is None else pytest.approx(10 - received_ns / S)) == signal["age_s"]


def test_nan_is_refused_and_leaves_the_earlier_file(tmp_path: Path) -> None:
    """A fault of ours raises and does not touch what was there."""
    file = tmp_path / "state.json"
    write_json({"t_s": 1.0}, file)
    with pytest.raises(ValueError, match="JSON"):
        write_json({"t_s": math.nan}, file)
    assert {"t_s": 1.0} == json.loads(file.read_text(encoding="utf-8"))
    assert [file] == list(tmp_path.iterdir())


def test_what_the_system_refuses_is_named_and_leaves_no_half(tmp_path: Path) -> None:
    """A folder in the file's place is the user's to move."""
    file = tmp_path / "state.json"
    file.mkdir()
    with pytest.raises(InputError, match=r"state\.json: cannot be written: Is a directory"):
        write_json({}, file)
    assert [file] == list(tmp_path.iterdir())

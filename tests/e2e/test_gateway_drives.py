"""Real drives through a real gateway on bare screens: events, pictures, stops."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cockpit.board.messages import VehicleFace
from cockpit.frames.logs import open_log
from cockpit.frames.replay import Replay
from cockpit.gateway.config import GatewayConfig, group_displays
from cockpit.gateway.judge import Judge
from cockpit.gateway.loop import Gateway
from cockpit.gateway.report import Recorder
from cockpit.interlock.cabin import load_cabin
from cockpit.interlock.policy import load_policy
from cockpit.signals.decode import build_decoder
from cockpit.signals.vehicle import load_vehicle
from tests.support.children import CHILD
from tests.support.van import PARKED, VanEncoder, at_speed, write_candump

S = 1_000_000_000
LEAD_NS = 3 * S


def configure(vehicle_name: str, tmp_path: Path, **more: Any) -> tuple[GatewayConfig, Callable[[], Judge]]:
    """A gateway with bare screens for a vehicle, and its judge when wanted."""
    vehicle, cabin = load_vehicle(vehicle_name), load_cabin(None)
    config = GatewayConfig(
        vehicle=VehicleFace(vehicle.name, vehicle.profile),
        paths=vehicle.paths,
        groups=group_displays(vehicle.displays),
        driver_visible={name: cabin.views[name].driver_visible for name in vehicle.displays},
        screen_command=CHILD,
        events_path=tmp_path / "events.jsonl",
        autoplay=True,
        **more,
    )
    return config, lambda: Judge(vehicle, build_decoder(vehicle), load_policy("mission"), cabin)


def read_events(tmp_path: Path) -> list[dict[str, Any]]:
    """All lines of the events file."""
    return [json.loads(line) for line in (tmp_path / "events.jsonl").read_text(encoding="utf-8").splitlines()]


def allowed_spans(events: list[dict[str, Any]], display: str) -> list[tuple[float, float]]:
    """When video was allowed, in seconds of the drive; open at the end."""
    spans: list[tuple[float, float]] = []
    for event in events:
        if event["event"] != "permit" or event["display"] != display:
            continue
        is_open = bool(spans) and math.isinf(spans[-1][1])
        if event["allowed"] and not is_open:
            spans.append((event["t_s"], math.inf))
        elif not event["allowed"] and is_open:
            spans[-1] = (spans[-1][0], event["t_s"])
    return spans


@pytest.fixture
def stop_and_go(tmp_path: Path) -> Path:
    """A log of 6 s of the van: parked, from 2.0 driving, from 4.0 parked again."""
    moving = at_speed(30.0)
    frames = VanEncoder().drive(6.0, lambda t_s: moving if 2.0 <= t_s < 4.0 else PARKED)
    return write_candump(tmp_path / "van.log", frames)


@pytest.mark.keeps("D8")
def test_mustang_is_free_from_69_109_to_the_end(real_data: Path, tmp_path: Path) -> None:
    """The recorded Ford frees center once, when it stands at last, and never before; events and report agree."""
    folder = real_data / "mustang_s550"
    config, create_judge = configure(str(folder), tmp_path, rate=None)
    recorder = Recorder(config.driver_visible)
    with Gateway(config, recorder) as gateway:
        log = open_log(str(folder / "mustang_s550.candump.log"))
        outcome = gateway.run(Replay(log, rate=None, lead_ns=LEAD_NS), create_judge())
    assert ("end", 87212) == (outcome.ended_by, outcome.frames)
    events = read_events(tmp_path)
    assert ("driving_state", "UNKNOWN") == (events[0]["event"], events[0]["state"])
    ((since_s, until_s),) = allowed_spans(events, "center")
    assert pytest.approx(69.109, abs=0.001) == since_s
    assert math.inf == until_s
    report = recorder.document(outcome.end_ns, single_source=False, facts={})
    free = [row for row in report["displays"]["center"]["video"] if row["allowed"]]
    assert pytest.approx(69.109, abs=0.001) == free[0]["start_s"]
    assert pytest.approx(70.36, abs=0.02) == free[-1]["end_s"]


def test_stops_are_exact_and_pictures_come(stop_and_go: Path, tmp_path: Path) -> None:
    """At each stop the drive stands exactly there, and each display answers with a picture of that moment."""
    config, create_judge = configure("van_ev", tmp_path, rate=None)
    with Gateway(config) as gateway:
        judge = create_judge()
        gateway.attach(Replay(open_log(str(stop_and_go)), rate=None, lead_ns=LEAD_NS), judge)
        videos = {}
        for at_s in (0.1, 1.0, 3.0, 5.5):
            assert gateway.run_until(round(at_s * S))
            pictures = gateway.grab(tmp_path / str(at_s))
            assert round(at_s * S) == judge.decision.at_ns
            assert set(config.displays) == {path.stem for path in (tmp_path / str(at_s)).iterdir()}
            videos[at_s] = (pictures["center"].video, pictures["rear_left"].video)
        assert not gateway.run_until(60 * S)
    blocked, playing = ("blocked", "playing"), ("playing", "playing")
    assert {0.1: blocked, 1.0: playing, 3.0: blocked, 5.5: playing} == videos


def test_headless_run_leaves_pictures_of_the_drive(stop_and_go: Path, tmp_path: Path) -> None:
    """Every so often of the drive all displays are drawn into a folder named by the second; then it goes on."""
    out = tmp_path / "out"
    config, create_judge = configure("van_ev", tmp_path, rate=None, grab_every_ns=2 * S, grab_folder=out)
    with Gateway(config) as gateway:
        outcome = gateway.run(Replay(open_log(str(stop_and_go)), rate=None, lead_ns=LEAD_NS), create_judge())
    assert [2 * S, 4 * S] == [at_ns for at_ns, _ in outcome.grabs]
    assert {"2", "4"} == {folder.name for folder in out.iterdir()}
    edges_s = [edge for span in allowed_spans(read_events(tmp_path), "center") for edge in span]
    assert pytest.approx([0.5, 2.0, 4.5, math.inf], abs=0.05) == edges_s


def test_pictures_begin_where_the_drive_does(stop_and_go: Path, tmp_path: Path) -> None:
    """A drive that starts at 3 s has no picture of an earlier second."""
    out = tmp_path / "out"
    config, create_judge = configure("van_ev", tmp_path, rate=None, grab_every_ns=2 * S, grab_folder=out)
    with Gateway(config) as gateway:
        replay = Replay(open_log(str(stop_and_go)), start_ns=3 * S, rate=None, lead_ns=LEAD_NS)
        outcome = gateway.run(replay, create_judge())
    assert [4 * S] == [at_ns for at_ns, _ in outcome.grabs]
    assert {"4"} == {folder.name for folder in out.iterdir()}


def test_duration_ends_a_looped_drive(stop_and_go: Path, tmp_path: Path) -> None:
    """A loop ends when the drive's seconds are over, and each round begins with nothing known."""
    config, create_judge = configure("van_ev", tmp_path, rate=None, duration_ns=15 * S)
    with Gateway(config) as gateway:
        log = open_log(str(stop_and_go))
        outcome = gateway.run(Replay(log, rate=None, loop=True, lead_ns=LEAD_NS), create_judge())
    assert "duration" == outcome.ended_by
    assert 2 <= sum(span[0] == pytest.approx(0.5, abs=0.05) for span in allowed_spans(read_events(tmp_path), "center"))


def test_screen_that_cannot_start_leaves_nothing_behind(tmp_path: Path) -> None:
    """A screen command that is not there ends in its error; signals and files are as before."""
    config, _ = configure("van_ev", tmp_path)
    broken = GatewayConfig(
        config.vehicle, config.paths, config.groups, config.driver_visible, screen_command=("/no/such/screen",)
    )
    with pytest.raises(FileNotFoundError), Gateway(broken):
        pytest.fail("no screen, no gateway")

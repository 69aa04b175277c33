"""`cockpit replay` of a recorded Ford without a display server: its events, its report, its pictures."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.support.cli import Ended, cockpit, made_once

pytestmark = [pytest.mark.alone, pytest.mark.timeout(120)]  # five displays are drawn without a GPU

DISPLAYS = ("cluster", "center", "passenger", "rear_left", "rear_right")
SIZES = {
    "cluster": (1920, 720),
    "center": (1920, 1080),
    "passenger": (1920, 720),
    "rear_left": (1280, 800),
    "rear_right": (1280, 800),
}
STATES = {"UNKNOWN", "PARKED", "IDLING", "MOVING"}
TIMEOUT_S = 100
SPAN_S = 70.370
FREE_FROM_S, TOLERANCE_S = 69.109, 0.05

# The fields of each event with their types; those in brackets stand in some lines only.
FIELDS: dict[str, dict[str, type]] = {
    "driving_state": {"state": str},
    "permit": {"display": str, "allowed": bool, "reason": str, "cause_mono_ns": int},
    "film": {"display": str, "visible": bool},
    "screen": {"group": str, "state": str},
    "fault": {"text": str},
}


@dataclass(frozen=True, slots=True)
class Drive:
    """What one replay left: how it ended, its events, its report, its folder of pictures, and its log's name."""

    ended: Ended
    events: list[dict[str, Any]]
    report: dict[str, Any]
    out: Path
    log: Path


@pytest.fixture(scope="session")
def drive(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Drive:
    """One run of the whole drive at full rate for all tests here."""
    folder = real_data / "mustang_s550"
    log = folder / "mustang_s550.candump.log"

    def run(place: Path) -> None:
        options = ("--rate", "max", "--headless", "--film", "proof", "--events", "events.jsonl")
        ended = cockpit("replay", log, "--vehicle", folder, *options, cwd=place, timeout_s=TIMEOUT_S)
        (place / "ended.json").write_text(json.dumps([ended.status, ended.out, ended.err]), encoding="utf-8")

    place = made_once("mustang", run, tmp_path_factory)
    ended = Ended(*json.loads((place / "ended.json").read_text(encoding="utf-8")))
    events = [json.loads(line) for line in (place / "events.jsonl").read_text(encoding="utf-8").splitlines()]
    report = json.loads((place / "out" / "report.json").read_text(encoding="utf-8"))
    return Drive(ended, events, report, place / "out", log)


def test_it_ends_well_and_says_what_a_lost_frame_costs(drive: Drive) -> None:
    """Status 0; the notices on standard output name the written timeout and what it means for film."""
    assert 0 == drive.ended.status, drive.ended
    assert "Traceback" not in drive.ended.err
    assert "Vehicle.Speed: timeout_ms = 200 is written, so film may stay 0.23 s after a lost frame" in drive.ended.out


def test_nothing_on_standard_error(drive: Drive) -> None:
    """A run that ends well has nothing to say there, its screens neither."""
    assert "" == drive.ended.err


def test_every_event_has_its_fields(drive: Drive) -> None:
    """The first says UNKNOWN; each has the stamps and the fields of its kind, of the right type."""
    first = drive.events[0]
    assert ("driving_state", "UNKNOWN", 0.0) == (first["event"], first["state"], first["t_s"])
    for event in drive.events:
        fields = FIELDS[event["event"]]
        assert type(event["mono_ns"]) is int
        assert type(event["t_s"]) in (int, float)
        assert 0 <= event["t_s"] <= SPAN_S + 0.001
        for name, kind in fields.items():
            assert type(event[name]) is kind, event
        assert event.get("state") in STATES or event["event"] != "driving_state"
        assert event.get("display", "center") in DISPLAYS
        assert event.get("cause_mono_ns", 0) <= event["mono_ns"]


def test_events_are_changes(drive: Drive) -> None:
    """No driving state, film or permit is told twice in a row; the axis does not fall."""
    told: dict[tuple[str, str], Any] = {}
    for event in drive.events:
        key = (event["event"], event.get("display", ""))
        said = {
            "driving_state": event.get("state"),
            "permit": (event.get("allowed"), event.get("reason")),
            "film": event.get("visible"),
        }.get(event["event"])
        if said is not None:
            assert told.get(key) != said, event
            told[key] = said
    decided = [event["t_s"] for event in drive.events if event["event"] in ("driving_state", "permit")]
    assert sorted(decided) == decided


def test_center_is_allowed_at_the_end_and_at_no_other_time(drive: Drive) -> None:
    """By the events: from 69.109 on; passenger and rear from the start; the cluster as center."""
    turns: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for event in drive.events:
        if event["event"] == "permit":
            known = turns[event["display"]]
            if not known or known[-1][1] != event["allowed"]:
                known.append((event["t_s"], event["allowed"]))
    for display in ("cluster", "center"):
        (start, at_start), (freed, at_end) = turns[display]
        assert (0.0, False, True) == (start, at_start, at_end)
        assert freed == pytest.approx(FREE_FROM_S, abs=TOLERANCE_S)
    for display in ("passenger", "rear_left", "rear_right"):
        assert [(0.0, True)] == turns[display]


def test_film_is_on_center_only_while_allowed(drive: Drive) -> None:
    """The film's own word: center shows it after 69.109 alone, each other display but the cluster before."""
    shown = defaultdict(list)
    for event in drive.events:
        if event["event"] == "film" and event["visible"]:
            shown[event["display"]].append(event["t_s"])
    assert shown["center"]
    assert FREE_FROM_S - TOLERANCE_S <= min(shown["center"])
    assert {"center", "passenger", "rear_left", "rear_right"} == set(shown)
    assert max(shown[display][0] for display in ("passenger", "rear_left", "rear_right")) < FREE_FROM_S


def test_the_report_is_an_entry_of_audits_logs(drive: Drive) -> None:
    """Path, format, counts, vehicle, policy; states, displays, risks and findings as COMMANDS names them."""
    report = drive.report
    expected = {
        "path": str(drive.log), "format": "candump", "frames": 87212, "broken_lines": 0,
        "vehicle": "Ford Mustang 2015", "policy": "mission",
    }  # fmt: skip
    assert expected == {name: report[name] for name in expected}
    assert report["span_s"] == pytest.approx(SPAN_S)
    assert list(DISPLAYS) == list(report["displays"])
    visible = {name: entry["driver_visible"] for name, entry in report["displays"].items()}
    assert {name: name in ("cluster", "center") for name in DISPLAYS} == visible
    assert any(risk.startswith("B6") for risk in report["residual_risks"])
    for finding in report["findings"]:
        assert {"check", "severity", "start_s", "end_s", "message"} <= finding.keys()


def test_intervals_cover_the_span(drive: Drive) -> None:
    """Of the driving state and of each display: from 0 to the end, each where the last ended, none empty of reason."""
    tracks = [drive.report["driving"], *(entry["video"] for entry in drive.report["displays"].values())]
    for rows in tracks:
        assert 0.0 == rows[0]["start_s"]
        assert rows[-1]["end_s"] == pytest.approx(SPAN_S)
        assert [row["end_s"] for row in rows[:-1]] == [row["start_s"] for row in rows[1:]]
        assert all(row["start_s"] < row["end_s"] and row["reason"] for row in rows)
    for before, after in pairwise(drive.report["driving"]):
        assert (before["state"], before["reason"]) != (after["state"], after["reason"])
    assert {row["state"] for row in drive.report["driving"]} <= STATES


def test_the_report_frees_center_when_the_events_do(drive: Drive) -> None:
    """Report and events agree to the microsecond on when center was allowed."""
    rows = drive.report["displays"]["center"]["video"]
    free = [row for row in rows if row["allowed"]]
    assert free[0]["start_s"] == pytest.approx(FREE_FROM_S, abs=TOLERANCE_S)
    assert free == rows[-len(free) :]
    events = [event for event in drive.events if event["event"] == "permit" and event["display"] == "center"]
    assert next(event["t_s"] for event in events if event["allowed"]) == pytest.approx(free[0]["start_s"], abs=1e-6)


def test_a_picture_of_every_display_each_ten_seconds(drive: Drive) -> None:
    """out/10 to out/70 hold five whole pictures of the design's sizes, and nothing else lies there."""
    expected = {f"{t}/{display}.png" for t in range(10, 80, 10) for display in DISPLAYS}
    found = {str(file.relative_to(drive.out)) for file in drive.out.rglob("*") if file.is_file()}
    assert expected | {"report.json"} == found
    for name in sorted(expected):
        with Image.open(drive.out / name) as picture:
            picture.load()
            assert SIZES[Path(name).stem] == picture.size


def test_a_picture_is_of_its_time(drive: Drive) -> None:
    """The cluster's pictures of 10 s apart differ, since the drive went on."""
    pictures = [(drive.out / str(t) / "cluster.png").read_bytes() for t in range(10, 80, 10)]
    assert len(pictures) == len(set(pictures))

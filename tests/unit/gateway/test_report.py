"""The report: intervals that cover the span without gap or overlap."""

from __future__ import annotations

import pytest

from cockpit.gateway.report import Finding, Recorder

_S = 1_000_000_000
_FACTS = {"path": "a.log", "format": "candump", "frames": 3, "broken_lines": 1, "vehicle": "V", "policy": "mission"}


def _recorder() -> Recorder:
    recorder = Recorder({"center": True})
    recorder.on_driving(0, "UNKNOWN", "start", "Waiting")
    recorder.on_permit(0, "center", False, "start", "Waiting")
    return recorder


def test_intervals_meet_and_end_with_the_span() -> None:
    """Each interval ends where the next begins, and the last one ends with the drive."""
    recorder = _recorder()
    recorder.on_driving(2 * _S, "IDLING", "idling", "Standing")
    recorder.on_permit(2 * _S, "center", True, "idling", "Standing")
    entry = recorder.document(5 * _S, single_source=False, facts=_FACTS)
    assert [(0.0, 2.0, "UNKNOWN"), (2.0, 5.0, "IDLING")] == [
        (row["start_s"], row["end_s"], row["state"]) for row in entry["driving"]
    ]
    assert [(0.0, 2.0, False), (2.0, 5.0, True)] == [
        (row["start_s"], row["end_s"], row["allowed"]) for row in entry["displays"]["center"]["video"]
    ]


def test_what_does_not_change_makes_no_new_interval() -> None:
    """A faster speed is the same interval: state and reason code stay."""
    recorder = _recorder()
    recorder.on_driving(1 * _S, "MOVING", "speed", "Speed 1 km/h")
    recorder.on_driving(2 * _S, "MOVING", "speed", "Speed 2 km/h")
    assert 2 == len(recorder.document(3 * _S, single_source=False, facts=_FACTS)["driving"])


def test_two_changes_at_one_moment_leave_the_last() -> None:
    """No interval is empty: what held for no time is not told."""
    recorder = _recorder()
    recorder.on_driving(1 * _S, "MOVING", "speed", "Speed 1 km/h")
    recorder.on_driving(1 * _S, "UNKNOWN", "stale", "No speed signal")
    rows = recorder.document(3 * _S, single_source=False, facts=_FACTS)["driving"]
    assert [(0.0, 1.0, "UNKNOWN"), (1.0, 3.0, "UNKNOWN")] == [(r["start_s"], r["end_s"], r["state"]) for r in rows]


@pytest.mark.keeps("B6")
def test_every_report_names_what_cannot_be_detected() -> None:
    """B6 stands in each report; a vehicle with one witness adds its own line."""
    recorder = _recorder()
    assert 1 == len(recorder.document(_S, single_source=False, facts=_FACTS)["residual_risks"])
    risks = recorder.document(_S, single_source=True, facts=_FACTS)["residual_risks"]
    assert risks[0].startswith("B6")
    assert risks[1].startswith("single_source")


def test_facts_and_findings_stand_in_the_entry() -> None:
    """The entry carries the log's facts and each finding with its place."""
    recorder = _recorder()
    recorder.findings.append(Finding("axis", "warning", 1.0, 1.0, "stamps fell by 3 s"))
    entry = recorder.document(2 * _S, single_source=False, facts=_FACTS)
    assert _FACTS.items() <= entry.items()
    assert 2.0 == entry["span_s"]
    place = {"start_s": 1.0, "end_s": 1.0}
    assert [{"check": "axis", "severity": "warning", **place, "message": "stamps fell by 3 s"}] == entry["findings"]

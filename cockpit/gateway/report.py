"""What a drive came to: who was allowed what and when, as one entry of audit's JSON.

Intervals cover the whole span without gap or overlap. Times are seconds on the drive's axis.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

RESIDUAL_RISKS = (
    "B6: if every speed source is frozen or forged with right counters and checksums, motion cannot be detected; "
    "E2E protection is not authentication.",
)

_NS = 1_000_000_000


@dataclass(slots=True)
class _Track:
    """Intervals of one thing that has one key at a time."""

    rows: list[tuple[int, Any, str]] = field(default_factory=list)

    def change(self, t_ns: int, key: object, reason: str) -> None:
        if self.rows and self.rows[-1][1] == key:
            return
        if self.rows and self.rows[-1][0] == t_ns:
            self.rows.pop()
            self.change(t_ns, key, reason)
            return
        self.rows.append((t_ns, key, reason))

    def intervals(self, end_ns: int) -> list[tuple[float, float, Any, str]]:
        ends = [row[0] for row in self.rows[1:]] + [max(end_ns, self.rows[-1][0])] if self.rows else []
        return [
            (start / _NS, end / _NS, key, reason)
            for (start, key, reason), end in zip(self.rows, ends, strict=True)
        ]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a tester should look at; `severity` is error, warning or note."""

    check: str
    severity: str
    start_s: float
    end_s: float
    message: str


class Recorder:
    """Collects changes while a drive runs and gives the report's entry at its end."""

    def __init__(self, driver_visible: Mapping[str, bool]) -> None:
        self._driver_visible = dict(driver_visible)
        self._driving = _Track()
        self._video = {display: _Track() for display in driver_visible}
        self.findings: list[Finding] = []

    def on_driving(self, t_ns: int, state: str, reason_code: str, words: str) -> None:
        """The driving state is `state` from `t_ns` on, because of `reason_code`."""
        self._driving.change(t_ns, (state, reason_code), words)

    def on_permit(self, t_ns: int, display: str, allowed: bool, reason_code: str, words: str) -> None:
        """Video on `display` is allowed or not from `t_ns` on."""
        self._video[display].change(t_ns, (allowed, reason_code), words)

    def document(self, end_ns: int, *, single_source: bool, facts: Mapping[str, Any]) -> dict[str, Any]:
        """The entry for the span from 0 to `end_ns`.

        `facts` holds path, format, frames, broken_lines, vehicle and policy.
        """
        risks: Sequence[str] = RESIDUAL_RISKS
        if single_source:
            risks = (*risks, "single_source: one witness alone decides that the vehicle stands.")
        return {
            **facts,
            "span_s": end_ns / _NS,
            "driving": [
                {"start_s": start, "end_s": end, "state": key[0], "reason": reason, "reason_code": key[1]}
                for start, end, key, reason in self._driving.intervals(end_ns)
            ],
            "displays": {
                display: {
                    "driver_visible": self._driver_visible[display],
                    "video": [
                        {"start_s": start, "end_s": end, "allowed": key[0], "reason": reason, "reason_code": key[1]}
                        for start, end, key, reason in track.intervals(end_ns)
                    ],
                }
                for display, track in self._video.items()
            },
            "residual_risks": list(risks),
            "findings": [
                {"check": f.check, "severity": f.severity, "start_s": f.start_s, "end_s": f.end_s, "message": f.message}
                for f in self.findings
            ],
        }

"""One look at the evidence: what can be used at this moment, what is wrong with the rest, and which moments matter."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

from cockpit.interlock.driving import Reason, Setup
from cockpit.signals.evidence import Evidence, Verdict

_REASONS = {
    Verdict.MISSING: Reason.MISSING,
    Verdict.STALE: Reason.STALE,
    Verdict.INVALID: Reason.INVALID,
    Verdict.NOT_AVAILABLE: Reason.NOT_AVAILABLE,
}


class Look(NamedTuple):
    """The watched evidence at `now_ns`, by path.

    `values` has what can be used, `faults` why the rest cannot, `messages` the witness of each usable value.
    `moments_ns` are the receipts and the ends of freshness, past and to come; `fresh_until_ns` is the last moment at
    which all of `values` is fresh, None where there is none.
    """

    now_ns: int
    values: dict[str, float]
    faults: dict[str, Reason]
    messages: dict[str, str]
    moments_ns: list[int]
    fresh_until_ns: int | None


def maybe_fault(evidence: Evidence, now_ns: int) -> Reason | None:
    """Why this evidence cannot be used at `now_ns`; None if it can.

    The verdict is not trusted further than its own times: evidence that was made a while ago may be stale by now.
    """
    if evidence.verdict is not Verdict.VALID:
        return _REASONS[evidence.verdict]
    if evidence.received_ns is None or evidence.fresh_until_ns is None or evidence.received_ns > now_ns:
        return Reason.MISSING
    if evidence.fresh_until_ns < now_ns:
        return Reason.STALE
    if evidence.value is None or not math.isfinite(evidence.value):
        return Reason.INVALID
    return None


def look_at(evidence: Mapping[str, Evidence], now_ns: int, setup: Setup) -> Look:
    """Sort the evidence of every watched path; a path without an entry is missing."""
    values: dict[str, float] = {}
    faults: dict[str, Reason] = {}
    messages: dict[str, str] = {}
    moments_ns: list[int] = []
    fresh_until_ns: int | None = None
    for path in setup.watched:
        found = evidence.get(path)
        if found is None:
            faults[path] = Reason.MISSING
            continue
        received_ns, until_ns = found.received_ns, found.fresh_until_ns
        if received_ns is not None and until_ns is not None:
            moments_ns += (received_ns, until_ns + 1)
        fault = maybe_fault(found, now_ns)
        if fault is not None or found.value is None or until_ns is None:
            faults[path] = fault or Reason.INVALID
            continue
        values[path] = found.value
        messages[path] = found.message
        if fresh_until_ns is None or until_ns < fresh_until_ns:
            fresh_until_ns = until_ns
    return Look(now_ns, values, faults, messages, moments_ns, fresh_until_ns)

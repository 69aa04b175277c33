"""Decides the driving state. Pure: the same history, evidence and time give the same decision."""

from __future__ import annotations

from collections.abc import Mapping

from cockpit.interlock.driving import Decision, DrivingState, Reason, Setup
from cockpit.interlock.facts import Facts, observe
from cockpit.interlock.look import look_at
from cockpit.interlock.table import Row, first_row
from cockpit.signals.evidence import Evidence

__all__ = ["DISAGREE_SPELL_NS", "LATE_NS", "Decision", "DrivingState", "Reason", "Setup", "decide"]

DISAGREE_SPELL_NS = 1_000_000_000
"""A disagreement longer than this makes the shown speed dashes; shorter ones are wheel slip."""

LATE_NS = 250_000_000
"""A look so long after evidence went stale unseen (P2) cannot vouch for the time between: settling starts anew."""


def decide(previous: Decision | None, evidence: Mapping[str, Evidence], now_ns: int, setup: Setup) -> Decision:
    """The driving state at `now_ns` on the axis.

    `previous` is the decision made before, None for the first. `evidence` has at least what is known of
    `setup.watched`; a path without an entry is missing. May be called at any time and any number of times; a call at
    each frame and at each `next_deadline_ns` misses nothing.
    """
    past = _unbroken(previous, now_ns)
    look = look_at(evidence, now_ns, setup)
    facts = observe(past, look, setup, is_first=previous is None)
    row = first_row(facts)

    state = row.state if row.state is not None else _restricted(past)
    source, reason = _source(row, facts, setup)
    clear_since_ns = facts.clear_since_ns if row.is_clear else None
    disagree_since_ns = _spell(past, facts)
    moments_ns = look.moments_ns
    if clear_since_ns is not None:
        moments_ns.append(clear_since_ns + setup.settle_ns)
        if facts.park_since_ns is not None:
            moments_ns.append(facts.park_since_ns + setup.settle_ns)
    if disagree_since_ns is not None:
        moments_ns.append(disagree_since_ns + DISAGREE_SPELL_NS + 1)
    cause_ns = max([moment for moment in moments_ns if moment <= now_ns], default=now_ns)
    is_uncertain = disagree_since_ns is not None and now_ns - disagree_since_ns > DISAGREE_SPELL_NS
    shown_kmh = look.values.get(setup.shown_path) if setup.shown_path is not None and not is_uncertain else None
    named = evidence.get(source) if source is not None else None
    return Decision(
        at_ns=now_ns,
        state=state,
        rule=row.id,
        reason=reason,
        source=source,
        source_ns=named.received_ns if named is not None else None,
        speed_kmh=facts.fastest[0] if facts.fastest else None,
        shown_path=setup.shown_path,
        shown_speed_kmh=None if shown_kmh is None else abs(shown_kmh),
        shown_dashes=shown_kmh is None,
        since_ns=past.since_ns if past and past.state is state else cause_ns,
        clear_since_ns=clear_since_ns,
        park_since_ns=facts.park_since_ns,
        disagree_since_ns=disagree_since_ns,
        cause_ns=cause_ns,
        next_deadline_ns=min([moment for moment in moments_ns if moment > now_ns], default=None),
        fresh_until_ns=look.fresh_until_ns,
    )


def _unbroken(previous: Decision | None, now_ns: int) -> Decision | None:
    """The previous decision, if what it remembers can be carried on to `now_ns`."""
    if previous is None or now_ns < previous.at_ns:
        return None
    if previous.fresh_until_ns is not None and now_ns - previous.fresh_until_ns > LATE_NS:
        return None
    return previous


def _restricted(past: Decision | None) -> DrivingState:
    """The restricted state that D9 stays in; UNKNOWN where there is none to stay in."""
    return past.state if past and not past.state.is_free else DrivingState.UNKNOWN


def _spell(past: Decision | None, facts: Facts) -> int | None:
    """Since when the sources have disagreed."""
    if facts.disputed is None:
        return None
    return past.disagree_since_ns if past and past.disagree_since_ns is not None else facts.now_ns


def _source(row: Row, facts: Facts, setup: Setup) -> tuple[str | None, Reason]:
    """The path that the row speaks of, and its reason code."""
    if row.id == "D2" and facts.spoiled is not None:
        return facts.spoiled
    if row.id == "D3":
        return facts.disputed, row.reasons[0]
    if row.id == "D5":
        return setup.gear, row.reasons[0]
    return facts.fastest[1] if facts.fastest else None, row.reasons[0]

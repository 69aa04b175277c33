"""`cockpit policies`: each policy with its source, and what it restricts on which displays in which state."""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Iterator

from cockpit.interlock.driving import DrivingState
from cockpit.interlock.policy import list_policies
from cockpit.interlock.rules import Policy, Rule, restriction_names

_CLASSES = {
    "driver_visible": "displays that the driver can see (driver_visible)",
    "ahead_of_seat_back": "displays ahead of the driver's seat back (ahead_of_seat_back)",
    "within_reach": "displays within the driver's reach (within_reach)",
    "any": "every display (any)",
}


def run(args: argparse.Namespace) -> int:
    """Print every built-in policy; returns 0."""
    del args
    sys.stdout.write("\n".join("\n".join(_describe(policy)) + "\n" for policy in list_policies()))
    return 0


def _describe(policy: Policy) -> Iterator[str]:
    yield f"{policy.name}: {policy.title}"
    yield f"  source: {policy.source} ({policy.sure})"
    if policy.reading:
        yield f"  our reading: {policy.reading}"
    for rules, classes in _grouped(policy).items():
        yield f"  {' and '.join(_CLASSES[displays] for displays in classes)}"
        for when, restrictions in rules:
            yield f"    {when:<32}{', '.join(restriction_names(restrictions)) or 'nothing restricted'}"
    if "any" not in policy.classes:
        yield f"  any other display\n    {'always':<32}nothing restricted"


def _grouped(policy: Policy) -> dict[tuple[tuple[str, int], ...], list[str]]:
    """The classes that have the same rules, together: each rule as its occasion and its restrictions."""
    groups: dict[tuple[tuple[str, int], ...], list[str]] = {}
    for displays in policy.classes:
        rules = tuple((_when(rule), rule.restrictions) for rule in policy.rules if rule.displays is displays)
        groups.setdefault(rules, []).append(displays)
    return groups


def _when(rule: Rule) -> str:
    """`MOVING` or `MOVING, 9 to 40 km/h`; UNKNOWN stands beside the range that it counts as."""
    is_open = rule.max_mps == math.inf
    states = f"{rule.state.name}, UNKNOWN" if rule.state is DrivingState.MOVING and is_open else rule.state.name
    if is_open:
        return states if rule.min_mps == 0 else f"{states}, from {rule.min_mps * 3.6:g} km/h"
    return f"{states}, {rule.min_mps * 3.6:g} to {rule.max_mps * 3.6:g} km/h"

"""Reads policy files. A policy is somebody's reading of a law: whatever is doubtful in it is refused with its line."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from cockpit.errors import InputError, Problem, did_you_mean
from cockpit.interlock.driving import DrivingState
from cockpit.interlock.rules import SINGLE_FLAGS, DisplayClass, Policy, Restriction, Rule, in_order, restriction_names
from cockpit.signals.fields import Fields, shown
from cockpit.signals.toml_source import TomlSource, read_toml

__all__ = ["Policy", "list_policies", "load_policy"]

MAX_BYTES = 64 * 1024
MAX_RULES = 256
MAX_SPEED_MPS = 200

_BUILT_IN = Path(__file__).parent / "policies"
_TOP_KEYS = ("title", "source", "sure", "reading", "rules")
_RULE_KEYS = ("displays", "states", "min_mps", "max_mps", "restrictions")
_STATES = {state.name: state for state in (DrivingState.PARKED, DrivingState.IDLING, DrivingState.MOVING)}
_FLAGS = {str(flag.name).lower(): flag for flag in (*SINGLE_FLAGS, Restriction.FULLY_RESTRICTED)}
_SURE = ("ours", "primary text", "secondary source", "from memory")


Fault = tuple[str, int | None]
"""What is wrong, and the line."""


def list_policies() -> tuple[Policy, ...]:
    """The built-in policies, `mission` first."""
    return tuple(load_policy(name) for name in _built_in_names())


def load_policy(name_or_file: str) -> Policy:
    """The policy of a built-in name or of a file.

    Raises InputError with every problem of the file; an unknown name comes with the nearest one.
    """
    names = _built_in_names()
    if name_or_file in names:
        return _read_policy(_BUILT_IN / f"{name_or_file}.toml")
    if "\0" not in name_or_file and Path(name_or_file).is_file():
        return _read_policy(Path(name_or_file))
    raise InputError(f'no policy "{shown(name_or_file)}": neither a file nor built in'
                     f"{did_you_mean(name_or_file, names)}; built in: {', '.join(names)}")


def _built_in_names() -> list[str]:
    return sorted((file.stem for file in _BUILT_IN.glob("*.toml")), key=lambda name: (name != "mission", name))


def _read_policy(file: Path) -> Policy:
    source = read_toml(file, MAX_BYTES)
    problems: list[Problem] = []
    top = Fields(source, (), source.data, problems)
    top.refuse_unknown(_TOP_KEYS)
    rules = in_order(itertools.chain.from_iterable(_read_rules(top, source, problems)))
    policy = Policy(
        name=file.stem,
        title=top.take_text("title", required=True) or "",
        source=top.take_text("source", required=True) or "",
        sure=top.take_choice("sure", _SURE) or _SURE[-1],
        reading=top.take_text("reading") or "",
        rules=rules,
        file=file,
    )
    if not problems:
        problems += (Problem(text, file, line) for text, line in _faults(policy))
    if problems:
        raise InputError(*sorted(problems, key=lambda problem: (problem.line is None, problem.line)))
    return policy


def _read_rules(top: Fields, source: TomlSource, problems: list[Problem]) -> Iterable[list[Rule]]:
    tables = top.take_raw("rules")
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables) or not tables:
        top.refuse("the policy has no [[rules]]: it must say what holds on which displays", "rules")
        return []
    if len(tables) > MAX_RULES:
        top.refuse(f"{len(tables)} rules: allowed are {MAX_RULES}", "rules")
        return []
    return [_read_rule(Fields(source, ("rules", place), table, problems)) for place, table in enumerate(tables)]


def _read_rule(table: Fields) -> list[Rule]:
    """The rules of one table: it may name several classes and states."""
    table.refuse_unknown(_RULE_KEYS)
    classes = _take_words(table, "displays", {word.value: word for word in DisplayClass})
    states = _take_words(table, "states", _STATES)
    flags = _take_words(table, "restrictions", _FLAGS, may_be_empty=True)
    min_mps = table.take_number("min_mps", 0, MAX_SPEED_MPS, "m/s") or 0.0
    max_mps = table.take_number("max_mps", 0, MAX_SPEED_MPS, "m/s")
    if max_mps is not None and max_mps <= min_mps:
        table.refuse(f"the range from {min_mps:g} to {max_mps:g} m/s is empty", "max_mps")
    restrictions = 0
    for flag in flags:
        restrictions |= int(flag)
    most_mps = math.inf if max_mps is None else max_mps
    return [Rule(displays, state, min_mps, most_mps, restrictions, table.line)
            for displays in classes for state in states]


def _take_words(table: Fields, key: str, known: dict[str, Any], *, may_be_empty: bool = False) -> list[Any]:
    """The meanings of a list of words; an unknown one is noted with the nearest that is known."""
    words = table.take_texts(key, most=len(known))
    if key not in table:
        table.refuse(f'the key "{key}" is missing; allowed: {", ".join(known)}')
    elif words == () and not may_be_empty:
        table.refuse(f"{key} is empty; allowed: {', '.join(known)}", key)
    for place, word in enumerate(words or ()):
        if word not in known:
            hint = "; UNKNOWN counts as MOVING at the highest speed" if word == "UNKNOWN" else did_you_mean(word, known)
            table.refuse(f'unknown word "{shown(word)}" in {key}{hint}; allowed: {", ".join(known)}', key, place)
    return [known[word] for word in words or () if word in known]


def _faults(policy: Policy) -> Iterable[Fault]:
    """What is wrong with the rules as a whole."""
    for displays in policy.classes:
        yield from _class_faults([rule for rule in policy.rules if rule.displays is displays], displays)
    yield from _visible_faults(policy)


def _class_faults(rules: list[Rule], displays: DisplayClass) -> Iterable[Fault]:
    """The rules of one class, slowest first: every state covered, and nothing lifted where the vehicle is faster."""
    for name, state in _STATES.items():
        of_state = [rule for rule in rules if rule.state is state]
        if of_state:
            yield from _range_faults(of_state, f"{displays}, {name}")
        else:
            yield f"{displays}: no rule for {name}; PARKED, IDLING and MOVING each need one", rules[0].line
    for slower, faster in itertools.pairwise(rules):
        lifted = restriction_names(slower.restrictions & ~faster.restrictions)
        if lifted:
            yield f"{displays}: {lifted[0]} of line {slower.line} is lifted where the vehicle is faster", faster.line


def _range_faults(rules: list[Rule], where: str) -> Iterable[Fault]:
    """Gaps and overlaps of the speed ranges of one class and state, which are sorted by their start."""
    covered_mps = 0.0
    for rule in rules:
        if rule.min_mps > covered_mps:
            yield f"{where}: a gap from {covered_mps:g} to {rule.min_mps:g} m/s", rule.line
        elif rule.min_mps < covered_mps:
            yield f"{where}: an overlap with an earlier rule from {rule.min_mps:g} m/s", rule.line
        covered_mps = max(covered_mps, rule.max_mps)
    if covered_mps != math.inf:
        yield f"{where}: a gap from {covered_mps:g} m/s up; the last range has no max_mps", rules[-1].line


def _visible_faults(policy: Policy) -> Iterable[Fault]:
    """P5: what the driver can see must be covered, and never show video while the vehicle moves."""
    seen = (DisplayClass.DRIVER_VISIBLE, DisplayClass.ANY)
    rules = [rule for rule in policy.rules if rule.displays in seen and rule.state is DrivingState.MOVING]
    if not rules:
        yield f"no rule covers the displays that the driver can see: one for {seen[0]} or {seen[1]} is missing", 1
    for rule in rules:
        if not policy.restrictions_at(seen, rule.state, rule.min_mps) & Restriction.NO_VIDEO:
            yield "no_video is missing: where the driver can see it, only PARKED or IDLING may free video", rule.line

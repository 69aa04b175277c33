"""Which tests keep and which attack each rule of the motion interlock.

A test says so by its marks: `@pytest.mark.keeps("E1")` shows that the rule holds, `@pytest.mark.attacks("E1")` tries to
break it. `python -m tests.architecture.rule_index` prints the table.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.architecture.fault import ROOT, list_files

MARKS = ("keeps", "attacks")

# The interlock's rules, each a line of its specification: evidence, driving state, permit, bounds.
RULES = {
    "E1": "a payload shorter than its message is invalid",
    "E2": "a not-available or error code is not_available",
    "E3": "NaN, infinity, out of range, or an unlisted value is invalid",
    "E4": "a wrong checksum is invalid",
    "E5": "a wrong counter is invalid until two good frames follow each other",
    "E6": "a quality signal that does not say OK is invalid",
    "E7": "older than its timeout is stale",
    "E8": "a clock or stamp that falls, a loop, a seek: all is forgotten",
    "D1": "nothing decided yet: UNKNOWN",
    "D2": "a speed source or the gear not valid: UNKNOWN",
    "D3": "two speed sources differ by more than 2 m/s: UNKNOWN",
    "D4": "a source above standstill: MOVING",
    "D5": "reverse selected: MOVING",
    "D6": "fewer than two witnesses: UNKNOWN",
    "D7": "settled with P or its stand-ins: PARKED",
    "D8": "settled: IDLING",
    "D9": "settling: the restricted state it was in",
    "P1": "a lease per display, at most 100 ms ahead, renewed by a decision",
    "P2": "one grant_id for one unbroken permission; a late wake is judged in order or thrown away",
    "P3": "the screen checks each display frame and hides first",
    "P4": "no permit, an expired or a corrupt one: no video",
    "P5": "lock at once; only D7 and D8 unlock",
    "P6": "a screen that does not hide or beat is killed and respawned, and only offers",
    "B1": "a true moving frame: 33 ms at p99.9, 150 ms always",
    "B2": "a bad frame or disagreement: 150 ms",
    "B3": "loss: the source's timeout and 33 ms",
    "B4": "gateway killed or stopped: 150 ms",
    "B5": "screen hung or stopped: 150 ms",
    "B6": "all sources forged: not detectable, listed in every report",
}


def collect_marks(source: str, file: str) -> dict[tuple[str, str], list[str]]:
    """(mark, id) -> places, of every use of a mark in one file of tests; ValueError where an id is computed."""
    found: dict[tuple[str, str], list[str]] = {}
    for node in ast.walk(ast.parse(source, filename=file)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in MARKS):
            continue
        if not (isinstance(node.func.value, ast.Attribute) and node.func.value.attr == "mark"):
            continue
        for argument in node.args:
            if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str)):
                raise ValueError(f'{file}:{node.lineno}: a rule\'s id is written out: {node.func.attr}("E1")')
            found.setdefault((node.func.attr, argument.value), []).append(f"{file}:{node.lineno}")
    return found


def collect_all(files: Iterable[Path]) -> dict[tuple[str, str], list[str]]:
    """The marks of many files together."""
    index: dict[tuple[str, str], list[str]] = {}
    for file in files:
        for key, places in collect_marks((ROOT / file).read_text(encoding="utf-8"), str(file)).items():
            index.setdefault(key, []).extend(places)
    return index


def list_unknown(index: Mapping[tuple[str, str], list[str]]) -> list[str]:
    """A line for each marked id that no rule has."""
    return [
        f"{place}: {mark}({rule!r}): no such rule; the ids are {', '.join(RULES)}"
        for (mark, rule), places in index.items()
        if rule not in RULES
        for place in places
    ]


def list_missing(index: Mapping[tuple[str, str], list[str]], kinds: str) -> list[str]:
    """A line for each rule of these letters that no test keeps, or none attacks."""
    return [
        f"{rule} ({text}): no test {mark} it; mark one with pytest.mark.{mark}({rule!r})"
        for rule, text in RULES.items()
        if rule[0] in kinds
        for mark in MARKS
        if (mark, rule) not in index
    ]


def main() -> int:
    """Print how many tests keep and attack each rule."""
    index = collect_all(list_files(".py", "tests"))
    rows = (f"{rule}  " + "  ".join(f"{len(index.get((m, rule), [])):3} {m}" for m in MARKS) for rule in RULES)
    sys.stdout.write("\n".join(f"{row}  {text}" for row, text in zip(rows, RULES.values(), strict=True)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

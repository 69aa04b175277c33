"""Every rule of the interlock has a test that keeps it and one that attacks it."""

from __future__ import annotations

import pytest

from tests.architecture.fault import list_files
from tests.architecture.rule_index import collect_all, collect_marks, list_missing, list_unknown

# The kinds of rule that must have both; a kind joins with its tests. The table of all:
#     python -m tests.architecture.rule_index
STRICT = "EDP"


def test_every_rule_is_kept_and_attacked() -> None:
    """No rule of a strict kind is without both tests, and no mark names a rule that is not there."""
    index = collect_all(list_files(".py", "tests"))
    faults = list_unknown(index) + list_missing(index, STRICT)
    assert not faults, "\n".join(faults)


def test_marks_are_found_wherever_they_stand() -> None:
    """A decorator, a module's mark and a case's mark count alike; other calls of that name do not."""
    source = (
        "pytestmark = pytest.mark.keeps('P1')\n"
        "@pytest.mark.attacks('E1', 'E2')\ndef test_a(): ...\n"
        "CASES = [pytest.param(1, marks=pytest.mark.keeps('D4'))]\n"
        "cellar.keeps('E7')\n"
    )
    found = collect_marks(source, "tests/test_a.py")
    assert {("keeps", "P1"), ("attacks", "E1"), ("attacks", "E2"), ("keeps", "D4")} == set(found)
    assert ["tests/test_a.py:2"] == found["attacks", "E2"]


def test_a_rule_without_its_attack_is_named() -> None:
    """A rule that is only kept is reported with the mark to add; kinds that are not strict are left out."""
    index = {("keeps", "D4"): ["tests/test_a.py:1"]}
    missing = list_missing(index, "D")
    assert (
        "D4 (a source above standstill: MOVING): no test attacks it; mark one with pytest.mark.attacks('D4')" in missing
    )
    assert not any("D4" in line and "keeps" in line for line in missing)
    assert not any(line.startswith("B") for line in missing)


def test_a_mark_for_no_rule_is_named() -> None:
    """A misspelt id is reported with its place."""
    faults = list_unknown({("keeps", "E9"): ["tests/test_a.py:7"]})
    assert ["tests/test_a.py:7: keeps('E9'): no such rule"] == [fault.partition(";")[0] for fault in faults]


def test_a_computed_id_is_refused() -> None:
    """An id that cannot be read from the source cannot be counted."""
    with pytest.raises(ValueError, match=r"tests/test_a.py:1: a rule's id is written out"):
        collect_marks("pytest.mark.keeps(rule)\n", "tests/test_a.py")

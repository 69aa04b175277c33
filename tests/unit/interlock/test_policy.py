"""Policies: what the built-in ones say, and what no policy file may say."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest

from cockpit.errors import InputError
from cockpit.interlock.driving import DrivingState
from cockpit.interlock.policy import list_policies, load_policy
from cockpit.interlock.rules import DisplayClass, Policy, Restriction, Rule, restriction_names

UNKNOWN, PARKED, IDLING, MOVING = (
    DrivingState.UNKNOWN, DrivingState.PARKED, DrivingState.IDLING, DrivingState.MOVING)
SEEN = {DisplayClass.DRIVER_VISIBLE, DisplayClass.ANY}

GOOD = """\
title = "Ours"
source = "a test"
sure = "ours"

[[rules]]
displays = ["driver_visible"]
states = ["PARKED", "IDLING"]
restrictions = []

[[rules]]
displays = ["driver_visible"]
states = ["MOVING"]
max_mps = 2.5
restrictions = ["no_video"]

[[rules]]
displays = ["driver_visible"]
states = ["MOVING"]
min_mps = 2.5
restrictions = ["no_video", "no_keyboard"]
"""


def refusal(folder: Path, text: str) -> list[tuple[int | None, str]]:
    """What a policy file is refused for: lines and texts."""
    file = folder / "ours.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_policy(str(file))
    assert all(file == problem.file for problem in caught.value.problems)
    return [(problem.line, problem.text) for problem in caught.value.problems]


@pytest.mark.parametrize(("state", "speed_kmh", "names"), [
    (PARKED, 0.0, []), (IDLING, 0.0, []), (MOVING, 0.1, ["no_video"]), (MOVING, None, ["no_video"]),
    (UNKNOWN, None, ["no_video"]), (UNKNOWN, 0.0, ["no_video"])])
def test_mission_has_no_video_where_the_driver_sees_unless_it_stands(
        state: DrivingState, speed_kmh: float | None, names: list[str]) -> None:
    """The default: PARKED or IDLING free it, nothing else does."""
    assert names == restriction_names(load_policy("mission").restrictions(SEEN, state, speed_kmh))


def test_mission_leaves_hidden_displays_alone() -> None:
    """A film for the rear seats plays at any speed."""
    hidden = {DisplayClass.ANY, DisplayClass.AHEAD_OF_SEAT_BACK, DisplayClass.WITHIN_REACH}
    assert 0 == load_policy("mission").restrictions(hidden, UNKNOWN, None)


@pytest.mark.parametrize("displays", [DisplayClass.DRIVER_VISIBLE, DisplayClass.WITHIN_REACH])
def test_us_nhtsa_is_released_by_park_alone(displays: DisplayClass) -> None:
    """Standing is not enough, and what can be reached counts as what can be seen."""
    policy = load_policy("us_nhtsa")
    assert 0 == policy.restrictions({displays}, PARKED, 0.0)
    for state in (IDLING, MOVING, UNKNOWN):
        names = restriction_names(policy.restrictions({displays}, state, 0.0))
        assert ["limit_string_length", "no_keyboard", "no_video"] == names
    assert 0 == policy.restrictions({DisplayClass.ANY}, MOVING, 100.0)


def test_built_in_policies_cite_their_source() -> None:
    """Each says where it comes from and how sure that is; the default is listed first."""
    policies = list_policies()
    assert ["mission", "us_nhtsa"] == [policy.name for policy in policies]
    assert all(policy.title and policy.source and policy.sure for policy in policies)
    assert ("78 FR 24818" in policies[1].source, "secondary source") == (True, policies[1].sure)


def test_flags_have_androids_bits() -> None:
    """The numbers that Android Automotive puts on the wire."""
    assert [1, 2, 4, 8, 16, 32, 64, 128, 256] == [int(flag) for flag in Restriction]
    assert (511, 0, ["no_keyboard", "no_video"]) == (
        Restriction.FULLY_RESTRICTED, Restriction.BASELINE, restriction_names(24))


def test_speed_ranges_include_their_start_and_not_their_end(tmp_path: Path) -> None:
    """9 km/h are 2.5 m/s: the faster range begins there, and the highest holds for what is not known."""
    (tmp_path / "ours.toml").write_text(GOOD, encoding="utf-8")
    policy = load_policy(str(tmp_path / "ours.toml"))
    assert ("ours", (DisplayClass.DRIVER_VISIBLE,)) == (policy.name, policy.classes)
    assert ["no_video"] == restriction_names(policy.restrictions(SEEN, MOVING, 8.999))
    for state, speed_kmh in ((MOVING, 9.0), (MOVING, None), (UNKNOWN, 0.0), (MOVING, math.inf)):
        assert ["no_keyboard", "no_video"] == restriction_names(policy.restrictions(SEEN, state, speed_kmh))


@pytest.mark.parametrize(("old", "new", "line", "text"), [
    ('["no_video"]', '["no_vidio"]', 14, r'unknown word "no_vidio" in restrictions; did you mean no_video\?; allowed'),
    ('["MOVING"]\nmax', '["MOVNG"]\nmax', 12, r'unknown word "MOVNG" in states; did you mean MOVING\?; allowed'),
    ('["MOVING"]\nmax', '["UNKNOWN"]\nmax', 12, r'unknown word "UNKNOWN" in states; UNKNOWN counts as MOVING at'),
    ('["driver_visible"]\nstates = ["PARKED', '["driver_visable"]\nstates = ["PARKED', 6, r"mean driver_visible\?"),
    ('["driver_visible"]\nstates = ["PARKED', '["center"]\nstates = ["PARKED', 6, r'unknown word "center" in displays'),
    ('displays = ["driver_visible"]\nstates = ["PARKED', 'states = ["PARKED', 5, r'the key "displays" is missing'),
    ('["driver_visible"]\nstates = ["PARKED', '[]\nstates = ["PARKED', 6, r"displays is empty; allowed: driver"),
    ('["driver_visible"]\nstates = ["PARKED', '"driver_visible"\nstates = ["PARKED', 6, r"allowed is a list of texts"),
    ("min_mps = 2.5", "min_mps = 3.0", 16, r"^driver_visible, MOVING: a gap from 2.5 to 3 m/s$"),
    ("min_mps = 2.5", "min_mps = 2.0", 16, r"^driver_visible, MOVING: an overlap with an earlier rule from 2 m/s$"),
    ("min_mps = 2.5\n", "", 16, r"^driver_visible, MOVING: an overlap with an earlier rule from 0 m/s$"),
    ("min_mps = 2.5", "min_mps = 2.5\nmax_mps = 9", 16, r"^driver_visible, MOVING: a gap from 9 m/s up; the last"),
    ("max_mps = 2.5", "max_mps = 0", 13, r"^the range from 0 to 0 m/s is empty$"),
    ("max_mps = 2.5", "max_mps = -1", 13, r"^max_mps = -1: allowed is 0 to 200 m/s$"),
    ("max_mps = 2.5", "max_mps = inf", 13, r"^max_mps = inf: allowed is 0 to 200 m/s$"),
    ("max_mps = 2.5", "max_mph = 2.5", 13, r'^unknown key "max_mph"; did you mean max_mps\?; allowed: displays'),
    (', "IDLING"', "", 5, r"^driver_visible: no rule for IDLING; PARKED, IDLING and MOVING each need one$"),
    ('["no_video", "no_keyboard"]', '["no_keyboard"]', 16, r"^driver_visible: no_video of line 10 is lifted where"),
    ("restrictions = []", 'restrictions = ["no_setup"]', 10, r"^driver_visible: no_setup of line 5 is lifted where"),
    ("restrictions = []\n", "", 5, r'^the key "restrictions" is missing'),
    ('title = "Ours"\n', "", None, r'^the key "title" is missing$'),
    ('sure = "ours"', 'sure = "certain"', 3, r"^sure = certain: allowed is ours or primary text"),
    ('sure = "ours"', 'sure = "ours"\nnote = 1', 4, r'^unknown key "note"; allowed: title, source'),
    ("[[rules]]", "[[rule]]", 5, r'^unknown key "rule"; did you mean rules\?'),
])
def test_bad_policy_is_refused_with_its_line(tmp_path: Path, old: str, new: str, line: int | None, text: str) -> None:
    """A misspelt word, a gap, an overlap, a missing display, a rule that loosens with speed: never loaded."""
    assert old in GOOD
    count = -1 if old == "[[rules]]" else 1
    at, said = refusal(tmp_path, GOOD.replace(old, new, count))[0]
    assert line == at
    assert re.search(text, said), said


@pytest.mark.attacks("P5")
@pytest.mark.parametrize("flags", ["[]", '["no_keyboard"]', '["no_setup", "limit_content"]'])
def test_P5_a_policy_that_frees_a_moving_drivers_display_is_refused(tmp_path: Path, flags: str) -> None:
    """No file can say that the driver may watch while it moves."""
    text = GOOD.replace('["no_video", "no_keyboard"]', flags).replace('["no_video"]', flags)
    assert (10, "no_video is missing: where the driver can see it, only PARKED or IDLING may free video") in refusal(
        tmp_path, text)


def test_policy_without_a_rule_for_what_the_driver_sees_is_refused(tmp_path: Path) -> None:
    """A missing display class is a hole, not a freedom; `any` fills it."""
    assert [(1, "no rule covers the displays that the driver can see: one for driver_visible or any is missing")] == (
        refusal(tmp_path, GOOD.replace("driver_visible", "within_reach")))
    (tmp_path / "ours.toml").write_text(GOOD.replace("driver_visible", "any"), encoding="utf-8")
    assert Restriction.NO_VIDEO == load_policy(str(tmp_path / "ours.toml")).restrictions(SEEN, MOVING, 1.0)


def test_all_problems_of_a_policy_come_together_by_line(tmp_path: Path) -> None:
    """One reading of the error mends the whole file."""
    text = GOOD.replace('["no_video"]', '["no_vidio"]').replace("min_mps = 2.5", "min_mps = -2")
    assert [14, 19] == [line for line, _ in refusal(tmp_path, text)]


@pytest.mark.parametrize(("text", "words"), [
    ("", "the policy has no"), ("rules = 3", "the policy has no"), ("rules = [1, 2]", "the policy has no"),
    ("x = " + "[" * 5_000, "nested too deep"), ("title = ", "not TOML"),
    ("#" * 70_000, "larger than 64 KiB"), ("[[rules]]\n" * 257, "257 rules: allowed are 256")])
def test_untrusted_policy_text_is_refused(tmp_path: Path, text: str, words: str) -> None:
    """Anything may stand in a file that somebody names: it is bounded and refused in words."""
    assert words in " | ".join(said for _, said in refusal(tmp_path, text))


@pytest.mark.parametrize(("name", "words"), [
    ("mision", 'no policy "mision": neither a file nor built in; did you mean mission?; built in: mission, us_nhtsa'),
    ("a\0b", 'no policy "a?b": neither a file nor built in'), ("/nowhere/at/all.toml", "neither a file nor built in")])
def test_unknown_policy_is_refused_with_the_nearest_name(name: str, words: str) -> None:
    """A slip of the pen is told what it meant."""
    with pytest.raises(InputError) as caught:
        load_policy(name)
    assert words in str(caught.value)


def test_rules_of_many_classes_add_up() -> None:
    """A display that is both in reach and in sight has the restrictions of both."""
    policy = Policy("p", "", "", "", "", (
        Rule(DisplayClass.WITHIN_REACH, MOVING, 0, math.inf, int(Restriction.NO_KEYBOARD)),
        Rule(DisplayClass.ANY, MOVING, 0, 5, int(Restriction.NO_SETUP)),
        Rule(DisplayClass.ANY, MOVING, 5, math.inf, int(Restriction.NO_VIDEO))))
    both = {DisplayClass.WITHIN_REACH, DisplayClass.ANY}
    assert Restriction.NO_KEYBOARD | Restriction.NO_SETUP == policy.restrictions(both, MOVING, 17.9)
    assert Restriction.NO_KEYBOARD | Restriction.NO_VIDEO == policy.restrictions(both, MOVING, 18.0)
    assert Restriction.NO_VIDEO == policy.restrictions({DisplayClass.ANY}, UNKNOWN, 0.0)
    assert 0 == policy.restrictions((), MOVING, 50.0)
    ranges = Policy("p", "", "", "", "", (
        Rule(DisplayClass.ANY, IDLING, 0, 0.1, 0), Rule(DisplayClass.ANY, IDLING, 0.1, math.inf, 16)))
    assert (0, 16) == (ranges.restrictions(SEEN, IDLING, None), ranges.restrictions(SEEN, IDLING, 1.0))

"""Cabin files: the built-in one's answers, one's own, and what is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cockpit.errors import InputError
from cockpit.interlock.cabin import BUILT_IN, load_cabin
from cockpit.interlock.rules import DisplayClass

GOOD = """\
[driver]
eye = [0.0, -0.4]

[displays.center]
centre = [0.8, 0.0]
width = 0.3
facing_deg = 180

[displays.passenger]
centre = [0.8, 0.9]
width = 0.3
facing_deg = 172
privacy_half_angle_deg = 30
privacy_signal = "Vehicle.Cabin.Display.Passenger.IsPrivacyFilterOn"

[[blocks]]
from = [-0.3, -0.6]
to = [-0.3, -0.2]
"""
PATHS = {"Vehicle.Speed", "Vehicle.Cabin.Display.Passenger.IsPrivacyFilterOn"}


def write(folder: Path, text: str) -> Path:
    file = folder / "cabin.toml"
    file.write_text(text, encoding="utf-8")
    return file


def refusal(folder: Path, text: str, **options: object) -> list[tuple[int | None, str]]:
    """What a cabin file is refused for: lines and texts."""
    with pytest.raises(InputError) as caught:
        load_cabin(write(folder, text), **options)  # type: ignore[arg-type]  # as each case gives them
    return [(problem.line, problem.text) for problem in caught.value.problems]


def test_built_in_cabin_has_the_answers_of_the_page() -> None:
    """Cluster and center in sight; rear displays and the passenger's under its foil not."""
    views = load_cabin(None).views
    assert {"cluster": True, "center": True, "passenger": False, "rear_left": False, "rear_right": False} == {
        name: view.driver_visible for name, view in views.items()}
    assert ["passenger"] == [name for name, view in views.items() if view.is_foil]
    assert ["cluster", "center"] == [name for name, view in views.items() if view.within_reach]
    assert ["cluster", "center", "passenger"] == [name for name, view in views.items() if view.ahead_of_seat_back]


def test_built_in_cabin_is_not_on_edge() -> None:
    """No verdict is within ten degrees of flipping."""
    assert all(view.margin_deg > 10 for view in load_cabin(None).views.values())


def test_built_in_passenger_is_yawed_aside_and_far_enough() -> None:
    """8 degrees towards the passenger, at least 0.70 m beside the driver's eyes."""
    plan = load_cabin(None).plan
    passenger = next(display for display in plan.displays if display.name == "passenger")
    assert (172.0, 30.0, None) == (passenger.facing_deg, passenger.half_angle_deg, passenger.privacy_signal)
    assert passenger.normal[0] < 0 < passenger.normal[1]
    assert min(y for _, y in passenger.ends) - plan.eye[1] >= 0.70


def test_same_cabin_without_the_foil_shows_the_passengers_display(tmp_path: Path) -> None:
    """It was the foil alone that hid it."""
    text = BUILT_IN.read_text(encoding="utf-8").replace("privacy_half_angle_deg = 30\n", "")
    cabin = load_cabin(write(tmp_path, text))
    assert (True, False) == (cabin.views["passenger"].driver_visible, cabin.views["passenger"].is_foil)


def test_own_cabin_is_read_whole(tmp_path: Path) -> None:
    """Name, reach, switched filter and classes."""
    cabin = load_cabin(write(tmp_path, 'name = "Mine"\n' + GOOD.replace("[driver]", "[driver]\nreach = 0.5")),
                       needed=["center"], known_paths=PATHS)
    passenger = cabin.views["passenger"]
    assert ("Mine", 0.5, True, False) == (
        cabin.plan.name, cabin.plan.reach_m, passenger.driver_visible, passenger.driver_visible_filtered)
    assert {DisplayClass.ANY, DisplayClass.AHEAD_OF_SEAT_BACK} == passenger.classes(driver_visible=False)
    assert set(DisplayClass) - {DisplayClass.WITHIN_REACH} == passenger.classes(driver_visible=True)


def test_cabin_is_named_after_its_file(tmp_path: Path) -> None:
    """Where it says no name."""
    assert "cabin" == load_cabin(write(tmp_path, GOOD)).plan.name


@pytest.mark.parametrize(("old", "new", "line", "text"), [
    ("eye = [0.0, -0.4]\n", "", 1, r'^the key "eye" is missing: \[x, y\] in metres'),
    ("eye = [0.0, -0.4]", "eye = [0.0]", 2, r"^eye = \[0.0\]: allowed is \[x, y\] in metres, each within 10 of 0$"),
    ("eye = [0.0, -0.4]", "eye = [0.0, 400]", 2, r"^eye = \[0.0, 400\]: allowed is"),
    ("eye = [0.0, -0.4]", "eye = [nan, 0]", 2, r"^eye = \[nan, 0\]: allowed is"),
    ("eye = [0.0, -0.4]", "eye = [true, 0]", 2, r"^eye = \[True, 0\]: allowed is"),
    ("eye = ", "eyes = ", 2, r'^unknown key "eyes"; did you mean eye\?; allowed: eye, reach'),
    ("[driver]\neye = [0.0, -0.4]", "", None, r"^the table \[driver\] is missing"),
    ("width = 0.3\nfacing_deg = 180", "facing_deg = 180", 4, r'^the key "width" is missing$'),
    ("width = 0.3\nfacing_deg = 180", "width = 0\nfacing_deg = 180", 6, r"^width = 0: allowed is 0.02 to 3 m$"),
    ("facing_deg = 180", 'facing_deg = "back"', 7, r"^facing_deg = back: allowed is -360 to 360 degrees$"),
    ("facing_deg = 180\n", "", 4, r'^the key "facing_deg" is missing$'),
    ("centre = [0.8, 0.0]\n", "", 4, r'^the key "centre" is missing'),
    ("half_angle_deg = 30", "half_angle_deg = 0", 13, r"^privacy_half_angle_deg = 0: allowed is 1 to 90 degrees$"),
    ("privacy_half_angle_deg = 30\n", "", 13, r'^"privacy_signal" needs "privacy_half_angle_deg"'),
    ("Passenger.IsPrivacyFilterOn", "Passenger.IsPrivacyFiltrOn", 14,
     r"^unknown signal path .*; did you mean Vehicle.Cabin.Display.Passenger.IsPrivacyFilterOn\?$"),
    ("width = 0.3\nfacing_deg = 180", "widht = 0.3\nfacing_deg = 180", 6, r'"widht"; did you mean width\?'),
    ("to = [-0.3, -0.2]", "until = [-0.3, -0.2]", 18, r'^unknown key "until"; allowed: from, to$'),
    ("to = [-0.3, -0.2]\n", "", 16, r'^the key "to" is missing'),
    ("from = [-0.3, -0.6]\n", "", 16, r'^the key "from" is missing'),
    ("[[blocks]]", "[blocks]", 16, r"^blocks: allowed are tables \[\[blocks\]\] with from and to$"),
    ("[displays.center]", "[display.center]", 4, r'^unknown key "display"; did you mean displays\?'),
])
def test_bad_cabin_is_refused_with_its_line(tmp_path: Path, old: str, new: str, line: int | None, text: str) -> None:
    """A cabin decides who sees a film: what is doubtful in it is refused."""
    assert old in GOOD
    found = refusal(tmp_path, GOOD.replace(old, new, 1), known_paths=PATHS)
    assert [line] == [at for at, said in found if re.search(text, said)], found


def test_missing_display_is_refused(tmp_path: Path) -> None:
    """Each display of the vehicle has a place in its cabin."""
    assert [(4, "the display rear_left is missing: a table [displays.rear_left] says where it is")] == refusal(
        tmp_path, GOOD, needed=["center", "rear_left"])


@pytest.mark.parametrize(("text", "words"), [
    ("", "[driver] is missing"), ("displays = 3", "allowed is a table"), ("displays.center = 3", "allowed is a table"),
    ("[displays]", "0 displays: allowed are 1 to 16"), ("blocks = [1]", "[[blocks]]"),
    ("".join(f"[displays.d{place}]\n" for place in range(17)), "17 displays: allowed are 1 to 16"),
    ("[[blocks]]\n" * 65, "65 blocks: allowed are 64"), ("#" * 70_000, "larger than 64 KiB"),
    ("x = " + "[" * 5_000, "nested too deep"), ("eye = [", "not TOML")])
def test_untrusted_cabin_text_is_refused(tmp_path: Path, text: str, words: str) -> None:
    """Anything may stand in a file that somebody names."""
    assert words in " | ".join(said for _, said in refusal(tmp_path, text))


def test_all_problems_of_a_cabin_come_together_by_line(tmp_path: Path) -> None:
    """One reading of the error mends the whole file."""
    text = GOOD.replace("width = 0.3", "width = 9").replace("eye = [0.0", "eye = [99")
    assert [2, 6, 11] == [line for line, _ in refusal(tmp_path, text)]

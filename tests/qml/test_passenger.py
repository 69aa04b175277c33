"""The front passenger's display: film and trip, the list of films, what it says when the driver could see it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from tests.support.glass_film import SAID_BY_THE_MACHINE, FilmGlass, proof_pixels, wait_ms, wait_until

pytestmark = pytest.mark.qt_log_ignore(*SAID_BY_THE_MACHINE)


@pytest.fixture
def glass(qapp: object) -> Iterator[FilmGlass]:
    """The passenger display with its own film of the demo, 40 s into a drive of 70."""
    with FilmGlass("passenger") as made:
        made.drive(axis_s=40, trip_m=18_400)
        made.permit()
        wait_ms(50)
        yield made
        assert [] == made.faults


def test_proof_film_covers_its_place(qapp: object) -> None:
    """The film fills the right two thirds of the glass."""
    with FilmGlass("passenger", film="proof") as glass:
        glass.play("passenger")
        assert 50_000 < proof_pixels(glass.grab("passenger"))
        glass.forbid()
        wait_ms(50)
        assert 0 == proof_pixels(glass.grab("passenger"))


def test_column_says_what_is_known(glass: FilmGlass) -> None:
    """Vehicle, the record's date and hour, distance and place."""
    assert {
        "Delivery van",
        "Recorded 6 March 2026",
        "13:05",
        "18.4 km driven",
        "0:40 of 1:10",
    } <= set(glass.words("passenger"))


def test_private_view_is_said_only_while_it_holds(glass: FilmGlass) -> None:
    """The plate is drawn while the driver is known not to see the display."""
    glass.play("passenger")
    assert "Private view" in glass.words("passenger")
    glass.driver_sees = frozenset({"passenger"})
    glass.permit()
    wait_ms(50)
    assert "Private view" not in glass.words("passenger")


def test_blocked_says_why(glass: FilmGlass) -> None:
    """Words beside the darkened poster, keys that work, a seat to send the film to."""
    glass.play("passenger")
    glass.forbid("passenger")
    wait_ms(50)
    words = set(glass.words("passenger"))
    assert {"Video is off while the vehicle moves", "Speed 3 km/h", "Send to rear left"} <= words
    glass.touch("passenger", "play")
    assert not glass.session("passenger").player.playing


def test_film_is_chosen_by_touch(glass: FilmGlass) -> None:
    """A touch on a poster plays that film here."""
    glass.play("passenger")
    glass.touch("passenger", "film_over-the-pass")
    session = glass.session("passenger")
    assert session.film is not None
    assert "over-the-pass" == session.film.id
    wait_until(lambda: session.shown, "the chosen film does not play")


def test_film_is_chosen_by_keys(glass: FilmGlass) -> None:
    """Left from the keys of the film to the list, along it, Enter."""
    glass.play("passenger")
    left, right, enter = Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Return
    glass.press("passenger", left, left, right, right, enter)
    session = glass.session("passenger")
    assert session.film is not None
    assert session.catalogue.listed[2] == session.film.id


def test_keys_stay_here(glass: FilmGlass) -> None:
    """Arrow keys on a passenger's display never steer the replay, wherever they lead."""
    glass.play("passenger")
    before = len(glass.said)
    glass.press("passenger", *(Qt.Key.Key_Right, Qt.Key.Key_Down) * 4, *(Qt.Key.Key_Left, Qt.Key.Key_Up) * 6)
    assert [] == glass.said[before:]


@pytest.mark.parametrize("theme", ["night", "day"])
def test_no_view_has_the_proof_colour(qapp: object, theme: str) -> None:
    """No picture or colour of the passenger display is counted as proof film."""
    with FilmGlass("passenger", theme=theme, profile="suv") as glass:
        glass.play("passenger")
        found = [proof_pixels(glass.grab("passenger"))]
        glass.forbid()
        wait_ms(60)
        found.append(proof_pixels(glass.grab("passenger")))
        assert [0, 0] == found

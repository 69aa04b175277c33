"""The rear displays: a player for a finger, a remote, a child."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from cockpit.board.messages import Send
from tests.support.glass_film import SAID_BY_THE_MACHINE, FilmGlass, proof_pixels, wait_ms, wait_until

pytestmark = pytest.mark.qt_log_ignore(*SAID_BY_THE_MACHINE)
TOUCH_PX = 96


@pytest.fixture
def glass(qapp: object) -> Iterator[FilmGlass]:
    """The left rear display with its own film of the demo, 40 s into a drive of 70."""
    with FilmGlass("rear_left") as made:
        made.drive(axis_s=40)
        made.permit()
        wait_ms(50)
        yield made
        assert [] == made.faults


@pytest.mark.parametrize("display", ["rear_left", "rear_right"])
def test_proof_film_covers_its_place(qapp: object, display: str) -> None:
    """The film goes from edge to edge."""
    with FilmGlass(display, film="proof") as glass:
        glass.play(display)
        assert 50_000 < proof_pixels(glass.grab(display))
        glass.forbid()
        wait_ms(50)
        assert 0 == proof_pixels(glass.grab(display))


def test_player_says_what_plays(glass: FilmGlass) -> None:
    """Title, chapter, what is left of the film and of the drive."""
    glass.play("rear_left")
    words = glass.words("rear_left")
    assert "The Long Light" in words
    assert any(text.startswith("Chapter 1, ") for text in words)
    assert any(text.endswith(" left") for text in words)
    assert "Drive ends in 31 s" in words


def test_trip_of_unknown_length_is_not_drawn(glass: FilmGlass) -> None:
    """Where the drive's length is not known there is no trip line."""
    glass.drive(axis_s=40, span_s=None)
    wait_ms(50)
    assert not [text for text in glass.words("rear_left") if text.startswith("Drive")]


def test_targets_are_a_childs(glass: FilmGlass) -> None:
    """What can be pressed is at least 96 px each way."""
    glass.play("rear_left")
    for name in ("play", "forward", "mute", "send_rear_right"):
        item = glass.item("rear_left", name)
        assert TOUCH_PX <= min(item.width(), item.height()), name


def test_keys_steer(glass: FilmGlass) -> None:
    """Enter pauses, right and Enter go on ten seconds, up to the rail where left goes back."""
    glass.play("rear_left")
    session = glass.session("rear_left")
    glass.press("rear_left", Qt.Key.Key_Return)
    assert not session.player.playing
    before_ms = session.player.position_ms
    glass.press("rear_left", Qt.Key.Key_Right, Qt.Key.Key_Return)
    assert 10_000 == session.player.position_ms - before_ms
    glass.press("rear_left", Qt.Key.Key_Up, Qt.Key.Key_Left)
    assert before_ms == session.player.position_ms
    glass.press("rear_left", Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Return)
    assert session.player.playing


def test_keys_reach_the_other_displays(glass: FilmGlass) -> None:
    """Right along the row to the displays the film may go on to, and Enter sends it."""
    glass.play("rear_left")
    glass.press("rear_left", *[Qt.Key.Key_Right] * 4, Qt.Key.Key_Return)
    assert ["passenger"] == [told.to for told in glass.said if isinstance(told, Send)]


def test_keys_stay_here(glass: FilmGlass) -> None:
    """Arrow keys on a rear display never steer the replay, wherever they lead."""
    glass.play("rear_left")
    before = len(glass.said)
    glass.press("rear_left", *(Qt.Key.Key_Right, Qt.Key.Key_Down) * 8, *(Qt.Key.Key_Left, Qt.Key.Key_Up) * 8)
    assert [] == glass.said[before:]


def test_small_picture_seeks(glass: FilmGlass) -> None:
    """The small picture of this place is chosen; a touch on the next one goes there."""
    glass.play("rear_left")
    session = glass.session("rear_left")
    assert session.film is not None
    glass.touch("rear_left", "play")
    glass.touch("rear_left", "thumb_1")
    assert session.film.thumbs[1].at_ms == pytest.approx(session.player.position_ms, abs=60)
    assert 1 == glass.item("rear_left", "strip").property("now")


def test_broken_film_offers_another(qapp: object, tmp_path: Path) -> None:
    """A film that cannot play says why, and a touch on another plays that."""
    with FilmGlass("rear_left", film=str(tmp_path / "gone.webm")) as glass:
        glass.permit()
        wait_ms(100)
        assert {"This film cannot play", "The file is not there", "These are fine"} <= set(glass.words("rear_left"))
        assert "allowed" == glass.session("rear_left").video
        glass.touch("rear_left", "film_salt-road")
        wait_until(lambda: glass.session("rear_left").shown, "the other film does not play")
        assert {"rear_left: the film gone.webm: The file is not there"} == set(glass.faults)


def test_offer_takes_enter(glass: FilmGlass) -> None:
    """A remote's Enter says yes to an offered film."""
    wait_ms(50)
    glass.press("rear_left", Qt.Key.Key_Return)
    wait_until(lambda: glass.session("rear_left").shown, "Enter did not bring the film")


def test_no_view_has_the_proof_colour(glass: FilmGlass) -> None:
    """No picture or colour of a rear display is counted as proof film."""
    glass.play("rear_left")
    found = [proof_pixels(glass.grab("rear_left"))]
    glass.forbid()
    wait_ms(60)
    found.append(proof_pixels(glass.grab("rear_left")))
    assert [0, 0] == found


def test_enter_resumes_after_a_lock(glass: FilmGlass) -> None:
    """When the film is offered again the keys are on Resume: Enter brings the picture, the sound never stopped."""
    glass.play("rear_left")
    session = glass.session("rear_left")
    glass.forbid()
    wait_ms(100)
    glass.permit(new_grant=True)
    wait_ms(100)
    glass.press("rear_left", Qt.Key.Key_Return)
    wait_until(lambda: session.shown, "Enter did not bring the film")
    assert session.player.playing

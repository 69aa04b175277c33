"""The center display: its views, its words, its keys, its reach to other displays."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from cockpit.board.messages import Send
from tests.support.glass_film import DISPLAYS, SAID_BY_THE_MACHINE, FilmGlass, proof_pixels, wait_ms, wait_until

pytestmark = pytest.mark.qt_log_ignore(*SAID_BY_THE_MACHINE)
VALUES = {
    "Vehicle.Exterior.AirTemperature": 8.0,
    "Vehicle.Powertrain.TractionBattery.StateOfCharge.Displayed": 74.0,
}


@pytest.fixture
def glass(qapp: object) -> Iterator[FilmGlass]:
    """The center with its own film of the demo."""
    with FilmGlass("center", values=VALUES) as made:
        made.permit()
        made.drive()
        wait_ms(50)
        yield made
        assert [] == made.faults


def test_status_line_says_what_is_known(glass: FilmGlass) -> None:
    """Clock of the record, temperature, state, battery, mark."""
    assert {"13:05", "8", "°C", "Parked", "74", "%", "REPLAY"} <= set(glass.words("center"))


def test_status_line_leaves_out_what_is_not_mapped(qapp: object) -> None:
    """A vehicle without temperature and battery, a log without a date: nothing stands in their places."""
    with FilmGlass("center", recorded_utc=None, mark="SIM") as glass:
        glass.forbid(reason="missing", words="No speed signal for 0.2 s", state="UNKNOWN")
        wait_ms(50)
        words = set(glass.words("center"))
        assert {"SIM", "No speed signal"} <= words
        assert not {"°C", "%", "13:05"} & words


def test_blocked_says_why(glass: FilmGlass) -> None:
    """The headline, the reason in the permit's words, what comes next."""
    glass.play("center")
    glass.forbid()
    wait_ms(50)
    assert {
        "Over the Pass",
        "Video is off while\nthe vehicle moves",
        "Speed 3 km/h",
        "You can resume when you stop",
        "Sound goes on",
        "Moving",
    } <= set(glass.words("center"))


def test_reason_follows_the_permit(glass: FilmGlass) -> None:
    """Words that change under the same verdict change on the glass."""
    glass.forbid(words="Speed 3 km/h")
    wait_ms(50)
    glass.forbid(words="Speed 32 km/h")
    wait_ms(50)
    assert "Speed 32 km/h" == glass.item("center", "reason").property("text")


def test_resume_offers_two_places(glass: FilmGlass) -> None:
    """After a lock the film may go on where its sound is or where its picture stopped."""
    glass.play("center")
    session = glass.session("center")
    session.player.seek(4_000)
    wait_ms(300)
    glass.forbid()
    wait_ms(2_200)
    glass.permit(new_grant=True)
    wait_ms(100)
    stopped_ms = session.stopped_ms
    assert stopped_ms is not None
    assert stopped_ms + 1_500 < session.player.position_ms
    words = glass.words("center")
    assert [f"From 0:0{stopped_ms // 1000}"] == [text for text in words if text.startswith("From")]
    assert any(text.startswith("Resume at") for text in words)
    glass.touch("center", "from")
    wait_until(lambda: session.shown, "the touch did not bring the film")
    assert session.player.position_ms < stopped_ms + 1_500


def test_transport_works(glass: FilmGlass) -> None:
    """Pause, ten seconds on, sound: by touch, in the picture and without it."""
    glass.play("center")
    session = glass.session("center")
    glass.touch("center", "play")
    assert not session.player.playing
    before_ms = session.player.position_ms
    glass.touch("center", "forward")
    assert 10_000 == session.player.position_ms - before_ms
    glass.touch("center", "mute")
    assert session.player.muted
    glass.forbid()
    wait_ms(50)
    glass.touch("center", "play")
    assert session.player.playing
    glass.touch("center", "mute")
    assert not session.player.muted


def test_rail_seeks(glass: FilmGlass) -> None:
    """A touch on the time line goes to that part of the film."""
    glass.play("center")
    session = glass.session("center")
    glass.touch("center", "play")
    glass.touch("center", "rail", at=0.5)
    assert pytest.approx(session.player.duration_ms / 2, rel=0.02) == session.player.position_ms


def test_only_displays_that_may_are_offered(glass: FilmGlass) -> None:
    """Other displays are drawn only while their permit allows, and a touch asks the gateway."""
    glass.play("center")
    glass.forbid("passenger")
    wait_ms(50)
    assert {"Rear left", "Rear right"} <= set(glass.words("center"))
    assert "Passenger" not in glass.words("center")
    glass.touch("center", "send_rear_right")
    sent = [told for told in glass.said if isinstance(told, Send)]
    assert [("center", "rear_right", "over-the-pass")] == [(told.sender, told.to, told.film) for told in sent]
    assert not glass.session("center").player.playing


def test_blocked_offers_a_rear_seat(glass: FilmGlass) -> None:
    """While the vehicle moves the film can be sent where it may be seen; with nowhere to send it, nothing is drawn."""
    glass.play("center")
    glass.forbid("center", "passenger")
    wait_ms(50)
    assert "Send to rear left" in glass.words("center")
    glass.forbid(*DISPLAYS)
    wait_ms(50)
    assert not [text for text in glass.words("center") if text.startswith("Send")]


def test_arrows_are_not_taken(glass: FilmGlass) -> None:
    """On the driver's display arrows and Space steer the replay, not the film."""
    glass.play("center")
    before = len(glass.said)
    glass.press("center", Qt.Key.Key_Right, Qt.Key.Key_Space)
    assert 2 == len(glass.said[before:])


@pytest.mark.parametrize("theme", ["night", "day"])
@pytest.mark.parametrize("profile", ["van", "suv"])
def test_no_view_has_the_proof_colour(qapp: object, theme: str, profile: str) -> None:
    """Whatever the theme and profile, no picture or colour of the center is counted as proof film."""
    with FilmGlass("center", values=VALUES, theme=theme, profile=profile) as glass:
        glass.play("center")
        found = [proof_pixels(glass.grab("center"))]
        glass.forbid()
        wait_ms(60)
        found.append(proof_pixels(glass.grab("center")))
        glass.permit(new_grant=True)
        wait_ms(60)
        found.append(proof_pixels(glass.grab("center")))
        assert [0, 0, 0] == found

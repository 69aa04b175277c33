"""Film on a display and the permit it hangs on: a made board, a real screen, real pixels."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QVideoFrame

from cockpit import platform
from cockpit.screens.video import FilmPicture
from tests.support.glass_film import SAID_BY_THE_MACHINE, FilmGlass, proof_pixels, wait_ms, wait_until

pytestmark = pytest.mark.qt_log_ignore(*SAID_BY_THE_MACHINE)
MANY = 100_000


@pytest.fixture
def glass(qapp: object) -> Iterator[FilmGlass]:
    """The center with the proof film, on a board that allows nothing yet."""
    with FilmGlass("center", film="proof") as made:
        yield made
        assert [] == made.faults


def drawn(glass: FilmGlass, display: str = "center") -> QImage:
    """What the next frame shows, whatever is in the middle of being drawn."""
    return glass.grab(display)


def is_playing(glass: FilmGlass) -> bool:
    """Film as the gateway's grab says it and the picture shows it."""
    return glass.session("center").video == "playing" and proof_pixels(drawn(glass)) > MANY


@pytest.mark.keeps("P4")
def test_nothing_shows_without_permit(glass: FilmGlass) -> None:
    """A person presses play on a board that forbids: sound runs, no film pixel comes."""
    session = glass.session("center")
    glass.forbid("center")
    wait_ms(50)
    session.play()
    wait_until(lambda: session.player.position_ms > 300, "the sound does not run")
    assert 0 == proof_pixels(drawn(glass))
    assert "blocked" == session.video
    assert [] == glass.film_changes


@pytest.mark.keeps("P2")
def test_permit_alone_starts_nothing(glass: FilmGlass) -> None:
    """A screen that has just come up, or come back, offers and never starts."""
    glass.permit("center")
    wait_ms(300)
    assert "allowed" == glass.session("center").video
    assert not glass.session("center").player.playing
    assert 0 == proof_pixels(drawn(glass))


def test_play_covers_the_place(glass: FilmGlass) -> None:
    """Allowed and asked for, the film fills the center."""
    glass.play("center")
    assert MANY < proof_pixels(drawn(glass))
    assert "playing" == glass.session("center").video


@pytest.mark.keeps("P3", "P5")
def test_revocation_takes_the_pixels_in_this_frame(glass: FilmGlass) -> None:
    """The doorbell's check hides and draws in one call, and the status says so when it returns."""
    glass.play("center")
    glass.forbid("center")
    glass.screen.check_permits()
    assert not glass.is_said_visible("center")
    assert [("center", True), ("center", False)] == glass.film_changes
    assert 0 == proof_pixels(drawn(glass))
    assert glass.session("center").player.playing


@pytest.mark.keeps("P3")
def test_tick_alone_takes_the_pixels(glass: FilmGlass) -> None:
    """Without a doorbell the timer of every display frame does it."""
    glass.play("center")
    glass.forbid("center")
    wait_ms(50)
    assert 0 == proof_pixels(drawn(glass))


@pytest.mark.attacks("P3")
def test_paused_film_is_hidden_too(glass: FilmGlass) -> None:
    """A paused film delivers no frames, and goes all the same."""
    glass.play("center")
    glass.session("center").toggle()
    wait_ms(100)
    assert MANY < proof_pixels(drawn(glass))
    glass.forbid("center")
    wait_ms(50)
    assert 0 == proof_pixels(drawn(glass))
    assert not glass.is_said_visible("center")


@pytest.mark.attacks("P4")
def test_expired_lease_is_no_permit(glass: FilmGlass) -> None:
    """A gateway that stops renewing loses the picture at the end of its lease, on the machine's clock."""
    glass.play("center")
    glass.permit("center", lasts_ns=500_000_000)
    glass.screen.check_permits()
    assert is_playing(glass)
    wait_until(lambda: platform.machine_ns() > glass.permits["center"].expires_ns, "time stands still")
    wait_ms(50)
    assert 0 == proof_pixels(drawn(glass))
    assert "blocked" == glass.session("center").video


@pytest.mark.attacks("P4")
def test_lease_that_ends_between_two_ticks_paints_nothing(glass: FilmGlass) -> None:
    """Whoever draws asks once more: a frame drawn after the end shows ground, though no tick has come yet."""
    glass.play("center")
    glass.permit("center", lasts_ns=5_000_000)
    glass.screen.check_permits()
    end_ns = platform.machine_ns() + 6_000_000
    while platform.machine_ns() < end_ns:
        pass
    glass.session("center").pictured.emit(_frame())
    assert 0 == proof_pixels(drawn(glass))


@pytest.mark.keeps("P2")
def test_picture_painted_too_late_comes_back(glass: FilmGlass) -> None:
    """A busy screen that paints before it reads the renewed lease shows ground, and the next check mends it."""
    glass.play("center")
    session = glass.session("center")
    session.toggle()
    wait_ms(150)
    glass.let_lapse("center")
    session._permit = glass.permits["center"]  # the lease that ended while the thread was busy
    picture = glass.view("center").rootObject().findChild(FilmPicture)
    assert picture is not None
    picture.update()
    assert 0 == proof_pixels(drawn(glass))
    glass.permit("center")
    glass.screen.check_permits()
    assert is_playing(glass)
    assert [("center", True)] == glass.film_changes


@pytest.mark.attacks("P4")
def test_bad_checksum_is_no_permit(glass: FilmGlass) -> None:
    """A board with a flipped bit allows nothing."""
    glass.play("center")
    glass.corrupt()
    wait_ms(50)
    assert 0 == proof_pixels(drawn(glass))
    assert "blocked" == glass.session("center").video
    assert "No permit" in glass.session("center").reason


@pytest.mark.keeps("P2")
def test_same_grant_goes_on_by_itself(glass: FilmGlass) -> None:
    """A lease that lapses and returns under its grant id brings the picture back without a touch."""
    glass.play("center")
    glass.let_lapse("center")
    wait_ms(50)
    assert 0 == proof_pixels(drawn(glass))
    glass.permit("center")
    wait_until(lambda: is_playing(glass), "the film did not go on")
    assert [("center", True), ("center", False), ("center", True)] == glass.film_changes


@pytest.mark.keeps("P2")
def test_paused_film_comes_back_paused(glass: FilmGlass) -> None:
    """After a hiccup a paused film shows its picture again, and stays paused."""
    glass.play("center")
    glass.session("center").toggle()
    wait_ms(100)
    glass.let_lapse("center")
    wait_ms(50)
    glass.permit("center")
    wait_until(lambda: is_playing(glass), "the paused picture did not come back")
    assert not glass.session("center").player.playing


@pytest.mark.attacks("P2")
def test_new_grant_is_offered(glass: FilmGlass) -> None:
    """The vehicle moved and stands again: the picture waits for a touch, then shows."""
    glass.play("center")
    glass.forbid("center")
    wait_ms(50)
    glass.permit("center", new_grant=True)
    wait_ms(300)
    assert 0 == proof_pixels(drawn(glass))
    assert "allowed" == glass.session("center").video
    glass.session("center").play()
    wait_until(lambda: is_playing(glass), "the touch did not bring the film")


@pytest.mark.attacks("P2", "P5")
def test_play_while_blocked_is_no_yes_for_later(glass: FilmGlass) -> None:
    """A touch on play while the vehicle moves starts the sound; the picture is offered when it stands."""
    glass.forbid("center")
    wait_ms(50)
    glass.session("center").play()
    glass.permit("center", new_grant=True)
    wait_ms(300)
    assert 0 == proof_pixels(drawn(glass))
    assert "allowed" == glass.session("center").video


@pytest.mark.attacks("P2", "P4")
def test_touch_is_answered_by_the_board_of_that_moment(glass: FilmGlass) -> None:
    """The grant was replaced after the last look: a yes counts for the new one, and none for a permit that is gone."""
    glass.permit("center")
    glass.screen.check_permits()
    glass.permit("center", new_grant=True)
    session = glass.session("center")
    session.touch()
    assert "open" == session.look.value
    wait_until(lambda: is_playing(glass), "no film under the grant of the touch")
    glass.forbid("center")
    session.toggle()
    session.toggle()
    assert ("blocked", False) == (session.video, glass.is_said_visible("center"))
    assert ("center", False) == glass.film_changes[-1]


@pytest.mark.keeps("P6")
def test_status_is_set_before_and_cleared_after(glass: FilmGlass) -> None:
    """The status block says visible when the first picture is handed out, and hidden only after a frame without it."""
    session = glass.session("center")
    order: list[str] = []
    session.pictured.connect(lambda _frame: order.append(f"picture, said {glass.is_said_visible('center')}"))
    session.shown_changed.connect(
        lambda: order.append(f"shown {session.shown}, said {glass.is_said_visible('center')}")
    )
    glass.play("center")
    assert ["picture, said True", "shown True, said True"] == order[:2]
    order.clear()
    glass.forbid("center")
    wait_ms(50)
    unread = order.index("shown False, said True")  # until the next tick reads the board, film may still come
    assert {"picture, said True"} >= set(order[:unread])
    assert ["shown False, said True"] == order[unread:]
    assert not glass.is_said_visible("center")


@pytest.mark.attacks("P6")
def test_film_that_cannot_be_said_is_not_shown(glass: FilmGlass, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the status block cannot be told, no picture is handed out, the second as little as the first."""

    def fail(_display: str, _visible: bool) -> None:
        raise OSError("no status block")

    session = glass.session("center")
    seen: list[QVideoFrame] = []
    session.pictured.connect(seen.append)
    glass.permit("center")
    glass.screen.check_permits()
    assert session._accept()
    monkeypatch.setattr(glass.screen.glass.guards, "say_visible", fail)
    for _ in range(2):
        with pytest.raises(OSError, match="no status block"):
            session._on_picture(_frame())
    assert ([], False) == (seen, session.shown)


@pytest.mark.keeps("P6")
def test_applied_permit_is_reported(glass: FilmGlass) -> None:
    """The sequence of the permit in force is in the status block."""
    glass.permit("center")
    wait_ms(50)
    assert glass.permits["center"].sequence == glass.status().films["center"].applied_sequence


@pytest.mark.parametrize("content", [None, b"", b"MZ no film at all" * 40, b"\x1a\x45\xdf\xa3" + bytes(5_000)])
def test_broken_film_is_said(qapp: object, tmp_path: Path, content: bytes | None) -> None:
    """A film that is absent, empty, foreign or cut leaves the display allowed, with words, and nothing crashes."""
    file = tmp_path / "holiday.webm"
    if content is not None:
        file.write_bytes(content)
    with FilmGlass("center", film=str(file)) as glass:
        session = glass.session("center")
        glass.permit("center")
        session.play()
        wait_until(lambda: session.fault is not None, "nothing said that the film is broken")
        wait_until(lambda: session.video == "allowed", "a broken film has to leave the display allowed")
        assert session.note
        assert "This film\ncannot play" == glass.item("center", "headline").property("text")
        session.play()
        wait_ms(50)
        assert "allowed" == session.video
        assert {f"center: the film holiday.webm: {session.note}"} == set(glass.faults)


def test_end_begins_again(glass: FilmGlass) -> None:
    """A film loops: past its end it plays from its start, still in the picture."""
    glass.play("center")
    session = glass.session("center")
    session.player.seek(session.player.duration_ms - 300)
    wait_until(lambda: session.player.position_ms < 2_000, "the film did not begin again")
    wait_ms(200)
    assert is_playing(glass)


def test_film_sent_here_plays(glass: FilmGlass) -> None:
    """A film that a person sent from another display plays from its place where the permit allows."""
    glass.permit("center")
    wait_ms(50)
    glass.session("center").show("proof", 3_000)
    wait_until(lambda: is_playing(glass), "the sent film does not play")
    assert 3_000 <= glass.session("center").player.position_ms < 6_000


@pytest.mark.attacks("P5")
def test_film_sent_to_a_blocked_display_waits(glass: FilmGlass) -> None:
    """Sent where no permit is, a film waits for a touch under the next grant."""
    glass.forbid("center")
    wait_ms(50)
    glass.session("center").show("proof", 3_000)
    glass.permit("center", new_grant=True)
    wait_ms(300)
    assert 0 == proof_pixels(drawn(glass))
    assert "allowed" == glass.session("center").video


def test_ten_rounds_leave_nothing(glass: FilmGlass) -> None:
    """Ten times played and taken away: as many threads and descriptors as after the first time."""
    counts = []
    for _ in range(10):
        glass.permit("center", new_grant=True)
        glass.play("center")
        glass.forbid("center")
        wait_ms(60)
        assert 0 == proof_pixels(drawn(glass))
        counts.append((len(list(Path("/proc/self/task").iterdir())), len(list(Path("/proc/self/fd").iterdir()))))
    assert counts[-1][0] <= counts[0][0] + 1
    assert counts[-1][1] <= counts[0][1] + 1


def test_displays_of_one_process_are_told_apart(qapp: object) -> None:
    """Three films in one process: one display's permit goes, its film goes, the others play on."""
    displays = ("passenger", "rear_left", "rear_right")
    with FilmGlass(*displays, film="proof") as glass:
        glass.play(*displays)
        glass.forbid("passenger")
        glass.screen.check_permits()
        wait_ms(30)
        shown = {display: proof_pixels(drawn(glass, display)) > MANY for display in displays}
        assert {"passenger": False, "rear_left": True, "rear_right": True} == shown
        assert ("passenger", False) == glass.film_changes[-1]
        assert [] == glass.faults


def _frame() -> QVideoFrame:
    image = QImage(64, 36, QImage.Format.Format_RGB32)
    image.fill(0xFF00FF)
    return QVideoFrame(image)

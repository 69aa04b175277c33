"""A screen's windows and its tick: keys, sizes, pictures, faults that stay where they are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest

from cockpit import platform
from cockpit.board.messages import FirstFrame, FullSize, Grab, Grabbed, Play, Quit, ScreenFault, Show, Steer
from cockpit.features.feature import Glass
from tests.support.glass_film import SAID_BY_THE_MACHINE, FilmGlass, wait_ms, wait_until

pytestmark = pytest.mark.qt_log_ignore(*SAID_BY_THE_MACHINE)
VALUES = {"Vehicle.Speed": 46.48, "Vehicle.Powertrain.Transmission.SelectedGear": 127.0}


@pytest.fixture
def glass(qapp: QGuiApplication) -> Iterator[FilmGlass]:
    """A cluster in this process."""
    with FilmGlass("cluster", values=VALUES) as one:
        yield one


def said(glass: FilmGlass, kind: type) -> list[object]:
    """What the screen told the gateway, of one kind."""
    return [message for message in glass.said if isinstance(message, kind)]


@pytest.mark.parametrize(
    ("key", "steer"),
    [
        (Qt.Key.Key_Space, Steer("toggle", 0.0)),
        (Qt.Key.Key_Period, Steer("step", 0.0)),
        (Qt.Key.Key_Comma, Steer("back", 0.0)),
        (Qt.Key.Key_Right, Steer("seek_by", 1.0)),
        (Qt.Key.Key_Left, Steer("seek_by", -1.0)),
        (Qt.Key.Key_Up, Steer("seek_by", 10.0)),
        (Qt.Key.Key_Down, Steer("seek_by", -10.0)),
    ],
)
def test_key_steers_the_replay(glass: FilmGlass, key: Qt.Key, steer: Steer) -> None:
    """Space pauses, comma and period step, arrows seek."""
    QTest.keyClick(glass.screen.windows["cluster"].view, key)
    assert [steer] == said(glass, Steer)


def test_other_keys_do_nothing(glass: FilmGlass) -> None:
    """A key without a meaning is not sent anywhere."""
    QTest.keyClick(glass.screen.windows["cluster"].view, Qt.Key.Key_X)
    assert [] == said(glass, Steer)


def test_f1_shows_the_cluster_at_full_size_and_back(glass: FilmGlass) -> None:
    """F1 asks for the cluster, whichever process draws it; passed on it grows, and passed on again is where it was."""
    window = glass.screen.windows["cluster"]
    window.show(QRect(10, 20, 480, 180))
    QTest.keyClick(window.view, Qt.Key.Key_F1)
    assert [FullSize("cluster")] == said(glass, FullSize)
    glass.screen.take(FullSize("cluster"))
    assert 480 < window.view.width()
    glass.screen.take(FullSize("cluster"))
    assert QRect(10, 20, 480, 180) == window.view.geometry()


def test_page_is_scaled_to_its_window_and_grabbed_at_design_size(glass: FilmGlass, tmp_path: Path) -> None:
    """A window of a quarter shows the whole page; its picture still has 1920x720."""
    window = glass.screen.windows["cluster"]
    window.show(QRect(0, 0, 480, 200))
    root = window.maybe_root()
    assert root is not None
    assert (0.25, 0.0, 10.0) == (root.scale(), root.x(), root.y())
    glass.screen.take(Grab(7, "cluster", str(tmp_path / "a.png")))
    wait_until(lambda: bool(said(glass, Grabbed)), "no picture")
    image = QImage(str(tmp_path / "a.png"))
    assert (1920, 720) == (image.width(), image.height())


def test_grab_is_answered_with_the_permit(glass: FilmGlass, tmp_path: Path) -> None:
    """A display without film answers allowed while its permit holds, else blocked; a foreign one says so."""
    glass.permit("cluster", allowed=True)
    glass.screen.take(Grab(1, "cluster", str(tmp_path / "a.png")))
    wait_until(lambda: len(said(glass, Grabbed)) == 1, "no picture of an allowed display")
    glass.permit("cluster", allowed=False)
    glass.screen.take(Grab(2, "cluster", str(tmp_path / "b.png")))
    wait_until(lambda: len(said(glass, Grabbed)) == 2, "no picture of a blocked display")
    glass.screen.take(Grab(3, "attic", str(tmp_path / "c.png")))
    wait_until(lambda: len(said(glass, Grabbed)) == 3, "no answer for a foreign display")
    answers = [(one.id, one.video, one.note) for one in glass.said if isinstance(one, Grabbed)]
    assert [(1, "allowed", ""), (2, "blocked", ""), (3, "blocked", "attic is not a display of this screen")] == answers


def test_pictures_are_written_one_after_the_other_beside_the_ticks(glass: FilmGlass, tmp_path: Path) -> None:
    """Ticks go on while a picture is being written, and the next one waits for it."""
    for number in (1, 2, 3):
        glass.screen.take(Grab(number, "cluster", str(tmp_path / f"{number}.png")))
    for _ in range(3):
        before_ns = platform.machine_ns()
        glass.screen.tick()
        assert before_ns <= glass.status().heartbeat_ns
        assert [] == said(glass, Grabbed)
    wait_until(lambda: len(said(glass, Grabbed)) == 3, "a picture is missing")
    assert [1, 2, 3] == [one.id for one in glass.said if isinstance(one, Grabbed)]


def test_tick_beats_and_says_what_is_applied(glass: FilmGlass) -> None:
    """INTERLOCK P6: the heartbeat is the GUI timer's, and the applied permit is the one just read."""
    glass.permit("cluster")
    before_ns = platform.machine_ns()
    glass.screen.tick()
    assert before_ns <= glass.status().heartbeat_ns
    assert glass.permits["cluster"].sequence == glass.status().films["cluster"].applied_sequence


def test_view_model_that_raises_is_told_once_and_stops_nobody(
    glass: FilmGlass, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A fault in one feature is a message with its place; the other view-models still get every look."""
    seen: list[Glass] = []

    def fail(_glass: Glass) -> None:
        raise ValueError("out of paint")

    monkeypatch.setattr("sys.excepthook", glass.screen.report_exception)
    glass.screen.looked.connect(fail)
    glass.screen.looked.connect(seen.append)
    glass.drive(speed_kmh=10.0)
    glass.screen.tick()
    glass.drive(speed_kmh=11.0)
    glass.screen.tick()
    faults = said(glass, ScreenFault)
    assert 2 == len(seen)
    assert ["ValueError: out of paint at test_screen.py"] == [str(one.text).rpartition(":")[0] for one in faults]  # type: ignore[attr-defined] # faults alone
    assert "out of paint" in capsys.readouterr().err


def test_messages_for_a_display_without_film_are_harmless(glass: FilmGlass) -> None:
    """Play on the cluster has nothing to play; quit ends the process."""
    ended: list[bool] = []
    glass.screen.done.connect(lambda: ended.append(True))
    glass.screen.take(Play("cluster", 1))
    glass.screen.take(Quit())
    assert [True] == ended


def test_first_frame_is_told_once(glass: FilmGlass) -> None:
    """The gateway hears of each display's first frame."""
    window = glass.screen.windows["cluster"]
    window.render_now()
    window.render_now()
    assert ["cluster"] == [one.display for one in glass.said if isinstance(one, FirstFrame)]


@pytest.mark.keeps("P2")
def test_play_and_show_start_film_under_the_grant_they_name(qapp: QGuiApplication) -> None:
    """An order that is read while its grant holds is as good as a touch; a sent film begins at its place."""
    with FilmGlass("center", film="proof") as glass:
        session = glass.session("center")
        glass.permit("center")
        glass.screen.take(Play("center", 1))
        wait_until(lambda: "playing" == session.video, "the film did not start")
        glass.screen.take(Show("center", "proof", 3_000, 1))
        wait_until(lambda: "playing" == session.video, "the sent film did not start")
        assert session.player.position_ms >= 3_000


@pytest.mark.attacks("P2")
@pytest.mark.parametrize("grant_id", [0, 1, 3])
@pytest.mark.parametrize("allowed", [True, False])
def test_play_read_under_another_grant_starts_nothing(qapp: QGuiApplication, grant_id: int, allowed: bool) -> None:
    """A screen that starts or stalls reads late what was ordered under another grant: film is offered, sound silent."""
    with FilmGlass("center", film="proof") as glass:
        session = glass.session("center")
        glass.permit("center", new_grant=True, allowed=allowed)
        glass.screen.take(Play("center", grant_id))
        wait_ms(100)
        assert ("offered" if allowed else "blocked", False) == (session.look.value, session.player.playing)


@pytest.mark.attacks("P2")
def test_film_sent_under_another_grant_waits_at_its_place(qapp: QGuiApplication) -> None:
    """It is loaded and offered; the touch that takes it begins where the sender stopped."""
    with FilmGlass("center", film="proof") as glass:
        session = glass.session("center")
        glass.permit("center", new_grant=True)
        glass.screen.take(Show("center", "proof", 3_000, 1))
        wait_ms(200)
        assert ("offered", False, []) == (session.look.value, session.player.playing, glass.film_changes)
        session.play()
        wait_until(lambda: "playing" == session.video, "the touch did not start the film")
        assert session.player.position_ms >= 3_000


@pytest.mark.keeps("P2")
def test_play_read_during_a_lapse_of_its_grant_counts(qapp: QGuiApplication) -> None:
    """A lease that ran out by a hiccup is still its grant: no film pixel now, and the order is not lost."""
    with FilmGlass("center", film="proof") as glass:
        session = glass.session("center")
        glass.permit("center")
        glass.let_lapse("center")
        glass.screen.take(Play("center", 1))
        wait_until(lambda: session.player.playing, "the order was lost")
        assert ("blocked", []) == (session.look.value, glass.film_changes)


def test_swap_heard_of_late_is_no_second_first_frame(glass: FilmGlass) -> None:
    """A render thread swaps again before this thread has heard of the first: told once, and without a warning."""
    window = glass.screen.windows["cluster"]
    window.render_now()
    window._on_first_frame()
    assert ["cluster"] == [one.display for one in glass.said if isinstance(one, FirstFrame)]

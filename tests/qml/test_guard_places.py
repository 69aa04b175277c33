"""A page that places film where its permit does not belong, on pixels."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtCore import QUrl
from PySide6.QtQml import QQmlComponent
from PySide6.QtQuick import QQuickItem

from cockpit.screens.film_session import FilmSession
from tests.support.glass_film import SAID_BY_THE_MACHINE, FilmGlass, proof_pixels, wait_ms, wait_until

pytestmark = pytest.mark.qt_log_ignore(*SAID_BY_THE_MACHINE)


def add_video(glass: FilmGlass, display: str, page: str = "center") -> QQuickItem:
    """One more GuardedVideo on a page, before everything else there."""
    component = QQmlComponent(glass.screen.engine)
    text = f'import Cockpit.Kit\nGuardedVideo {{ display: "{display}"; width: 800; height: 600; z: 9 }}'
    component.setData(text.encode(), QUrl())
    item = component.create()
    assert isinstance(item, QQuickItem), component.errorString()
    component.setParent(item)  # PySide takes a component's items for dead once it is gone itself
    item.setParentItem(glass.view(page).rootObject())
    return item


@pytest.mark.attacks("P3")
@pytest.mark.attacks("P6")
def test_second_video_of_a_display_leaves_no_film_behind(qapp: object) -> None:
    """A later element of the same display takes no guard away from film that is on the glass."""
    with FilmGlass("center", film="proof") as glass:
        glass.permit("center")
        first = glass.session("center")
        wait_until(lambda: "allowed" == first.video, "nothing is offered")
        first.play()
        wait_until(lambda: first.shown, "no film")
        second = add_video(glass, "center")
        wait_ms(40)
        glass.forbid("center")
        wait_until(lambda: glass.status().films["center"].visible_since_ns is None, "film is not said to be hidden")
        assert 0 == proof_pixels(glass.grab("center"))
        shiboken6.delete(second)


@pytest.mark.attacks("P5")
def test_permit_of_a_rear_display_shows_no_film_on_the_center(qapp: object) -> None:
    """A page that names another display than its own gets no film, whatever that one may show."""
    with FilmGlass("center", film="proof") as glass:
        glass.forbid("center")
        glass.permit("rear_left", reason="hidden")
        item = add_video(glass, "rear_left")
        wait_ms(40)
        guard = glass.screen.glass.guards.maybe_of("rear_left")
        assert isinstance(guard, FilmSession)
        guard.play()
        wait_until(lambda: guard.player.position_ms > 200, "the sound does not run")
        assert 0 == proof_pixels(glass.grab("center"))
        shiboken6.delete(item)


@pytest.mark.attacks("P3")
def test_destroyed_video_is_asked_no_more(qapp: object) -> None:
    """Film that goes with its element is said to be gone, and the element that waited takes the place."""
    with FilmGlass("cluster", film="proof") as glass:
        glass.permit("cluster")
        gone, waiting = add_video(glass, "cluster", "cluster"), add_video(glass, "cluster", "cluster")
        first = glass.session("cluster")
        wait_until(lambda: "allowed" == first.video, "nothing is offered")
        first.play()
        wait_until(lambda: first.shown, "no film")
        shiboken6.delete(gone)
        wait_until(lambda: glass.status().films["cluster"].visible_since_ns is None, "film is still said to show")
        second = glass.session("cluster")
        assert second is not first
        wait_until(lambda: "allowed" == second.video, "nothing is offered again")
        second.play()
        wait_until(lambda: second.shown, "film does not come back")
        shiboken6.delete(waiting)


@pytest.mark.attacks("P5")
@pytest.mark.attacks("P6")
def test_permit_of_a_neighbour_in_the_same_process_shows_no_film(qapp: object) -> None:
    """One process draws both displays: an element shows its film on the display it names and on no other."""
    with FilmGlass("center", "cluster", film="proof") as glass:
        glass.forbid("center")
        glass.permit("cluster", reason="hidden")
        strange = add_video(glass, "cluster")
        guard = glass.session("cluster")
        wait_ms(40)
        guard.play()
        wait_until(lambda: guard.player.position_ms > 200, "the sound does not run")
        assert 0 == proof_pixels(glass.grab("center"))
        assert "blocked" == guard.video
        strange.setParentItem(glass.view("cluster").rootObject())
        wait_until(lambda: "allowed" == guard.video, "nothing is offered in its place")
        guard.play()
        wait_until(lambda: guard.shown, "no film in its place")
        shiboken6.delete(strange)

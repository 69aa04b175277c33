"""What screens ask for, and what they get."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from cockpit.board.control import Channel
from cockpit.board.messages import (
    TO_GATEWAY,
    FilmChange,
    FirstFrame,
    Play,
    ScreenFault,
    Send,
    Show,
    ToGateway,
    ToScreen,
    encode,
)
from cockpit.board.snapshot import ScreenState
from cockpit.board.writer import fresh_permits
from cockpit.gateway import requests as requests_module
from cockpit.gateway.config import ScreenGroup
from cockpit.gateway.events import EventLog
from cockpit.gateway.fleet import Screen
from cockpit.gateway.grabs import GrabRound
from cockpit.gateway.requests import Requests
from cockpit.gateway.watchdog import RestartBudget
from cockpit.platform import machine_ns

FRESH = fresh_permits(("center", "rear_left"))


class SendingFleet:
    """Keeps what it was told to send."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, ToScreen]] = []

    def send(self, display: str, message: ToScreen) -> bool:
        self.sent.append((display, message))
        return True

    def states(self) -> tuple[ScreenState, ...]:
        return (ScreenState.UP,)

    def children(self) -> list[object]:
        return []


class Bench:
    """Requests over one real channel; `publisher` has only what they look at."""

    def __init__(self, folder: Path, *, autoplay: bool = False, begin_films: bool = False) -> None:
        self.path = folder / "events.jsonl"
        self.events = EventLog(self.path)
        self.fleet = SendingFleet()
        self.publisher = SimpleNamespace(shown=FRESH, granted=set())
        photographer = SimpleNamespace(round=None)
        fakes: list[Any] = [self.fleet, self.publisher, self.events, photographer]
        self.requests = Requests(*fakes, autoplay=autoplay, begin_films=begin_films)
        ours, self.theirs = socket.socketpair()
        self.child = cast("Any", SimpleNamespace(channel=Channel(ours, TO_GATEWAY)))
        self.screen = Screen(ScreenGroup("cabin", ("rear_left",)), self.child, ScreenState.UP, RestartBudget())

    def hear(self, *messages: ToGateway | bytes) -> list[dict[str, Any]]:
        """Let the screen say something; the events so far."""
        for message in messages:
            self.theirs.sendall(message if isinstance(message, bytes) else encode(message))
            self.requests.read(self.screen, self.child)
        return [json.loads(line) for line in self.path.read_text(encoding="utf-8").splitlines()]

    def allow(self, display: str, until_ns: int, grant_id: int = 7) -> None:
        """Put a lease for a display on the board."""
        row = replace(FRESH.rows[display], allowed=True, expires_ns=until_ns, grant_id=grant_id)
        self.publisher.shown = replace(FRESH, rows={**FRESH.rows, display: row})

    def grant(self, display: str, grant_id: int = 7) -> None:
        """Allow a display anew, as the publisher says it."""
        self.allow(display, machine_ns() + 10**9, grant_id)
        self.publisher.granted.add(display)

    def close(self) -> None:
        """Give everything back."""
        self.child.channel.close()
        self.theirs.close()
        self.events.close()


class Clock:
    """CLOCK_MONOTONIC by hand."""

    now_ns = 5 * 10**9

    def __call__(self) -> int:
        return self.now_ns


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The time by which lines are counted."""
    clock = Clock()
    monkeypatch.setattr(requests_module, "mono_ns", clock)
    return clock


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """A bench on which nobody presses play."""
    bench = Bench(tmp_path, autoplay=False)
    yield bench
    bench.close()


@pytest.mark.attacks("P5")
def test_film_is_sent_on_only_where_video_may_show_now(bench: Bench) -> None:
    """A sent film reaches a display with a valid lease; without one, or with an expired one, it goes nowhere."""
    send = Send("rear_left", "center", "film.webm", 5)
    assert "no film is passed on to center" in bench.hear(send)[-1]["text"]
    bench.allow("center", machine_ns() - 1)
    bench.hear(send, Send("rear_left", "trunk", "film.webm", 5))
    assert [] == bench.fleet.sent
    bench.allow("center", machine_ns() + 10**9)
    bench.hear(send)
    assert [("center", Show("center", "film.webm", 5, 7))] == bench.fleet.sent


def test_film_events_tell_changes_of_own_displays(bench: Bench) -> None:
    """A screen tells of its own displays, each change once; when it dies its film is gone."""
    lines = bench.hear(
        FilmChange("rear_left", True, 1), FilmChange("rear_left", True, 2), FilmChange("center", True, 3)
    )
    assert [("rear_left", True, 1)] == [(line["display"], line["visible"], line["mono_ns"]) for line in lines]
    bench.requests.on_state(bench.screen, ScreenState.RESTARTING, "no heartbeat for 501 ms")
    lines = bench.hear()
    assert ["film", "fault", "film", "screen"] == [line["event"] for line in lines]
    assert (False, "restarting") == (lines[2]["visible"], lines[3]["state"])


def test_first_frames_and_faults_are_recorded(bench: Bench) -> None:
    """A first frame carries the screen's own time; a fault says whose it is."""
    first, fault = bench.hear(FirstFrame("rear_left", 7), ScreenFault("no sound"))
    assert (7, "cabin", "first_frame", "rear_left") == (
        first["mono_ns"],
        first["group"],
        first["state"],
        first["display"],
    )
    assert "cabin: no sound" == fault["text"]


@pytest.mark.attacks("P1")
@pytest.mark.parametrize("flood", [
    [b"rubbish\n" * 100],
    [ScreenFault(f"fault {number}") for number in range(100)],
    [Send("rear_left", "center", "film.webm", number) for number in range(100)],
    [FirstFrame("rear_left", number) for number in range(100)],
    [FilmChange("rear_left", number % 2 == 0, number) for number in range(100)],
], ids=["rubbish", "faults", "sends", "first_frames", "films"])  # fmt: skip
def test_flood_fills_20_lines_a_second(bench: Bench, clock: Clock, flood: list[Any]) -> None:
    """A screen gets so many lines of the events file and one that counts the rest; the next second is a fresh one."""
    bench.hear(*flood)
    assert 20 == len(bench.hear())
    clock.now_ns += 10**9 - 1
    bench.requests.settle(clock.now_ns)
    assert 20 == len(bench.hear())
    clock.now_ns += 1
    bench.requests.settle(clock.now_ns)
    assert ("cabin: 80 more lines within a second were left out", 21) == (bench.hear()[-1]["text"], len(bench.hear()))
    assert "cabin: new" == bench.hear(ScreenFault("new"))[-1]["text"]


def test_flood_of_one_screen_costs_no_other_its_lines(bench: Bench, clock: Clock) -> None:
    """Each screen has a budget of its own, and the gateway's own faults have none."""
    bench.hear(b"rubbish\n" * 100)
    bench.requests.fault("the bus is lost")
    bench.screen.group = ScreenGroup("center", ("center",))
    lines = bench.hear(ScreenFault("no sound"))
    assert ["the bus is lost", "center: no sound"] == [line["text"] for line in lines[-2:]]


def test_films_are_told_right_after_a_flood(bench: Bench, clock: Clock) -> None:
    """A change that was left out is made up for: the events never end with a film that has gone, or without one."""
    bench.hear(*[FilmChange("rear_left", number % 2 == 0, number) for number in range(21)])
    assert bench.hear()[-1]["visible"] is False
    clock.now_ns += 10**9
    bench.requests.settle(clock.now_ns)
    left_out, film = bench.hear()[-2:]
    assert ("cabin: 1 more lines within a second were left out", True, 20) == (
        left_out["text"],
        film["visible"],
        film["mono_ns"],
    )


def test_last_second_is_told_at_the_end(bench: Bench, clock: Clock) -> None:
    """A run that ends within the second still says what was left out."""
    bench.hear(b"rubbish\n" * 100)
    bench.requests.end()
    assert "cabin: 80 more lines within a second were left out" == bench.hear()[-1]["text"]


def test_long_fault_is_cut(bench: Bench) -> None:
    """No line of the events file is as long as a screen likes."""
    assert len("cabin: ") + 2_000 == len(bench.hear(ScreenFault("x" * 7_000))[-1]["text"])


@pytest.mark.parametrize(("autoplay", "sent"), [(False, []), (True, [("center", Play("center", 7))])])
def test_play_is_pressed_only_where_someone_is_to(tmp_path: Path, autoplay: bool, sent: list[object]) -> None:
    """A new grant starts a film only where the run acts for a person."""
    bench = Bench(tmp_path, autoplay=autoplay)
    bench.grant("center")
    bench.requests.press_play()
    assert sent == bench.fleet.sent
    assert set() == bench.publisher.granted
    bench.close()


@pytest.mark.keeps("P2")
def test_films_begin_once_and_are_offered_then(tmp_path: Path) -> None:
    """Play is pressed at a display's first grant; at its later ones a person has to."""
    bench = Bench(tmp_path, begin_films=True)
    for grant_id in (7, 8):
        bench.grant("center", grant_id)
        bench.requests.press_play()
    assert [("center", Play("center", 7))] == bench.fleet.sent
    bench.grant("rear_left", 9)
    bench.requests.press_play()
    assert ("rear_left", Play("rear_left", 9)) == bench.fleet.sent[-1]
    bench.close()


@pytest.mark.attacks("P2")
def test_play_for_a_grant_that_broke_at_once_names_none(tmp_path: Path) -> None:
    """A display allowed and forbidden again within one turn holds no grant, and Play says so."""
    bench = Bench(tmp_path, autoplay=True)
    bench.publisher.granted.add("center")
    bench.requests.press_play()
    assert [("center", Play("center", 0))] == bench.fleet.sent
    bench.close()


@pytest.mark.attacks("P6")
def test_screen_respawned_before_the_first_grant_begins_nothing(tmp_path: Path) -> None:
    """Its displays' first grant is offered; the first grant of a screen that never died begins the film."""
    bench = Bench(tmp_path, begin_films=True)
    bench.requests.on_state(bench.screen, ScreenState.UP, "")
    bench.requests.on_state(bench.screen, ScreenState.RESTARTING, "ended with status -9")
    bench.grant("rear_left")
    bench.requests.press_play()
    assert [] == bench.fleet.sent
    bench.grant("center")
    bench.requests.press_play()
    assert [("center", Play("center", 7))] == bench.fleet.sent
    bench.close()


@pytest.mark.keeps("P2")
def test_round_of_pictures_presses_play_for_the_grant_on_the_board(tmp_path: Path) -> None:
    """Films are ordered under the grants that stood when the round began, and only where video is allowed."""
    row = replace(FRESH.rows["center"], allowed=True, grant_id=7)
    fleet = SendingFleet()
    grabs = GrabRound(1, tmp_path, replace(FRESH, rows={**FRESH.rows, "center": row}), set(), autoplay=True, now_ns=0)
    grabs.step(cast("Any", fleet), 1)
    assert [("center", Play("center", 7))] == [one for one in fleet.sent if isinstance(one[1], Play)]

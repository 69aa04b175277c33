"""A screen process that says what no honest one says: the gateway goes on renewing leases."""

from __future__ import annotations

import math
import socket
from pathlib import Path
from typing import Any, cast

import pytest

from cockpit.board.control import Channel, Received
from cockpit.board.messages import TO_GATEWAY, TO_SCREEN, Grabbed, Send, Show, Steer, ToGateway, VehicleFace, encode
from cockpit.board.snapshot import ScreenState
from cockpit.board.writer import fresh_permits
from cockpit.gateway import fleet as fleet_module
from cockpit.gateway.config import GatewayConfig, ScreenGroup
from cockpit.gateway.fleet import Fleet
from cockpit.gateway.grabs import GrabRound
from cockpit.gateway.replay_pump import ReplayPump
from cockpit.gateway.watchdog import Watchdog

S = 1_000_000_000


def hear(line: bytes) -> Received[ToGateway]:
    """What the gateway's end makes of a line."""
    ours, theirs = socket.socketpair()
    with theirs:
        theirs.send(line + b"\n")
        channel = Channel(ours, TO_GATEWAY)
        received = channel.receive()
        channel.close()
    return received


@pytest.mark.attacks("P1")
def test_number_that_no_double_holds_costs_its_line_alone() -> None:
    """JSON knows no bound of a whole number; a float field does."""
    received = hear(b'{"op":"steer","do":"seek_to","s":1' + b"0" * 400 + b"}")
    assert ((), 1) == (received.messages, len(received.faults))


@pytest.mark.attacks("P1")
def test_half_a_surrogate_pair_in_a_films_name_passes_through() -> None:
    """A name that is no text (a file's raw bytes, or malice) is sent on, not raised over."""
    (sent,) = hear(rb'{"op":"send","from":"center","to":"rear_left","film":"\udce9","position_ms":1}').messages
    assert isinstance(sent, Send)
    ours, theirs = socket.socketpair()
    with ours:
        ours.send(encode(Show(sent.to, sent.film, sent.position_ms, 1)))
        screen = Channel(theirs, TO_SCREEN)
        assert (Show("rear_left", "\udce9", 1, 1),) == screen.receive().messages
        screen.close()


class StillReplay:
    """A paused log of 10 s that notes where it is sent."""

    primed_until_ns = 0
    span_ns = 10 * S
    paused = True
    ended = False
    loops = 0

    def __init__(self) -> None:
        self.sought_ns: list[int] = []

    def seek(self, t_ns: int) -> None:
        self.sought_ns.append(t_ns)


@pytest.mark.attacks("P1")
@pytest.mark.parametrize(("do", "s", "place_ns"), [
    ("seek_to", 1e308, 10 * S), ("seek_by", 1e308, 10 * S), ("seek_to", -1e308, 0), ("seek_by", -1e308, 0),
])
def test_seek_beyond_all_numbers_is_a_seek_to_an_end(do: str, s: float, place_ns: int) -> None:
    """Seconds become ns; what overflows on the way ends at the drive's ends."""
    replay = StillReplay()
    pump = ReplayPump(cast("Any", replay), cast("Any", None), lambda: None, math.inf)
    pump.steer(Steer(cast("Any", do), s))
    assert [place_ns] == replay.sought_ns


@pytest.mark.attacks("P1")
def test_picture_is_looked_for_where_it_was_asked_for(tmp_path: Path) -> None:
    """The path in an answer is the screen's word: too long for any file system here, and the picture is elsewhere."""
    (tmp_path / "center.png").touch()
    grabs = GrabRound(1, tmp_path, fresh_permits(("center",)), set(), autoplay=False, now_ns=0)
    grabs.on_answer(Grabbed(1, "center", "/" + "x" * 60_000, "blocked", ""))
    assert tmp_path / "center.png" == grabs._pictures["center"].path


class EndedChild:
    """A process that has died; its successor cannot be started."""

    started = 0

    def __init__(self, *_: object) -> None:
        type(self).started += 1
        if self.started > 1:
            raise OSError(12, "Cannot allocate memory")
        self.watchdog = Watchdog(0)
        self.process = cast("Any", type("Process", (), {"returncode": -9}))

    def status(self) -> None: ...

    def has_ended(self) -> bool:
        return True

    def kill(self) -> None: ...

    def forget(self) -> None: ...

    last_use, peak_rss_bytes = None, 0


@pytest.mark.attacks("P6")
def test_screen_that_cannot_be_started_again_is_left_down(monkeypatch: pytest.MonkeyPatch) -> None:
    """No memory for one screen's successor is no reason for the gateway, and so for every display, to end."""
    monkeypatch.setattr(fleet_module, "Child", EndedChild)
    config = GatewayConfig(VehicleFace("Van", "van"), (), (ScreenGroup("center", ("center",)),), {"center": True})
    fleet = Fleet(config, 0)
    told: list[tuple[ScreenState, str]] = []
    fleet.on_state = lambda _screen, state, why: told.append((state, why))
    fleet.start(0)
    fleet.watch({}, S)
    assert [ScreenState.DOWN] == [state for state, _ in told]
    assert "Cannot allocate memory" in told[0][1]
    fleet.watch({}, 2 * S)
    assert (ScreenState.DOWN,) == fleet.states()

"""Real processes are killed, stopped and hung; the board and the status blocks are watched from outside.

The screens are bare children (no Qt): what these tests show of permits and lives, the tests on pixels show of glass.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cockpit.board.snapshot import LEASE_NS, ScreenState
from cockpit.platform import machine_ns
from cockpit.signals.evidence import Verdict
from tests.support.gateway_process import GatewayProcess, wait_until
from tests.support.waiting import watch

pytestmark = [pytest.mark.alone]

START_S = 20.0
LEASE_S = 0.150
RESPAWN_S = 2.0


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., GatewayProcess]]:
    """Starts a gateway with its children; ends it whatever the test did to it."""
    started: list[GatewayProcess] = []

    def begin(manners: str = "", group: str | None = None) -> GatewayProcess:
        gateway = GatewayProcess(tmp_path, manners, group)
        started.append(gateway)
        return gateway

    yield begin
    for gateway in started:
        if gateway.process.poll() is None:
            gateway.process.send_signal(signal.SIGCONT)
        gateway.close()


def stand(gateway: GatewayProcess) -> None:
    """Keep the vehicle standing until every screen is up and film is allowed."""
    wait_until(
        lambda: gateway.allows() and set(gateway.screen_states().values()) == {ScreenState.UP},
        START_S,
        gateway.keep_standing,
    )


def stand_for(gateway: GatewayProcess, seconds: float) -> None:
    """Keep the vehicle standing for a while, whatever becomes of it."""
    watch(lambda: _says_it_stands(gateway), seconds)


@pytest.mark.attacks("P1")
def test_nothing_is_allowed_before_a_frame(start: Callable[..., GatewayProcess]) -> None:
    """A fresh gateway renews no lease at all, however long nothing comes."""
    gateway = start()
    watch(lambda: not any(map(gateway.allows, ("cluster", "center", "rear_left"))), 0.7)


@pytest.mark.keeps("P1")
def test_leases_are_renewed_and_short(start: Callable[..., GatewayProcess]) -> None:
    """While film is allowed there is always a lease, and it never reaches further than 100 ms ahead."""
    gateway = start()
    stand(gateway)
    expiries = set()

    def holds_a_short_lease() -> bool:
        gateway.keep_standing()
        permits = gateway.board.maybe_permits()
        now_ns = machine_ns()
        assert permits is not None
        expires_ns = permits.rows["center"].expires_ns
        expiries.add(expires_ns)
        return permits.allows("center", now_ns) and expires_ns - now_ns <= LEASE_NS

    watch(holds_a_short_lease, 1.0)
    assert len(expiries) >= 30


@pytest.mark.attacks("B4")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSTOP], ids=["killed", "stopped"])
def test_no_lease_outlives_the_gateway(start: Callable[..., GatewayProcess], how: signal.Signals) -> None:
    """150 ms after the gateway was killed or stopped no permit is valid, and soon every value is stale."""
    gateway = start()
    stand(gateway)
    gateway.process.send_signal(how)
    took_s = wait_until(lambda: not gateway.allows(), LEASE_S)
    assert took_s > 0.05, "the lease was over before it could have been: nothing was held"

    def is_stale() -> bool:
        signals = gateway.board.maybe_signals(machine_ns())
        return signals is not None and signals.rows[0].quality is Verdict.STALE

    wait_until(is_stale, 0.5)


@pytest.mark.keeps("B4")
def test_screens_end_when_the_gateway_is_killed(start: Callable[..., GatewayProcess]) -> None:
    """A screen does not outlive its gateway: its control channel closes and it goes."""
    gateway = start()
    stand(gateway)
    pids = [pid for group in ("cluster", "center", "cabin") for pid in gateway.pids(group)]
    gateway.process.kill()
    gateway.process.wait()
    wait_until(lambda: not any(map(_lives, pids)), 3.0)


@pytest.mark.keeps("P2")
def test_short_stop_lapses_and_returns_under_the_same_grant(start: Callable[..., GatewayProcess]) -> None:
    """A hiccup of 150 ms on a bus that went on sending lets the lease lapse and come back with its grant_id."""
    gateway = start()
    stand(gateway)
    before = _grant(gateway)
    gateway.process.send_signal(signal.SIGSTOP)
    wait_until(lambda: not gateway.allows(), 1.0, gateway.keep_standing)
    gateway.process.send_signal(signal.SIGCONT)
    wait_until(gateway.allows, 1.0, gateway.keep_standing)
    assert before == _grant(gateway)


@pytest.mark.attacks("P2")
def test_long_stop_throws_the_backlog_away(start: Callable[..., GatewayProcess]) -> None:
    """After a stop of 600 ms what waited on the bus counts for nothing: film comes back under a new grant only."""
    gateway = start()
    stand(gateway)
    before = _grant(gateway)
    gateway.process.send_signal(signal.SIGSTOP)
    stand_for(gateway, 0.6)
    gateway.process.send_signal(signal.SIGCONT)
    wait_until(gateway.allows, 2.0, gateway.keep_standing)
    assert before != _grant(gateway)


@pytest.mark.keeps("P6")
def test_late_wake_kills_no_screen(start: Callable[..., GatewayProcess]) -> None:
    """After the gateway and all its screens slept for a second, nobody is killed for it."""
    gateway = start()
    stand(gateway)
    pids = [gateway.pids(group)[-1] for group in ("cluster", "center", "cabin")]
    gateway.process.send_signal(signal.SIGSTOP)
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    time.sleep(1.0)  # sleeps: everyone else does, and nothing may happen
    gateway.process.send_signal(signal.SIGCONT)
    stand_for(gateway, 0.08)
    for pid in pids:
        os.kill(pid, signal.SIGCONT)
    stand_for(gateway, 0.8)
    assert pids == [gateway.pids(group)[-1] for group in ("cluster", "center", "cabin")]


@pytest.mark.attacks("B5", "P6")
def test_stopped_screen_is_killed_when_its_film_must_go(start: Callable[..., GatewayProcess]) -> None:
    """A screen stopped with film on it is dead 150 ms after the vehicle moves, and draws again within 2 s."""
    gateway = start()
    stand(gateway)
    wait_until(lambda: bool(_films(gateway, visible=True)), 2.0, gateway.keep_standing)
    (pid,) = gateway.pids("center")
    os.kill(pid, signal.SIGSTOP)
    gateway.say(moving=True)
    wait_until(lambda: not _lives(pid), LEASE_S)
    wait_until(lambda: len(gateway.pids("center")) == 2, RESPAWN_S)
    wait_until(lambda: gateway.screen_states()["center"] is ScreenState.UP, RESPAWN_S)
    assert [False, True, False] == [event["allowed"] for event in _of(gateway, "permit", "center")]
    assert "film on center" in gateway.read_events("fault")[0]["text"]


@pytest.mark.attacks("P6")
def test_screen_that_keeps_its_film_is_killed(start: Callable[..., GatewayProcess]) -> None:
    """A screen that beats but does not hide is killed 100 ms after the revocation, its neighbours are not."""
    gateway = start("stuck_film", "center")
    stand(gateway)
    wait_until(lambda: bool(_films(gateway, visible=True)), 2.0, gateway.keep_standing)
    gateway.say(moving=True)
    wait_until(lambda: not _lives(gateway.pids("center")[0]), LEASE_S)
    wait_until(lambda: len(gateway.pids("center")) == 2, RESPAWN_S)
    assert (1, 1) == (len(gateway.pids("cluster")), len(gateway.pids("cabin")))


@pytest.mark.keeps("B5")
def test_stopped_screen_without_film_is_killed_by_its_heartbeat(start: Callable[..., GatewayProcess]) -> None:
    """A screen that hangs while nothing must be hidden is killed about 500 ms after its last beat."""
    gateway = start()
    stand(gateway)
    stand_for(gateway, 5.0)  # the grace at start
    (pid,) = gateway.pids("cabin")
    os.kill(pid, signal.SIGSTOP)
    took_s = wait_until(lambda: not _lives(pid), 0.65, gateway.keep_standing)
    assert took_s > 0.35
    wait_until(lambda: gateway.screen_states()["cabin"] is ScreenState.UP, RESPAWN_S, gateway.keep_standing)


@pytest.mark.keeps("P6")
def test_respawned_screen_only_offers(start: Callable[..., GatewayProcess]) -> None:
    """Play is not pressed for a screen that was killed and respawned under the same grant."""
    gateway = start()
    stand(gateway)
    wait_until(lambda: bool(_films(gateway, visible=True)), 2.0, gateway.keep_standing)
    os.kill(gateway.pids("center")[0], signal.SIGKILL)
    wait_until(lambda: len(gateway.pids("center")) == 2, RESPAWN_S, gateway.keep_standing)
    wait_until(lambda: gateway.screen_states()["center"] is ScreenState.UP, RESPAWN_S, gateway.keep_standing)
    stand_for(gateway, 0.3)
    assert [True, False] == [event["visible"] for event in _of(gateway, "film", "center")]


@pytest.mark.attacks("P6")
def test_three_restarts_leave_a_screen_down(start: Callable[..., GatewayProcess]) -> None:
    """A screen that dies again and again is started four times, then left down, and the board says so."""
    gateway = start("die", "cabin")
    wait_until(lambda: gateway.screen_states().get("cabin") is ScreenState.DOWN, START_S, gateway.keep_standing)
    wait_until(lambda: gateway.screen_states()["center"] is ScreenState.UP, START_S, gateway.keep_standing)
    assert 4 == len(gateway.pids("cabin"))
    states = [event["state"] for event in gateway.read_events("screen") if event["group"] == "cabin"]
    assert ["restarting", "restarting", "restarting", "down"] == states


def test_deaf_and_chatty_screens_hold_up_nobody(start: Callable[..., GatewayProcess]) -> None:
    """A screen that never reads, or floods its channel, costs the others no lease."""
    gateway = start("chatty", "cabin")
    stand(gateway)
    watch(lambda: _says_it_stands(gateway) and gateway.allows(), 1.0)


def test_end_is_clean(start: Callable[..., GatewayProcess]) -> None:
    """SIGTERM ends gateway and screens with status 0 within 2 s, and nobody is respawned meanwhile."""
    gateway = start()
    stand(gateway)
    began = time.monotonic()
    gateway.process.terminate()
    assert 0 == gateway.process.wait(10)
    assert time.monotonic() - began < 2.0
    assert [1, 1, 1] == [len(gateway.pids(group)) for group in ("cluster", "center", "cabin")]


def _says_it_stands(gateway: GatewayProcess) -> bool:
    gateway.keep_standing()
    return True


def _grant(gateway: GatewayProcess) -> int:
    permits = gateway.board.maybe_permits()
    assert permits is not None
    return permits.rows["center"].grant_id


def _lives(pid: int) -> bool:
    """Whether a process runs or is stopped; a dead one that waits to be reaped does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state not in "ZX"


def _of(gateway: GatewayProcess, kind: str, display: str) -> list[dict[str, Any]]:
    return [event for event in gateway.read_events(kind) if event.get("display") == display]


def _films(gateway: GatewayProcess, *, visible: bool) -> list[dict[str, Any]]:
    return [event for event in _of(gateway, "film", "center") if event["visible"] is visible]

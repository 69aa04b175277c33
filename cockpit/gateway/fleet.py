"""All screen processes: started together, watched by P6's rules, restarted or left down, and ended together."""

from __future__ import annotations

import selectors
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cockpit.board.snapshot import ScreenState
from cockpit.gateway.children import Child
from cockpit.gateway.outcome import ScreenUse
from cockpit.gateway.watchdog import RestartBudget
from cockpit.platform import machine_ns

if TYPE_CHECKING:
    from cockpit.board.messages import ToScreen
    from cockpit.gateway.config import GatewayConfig, ScreenGroup
    from cockpit.gateway.wakeup import SignalPipe

_QUIT_WITHIN_NS = 2_000_000_000
"""A screen ends this long after its control channel closes."""
_REAP_WITHIN_NS = 1_000_000_000
_LOOK_S = 0.025

OnState = Callable[["Screen", ScreenState, str], None]
"""Told of each change of a screen's state, with the reason in words (empty where nothing went wrong)."""


@dataclass(slots=True)
class Screen:
    """A group of displays and the process that draws it now; `child` is None once it is left down."""

    group: ScreenGroup
    child: Child | None
    state: ScreenState
    budget: RestartBudget
    restarts: int = 0
    _ended_cpu_s: float = 0.0
    _peak_rss_bytes: int = 0

    @property
    def cpu_s(self) -> float:
        """Processor seconds of all its processes, as last sampled."""
        use = self.child.last_use if self.child is not None else None
        return self._ended_cpu_s + (use.cpu_s if use else 0.0)

    @property
    def peak_rss_bytes(self) -> int:
        """The largest resident size sampled of any of them."""
        return max(self._peak_rss_bytes, self.child.peak_rss_bytes if self.child is not None else 0)

    def take_away(self) -> None:
        """Let go of the process, but keep what it used."""
        assert self.child is not None
        self._ended_cpu_s, self._peak_rss_bytes = self.cpu_s, self.peak_rss_bytes
        self.child = None


class Fleet:
    """The screen processes of a gateway. Times are on the machine's clock; nothing here blocks."""

    def __init__(self, config: GatewayConfig, board_fd: int) -> None:
        self._config = config
        self._board_fd = board_fd
        self.on_state: OnState = _tell_nobody
        self._dying: list[Child] = []
        self.screens: tuple[Screen, ...] = ()

    def start(self, now_ns: int) -> None:
        """Spawn every screen."""
        screens = []
        for group in self._config.groups:
            child = Child(group, self._config, self._board_fd, now_ns)
            screens.append(Screen(group, child, ScreenState.STARTING, RestartBudget()))
        self.screens = tuple(screens)

    def states(self) -> tuple[ScreenState, ...]:
        """How each screen fares, in the groups' order: what the board says to the others."""
        return tuple(screen.state for screen in self.screens)

    def children(self) -> list[tuple[Screen, Child]]:
        """The screens that have a process."""
        return [(screen, screen.child) for screen in self.screens if screen.child is not None]

    def maybe_screen_of(self, display: str) -> Screen | None:
        """The screen that draws this display."""
        return next((screen for screen in self.screens if display in screen.group.displays), None)

    def has_screen(self, display: str) -> bool:
        """Whether a process draws this display now."""
        screen = self.maybe_screen_of(display)
        return screen is not None and screen.child is not None

    def send(self, display: str, message: ToScreen) -> bool:
        """Send to the screen that draws `display`; False where it is down or its channel takes no more."""
        screen = self.maybe_screen_of(display)
        return screen is not None and screen.child is not None and screen.child.channel.send(message)

    def ring(self, displays: set[str]) -> None:
        """Ring the doorbell of every screen that draws one of `displays`."""
        for screen, child in self.children():
            if not displays.isdisjoint(screen.group.displays):
                child.channel.ring()

    def forgive(self, now_ns: int) -> None:
        """The gateway woke late: every heartbeat starts anew."""
        for _, child in self.children():
            child.watchdog.forgive(now_ns)

    def watch(self, forbidden_since_ns: Mapping[str, int], now_ns: int) -> None:
        """Reap, kill and respawn what P6 says, and push what waits on the channels."""
        self._is_gone()
        for screen, child in self.children():
            status = child.status()
            if child.has_ended():
                self._replace(screen, child, f"ended with status {child.process.returncode}", now_ns)
            elif child.channel.closed:
                self._replace(screen, child, "closed its control channel", now_ns)
            elif fault := child.watchdog.maybe_fault(status, forbidden_since_ns, now_ns):
                self._replace(screen, child, fault, now_ns)
            else:
                child.yield_processor()
                child.channel.flush()
                if status.heartbeat_ns and screen.state is not ScreenState.UP:
                    self._become(screen, ScreenState.UP, "")

    def maybe_next_ns(self, forbidden_since_ns: Mapping[str, int]) -> int | None:
        """When `watch` must be called at the latest because a film has to be gone by then."""
        due = [
            deadline_ns
            for _, child in self.children()
            if (deadline_ns := child.watchdog.maybe_hide_deadline_ns(child.status(), forbidden_since_ns)) is not None
        ]
        return min(due, default=None)

    def sample_use(self) -> None:
        """Note what each process has used so far."""
        for _, child in self.children():
            child.sample_use()

    def uses(self) -> dict[str, ScreenUse]:
        """What each screen took, by the name of its group."""
        return {
            screen.group.name: ScreenUse(
                screen.restarts, screen.cpu_s, screen.peak_rss_bytes, screen.state is ScreenState.DOWN
            )
            for screen in self.screens
        }

    def end(self, signals: SignalPipe) -> None:
        """Ask every screen to end, kill what has not done so within 2 s, and reap; nothing is respawned meanwhile."""
        for screen, child in self.children():
            child.sample_use()
            child.ask_to_quit()
            self._dying.append(child)
            screen.take_away()
        with selectors.SelectSelector() as waiting:
            waiting.register(signals, selectors.EVENT_READ)
            for limit_ns in (_QUIT_WITHIN_NS, _REAP_WITHIN_NS):
                end_ns = machine_ns() + limit_ns
                while not self._is_gone() and machine_ns() < end_ns:
                    waiting.select(_LOOK_S)
                    signals.take()
                for child in self._dying:
                    child.kill()

    def _is_gone(self) -> bool:
        self._dying = [child for child in self._dying if not _has_gone(child)]
        return not self._dying

    def _replace(self, screen: Screen, child: Child, why: str, now_ns: int) -> None:
        child.kill()
        self._dying.append(child)
        screen.take_away()
        if not screen.budget.try_spend(now_ns):
            self._become(screen, ScreenState.DOWN, why)
            return
        screen.restarts += 1
        try:
            screen.child = Child(screen.group, self._config, self._board_fd, now_ns)
        except OSError as error:
            self._become(screen, ScreenState.DOWN, f"{why}; it cannot be started again: {error}")
        else:
            self._become(screen, ScreenState.RESTARTING, why)

    def _become(self, screen: Screen, state: ScreenState, why: str) -> None:
        screen.state = state
        self.on_state(screen, state, why)


def _tell_nobody(_screen: Screen, _state: ScreenState, _why: str) -> None:
    """Until the events file is there."""


def _has_gone(child: Child) -> bool:
    if not child.has_ended():
        return False
    child.forget()
    return True

"""The parent process: one thread, one loop over the bus, the control channels, signals, and the next deadline.

A turn does a bounded amount of each thing: judge what came, renew the leases, write the signals, watch the screens,
read what they ask. Nothing in it blocks, so a flood on the bus or a deaf screen delays only itself.
"""

from __future__ import annotations

import selectors
from types import TracebackType
from typing import TYPE_CHECKING

from cockpit.board.layout import Directory
from cockpit.board.snapshot import Mode
from cockpit.gateway.events import EventLog
from cockpit.gateway.fleet import Fleet, Screen
from cockpit.gateway.grabs import Photographer, Picture
from cockpit.gateway.outcome import Outcome
from cockpit.gateway.publisher import Publisher
from cockpit.gateway.pump import LEASE_PERIOD_NS
from cockpit.gateway.replay_pump import ReplayPump
from cockpit.gateway.requests import Requests
from cockpit.gateway.sources import create_pump
from cockpit.gateway.switchboard import Switchboard
from cockpit.gateway.wakeup import SignalPipe
from cockpit.gateway.watchdog import HIDE_WITHIN_NS, LATE_WAKE_NS
from cockpit.platform import machine_ns, mono_ns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from cockpit.frames.replay import Replay
    from cockpit.gateway.children import Child
    from cockpit.gateway.config import GatewayConfig
    from cockpit.gateway.polls import Request
    from cockpit.gateway.pump import Pump
    from cockpit.gateway.report import Recorder
    from cockpit.gateway.roles import Judge, LiveSource

_S = 1_000_000_000
SIGNALS_PERIOD_NS = _S // 60
USE_PERIOD_NS = _S


class Gateway:
    """Runs a drive on its screens.

    Entering it creates the board (which allows nothing) and spawns the screens, so that they start while the caller
    loads its DBCs; leaving it ends them. In between either `run`, or `attach` and then `run_until` and `grab` by turns.
    Main thread only, because signals end it.
    """

    def __init__(self, config: GatewayConfig, recorder: Recorder | None = None) -> None:
        self._config = config
        now_ns = machine_ns()
        directory = Directory(config.displays, tuple(group.name for group in config.groups), config.paths)
        self._events = EventLog(config.events_path)
        self._publisher = Publisher(directory, self._events, recorder, self._ring, now_ns)
        self._fleet = Fleet(config, self._publisher.readable_fd)
        self._photographer = Photographer(self._fleet, autoplay=config.autoplay)
        self._requests = Requests(
            self._fleet,
            self._publisher,
            self._events,
            self._photographer,
            autoplay=config.autoplay,
            begin_films=config.begin_films,
        )
        self._fleet.on_state = self._requests.on_state
        self._signals = SignalPipe()
        self._selector = selectors.SelectSelector()  # microseconds, where epoll counts in milliseconds
        self._switchboard = Switchboard(self._selector, self._on_channel)
        self._pump: Pump | None = None
        self._bus_fd: int | None = None
        self._judge: Judge | None = None
        self._ended_by: str | None = None
        self._turned_ns = now_ns
        self._pump_due_ns: int | None = None
        self._lease_due_ns = self._signals_due_ns = self._watch_due_ns = self._use_due_ns = now_ns
        self._worst_late_ns = 0

    def __enter__(self) -> Gateway:
        self._signals.__enter__()
        self._selector.register(self._signals, selectors.EVENT_READ, self._on_signal)
        try:
            self._fleet.start(machine_ns())
        except OSError:
            self.__exit__(None, None, None)
            raise
        self._switchboard.sync(self._fleet)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._fleet.end(self._signals)
        self._selector.close()
        self._publisher.close()
        self._requests.end()
        self._events.close()
        self._signals.__exit__(kind, error, trace)

    def run(self, source: LiveSource | Replay, judge: Judge, requests: Sequence[Request] = ()) -> Outcome:
        """Drive until the log is through, the duration is over, or a signal asks to end. Arguments as for `attach`."""
        self.attach(source, judge, requests)
        pump, every_ns, folder = self._attached, self._config.grab_every_ns, self._config.grab_folder
        next_grab_ns = None if every_ns is None else max(1, -(-pump.begins_ns // every_ns)) * every_ns
        while not self._has_ended(pump):
            self._turn(next_grab_ns)
            if next_grab_ns is not None and pump.axis_ns >= next_grab_ns and not self._has_ended(pump):
                assert every_ns is not None
                assert folder is not None
                self.grab(folder / f"{next_grab_ns / _S:g}")
                next_grab_ns += every_ns
        return self.outcome()

    def attach(self, source: LiveSource | Replay, judge: Judge, requests: Sequence[Request] = ()) -> None:
        """Take up a source whose bus is open: the first decisions are published and the first event is written.

        `requests` are sent on a bus at their periods; only for one on which writing is allowed.
        """
        self._judge = judge
        pump = create_pump(source, judge, self._publish, rate=self._config.rate, requests=requests)
        self._pump = self._requests.pump = pump
        self._bus_fd = pump.maybe_fileno()
        if self._bus_fd is not None:
            self._selector.register(self._bus_fd, selectors.EVENT_READ, _do_nothing)
        self._turned_ns = machine_ns()
        self._publish()

    def run_until(self, axis_ns: int) -> bool:
        """Judge all up to and at `axis_ns`, no frame beyond; False where the drive ended or was ended before."""
        pump = self._attached
        while not self._has_ended(pump):
            self._turn(axis_ns)
            if pump.has_reached(axis_ns):
                return True
        return False

    def grab(self, folder: Path) -> Mapping[str, Picture]:
        """A picture of every display into `folder`, while the drive is held and leases go on being renewed.

        Empty where a signal ended the run meanwhile. Raises OSError where the folder cannot be made.
        """
        pump = self._attached
        if isinstance(pump, ReplayPump):
            pump.hold()
        self._publish()
        self._write_signals(machine_ns())
        pictures = self._photographer.take(folder, self._publisher.shown, pump.axis_ns, self._try_turn)
        if isinstance(pump, ReplayPump):
            pump.release()
        return pictures

    def outcome(self) -> Outcome:
        """What the run came to so far."""
        pump = self._attached
        return Outcome(
            ended_by=self._ended_by or "",
            end_ns=pump.axis_ns,
            frames=pump.frames,
            thrown_away=pump.thrown_away,
            fault=pump.fault,
            worst_late_ns=self._worst_late_ns,
            events_lost=self._events.lost,
            screens=self._fleet.uses(),
            grabs=tuple(self._photographer.taken),
        )

    @property
    def _attached(self) -> Pump:
        assert self._pump is not None, "attach a source first"
        return self._pump

    def _has_ended(self, pump: Pump) -> bool:
        duration_ns = self._config.duration_ns
        if self._ended_by is None and duration_ns is not None and pump.progress_ns >= duration_ns:
            self._ended_by = "duration"
        if self._ended_by is None and pump.ended:
            self._ended_by = "end"
        return self._ended_by is not None

    def _turn(self, stop_ns: int | None = None) -> None:
        """Wait for the next thing, then do a bounded amount of everything that is due."""
        ready = self._selector.select(self._sleep_s())
        now_ns = machine_ns()
        late_ns = now_ns - self._turned_ns - LEASE_PERIOD_NS
        if now_ns < self._turned_ns:  # the clock fell (E8): nothing waits for the time that was
            self._lease_due_ns = self._signals_due_ns = self._watch_due_ns = self._use_due_ns = now_ns
        self._turned_ns = now_ns
        self._worst_late_ns = max(self._worst_late_ns, late_ns)
        if late_ns > LATE_WAKE_NS:
            self._fleet.forgive(now_ns)
            self._publisher.forgive(late_ns)
        self._drive(now_ns, late_ns, stop_ns)
        for key, _ in ready:
            key.data()
        self._requests.press_play()
        if now_ns >= self._signals_due_ns:
            self._write_signals(now_ns)
        if now_ns >= self._watch_due_ns:
            self._watch(now_ns)
        if now_ns >= self._use_due_ns:
            self._use_due_ns = now_ns + USE_PERIOD_NS
            self._fleet.sample_use()
            self._requests.settle(mono_ns())

    def _sleep_s(self) -> float:
        due_ns = min(self._lease_due_ns, self._signals_due_ns, self._watch_due_ns)
        self._pump_due_ns = self._attached.maybe_due_ns()
        if self._pump_due_ns is not None:
            due_ns = min(due_ns, self._pump_due_ns)
        return min(max(0, due_ns - machine_ns()), LEASE_PERIOD_NS) / _S

    def _drive(self, now_ns: int, late_ns: int, stop_ns: int | None) -> None:
        """Judge what came; at each deadline, and every 25 ms whatever comes, decide and renew the leases (P1)."""
        pump, judge = self._attached, self._judge
        assert judge is not None
        is_due = self._pump_due_ns is not None and now_ns >= self._pump_due_ns
        pump.take(now_ns, late_ns, stop_ns)
        if self._bus_fd is not None and pump.fault:
            self._selector.unregister(self._bus_fd)
            self._bus_fd = None
            self._requests.fault(pump.fault)
        if now_ns >= self._lease_due_ns:
            self._lease_due_ns = now_ns + LEASE_PERIOD_NS
        elif not is_due or pump.mode is Mode.REPLAY:
            return
        if pump.is_unseen:
            self._publisher.renew(now_ns)
        else:
            judge.advance(pump.axis_ns)
            self._publish()

    def _publish(self) -> None:
        assert self._judge is not None
        self._publisher.publish(self._judge, self._attached, self._turned_ns)

    def _write_signals(self, now_ns: int) -> None:
        assert self._judge is not None
        self._signals_due_ns = now_ns + SIGNALS_PERIOD_NS
        self._publisher.write_signals(self._judge, self._attached, self._fleet.states(), now_ns)

    def _watch(self, now_ns: int) -> None:
        forbidden_since_ns = self._publisher.forbidden_since_ns
        self._fleet.watch(forbidden_since_ns, now_ns)
        self._switchboard.sync(self._fleet)
        next_ns = self._fleet.maybe_next_ns(forbidden_since_ns)
        self._watch_due_ns = min(now_ns + LEASE_PERIOD_NS, now_ns + LEASE_PERIOD_NS if next_ns is None else next_ns)

    def _try_turn(self) -> bool:
        if self._ended_by is None:
            self._turn()
        return self._ended_by is None

    def _ring(self, displays: set[str]) -> None:
        self._fleet.ring(displays)
        self._watch_due_ns = min(self._watch_due_ns, self._turned_ns + HIDE_WITHIN_NS)

    def _on_signal(self) -> None:
        self._ended_by = self._signals.take() or self._ended_by
        self._watch_due_ns = 0

    def _on_channel(self, screen: Screen, child: Child) -> None:
        self._requests.read(screen, child)
        if child.channel.closed:
            self._watch_due_ns = 0


def _do_nothing() -> None:
    """The bus is read in every turn anyway."""

"""What screens ask for, one small handler for each message. A screen can ask; what it gets is decided here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cockpit.board.messages import (
    FilmChange,
    FirstFrame,
    FullSize,
    Grabbed,
    Play,
    ScreenFault,
    Send,
    Show,
    Steer,
)
from cockpit.board.snapshot import ScreenState
from cockpit.gateway.line_budget import SECOND_NS, LineBudget
from cockpit.gateway.replay_pump import ReplayPump
from cockpit.platform import machine_ns, mono_ns

if TYPE_CHECKING:
    from cockpit.board.messages import ToGateway
    from cockpit.gateway.children import Child
    from cockpit.gateway.events import EventLog
    from cockpit.gateway.fleet import Fleet, Screen
    from cockpit.gateway.grabs import Photographer
    from cockpit.gateway.publisher import Publisher
    from cockpit.gateway.pump import Pump

_TEXT_MAX = 2_000
"""Characters of a screen's fault that are recorded."""


class Requests:
    """Reads the control channels and answers; `autoplay` and `begin_films` are the configuration's.

    What a screen tells of itself fills at most 20 lines a second of the events file, then one that counts the rest.
    """

    def __init__(
        self,
        fleet: Fleet,
        publisher: Publisher,
        events: EventLog,
        photographer: Photographer,
        *,
        autoplay: bool,
        begin_films: bool = False,
    ) -> None:
        self._fleet = fleet
        self._publisher = publisher
        self._events = events
        self._photographer = photographer
        self._autoplay = autoplay
        self._to_begin = set(publisher.shown.rows) if begin_films else set()
        self._budget = LineBudget()
        self._visible: set[str] = set()
        self._visible_in_events: set[str] = set()
        self._changed_mono_ns: dict[str, int] = {}
        self.pump: Pump | None = None

    def read(self, screen: Screen, child: Child) -> None:
        """Take what has come from one screen, a bounded amount."""
        received = child.channel.receive()
        for message in received.messages:
            self._handle(message, screen)
        for fault in received.faults:
            self._fault_of(screen.group.name, fault)

    def press_play(self) -> None:
        """Order the films of displays that were allowed anew, if someone is to press play there."""
        granted, shown = self._publisher.granted, self._publisher.shown
        for display in granted:
            if self._autoplay or display in self._to_begin:
                self._fleet.send(display, Play(display, shown.grant_of(display)))
        self._to_begin -= granted
        granted.clear()

    def fault(self, text: str) -> None:
        """Record a fault that the gateway survived."""
        self._events.fault(mono_ns(), self._axis_ns, text)

    def settle(self, now_mono_ns: int) -> None:
        """Say how much was left out of the events in the seconds that are over, and which films there are after it."""
        for name, count in self._budget.take_left_out(now_mono_ns):
            self.fault(f"{name}: {count} more lines within a second were left out")
            for display in self._visible ^ self._visible_in_events:
                self._record_film(display)

    def end(self) -> None:
        """Say the same of the last second, which is not over yet."""
        self.settle(mono_ns() + SECOND_NS)

    def on_state(self, screen: Screen, state: ScreenState, why: str) -> None:
        """Record how a screen process fares; a dead one shows no film any more, and its successor begins none (P6)."""
        if state is ScreenState.RESTARTING:
            self._to_begin.difference_update(screen.group.displays)
        if why:
            self.fault(f"screen {screen.group.name}: {why}")
        for display in screen.group.displays if state is not ScreenState.UP else ():
            self._note_film(display, mono_ns(), visible=False)
            self._record_film(display)
        self._events.screen(mono_ns(), self._axis_ns, screen.group.name, state.name.lower())

    @property
    def _axis_ns(self) -> int:
        return self.pump.axis_ns if self.pump is not None else 0

    def _handle(self, message: ToGateway, screen: Screen) -> None:
        name = screen.group.name
        match message:
            case FirstFrame() if self._may_record(name):
                self._events.screen(message.mono_ns, self._axis_ns, name, "first_frame", message.display)
            case FilmChange() if message.display in screen.group.displays:
                has_changed = self._note_film(message.display, message.mono_ns, visible=message.visible)
                if has_changed and self._may_record(name):
                    self._record_film(message.display)
            case Grabbed() if self._photographer.round is not None:
                self._photographer.round.on_answer(message)
            case Steer() if isinstance(self.pump, ReplayPump):
                self.pump.steer(message)
            case Send():
                self._pass_on(message, name)
            case FullSize():
                self._fleet.send(message.display, message)
            case ScreenFault():
                self._fault_of(name, message.text)

    def _pass_on(self, message: Send, name: str) -> None:
        """Only where video may show at this moment; the receiving screen checks its own permit again."""
        shown = self._publisher.shown
        if shown.allows(message.to, machine_ns()):
            grant_id = shown.grant_of(message.to)
            self._fleet.send(message.to, Show(message.to, message.film, message.position_ms, grant_id))
        else:
            self._fault_of(name, f"no film is passed on to {message.to}, no video is allowed there")

    def _fault_of(self, name: str, text: str) -> None:
        if self._may_record(name):
            self.fault(f"{name}: {text[:_TEXT_MAX]}")

    def _may_record(self, name: str) -> bool:
        now_ns = mono_ns()
        self.settle(now_ns)
        return self._budget.try_spend(name, now_ns)

    def _note_film(self, display: str, at_mono_ns: int, *, visible: bool) -> bool:
        """Remember whether a display shows film; True where that is a change."""
        if visible == (display in self._visible):
            return False
        self._visible ^= {display}
        self._changed_mono_ns[display] = at_mono_ns
        return True

    def _record_film(self, display: str) -> None:
        """Write how a display's film stands, where the events say otherwise."""
        if display in self._visible ^ self._visible_in_events:
            self._visible_in_events ^= {display}
            self._events.film(
                self._changed_mono_ns[display], self._axis_ns, display, visible=display in self._visible
            )

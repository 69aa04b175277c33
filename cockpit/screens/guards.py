"""The registry of guards: whoever shows film registers here and is asked at every tick and at every doorbell."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Protocol

import shiboken6

from cockpit.board.messages import ToGateway
from cockpit.board.snapshot import PermitRow, PermitSnapshot


class Guard(Protocol):
    """One display's film and the permit it hangs on (INTERLOCK P3 to P6, the screen's side)."""

    display: str

    @property
    def video(self) -> str:
        """`playing` (film in the picture), `allowed` (permit held, nothing to play) or `blocked`."""

    @property
    def note(self) -> str:
        """One word more about the film for a grab's answer, or empty."""

    def check(self, permit: PermitRow | None, machine_ns: int) -> bool:
        """Compare with the permit (None: no snapshot to be had); True if film was hidden by this very call."""

    def after_frame(self) -> None:
        """A frame of the display has been drawn: hidden film is off the glass now, and the status block may say so."""

    def play(self) -> None:
        """Act as if the user had pressed play or resume."""

    def show(self, film: str, position_ms: int) -> None:
        """Take over a film sent from another display."""


class Guards:
    """The guards of one screen process, by display.

    A display's film has one place. Of several guards of one display the first that lives gets its permit and the others
    none, and so does one that stands on another display's glass, of this process or of another.
    """

    def __init__(self) -> None:
        self._guards: dict[str, list[Guard]] = {}
        self._gone: set[str] = set()
        self.displays: Collection[str] | None = None
        """The displays of this process (set by the process; None: any)."""
        self.stands_in_place: Callable[[Guard], bool] = _anywhere
        """Whether a guard's element stands on the glass of its display (set by the process)."""
        self.rows: Mapping[str, PermitRow] = {}
        """The permits of the last check, every display's: where else a film could go."""
        self.say_visible: Callable[[str, bool], None] = _nobody_listens
        """Write one display's film visibility into the status block and tell the gateway (set by the process)."""
        self.send: Callable[[ToGateway], object] = _nobody_listens
        """Send one message to the gateway, `Send(sender, to, film, position_ms)` for one (set by the process)."""
        self.check_now: Callable[[], object] = _nobody_listens
        """Read the board and ask every guard in this very call: before a person's yes is taken (set by the process)."""

    def register(self, guard: Guard) -> None:
        """Ask this guard from now on; it waits while another of the same display lives."""
        waiting = self._guards.setdefault(guard.display, [])
        if guard not in waiting:
            waiting.append(guard)

    def forget(self, guard: Guard) -> None:
        """Ask this guard no more; the next of its display takes its place."""
        if guard in self._guards.get(guard.display, ()):
            self._guards[guard.display].remove(guard)

    def maybe_of(self, display: str) -> Guard | None:
        """The guard of a display that gets its permit; None where it shows no film."""
        return next((guard for guard in self._guards.get(display, ()) if shiboken6.isValid(guard)), None)

    def check(self, permits: PermitSnapshot | None, machine_ns: int) -> tuple[str, ...]:
        """Ask every guard; returns the displays whose film was hidden just now and that must be drawn at once."""
        self.rows = permits.rows if permits is not None else {}
        for display in self._gone:  # the frame without the element was drawn after the check that missed it
            self.say_visible(display, False)
        self._gone.clear()
        return tuple(display for display in tuple(self._guards) if self._check(display, machine_ns))

    def _check(self, display: str, machine_ns: int) -> bool:
        """Ask the guards of one display; True if film left it, or may have with an element that was destroyed."""
        guards = self._guards[display]
        living = [guard for guard in guards if shiboken6.isValid(guard)]
        is_ours = self.displays is None or display in self.displays
        has_lost = len(living) < len(guards)
        if has_lost:
            guards[:] = living
            if is_ours:
                self._gone.add(display)
        permit = self.rows.get(display) if is_ours and not has_lost else None
        if permit is not None and living and not self.stands_in_place(living[0]):
            permit = None
        hidden = [guard.check(permit if place == 0 else None, machine_ns) for place, guard in enumerate(living)]
        return has_lost or any(hidden)


def _nobody_listens(*_args: object) -> None:
    """Stand in until the process has its status block and its control channel."""


def _anywhere(_guard: Guard) -> bool:
    """Stand in until the process has its windows."""
    return True

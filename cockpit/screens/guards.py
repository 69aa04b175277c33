"""The registry of guards: whoever shows film registers here and is asked at every tick and at every doorbell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

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
    """The guards of one screen process, by display."""

    def __init__(self) -> None:
        self._guards: dict[str, Guard] = {}
        self.rows: Mapping[str, PermitRow] = {}
        """The permits of the last check, every display's: where else a film could go."""
        self.say_visible: Callable[[str, bool], None] = _nobody_listens
        """Write one display's film visibility into the status block and tell the gateway (set by the process)."""
        self.send: Callable[[ToGateway], object] = _nobody_listens
        """Send one message to the gateway, `Send(sender, to, film, position_ms)` for one (set by the process)."""

    def register(self, guard: Guard) -> None:
        """Ask this guard from now on; a later one for the same display takes its place."""
        self._guards[guard.display] = guard

    def forget(self, guard: Guard) -> None:
        """Ask this guard no more."""
        if self._guards.get(guard.display) is guard:
            del self._guards[guard.display]

    def maybe_of(self, display: str) -> Guard | None:
        """The guard of a display; None where it shows no film."""
        return self._guards.get(display)

    def check(self, permits: PermitSnapshot | None, machine_ns: int) -> tuple[str, ...]:
        """Ask every guard; returns the displays whose film was hidden just now and that must be drawn at once."""
        self.rows = permits.rows if permits is not None else {}
        return tuple(
            display for display, guard in self._guards.items() if guard.check(self.rows.get(display), machine_ns)
        )


def _nobody_listens(*_args: object) -> None:
    """Stand in until the process has its status block and its control channel."""

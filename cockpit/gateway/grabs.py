"""A round of pictures: every display is asked for one, and nothing waits longer than its bound."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from cockpit.board.messages import Grab, Play
from cockpit.board.snapshot import ScreenState
from cockpit.platform import machine_ns

if TYPE_CHECKING:
    from pathlib import Path

    from cockpit.board.messages import Grabbed
    from cockpit.board.snapshot import PermitSnapshot
    from cockpit.gateway.fleet import Fleet

_MS = 1_000_000

START_WITHIN_NS = 20_000 * _MS
"""Screens that have never been up get this long."""

FILM_WITHIN_NS = 3_000 * _MS
"""A film that is allowed and ordered to play gets this long to come into the picture."""

APPLY_WITHIN_NS = 2_000 * _MS
ANSWER_WITHIN_NS = 5_000 * _MS


@dataclass(frozen=True, slots=True)
class Picture:
    """One display's picture; `path` is None where there is none, and then `note` says why."""

    path: Path | None
    video: Literal["playing", "allowed", "blocked"]
    note: str = ""


class GrabRound:
    """Waits until the screens show what the board says, then asks for pictures and waits for the answers.

    `shown` is what the board said when the round began; the drive is held, so it stays so. `without_film` has displays
    that did not start a film when told to before, and for which nobody waits again; the round adds to it.
    Times are on the machine's clock.
    """

    def __init__(
        self,
        first_id: int,
        folder: Path,
        shown: PermitSnapshot,
        without_film: set[str],
        *,
        autoplay: bool,
        now_ns: int,
    ) -> None:
        self._folder = folder
        self._shown = shown
        self._without_film = without_film
        self._wanted = {display for display, row in shown.rows.items() if row.allowed and autoplay}
        self._display_by_id = dict(enumerate(shown.rows, first_id))
        self._began_ns = now_ns
        self._up_ns: int | None = None
        self._asked_ns: int | None = None
        self._pictures: dict[str, Picture] = {}

    @property
    def next_id(self) -> int:
        """The first number that a later round may use."""
        return max(self._display_by_id) + 1

    def step(self, fleet: Fleet, now_ns: int) -> Mapping[str, Picture] | None:
        """Do what can be done now; the pictures once the round is over."""
        if self._asked_ns is not None:
            return self._maybe_result(fleet, now_ns)
        if self._up_ns is None:
            if self._is_starting(fleet, now_ns):
                return None
            self._up_ns = now_ns
            for display in self._wanted:
                fleet.send(display, Play(display, self._shown.grant_of(display)))
        if not self._is_waiting(fleet, now_ns - self._up_ns):
            self._ask(fleet, now_ns)
        return None

    def on_answer(self, answer: Grabbed) -> None:
        """Take a screen's answer; one to another round is not looked at."""
        display = self._display_by_id.get(answer.id)
        if display == answer.display:
            path = self._folder / f"{display}.png"
            self._pictures[display] = Picture(path if path.is_file() else None, answer.video, answer.note)

    def _is_starting(self, fleet: Fleet, now_ns: int) -> bool:
        settled = (ScreenState.UP, ScreenState.DOWN)
        return now_ns - self._began_ns < START_WITHIN_NS and any(state not in settled for state in fleet.states())

    def _is_waiting(self, fleet: Fleet, waited_ns: int) -> bool:
        """Whether a screen has not looked at the board since the round began, or a film is still to come."""
        late_films = set()
        for _, child in fleet.children():
            status = child.status()
            for display, film in status.films.items():
                is_stale = (
                    status.heartbeat_ns <= self._began_ns or film.applied_sequence < self._shown.rows[display].sequence
                )
                if is_stale and waited_ns < APPLY_WITHIN_NS:
                    return True
                if display in self._wanted - self._without_film and film.visible_since_ns is None:
                    late_films.add(display)
        if late_films and waited_ns < FILM_WITHIN_NS:
            return True
        self._without_film |= late_films
        return False

    def _ask(self, fleet: Fleet, now_ns: int) -> None:
        self._asked_ns = now_ns
        for number, display in self._display_by_id.items():
            path = self._folder / f"{display}.png"
            if not fleet.send(display, Grab(number, display, str(path))):
                self._pictures[display] = self._missing(display, "the screen is down")

    def _maybe_result(self, fleet: Fleet, now_ns: int) -> Mapping[str, Picture] | None:
        assert self._asked_ns is not None
        missing = [display for display in self._shown.rows if display not in self._pictures]
        if missing and now_ns - self._asked_ns < ANSWER_WITHIN_NS and any(map(fleet.has_screen, missing)):
            return None
        for display in missing:
            self._pictures[display] = self._missing(display, "no answer from the screen")
        return {display: self._pictures[display] for display in self._shown.rows}

    def _missing(self, display: str, note: str) -> Picture:
        return Picture(None, "allowed" if self._shown.rows[display].allowed else "blocked", note)


class Photographer:
    """Runs rounds one after another and keeps what they gave: (place on the axis, pictures)."""

    def __init__(self, fleet: Fleet, *, autoplay: bool) -> None:
        self._fleet = fleet
        self._autoplay = autoplay
        self._next_id = 1
        self._without_film: set[str] = set()
        self.round: GrabRound | None = None
        self.taken: list[tuple[int, Mapping[str, Picture]]] = []

    def take(
        self, folder: Path, shown: PermitSnapshot, axis_ns: int, turn: Callable[[], bool]
    ) -> Mapping[str, Picture]:
        """One round; `turn` keeps the gateway going and says whether it still may. Empty where it may not.

        Raises OSError where the folder cannot be made.
        """
        folder.mkdir(parents=True, exist_ok=True)
        pictures: Mapping[str, Picture] | None = None
        self.round = GrabRound(
            self._next_id, folder, shown, self._without_film, autoplay=self._autoplay, now_ns=machine_ns()
        )
        self._next_id = self.round.next_id
        while pictures is None and turn():
            pictures = self.round.step(self._fleet, machine_ns())
        self.round = None
        self.taken.append((axis_ns, pictures or {}))
        return pictures or {}

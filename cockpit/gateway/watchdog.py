"""When a screen process is to be killed, and when no longer restarted (INTERLOCK P6). Pure: time is an argument."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cockpit.board.status import ScreenStatus

_MS = 1_000_000

HIDE_WITHIN_NS = 100 * _MS
HEARTBEAT_LIFE_NS = 500 * _MS
START_GRACE_NS = 5_000 * _MS
LATE_WAKE_NS = 100 * _MS
RESTARTS = 3
RESTART_WINDOW_NS = 30_000 * _MS


class Watchdog:
    """Judges one incarnation of a screen. Times are on the machine's clock.

    Ages count only while the gateway ran. After a late wake `forgive` gives the heartbeat a fresh start; a film's age
    goes on from where it was, because whoever says since when it is forbidden leaves the gap out: a gateway that wakes
    late again and again still gets a hung screen's film down.
    """

    def __init__(self, spawned_ns: int) -> None:
        self._spawned_ns = spawned_ns
        self._forgiven_ns = spawned_ns

    def forgive(self, now_ns: int) -> None:
        """Give the heartbeat a fresh start: nobody watched until now."""
        self._forgiven_ns = now_ns

    def maybe_fault(self, status: ScreenStatus, forbidden_since_ns: Mapping[str, int], now_ns: int) -> str | None:
        """Why this screen must be killed now, in words, or None.

        `forbidden_since_ns` has the displays whose video is forbidden now, with the moment it became so, later by what
        the gateway has overslept since.
        """
        for display, film in status.films.items():
            since_ns = forbidden_since_ns.get(display)
            if film.visible_since_ns is not None and since_ns is not None:
                age_ns = now_ns - since_ns
                if age_ns >= HIDE_WITHIN_NS:
                    return f"film on {display} {age_ns // _MS} ms after it was forbidden"
        if now_ns - self._spawned_ns >= START_GRACE_NS:
            is_told = status.heartbeat_ns <= now_ns + HEARTBEAT_LIFE_NS  # of a beat to come nothing can be told
            age_ns = now_ns - max(status.heartbeat_ns if is_told else 0, self._forgiven_ns)
            if age_ns > HEARTBEAT_LIFE_NS:
                return f"no heartbeat for {age_ns // _MS} ms"
        return None

    def maybe_hide_deadline_ns(self, status: ScreenStatus, forbidden_since_ns: Mapping[str, int]) -> int | None:
        """When the next film that is still visible must have gone; None where every forbidden film is hidden."""
        due = [
            since_ns + HIDE_WITHIN_NS
            for display, since_ns in forbidden_since_ns.items()
            if (film := status.films.get(display)) is not None and film.visible_since_ns is not None
        ]
        return min(due, default=None)


class RestartBudget:
    """Three restarts in 30 s; the next death within that time leaves the screen down."""

    def __init__(self) -> None:
        self._restarts_ns: deque[int] = deque(maxlen=RESTARTS)

    def try_spend(self, now_ns: int) -> bool:
        """Whether one more restart is allowed now; if so it is counted."""
        is_full = len(self._restarts_ns) == RESTARTS
        if is_full and now_ns - self._restarts_ns[0] < RESTART_WINDOW_NS:
            return False
        self._restarts_ns.append(now_ns)
        return True

"""OBD-II requests that are ours to send: each at its period, on a live bus where writing is allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cockpit.frames.frame import Frame


class Request(Protocol):
    """A frame and how often it is wanted (`signals.decode.Poll`)."""

    @property
    def frame(self) -> Frame:
        """What is sent."""

    @property
    def period_ns(self) -> int:
        """From one sending to the next."""


class Sender(Protocol):
    """A bus that can send."""

    def send(self, frame: Frame) -> None:
        """Send one frame; PermissionError where only listening is allowed, OSError where the bus is lost."""


class Polls:
    """Sends what is due, one of each at most: a late wake is not made up for. Times are on the machine's clock."""

    def __init__(self, requests: Iterable[Request], now_ns: int) -> None:
        self._requests = tuple(requests)
        self._due_ns = [now_ns for _ in self._requests]

    def maybe_due_ns(self) -> int | None:
        """When the next request is due."""
        return min(self._due_ns, default=None)

    def send(self, bus: Sender, now_ns: int) -> None:
        """Send what is due; raises what the bus raises."""
        for index, request in enumerate(self._requests):
            if self._due_ns[index] <= now_ns:
                self._due_ns[index] = now_ns + request.period_ns
                bus.send(request.frame)

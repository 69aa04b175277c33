"""The control channels of the screens that live now, on the loop's selector."""

from __future__ import annotations

import selectors
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from cockpit.gateway.children import Child
    from cockpit.gateway.fleet import Fleet, Screen


class Switchboard:
    """Keeps `selector` waiting on exactly the channels of living children; `on_ready` is the key's data, without
    arguments left to give."""

    def __init__(self, selector: selectors.BaseSelector, on_ready: Callable[[Screen, Child], None]) -> None:
        self._selector = selector
        self._on_ready = on_ready
        self._child_by_fd: dict[int, Child] = {}

    def sync(self, fleet: Fleet) -> None:
        """Drop the channels of children that are gone and take up those of new ones, which may reuse a descriptor."""
        living = {child.channel.fileno(): (screen, child) for screen, child in fleet.children()}
        for fd, child in list(self._child_by_fd.items()):
            if fd not in living or living[fd][1] is not child:
                self._selector.unregister(fd)
                del self._child_by_fd[fd]
        for fd, (screen, child) in living.items():
            if fd not in self._child_by_fd:
                self._selector.register(fd, selectors.EVENT_READ, partial(self._on_ready, screen, child))
                self._child_by_fd[fd] = child

"""The gate of one display's film: may its picture be on the glass at this moment? No Qt, no clock.

It starts shut. Only `accept`, which stands for a person's touch, opens it, and only for the grant that the permit holds
at that moment (INTERLOCK P2); every look finds it shut again when the permit is absent, refused or run out (P4).
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cockpit.board.snapshot import PermitRow


class Look(enum.Enum):
    """What the place of the film may show."""

    BLOCKED = "blocked"
    """No film pixel: no permit, or one that has run out."""
    OFFERED = "offered"
    """Permit held, but nobody has said yes to this grant: no film pixel either."""
    OPEN = "open"
    """The film may be seen."""


class Gate:
    """Compares the permit of each moment with the grant that was accepted."""

    def __init__(self) -> None:
        self._accepted: int | None = None

    def look(self, permit: PermitRow | None, machine_ns: int) -> Look:
        """The verdict at `machine_ns` of the machine's clock; `permit` is None when no whole snapshot can be had."""
        if permit is None or not permit.allows(machine_ns):
            return Look.BLOCKED
        return Look.OPEN if permit.grant_id == self._accepted else Look.OFFERED

    def accept(self, permit: PermitRow | None, machine_ns: int) -> bool:
        """A person said play: open for the grant held now. Without one nothing is kept, so the next is offered."""
        if permit is None or not permit.allows(machine_ns):
            return False
        self._accepted = permit.grant_id
        return True

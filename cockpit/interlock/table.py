"""The driving state as a table: the first row that holds decides. Every move between states is in this literal.

Two rules keep it honest: nothing outside this file picks a state, and no row looks at anything but the facts of one
moment. Rows D1 to D6 restrict, and each of them starts the settling time anew; D7 and D8 free; D9 waits.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cockpit.interlock.driving import DrivingState, Reason
from cockpit.interlock.facts import Facts


@dataclass(frozen=True, slots=True)
class Row:
    """A rule of INTERLOCK.

    `state` is None where the restricted state stays as it was. `reasons` are the codes that the row can give: where
    there are several, the facts' `spoiled` says which.
    """

    id: str
    text: str
    when: Callable[[Facts], bool]
    state: DrivingState | None
    reasons: tuple[Reason, ...]

    @property
    def is_clear(self) -> bool:
        """Whether the vehicle is taken to stand: none of D1 to D6 holds."""
        return self.id in ("D7", "D8", "D9")


TABLE = (
    Row("D1", "nothing decided yet",
        lambda facts: facts.is_first,
        DrivingState.UNKNOWN, (Reason.START,)),
    Row("D2", "a speed source is not valid, or the gear is mapped and not valid",
        lambda facts: facts.spoiled is not None,
        DrivingState.UNKNOWN,
        (Reason.MISSING, Reason.STALE, Reason.INVALID, Reason.NOT_AVAILABLE, Reason.GEAR)),
    Row("D3", "two speed sources differ by more than 2 m/s",
        lambda facts: facts.disputed is not None,
        DrivingState.UNKNOWN, (Reason.DISAGREE,)),
    Row("D4", "a source is above standstill",
        lambda facts: facts.is_moving,
        DrivingState.MOVING, (Reason.SPEED,)),
    Row("D5", "reverse is selected",
        lambda facts: facts.is_reverse,
        DrivingState.MOVING, (Reason.REVERSE,)),
    Row("D6", "fewer than two witnesses",
        lambda facts: not facts.has_witnesses,
        DrivingState.UNKNOWN, (Reason.ONE_WITNESS,)),
    Row("D7", "settled, and as long in Park (without a P: parking brake on, and N or no gear mapped)",
        lambda facts: facts.has_settled and facts.has_parked,
        DrivingState.PARKED, (Reason.PARKED,)),
    Row("D8", "settled: none of D1 to D6 has held for the settling time",
        lambda facts: facts.has_settled,
        DrivingState.IDLING, (Reason.IDLING,)),
    Row("D9", "otherwise, settling",
        lambda facts: True,  # noqa: ARG005 - the last row asks nothing
        None, (Reason.SETTLING,)),
)


def first_row(facts: Facts) -> Row:
    """The row that decides; the last one always holds."""
    return next(row for row in TABLE if row.when(facts))

"""How many lines of the events file each screen may fill. Pure: time is an argument."""

from __future__ import annotations

from dataclasses import dataclass

LINES = 20
SECOND_NS = 1_000_000_000


@dataclass(slots=True)
class _Second:
    began_ns: int
    spent: int = 0
    left_out: int = 0


class LineBudget:
    """20 lines a second for each name; a second begins with a name's first line after the one before. Times are ns."""

    def __init__(self) -> None:
        self._seconds: dict[str, _Second] = {}

    def try_spend(self, name: str, now_ns: int) -> bool:
        """Whether one more line of this name may be written now; one that may not is counted as left out.

        A second that is over must have been taken by `take_left_out` before.
        """
        second = self._seconds.setdefault(name, _Second(now_ns))
        if second.spent == LINES:
            second.left_out += 1
            return False
        second.spent += 1
        return True

    def take_left_out(self, now_ns: int) -> list[tuple[str, int]]:
        """The names whose second is over, with how many lines were left out in it, where there were any."""
        over = [name for name, second in self._seconds.items() if now_ns - second.began_ns >= SECOND_NS]
        taken = [(name, self._seconds.pop(name).left_out) for name in over]
        return [(name, count) for name, count in taken if count]

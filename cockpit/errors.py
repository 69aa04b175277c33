"""What a user did wrong, with the place and the mend: the exception that the command line turns into exit status 2."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a user's input.

    `text` says the value, what is allowed and the mend; `line` counts from 1.
    """

    text: str
    file: Path | None = None
    line: int | None = None

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line) if part is not None)
        text = f"{place}: {self.text}" if place else self.text
        return " ".join(text.splitlines())


class InputError(Exception):
    """Bad input or usage; all problems of one file travel together.

    Its text is one line: the first problem whole, then how many more there are and on which lines.
    """

    def __init__(self, *problems: Problem | str) -> None:
        self.problems = tuple(p if isinstance(p, Problem) else Problem(p) for p in problems)
        super().__init__(self._one_line())

    def _one_line(self) -> str:
        first, rest = self.problems[0], self.problems[1:]
        if not rest:
            return str(first)
        lines = ", ".join(str(p.line) for p in rest if p.line is not None)
        where = f": lines {lines}" if lines else ""
        return f"{first} (and {len(rest)} more{where})"


def maybe_nearest(word: str, known: Iterable[str]) -> str | None:
    """The known name closest to `word`, or None if nothing resembles it."""
    import difflib  # a start has no use for it

    by_lower = {name.lower(): name for name in known}
    found = difflib.get_close_matches(word.lower(), by_lower, n=1, cutoff=0.5)
    return by_lower[found[0]] if found else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`; did you mean X?` for an error text, or an empty string."""
    nearest = maybe_nearest(word, known)
    return f"; did you mean {nearest}?" if nearest else ""

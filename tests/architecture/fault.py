"""What a house rule finds: where, which rule, and the mend."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, order=True)
class Fault:
    """One breach of a house rule; `line` counts from 1."""

    file: str
    line: int
    rule: str
    mend: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.rule}: {self.mend}"


def list_files(ending: str, *folders: str) -> list[Path]:
    """The project's files with this ending, in order, as paths from the checkout's root."""
    found = (path for folder in folders for path in (ROOT / folder).rglob(f"*{ending}"))
    return sorted(path.relative_to(ROOT) for path in found if "__pycache__" not in path.parts)


def join_faults(faults: Iterable[Fault]) -> str:
    """All faults, one a line, for a failing test's text."""
    return "\n".join(str(fault) for fault in sorted(faults))

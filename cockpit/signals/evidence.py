"""What is known of one signal at one moment; the plain types that the pure rooms share."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import NamedTuple


class Verdict(enum.IntEnum):
    """How far a value can be trusted; the numbers stand on the board."""

    VALID = 0
    STALE = 1
    INVALID = 2
    NOT_AVAILABLE = 3
    MISSING = 4

    @property
    def word(self) -> str:
        """The name that JSON carries."""
        return self.name.lower()


class Sample(NamedTuple):
    """One signal taken from one frame, judged by E1 to E6; a tuple, because a full bus makes 20,000 a second.

    `index` is the signal's row in `Decoder.paths`; `value` is in the VSS unit, None unless the verdict is VALID;
    `reason` is the id of the rule that spoiled it (`E4`), or empty; `sequence` counts frames since the start.
    """

    index: int  # type: ignore[assignment]  # a row is named so everywhere; nobody searches a sample as a tuple
    value: float | None
    verdict: Verdict
    reason: str
    received_ns: int
    sequence: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """A signal's last sample seen from a moment on the axis (E7 included).

    `value` is the last valid value and kept while stale, else None. `fresh_until_ns` is the last moment at which it is
    not stale; None before the first frame. `message` names the CAN message that carries it (its witness).
    """

    value: float | None
    verdict: Verdict
    reason: str
    received_ns: int | None
    sequence: int
    fresh_until_ns: int | None
    message: str

"""The child behind `Lateness`: wakes each two milliseconds, does nothing, and keeps how late it was.

A line `FROM_NS TO_NS` (CLOCK_MONOTONIC) on standard input is answered, once a wake due after TO_NS is over, by the
worst lateness in ns of the wakes that were due or overdue in that time. Standard library only.
"""

from __future__ import annotations

import select
import sys
import time
from collections import deque

PERIOD_NS = 2_000_000
KEPT = 10_000


def main() -> None:
    """Until standard input ends."""
    wakes: deque[tuple[int, int]] = deque(maxlen=KEPT)
    asked: tuple[int, int] | None = None
    due_ns = time.monotonic_ns()
    while True:
        wait_ns = max(0, due_ns - time.monotonic_ns())
        if select.select([sys.stdin], [], [], wait_ns / 1e9)[0]:
            line = sys.stdin.readline()
            if not line:
                return
            from_text, to_text = line.split()
            asked = int(from_text), int(to_text)
        now_ns = time.monotonic_ns()
        if now_ns < due_ns:
            continue
        wakes.append((due_ns, now_ns))
        if asked is not None and due_ns > asked[1]:
            sys.stdout.write(f"{worst(wakes, *asked)}\n")
            sys.stdout.flush()
            asked = None
        due_ns = max(due_ns + PERIOD_NS, now_ns)


def worst(wakes: deque[tuple[int, int]], from_ns: int, to_ns: int) -> int:
    """The worst lateness of wakes that were due before the end and came after the beginning."""
    return max((woke - due for due, woke in wakes if due <= to_ns and woke >= from_ns), default=0)


if __name__ == "__main__":
    main()

"""The control beside a measured gateway: reads a `PtyBus` of the same rate and does nothing but stamp.

    python pty_reader.py SCHEDULE CHANNEL

Standard output gets, in JSON, the CLOCK_MONOTONIC ns at which each marked frame of SCHEDULE was read, when all frames
are in or standard input ends. Standard library only.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import sys
import time
import tty
from pathlib import Path


def main() -> int:
    """Open the adapter, stamp until the last frame."""
    with contextlib.suppress(OSError):  # woken like the gateway beside it (`cockpit.platform.try_keep_pace`)
        os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1))
    rows = Path(sys.argv[1]).read_text(encoding="ascii").splitlines()
    marked = [row.split()[1] == "1" for row in rows]
    channel = os.open(sys.argv[2], os.O_RDWR | os.O_NOCTTY)
    tty.setraw(channel)
    os.write(channel, b"O\r")
    read_ns: list[int] = []
    count = 0
    while count < len(marked):
        ready, _, _ = select.select([channel, sys.stdin], [], [])
        if sys.stdin in ready:
            break
        ends = os.read(channel, 65536).count(b"\r")
        now_ns = time.monotonic_ns()
        read_ns += [now_ns for is_marked in marked[count : count + ends] if is_marked]
        count += ends
    os.close(channel)
    sys.stdout.write(json.dumps({"frames": count, "marked_ns": read_ns}) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

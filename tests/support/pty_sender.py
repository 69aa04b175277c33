"""The child behind `PtyBus`: owns a pseudo-terminal and plays a schedule into it like a CAN adapter that speaks slcan.

    python pty_sender.py SCHEDULE

A line of SCHEDULE is `DUE_NS MARKED TEXT`: when to send after the adapter was opened, 1 if the moment is to be told,
and the frame in slcan's letters. Standard output gets the terminal's name, then, when all is sent, a report in JSON;
the terminal stays open, with what nobody has read yet, until standard input ends. Standard library only.
"""

from __future__ import annotations

import contextlib
import json
import os
import pty
import select
import sys
import time
import tty
from pathlib import Path

OPENING = (b"O", b"L")  # slcan: open, and open listen-only


def wait_for_opening(master: int) -> bool:
    """Read what the host says until it opens the channel; False if standard input ends first."""
    said = b""
    while True:
        ready, _, _ = select.select([master, sys.stdin], [], [])
        if sys.stdin in ready:
            return False
        said = (said + os.read(master, 256))[-256:]
        if any(command in OPENING for command in said.split(b"\r")[:-1]):
            return True


def read_schedule(path: Path) -> list[tuple[int, bool, bytes]]:
    """Due time in ns, whether it is marked, the bytes to write."""
    rows = (line.split() for line in path.read_text(encoding="ascii").splitlines())
    return [(int(due), marked == "1", text.encode("ascii") + b"\r") for due, marked, text in rows]


def write_whole(master: int, data: bytes) -> int:
    """Write it all, waiting where the terminal is full; how often it was."""
    stalls = 0
    while data:
        try:
            data = data[os.write(master, data) :]
        except BlockingIOError:
            stalls += 1
            select.select([], [master], [])
    return stalls


def play(master: int, schedule: list[tuple[int, bool, bytes]]) -> dict[str, object]:
    """Send each frame at its time; a late one goes at once and moves no later one."""
    started_ns = time.monotonic_ns()
    marked_ns: list[int] = []
    late_ns: list[int] = []
    stalls = 0
    for due_ns, is_marked, data in schedule:
        wait_ns = started_ns + due_ns - time.monotonic_ns()
        if wait_ns > 0:
            time.sleep(wait_ns / 1e9)
        now_ns = time.monotonic_ns()
        late_ns.append(now_ns - started_ns - due_ns)
        if is_marked:
            marked_ns.append(now_ns)
        stalls += write_whole(master, data)
        with contextlib.suppress(BlockingIOError):
            os.read(master, 4096)  # what the host still says: nobody answers it
    late_ns.sort()
    return {
        "frames": len(schedule),
        "started_ns": started_ns,
        "ended_ns": time.monotonic_ns(),
        "marked_ns": marked_ns,
        "late_p99_ns": late_ns[len(late_ns) * 99 // 100] if late_ns else 0,
        "late_max_ns": late_ns[-1] if late_ns else 0,
        "stalls": stalls,
    }


def main() -> int:
    """Open the terminal, wait to be opened as an adapter, play, report, wait for the end."""
    schedule = read_schedule(Path(sys.argv[1]))
    master, slave = pty.openpty()
    tty.setraw(slave)
    sys.stdout.write(os.ttyname(slave) + "\n")
    sys.stdout.flush()
    with contextlib.suppress(OSError):  # an adapter has a processor of its own: nothing on the machine makes it late
        os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1))
    if wait_for_opening(master):
        os.set_blocking(master, False)
        sys.stdout.write(json.dumps(play(master, schedule)) + "\n")
        sys.stdout.flush()
        sys.stdin.read()
    return 0


if __name__ == "__main__":
    sys.exit(main())

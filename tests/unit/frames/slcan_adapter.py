"""A process that plays an slcan adapter on the master side of a pseudo-terminal: `count` frames at `rate` a second."""

from __future__ import annotations

import os
import sys
import time


def main(fd: int, count: int, rate: float) -> None:
    """Write frames whose payload is their number; behind by a sleep, it writes what is due at once."""
    begin_s = time.monotonic()
    sent = 0
    while sent < count:
        due = min(count, int((time.monotonic() - begin_s) * rate) + 1)
        lines = b"".join(b"t1238%016X\r" % number for number in range(sent, due))
        while lines:
            lines = lines[os.write(fd, lines) :]
        sent = due
        time.sleep(0.0005)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))

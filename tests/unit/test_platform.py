"""What is Linux's own: running as soon as one wakes, and nothing of it for the children."""

from __future__ import annotations

import json
import os
import subprocess
import sys

SCRIPT = """
import json, os, subprocess, sys
from cockpit.platform import try_keep_pace
own = lambda: os.sched_getscheduler(0) & ~os.SCHED_RESET_ON_FORK
asked = try_keep_pace()
child = subprocess.run([sys.executable, "-c", "import os; print(os.sched_getscheduler(0))"], capture_output=True)
print(json.dumps([asked, own(), int(child.stdout)]))
"""


def test_only_the_process_itself_keeps_pace() -> None:
    """Where the system allows it the gateway gets the round-robin class, and a screen that it starts does not."""
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, check=True, timeout=30)
    asked, own, child = json.loads(done.stdout)
    assert (os.SCHED_RR if asked else os.SCHED_OTHER, os.SCHED_OTHER) == (own, child)

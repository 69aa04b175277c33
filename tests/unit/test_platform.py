"""What is Linux's own: running as soon as one wakes, and nothing of it for the screens."""

from __future__ import annotations

import json
import os
import subprocess
import sys

SCRIPT = """
import json, os, subprocess, sys
from cockpit.platform import lose_pace, try_keep_pace
asked = try_keep_pace()
with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
    lose_pace(child.pid)
    print(json.dumps([asked, os.sched_getscheduler(0), os.sched_getscheduler(child.pid)]))
    child.communicate(b"end")
lose_pace(child.pid)
"""


def test_the_gateway_keeps_pace_and_its_children_lose_it() -> None:
    """Where the system allows it the process gets the round-robin class; a child is ordinary."""
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, check=True, timeout=30)
    asked, own, child = json.loads(done.stdout)
    assert (os.SCHED_RR if asked else os.SCHED_OTHER, os.SCHED_OTHER) == (own, child)

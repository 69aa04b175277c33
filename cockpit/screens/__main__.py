"""`python -m cockpit.screens --group G --board FD --status FD --control FD`: one screen process.

Nothing that a start makes is garbage, and looking for it from the first import on takes 25 ms of 300: `process` has
Python look once the displays stand.
"""

from __future__ import annotations

import gc
import sys

if __name__ == "__main__":
    gc.disable()

    from cockpit.screens.process import main

    sys.exit(main())

"""Processor and memory of each process of the product, drawn by software under Xvfb.

    python -m tests.benchmarks.bench_process_use ../shared/real/mustang_s550 --seconds 30

First a recorded drive at rate 1 (FOLDER holds a vehicle and its one log; the films of the passenger and the rear play,
the center's is blocked while the car drives), then, half as long, the built-in van standing with all four films. Prints
JSON: per cent of one core, and MB resident (RSS) and with shared pages divided among their users (PSS).
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
import time
from pathlib import Path

from cockpit.platform import maybe_process_use
from tests.support.glass_run import CABIN, START_S, GlassRun, VanRun
from tests.support.waiting import wait_until

FILM = "demo"
LOGS = "*.log"
_ROLLUP = re.compile(r"^(Rss|Pss):\s+(\d+) kB", re.MULTILINE)


def measure(run: GlassRun, seconds: float) -> dict[str, dict[str, float]]:
    """What gateway and screens use from now on for so long."""
    pids = {"gateway": run.process.pid, **run.screen_pids()}
    before = {name: _cpu_s(pid) for name, pid in pids.items()}
    began = time.monotonic()
    time.sleep(seconds)
    took_s = time.monotonic() - began
    figures = {}
    for name, pid in pids.items():
        memory = {key: int(kb) / 1024 for key, kb in _ROLLUP.findall(Path(f"/proc/{pid}/smaps_rollup").read_text())}
        figures[name] = {
            "core_percent": round(100 * (_cpu_s(pid) - before[name]) / took_s, 1),
            "rss_mb": round(memory["Rss"], 1),
            "pss_mb": round(memory["Pss"], 1),
        }
    total = {key: round(sum(row[key] for row in figures.values()), 1) for key in ("core_percent", "pss_mb")}
    return figures | {"together": total}


def measure_replay(folder: Path, seconds: float) -> dict[str, dict[str, float]]:
    """A recorded drive with films behind."""
    (log,) = folder.glob(LOGS)
    with tempfile.TemporaryDirectory() as scratch:
        arguments = ["replay", str(log), "--vehicle", str(folder), "--loop"]
        with GlassRun(Path(scratch), arguments, FILM) as run:
            wait_until(lambda: all(map(run.says_film, CABIN)), START_S)
            return measure(run, seconds)


def measure_standing(seconds: float) -> dict[str, dict[str, float]]:
    """The van, parked, with four films."""
    with tempfile.TemporaryDirectory() as scratch, VanRun(Path(scratch), FILM) as run:
        return measure(run, seconds)


def _cpu_s(pid: int) -> float:
    use = maybe_process_use(pid)
    if use is None:
        raise RuntimeError(f"process {pid} ended while it was measured")
    return use.cpu_s


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, help="a vehicle folder with one candump log")
    parser.add_argument("--seconds", type=float, default=30.0)
    options = parser.parse_args()
    load = os.getloadavg()[0]
    figures = {
        "replay": measure_replay(options.folder, options.seconds),
        "standing": measure_standing(options.seconds / 2),
        "load_before": round(load, 1),
    }
    sys.stdout.write(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()

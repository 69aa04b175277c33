"""From a moving frame on the bus to the last film pixel on a display that the driver sees, beside a bare control.

    python -m tests.benchmarks.bench_film_gone --transitions 40

The built-in van on an slcan pseudo-terminal stands with film on four displays, moves, stands again and is resumed by a
touch, so often; the pixels are counted in the X server's memory. Prints JSON: all samples, those in which the control
was at most 5 ms late, and the control's own lateness, in ms.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.support.film_timing import Gone, measure_gone, percentile
from tests.support.glass_run import VanRun
from tests.support.lateness import Lateness

SHARES = {"p50": 0.5, "p99": 0.99, "max": 1.0}


def measure(transitions: int) -> tuple[list[Gone], list[str]]:
    """So many times moved, and stood and resumed again; and what the gateway called faults.

    Ends early where a screen was killed so often, on a machine that starves it, that it is left down.
    """
    samples: list[Gone] = []
    with tempfile.TemporaryDirectory() as folder, Lateness() as control, VanRun(Path(folder)) as run:
        while len(samples) < transitions and "down" not in {line["state"] for line in run.events("screen")}:
            run.wait_for_film("center")
            samples.append(measure_gone(run, control, lambda: run.van.go("moving")))
            run.van.go("standing")
            with contextlib.suppress(TimeoutError):
                run.resume_center()
        return samples, [line["text"] for line in run.events("fault")]


def summarise(times_ms: Sequence[float]) -> dict[str, float]:
    """p50, p99 and maximum; empty where there is none."""
    return {name: round(percentile(times_ms, share), 2) for name, share in SHARES.items() if times_ms}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--transitions", type=int, default=40)
    options = parser.parse_args()
    load = os.getloadavg()[0]
    samples, faults = measure(options.transitions)
    kept = [sample for sample in samples if sample.is_kept]
    figures = {
        "transitions": len(samples),
        "kept": len(kept),
        "kept_ms": summarise([sample.gone_ms for sample in kept]),
        "all_ms": summarise([sample.gone_ms for sample in samples]),
        "control_late_ms": summarise([sample.control_ms for sample in samples]),
        "faults": faults,
        "load_before": round(load, 1),
    }
    sys.stdout.write(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()

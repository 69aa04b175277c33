"""From a moving frame on a full bus to the permit revoked on the board, beside a control that only stamps.

    python tests/benchmarks/bench_frame_to_permit.py --seconds 60 --rounds 6
    python tests/benchmarks/bench_frame_to_permit.py --seconds 60 --screen "python tests/support/busy_screen.py"

In each round a gateway reads the built-in van, filled up to 4,500 frames/s, from an slcan pseudo-terminal, with screen
processes that each spin a Python thread; each 0.62 s the van stands long enough for film and then moves. A second
pseudo-terminal with the same schedule is read by a process that stamps. Latencies run from the sender's write, and
`received_to_permit` from the gateway's receipt (a terminal's bytes pass a kernel worker that busy screens hold up, for
gateway and control alike); the permit's end is its event, written after the board. One settled stop takes 0.5 s, so
60 s give some 90 moving frames: 500 take 6 rounds. Prints JSON; exit status 1 where a frame was lost or the p99s
differ by more than 1.5 ms.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shlex
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from cockpit.board.messages import VehicleFace
from cockpit.frames.live import BusOptions, open_bus
from cockpit.gateway.config import GatewayConfig, group_displays
from cockpit.gateway.judge import Judge
from cockpit.gateway.loop import Gateway
from cockpit.interlock.cabin import load_cabin
from cockpit.interlock.policy import load_policy
from cockpit.platform import machine_ns, try_keep_pace
from cockpit.signals.decode import build_decoder
from tests.support.children import CHILD
from tests.support.pty_bus import Due, PtyBus, Stamper, pace
from tests.support.van import PARKED, SPEEDS, VanEncoder, at_speed

RATE_HZ = 4500.0
"""A full 500 kbit/s bus of 8-byte frames with 11-bit ids carries 4,504 a second."""

CYCLE_S, STANDING_S = 0.62, 0.56
LIMIT_MS = 1.5
FILLER_ID = 0x7F0
START_S = 6.0
"""Standing while the screens start; its frames are sent, but nothing moves yet."""


def is_moving(t_s: float) -> bool:
    """Whether the van moves at this time of the schedule."""
    return t_s >= START_S and (t_s - START_S) % CYCLE_S >= STANDING_S


def payloads(seconds: float) -> Iterator[tuple[int, bytes, bool]]:
    """(id, data, first moving frame of its cycle) for every slot of the bus."""
    van = VanEncoder()
    speeds = {str(mapping.message) for mapping in van.vehicle.mappings if mapping.path in SPEEDS}
    speed_ids = {van.messages[name].frame_id for name in speeds}
    moving = at_speed(30.0)
    frames = van.drive(seconds, lambda t_s: moving if is_moving(t_s) else PARKED)
    waiting: deque[Any] = deque()
    coming = next(frames, None)
    marked_cycle = -1
    for slot in range(round(seconds * RATE_HZ)):
        t_ns = round(slot * 1e9 / RATE_HZ)
        while coming is not None and coming.t_ns <= t_ns:
            waiting.append(coming)
            coming = next(frames, None)
        if not waiting:
            yield FILLER_ID, slot.to_bytes(8, "little"), False
            continue
        frame = waiting.popleft()
        t_s = frame.t_ns / 1e9
        cycle = int((t_s - START_S) / CYCLE_S)
        is_marked = frame.arbitration_id in speed_ids and is_moving(t_s) and cycle != marked_cycle
        marked_cycle = cycle if is_marked else marked_cycle
        yield frame.arbitration_id, frame.data, is_marked


def run_round(schedule: list[Due], screen: str, folder: Path) -> dict[str, Any]:
    """One gateway beside one control; latencies in ms and what the gateway took."""
    events, environment = folder / "events.jsonl", {**os.environ, "COCKPIT_TEST_CHILD": "spin"}
    seconds = schedule[-1].at_ns / 1e9
    with PtyBus(schedule) as bus, PtyBus(schedule) as second, Stamper(schedule, second.channel) as stamper:
        command = [sys.executable, __file__, "--gateway", bus.channel, str(events), screen]
        with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as gateway:
            sent = bus.wait(seconds + 60)
            control_sent, stamped = second.wait(seconds + 60), stamper.wait(60)
            time.sleep(0.5)
            gateway.terminate()
            report: dict[str, Any] = json.loads(gateway.communicate(timeout=30)[0])
    found = [json.loads(line) for line in events.read_text(encoding="utf-8").splitlines()]
    report["faults"] = [event["text"] for event in found if event["event"] == "fault"]
    center = [event for event in found if event["event"] == "permit" and event["display"] == "center"]
    revocations = [event for event in center if not event["allowed"]]
    revoked = [event["mono_ns"] for event in revocations]
    report["received_ms"] = [(event["mono_ns"] - event["cause_mono_ns"]) / 1e6 for event in revocations]
    lines = [_next_after(sent_ns, revoked) for sent_ns in sent.marked_ns]
    report["unrevoked"] = lines.count(None)
    report["lost"] = sent.frames - report["frames"]
    report["sent"] = sent.frames
    report["permit_ms"] = [(end - at) / 1e6 for at, end in zip(sent.marked_ns, lines, strict=True) if end is not None]
    pairs = zip(control_sent.marked_ns, stamped.marked_ns, strict=True)
    report["control_ms"] = [(end - at) / 1e6 for at, end in pairs]
    return report


def _next_after(sent_ns: int, revoked_ns: list[int]) -> int | None:
    """The first revocation within the moving part of the cycle in which a frame was sent."""
    limit_ns = sent_ns + round((CYCLE_S - STANDING_S) * 1e9)
    return next((at_ns for at_ns in revoked_ns if sent_ns <= at_ns < limit_ns), None)


def percentile(values: list[float], share: float) -> float:
    """The value below which `share` of the sorted values lie."""
    return round(sorted(values)[min(len(values) - 1, int(len(values) * share))], 3)


def serve(channel: str, events: Path, screen: str) -> None:
    """The gateway's process: run until SIGTERM, then say in JSON what it took."""
    vehicle, cabin = VanEncoder().vehicle, load_cabin(None)
    displays = vehicle.displays
    config = GatewayConfig(
        vehicle=VehicleFace(vehicle.name, "van"),
        paths=vehicle.paths,
        groups=group_displays(displays),
        driver_visible={name: cabin.views[name].driver_visible for name in displays},
        screen_command=tuple(shlex.split(screen)),
        events_path=events,
        autoplay=True,
        film="proof",
        offscreen=True,
    )
    with Gateway(config) as gateway:
        judge = Judge(vehicle, build_decoder(vehicle), load_policy("mission"), cabin)
        bus = open_bus(BusOptions("slcan", channel), machine_ns())
        try_keep_pace()
        before = resource.getrusage(resource.RUSAGE_SELF)
        outcome = gateway.run(bus, judge)
        after = resource.getrusage(resource.RUSAGE_SELF)
        bus.close()
    cpu_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    facts = {
        "frames": outcome.frames,
        "thrown_away": outcome.thrown_away,
        "worst_late_ms": outcome.worst_late_ns / 1e6,
        "cpu_s": cpu_s,
        "restarts": {name: use.restarts for name, use in outcome.screens.items()},
    }
    sys.stdout.write(json.dumps(facts) + "\n")


def main() -> int:
    """Run the rounds and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--screen", default=shlex.join(CHILD), help="the screen command")
    parser.add_argument("--gateway", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.gateway:
        channel, events, screen = options.gateway
        serve(channel, Path(events), screen)
        return 0
    schedule = list(pace(payloads(options.seconds), RATE_HZ))
    rounds = []
    for _ in range(options.rounds):
        with tempfile.TemporaryDirectory() as folder:
            rounds.append(run_round(schedule, options.screen, Path(folder)))
    figures = summarise(rounds)
    sys.stdout.write(json.dumps(figures, indent=1) + "\n")
    return 0 if figures["lost"] == 0 and figures["difference_p99_ms"] <= LIMIT_MS else 1


def summarise(rounds: list[dict[str, Any]]) -> dict[str, Any]:
    """All rounds together."""
    permit = [value for one in rounds for value in one["permit_ms"]]
    control = [value for one in rounds for value in one["control_ms"]]
    received = [value for one in rounds for value in one["received_ms"]]
    frames = sum(one["frames"] for one in rounds)
    return {
        "moving_frames": len(permit),
        "unrevoked": sum(one["unrevoked"] for one in rounds),
        "sent": sum(one["sent"] for one in rounds),
        "lost": sum(one["lost"] for one in rounds),
        "thrown_away": sum(one["thrown_away"] for one in rounds),
        "permit_p50_ms": percentile(permit, 0.5),
        "permit_p99_ms": percentile(permit, 0.99),
        "permit_max_ms": percentile(permit, 1.0),
        "received_to_permit_p50_ms": percentile(received, 0.5),
        "received_to_permit_p99_ms": percentile(received, 0.99),
        "received_to_permit_max_ms": percentile(received, 1.0),
        "control_p50_ms": percentile(control, 0.5),
        "control_p99_ms": percentile(control, 0.99),
        "difference_p50_ms": round(percentile(permit, 0.5) - percentile(control, 0.5), 3),
        "difference_p99_ms": round(percentile(permit, 0.99) - percentile(control, 0.99), 3),
        "gateway_cpu_ms_per_1000_frames": round(1e6 * sum(one["cpu_s"] for one in rounds) / frames, 2),
        "worst_late_ms": round(max(one["worst_late_ms"] for one in rounds), 2),
        "restarts": [one["restarts"] for one in rounds],
        "faults": [text for one in rounds for text in one["faults"]],
    }


if __name__ == "__main__":
    sys.exit(main())

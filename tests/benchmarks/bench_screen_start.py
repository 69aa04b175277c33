"""The start of each screen process, from its spawn to its first frame, beside an empty QML window.

    python -m tests.benchmarks.bench_screen_start --pairs 10

Screen and empty window start by turns under one X server, drawn by software; each says when its first frame was
swapped. A screen of several displays counts to the last one's. Prints JSON: medians in ms, and their ratio.
"""

from __future__ import annotations

import argparse
import json
import os
import select
import statistics
import subprocess
import sys
import time

from cockpit.board.layout import Directory
from cockpit.board.messages import FirstFrame, VehicleFace
from cockpit.board.writer import BoardWriter
from cockpit.gateway.children import Child
from cockpit.gateway.config import GatewayConfig, ScreenGroup, group_displays
from cockpit.interlock.cabin import load_cabin
from cockpit.platform import machine_ns, mono_ns
from cockpit.signals.vehicle import load_vehicle
from tests.support.xvfb import XServer

START_S, END_S = 30.0, 10.0

EMPTY_WINDOW = """
import sys, time
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow
application = QGuiApplication(sys.argv)
engine = QQmlApplicationEngine()
engine.loadData(b"import QtQuick; Window { visible: true; width: 683; height: 256; color: 'black' }")
def swapped():
    sys.stdout.write(str(time.monotonic_ns()))
    application.quit()
engine.rootObjects()[0].frameSwapped.connect(swapped)
application.exec()
"""


def start_empty_window(environment: dict[str, str]) -> float:
    """ms from the spawn to the first frame of a window with nothing in it."""
    began_ns = mono_ns()
    said = subprocess.run(
        [sys.executable, "-c", EMPTY_WINDOW], env=environment, stdout=subprocess.PIPE, timeout=START_S, check=True
    )
    return (int(said.stdout) - began_ns) / 1e6


def start_screen(group: ScreenGroup, config: GatewayConfig, board_fd: int) -> float:
    """ms from the spawn to the first frame of the last of its displays."""
    began_ns = mono_ns()
    child = Child(group, config, board_fd, machine_ns())
    waiting, last_ns = set(group.displays), began_ns
    deadline = time.monotonic() + START_S
    try:
        while waiting:
            if not select.select([child.channel.fileno()], [], [], max(0.0, deadline - time.monotonic()))[0]:
                raise TimeoutError(f"no first frame of {waiting} within {START_S} s")
            for message in child.channel.receive().messages:
                if isinstance(message, FirstFrame):
                    waiting.discard(message.display)
                    last_ns = max(last_ns, message.mono_ns)
            if child.channel.closed:
                raise RuntimeError(f"the screen {group.name} ended before its first frame")
    finally:
        child.ask_to_quit()
        try:
            child.process.wait(END_S)
        except subprocess.TimeoutExpired:
            child.kill()
            child.process.wait()
        child.forget()
    return (last_ns - began_ns) / 1e6


def measure(pairs: int) -> dict[str, dict[str, float]]:
    """Medians and their ratio, by group."""
    vehicle, cabin = load_vehicle("van_ev"), load_cabin(None)
    groups = group_displays(vehicle.displays)
    figures = {}
    with XServer(1366, 768) as server:
        config = GatewayConfig(
            vehicle=VehicleFace(vehicle.name, "van"),
            paths=vehicle.paths,
            groups=groups,
            driver_visible={name: cabin.views[name].driver_visible for name in vehicle.displays},
            screen_environment=server.environment,
        )
        board = BoardWriter(Directory(vehicle.displays, tuple(group.name for group in groups), vehicle.paths))
        environment = {**os.environ, **server.environment}
        start_empty_window(environment)  # what is read from disk the first time is counted for neither
        for group in groups:
            start_screen(group, config, board.readable_fd)
            times = [
                (start_screen(group, config, board.readable_fd), start_empty_window(environment)) for _ in range(pairs)
            ]
            screen_ms, empty_ms = (statistics.median(column) for column in zip(*times, strict=True))
            figures[group.name] = {
                "screen_ms": round(screen_ms, 1),
                "empty_window_ms": round(empty_ms, 1),
                "ratio": round(screen_ms / empty_ms, 2),
            }
        board.close()
    return figures


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pairs", type=int, default=10)
    options = parser.parse_args()
    load = os.getloadavg()[0]
    figures = {"pairs": options.pairs, "screens": measure(options.pairs), "load_before": round(load, 1)}
    sys.stdout.write(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()

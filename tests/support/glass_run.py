"""The whole product as a process under an X server of its own, seen and touched as a person would.

Film pixels are counted in the X server's memory, each display in its window's place; the screens' processes are found
by the server they draw on, so that they are ended even when the gateway is dead or they are stopped.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from tests.support.van_bus import VanBus
from tests.support.waiting import wait_until
from tests.support.x_client import XClient
from tests.support.xvfb import Rectangle, Seen, XServer

DISPLAYS = ("cluster", "center", "passenger", "rear_left", "rear_right")
DRIVER_SEES = ("cluster", "center")
"""By the built-in cabin; the passenger's display has a foil."""

CABIN = ("passenger", "rear_left", "rear_right")
SCREEN = (1366, 768)
START_S = 20.0
END_S = 10.0
FILM_PIXELS = 10_000
"""A tile full of film has several times as many."""

CENTER_SIZE = (1920, 1080)
RESUME, PLAY_KEY = (1840, 980), (212, 980)
"""Places on the center in its design's pixels: the pill that offers the film, where it has no letters, and the key for
play and pause."""

ACCENT = np.array([0x35, 0xD6, 0xC3], dtype=np.int16)
"""`cinema_accent` of the built-in themes for a van: the pill's ground."""

COLOUR_TOLERANCE = 8


class GlassRun:
    """A running `cockpit` with these arguments; a context manager that leaves nothing behind.

    Both what it writes as events and what it says go into `folder`. Film pixels are counted with `film` "proof" alone.
    """

    def __init__(self, folder: Path, arguments: Sequence[str], film: str = "proof") -> None:
        self._is_proof = film == "proof"
        self.events_path, self.said_path = folder / "events.jsonl", folder / "said.txt"
        self.x = XServer(*SCREEN)
        self._finger = XClient(self.x.display)
        self.places: dict[str, Rectangle] = {}
        command = [sys.executable, "-m", "cockpit", *arguments, "-v"]
        command += ["--film", film, "--events", str(self.events_path)]
        with self.said_path.open("wb") as said:
            self.process = subprocess.Popen(
                command, env={**os.environ, **self.x.environment}, stdout=said, stderr=said, stdin=subprocess.DEVNULL
            )

    def film_pixels(self, *displays: str) -> int:
        """Film pixels on these displays together."""
        return sum(self.x.count_film_pixels(self.places[display]) for display in displays)

    def wait_for_film(self, *displays: str, timeout_s: float = START_S) -> Seen:
        """Until each of these displays is full of film."""
        return self.x.wait_until(
            lambda: min(map(self.film_pixels, displays)), lambda count: count >= FILM_PIXELS, timeout_s
        )

    def wait_for_no_film(self, *displays: str, timeout_s: float = 2.0) -> Seen:
        """Until not one film pixel is left on these displays."""
        return self.x.wait_until(lambda: self.film_pixels(*displays), lambda count: count == 0, timeout_s)

    def wait_for_any_film(self, *displays: str, timeout_s: float) -> Seen:
        """Until a film pixel is on one of these displays."""
        return self.x.wait_until(lambda: self.film_pixels(*displays), lambda count: count > 0, timeout_s)

    def picture(self, display: str) -> bytes:
        """The display's pixels now, to compare with another moment's."""
        return self.x.pixels(self.places[display]).tobytes()

    def touch_center(self, place: tuple[int, int]) -> None:
        """Touch the center at a place of its design."""
        self._finger.touch(*self._on_center(place))

    def _on_center(self, place: tuple[int, int]) -> tuple[int, int]:
        where = self.places["center"]
        x = where.x + place[0] * where.width // CENTER_SIZE[0]
        return x, where.y + place[1] * where.height // CENTER_SIZE[1]

    def _colour_at(self, place: tuple[int, int]) -> NDArray[np.int16]:
        """Red, green, blue at a place of the center's design."""
        x, y = self._on_center(place)
        return self.x.pixels()[y, x, 2::-1].astype(np.int16)

    def events(self, kind: str, display: str | None = None) -> list[dict[str, Any]]:
        """The whole lines of one kind in the events file, so far."""
        text = self.events_path.read_text(encoding="utf-8") if self.events_path.exists() else ""
        lines = [json.loads(line) for line in text.splitlines(keepends=True) if line.endswith("\n")]
        wanted = (kind, display)
        return [line for line in lines if wanted == (line["event"], line.get("display") if display else None)]

    def says_film(self, display: str) -> bool:
        """Whether its screen's last word was that film is visible there."""
        films = self.events("film", display)
        return bool(films) and bool(films[-1]["visible"])

    def screen_pids(self) -> dict[str, int]:
        """The screen processes that live (or are stopped), by group."""
        return {group: pid for pid, group in _screens_on(self.x.display)}

    def close(self) -> None:
        """End it as a user would, then whatever is left."""
        for pid in (self.process.pid, *self.screen_pids().values()):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)
        self.process.terminate()
        try:
            self.process.wait(END_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        for pid in self.screen_pids().values():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._finger.close()
        self.x.close()

    def __enter__(self) -> Self:
        try:
            self._wait_for_start()
        except BaseException as error:
            self.__exit__(type(error), error, error.__traceback__)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
        if error is not None:
            sys.stderr.write(self.said_path.read_text(errors="replace"))
            sys.stderr.writelines(f"{line}\n" for line in self.events("fault") + self.events("screen"))

    def _wait_for_start(self) -> None:
        """Until all five displays stand beside each other."""
        wait_until(self._has_windows, START_S)

    def _has_windows(self) -> bool:
        assert self.process.poll() is None, f"ended with {self.process.returncode}: {self.said_path.read_text()}"
        found = self._finger.find_windows()
        self.places = {name: found[f"Cockpit {name}"] for name in DISPLAYS if f"Cockpit {name}" in found}
        pairs = combinations(self.places.values(), 2)
        return len(self.places) == len(DISPLAYS) and not any(_overlap(*pair) for pair in pairs)


class VanRun(GlassRun):
    """`cockpit run` with the built-in van on a pseudo-terminal; entered, it stands and all four films play."""

    def __init__(self, folder: Path, film: str = "proof") -> None:
        self.van = VanBus()
        try:
            bus = ["-i", "slcan", "-c", self.van.channel]
            super().__init__(folder, ["run", *bus, "--vehicle", "van_ev"], film)
        except BaseException:
            self.van.close()
            raise

    def is_offered(self) -> bool:
        """Whether the center draws the pill that starts or resumes its film."""
        return bool((abs(self._colour_at(RESUME) - ACCENT) < COLOUR_TOLERANCE).all())

    def resume_center(self) -> Seen:
        """Wait until the film is offered on the center, touch the pill, wait for the film."""
        wait_until(self.is_offered, START_S)
        self.touch_center(RESUME)
        return self.wait_for_film("center")

    def close(self) -> None:
        """End the product, then the bus."""
        super().close()
        self.van.close()

    def _wait_for_start(self) -> None:
        super()._wait_for_start()
        wait_until(lambda: all(map(self.says_film, ("center", *CABIN))), START_S)
        if self._is_proof:
            self.wait_for_film("center", *CABIN)


def lives(pid: int) -> bool:
    """Whether a process runs or is stopped; a dead one that waits to be reaped does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state not in "ZX"


def _screens_on(display: str) -> list[tuple[int, str]]:
    """(pid, group) of each screen process that draws on this X server."""
    found = []
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        with contextlib.suppress(OSError):
            words = (folder / "cmdline").read_bytes().split(b"\0")
            if b"--group" in words and f"DISPLAY={display}".encode() in (folder / "environ").read_bytes().split(b"\0"):
                found.append((int(folder.name), words[words.index(b"--group") + 1].decode()))
    return [(pid, group) for pid, group in found if lives(pid)]


def _overlap(one: Rectangle, other: Rectangle) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )

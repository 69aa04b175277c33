"""An X server for one test, whose own memory the test reads: what is counted there is what a monitor would show.

`Xvfb -fbdir` keeps its picture in a file in X's XWD layout; mapping that file costs the server nothing and needs no
request, so that a pixel can be timed without any help from the program under test.
"""

from __future__ import annotations

import contextlib
import mmap
import os
import struct
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

START_TIMEOUT_S = 10.0
STOP_TIMEOUT_S = 5.0
POLL_S = 0.0005

# XWDFileHeader of X11/XWDFile.h: 25 big-endian words; the colour map's entries of 12 bytes follow the header.
_XWD_WORDS = struct.Struct(">25I")
_XWD_COLOUR_BYTES = 12

# The proof film's colour by COMMANDS' rule: red and blue above 200, green below 90; bytes lie blue, green, red, unused.
# Green is turned over so that one comparison per byte serves all three.
_FLIP = np.uint32(0x0000FF00)
_LIMIT = np.array([200, 255 - 90, 200, 255], dtype=np.uint8)
_FILM = np.uint32(0x00010101)
_ROWS_AT_A_TIME = 64  # a strip of this height stays in the processor's cache


class Rectangle(NamedTuple):
    """A part of the screen in pixels, from the top left."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Seen:
    """When a condition was found to hold: CLOCK_MONOTONIC ns before and after the look that found it."""

    before_ns: int
    after_ns: int
    value: int


class XServer:
    """A running Xvfb; a context manager. `display` is its name (":7"), `environment` what a client needs to find it.

    Raises RuntimeError, with what the server said, where it does not start.
    """

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        with tempfile.TemporaryDirectory(prefix="xvfb-") as folder:
            self._process, self.display = self._start(Path(folder))
            with (Path(folder) / "Xvfb_screen0").open("rb") as file:
                self._memory = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        self._pixels = _view_pixels(self._memory)

    @property
    def environment(self) -> dict[str, str]:
        """The variables that lead a Qt program here, drawing by software as on a machine without a GPU."""
        return {
            "DISPLAY": self.display,
            "QT_QPA_PLATFORM": "xcb",
            "QT_QUICK_BACKEND": "software",
            "QT_XCB_GL_INTEGRATION": "none",
        }

    def pixels(self, where: Rectangle | None = None) -> NDArray[np.uint8]:
        """A view of the live picture or a part of it: shape (height, width, 4), bytes blue, green, red, unused."""
        x, y, width, height = where or Rectangle(0, 0, self.width, self.height)
        part = self._pixels[y : y + height, x : x + width]
        return part.view(np.uint8).reshape(*part.shape, 4)

    def count_film_pixels(self, where: Rectangle | None = None) -> int:
        """Pixels with red and blue above 200 and green below 90: only the proof film has them."""
        x, y, width, height = where or Rectangle(0, 0, self.width, self.height)
        return _count_film(self._pixels[y : y + height, x : x + width])

    def has_film(self, where: Rectangle | None = None) -> bool:
        """Whether any film pixel is there."""
        return self.count_film_pixels(where) > 0

    def wait_until(self, measure: Callable[[], int], holds: Callable[[int], bool], timeout_s: float) -> Seen:
        """Look every half millisecond until `holds(measure())`; TimeoutError, with the last value, at the deadline."""
        deadline_ns = time.monotonic_ns() + round(timeout_s * 1e9)
        while True:
            before_ns = time.monotonic_ns()
            value = measure()
            after_ns = time.monotonic_ns()
            if holds(value):
                return Seen(before_ns, after_ns, value)
            if after_ns > deadline_ns:
                raise TimeoutError(f"not seen on {self.display} within {timeout_s} s; the last value was {value}")
            time.sleep(POLL_S)

    def wait_for_film(self, where: Rectangle | None = None, *, at_least: int = 1, timeout_s: float = 5.0) -> Seen:
        """Until `at_least` film pixels are in the rectangle."""
        return self.wait_until(lambda: self.count_film_pixels(where), lambda count: count >= at_least, timeout_s)

    def wait_for_no_film(self, where: Rectangle | None = None, *, timeout_s: float = 5.0) -> Seen:
        """Until not one film pixel is left in the rectangle; `after_ns` is then the time by which all are gone."""
        return self.wait_until(lambda: self.count_film_pixels(where), lambda count: count == 0, timeout_s)

    def close(self) -> None:
        """End the server and let its memory go (a view that still lives holds it); later calls do nothing."""
        self._process.terminate()
        try:
            self._process.wait(STOP_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._pixels = np.zeros((0, 0), dtype=np.uint32)
        with contextlib.suppress(BufferError):
            self._memory.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _start(self, folder: Path) -> tuple[subprocess.Popen[bytes], str]:
        """The server chooses a free number and writes it once it listens."""
        reader, writer = os.pipe()
        said = folder / "said"
        command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", f"{self.width}x{self.height}x24"]
        command += ["-fbdir", str(folder), "-nolisten", "tcp", "-noreset"]
        try:
            with said.open("wb") as output:
                process = subprocess.Popen(
                    command, pass_fds=[writer], stdin=subprocess.DEVNULL, stdout=output, stderr=output
                )
            os.close(writer)
            number = _read_line(reader, START_TIMEOUT_S)
        finally:
            os.close(reader)
        if not number:
            process.kill()
            process.wait()
            raise RuntimeError(f"Xvfb did not start: {said.read_text(errors='replace')}")
        return process, f":{number}"


def _read_line(descriptor: int, timeout_s: float) -> str:
    """What arrives up to a line's end, or an empty text at end of file or deadline."""
    os.set_blocking(descriptor, False)
    deadline = time.monotonic() + timeout_s
    text = b""
    while time.monotonic() < deadline:
        try:
            part = os.read(descriptor, 64)
        except BlockingIOError:
            time.sleep(POLL_S)
            continue
        text += part
        if not part or text.endswith(b"\n"):
            break
    return text.decode().strip() if text.endswith(b"\n") else ""


def _view_pixels(memory: mmap.mmap) -> NDArray[np.uint32]:
    """The picture in a mapped XWD file as (height, width) words; ValueError where it is not 32 bits, low byte first."""
    words = _XWD_WORDS.unpack_from(memory)
    header_bytes, width, height, byte_order = words[0], words[4], words[5], words[7]
    bits_per_pixel, bytes_per_line, colours = words[11], words[12], words[19]
    if bits_per_pixel != 32 or byte_order != 0:
        raise ValueError(f"a picture of {bits_per_pixel} bits a pixel, byte order {byte_order}; wanted 32 and 0")
    start = header_bytes + colours * _XWD_COLOUR_BYTES
    flat = np.frombuffer(memory, dtype="<u4", count=height * bytes_per_line // 4, offset=start)
    return flat.reshape(height, bytes_per_line // 4)[:, :width]


def _count_film(part: NDArray[np.uint32]) -> int:
    """Film pixels in (height, width) words, strip by strip."""
    height, width = part.shape
    limits = np.tile(_LIMIT, width)
    total = 0
    for top in range(0, height, _ROWS_AT_A_TIME):
        strip = part[top : top + _ROWS_AT_A_TIME] ^ _FLIP
        above = strip.view(np.uint8) > limits
        total += int(np.count_nonzero(above.view(np.uint32) == _FILM))
    return total

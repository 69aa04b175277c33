"""What gateway and screens say to each other on the control channel. A screen can ask; it can grant nothing.

One message is one line of JSON, `{"op": ..., fields}`. Every message is a frozen dataclass, and the dataclass is its
schema: an unknown op, an unknown or missing field, or a value of another type is refused at both ends.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NoReturn, TypeVar

from cockpit.board.codec import MessageError, from_json, to_json


@dataclass(frozen=True, slots=True)
class VehicleFace:
    """What a screen shows of the vehicle as such: its name, and the profile that chooses its accent."""

    name: str
    profile: str


@dataclass(frozen=True, slots=True)
class DisplayFace:
    """What a screen must know of a display's place in the cabin."""

    driver_visible: bool


@dataclass(frozen=True, slots=True)
class Configure:
    """The first line to a screen. `layout` is window x, y, width, height in pixels; None leaves it to the screen.

    `features` are the manifests of all features that are installed, each `module:attribute`, by name.
    """

    group: str
    displays: tuple[str, ...]
    all_displays: tuple[str, ...]
    vehicle: VehicleFace
    features: Mapping[str, str]
    paths: tuple[str, ...]
    cabin: Mapping[str, DisplayFace]
    policy: str
    theme: str
    film: str
    mark: Literal["REPLAY", "SIM", ""]
    recorded_utc: str | None
    offscreen: bool
    layout: Mapping[str, tuple[int, int, int, int]] | None
    language: str
    keys: bool


@dataclass(frozen=True, slots=True)
class Play:
    """As if the user of this display had pressed play or resume, while it held this very grant (INTERLOCK P2).

    A `grant_id` is above 0; 0 names none and starts nothing.
    """

    display: str
    grant_id: int


@dataclass(frozen=True, slots=True)
class Show:
    """A film that another display sent. It is loaded at its place, and starts only under this very grant."""

    display: str
    film: str
    position_ms: int
    grant_id: int


@dataclass(frozen=True, slots=True)
class FullSize:
    """Show a display at full size, or back: asked by any screen, and passed on to the one that draws it."""

    display: str


@dataclass(frozen=True, slots=True)
class Grab:
    """Write a picture of the display to `path` (PNG) and answer with Grabbed."""

    id: int
    display: str
    path: str


@dataclass(frozen=True, slots=True)
class Quit:
    """End now, of one's own accord."""


@dataclass(frozen=True, slots=True)
class Hello:
    """The first line of a screen: it lives and reads its channel."""

    pid: int


@dataclass(frozen=True, slots=True)
class FirstFrame:
    """A display drew its first frame at this time of CLOCK_MONOTONIC."""

    display: str
    mono_ns: int


@dataclass(frozen=True, slots=True)
class Grabbed:
    """The answer to Grab. `note` says why there is no picture, else it is empty."""

    id: int
    display: str
    path: str
    video: Literal["playing", "allowed", "blocked"]
    note: str


@dataclass(frozen=True, slots=True)
class FilmChange:
    """Film came or went, for the events file; the watchdog reads the status block and never this."""

    display: str
    visible: bool
    mono_ns: int


@dataclass(frozen=True, slots=True)
class Steer:
    """A key that steers the replay; `s` is seconds for seek_by and seek_to, and not looked at otherwise."""

    do: Literal["toggle", "step", "back", "seek_by", "seek_to"]
    s: float


@dataclass(frozen=True, slots=True)
class Send:
    """Show my film on another display, from this position; passed on only while that display may show video."""

    sender: str = field(metadata={"key": "from"})
    to: str
    film: str
    position_ms: int


@dataclass(frozen=True, slots=True)
class ScreenFault:
    """Something went wrong in the screen that it survived."""

    text: str


ToScreen = Configure | Play | Show | FullSize | Grab | Quit
ToGateway = Hello | FirstFrame | Grabbed | FilmChange | FullSize | Steer | Send | ScreenFault
Message = ToScreen | ToGateway

TO_SCREEN: Mapping[str, type[ToScreen]] = {
    "configure": Configure,
    "play": Play,
    "show": Show,
    "full_size": FullSize,
    "grab": Grab,
    "quit": Quit,
}
TO_GATEWAY: Mapping[str, type[ToGateway]] = {
    "hello": Hello,
    "first_frame": FirstFrame,
    "grabbed": Grabbed,
    "film": FilmChange,
    "full_size": FullSize,
    "steer": Steer,
    "send": Send,
    "fault": ScreenFault,
}
_OP_BY_KIND: Mapping[type[Message], str] = {
    **{kind: op for op, kind in TO_SCREEN.items()},
    **{kind: op for op, kind in TO_GATEWAY.items()},
}
M = TypeVar("M", bound=Message)


def encode(message: Message) -> bytes:
    """The message as one line with its newline.

    Half a surrogate pair passes as it is: a film's file name may hold bytes that are no text.
    """
    fields: dict[str, Any] = {"op": _OP_BY_KIND[type(message)], **to_json(message)}
    line = json.dumps(fields, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return line.encode(errors="surrogatepass") + b"\n"


def decode(line: bytes, known: Mapping[str, type[M]]) -> M:
    """The message in a line; MessageError where it is none of `known` or does not fit its schema."""
    try:
        value = json.loads(line, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise MessageError(f"not a line of JSON: {error}") from error
    if not isinstance(value, dict):
        raise MessageError("a message is a JSON object")
    op = value.pop("op", None)
    kind = known.get(op) if isinstance(op, str) else None
    if kind is None:
        raise MessageError(f"op {str(op)[:40]!r} is unknown; allowed are {', '.join(known)}")
    return from_json(kind, value, str(op))


def _refuse_constant(text: str) -> NoReturn:
    raise ValueError(f"{text} is no JSON number")

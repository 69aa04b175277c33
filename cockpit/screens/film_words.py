"""What a place without film says: a headline, the sign beside the reason, and what comes next. Plain data, no Qt."""

from __future__ import annotations

from dataclasses import dataclass

LAPSED = "lapsed"
"""The screen's own reason: no permit can be read, or the last one ran out before another came."""

SIGN_ROAD, SIGN_DASHES, SIGN_PARKED, SIGN_STANDING, SIGN_SHIELD = "driving", "dashes", "parked", "stop", "shield"
"""Icons of the line set; `dashes` are the two dashes of a value that is not there."""

_EBML = b"\x1a\x45\xdf\xa3"
_FTYP = b"ftyp"


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a film cannot play: a reason in a few words, and a sentence about the file."""

    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Message:
    """Two lines of a headline, the sign that stands before the reason, and the hint under it."""

    headline: str
    sign: str
    hint: str


_MOVES = "Video is off while\nthe vehicle moves"
_SPEED_UNKNOWN = "Video is off until\nthe speed is known"
_SIGNAL_BACK = "You can resume when the signal is back and you stop"
_STOP = "You can resume when you stop"

BLOCKED = {
    "speed": Message(_MOVES, SIGN_ROAD, _STOP),
    "reverse": Message(_MOVES, SIGN_ROAD, "You can resume when you leave reverse"),
    "settling": Message("Video is off until\nthe vehicle stands still", SIGN_ROAD, "You can resume in a moment"),
    "start": Message(_SPEED_UNKNOWN, SIGN_DASHES, "You can watch when the signal is there and you stand"),
    "missing": Message(_SPEED_UNKNOWN, SIGN_DASHES, _SIGNAL_BACK),
    "stale": Message(_SPEED_UNKNOWN, SIGN_DASHES, _SIGNAL_BACK),
    "invalid": Message(_SPEED_UNKNOWN, SIGN_DASHES, "You can resume when the signal is right and you stop"),
    "not_available": Message(_SPEED_UNKNOWN, SIGN_DASHES, _SIGNAL_BACK),
    "gear": Message("Video is off until\nthe gear is known", SIGN_DASHES, _SIGNAL_BACK),
    "disagree": Message(
        "Video is off until\nthe speed is certain", SIGN_DASHES, "You can resume when they agree and you stop"
    ),
    "one_witness": Message(
        "Video is off until\ntwo signals say you stand", SIGN_DASHES, "One speed signal alone is not enough"
    ),
    "seat_empty": Message("Video is off while\nnobody sits here", SIGN_SHIELD, "You can watch when the seat is taken"),
    LAPSED: Message("Video is off until\nthe permit is back", SIGN_DASHES, "You can resume when it is back"),
}
"""By INTERLOCK's reason codes and the one that a screen finds by itself."""

_BY_RULE = Message("Video is off\non this display", SIGN_SHIELD, "The rules in force do not allow it here")
"""Any other reason (`policy`): the vehicle stands, and the policy wants more than that."""

OFFERED = Message("The film goes on\nwhen you say so", SIGN_PARKED, "Only the picture waits")
READY = Message("Ready when\nyou are", SIGN_PARKED, "Nothing starts by itself")

PLACES = {
    "center": ("Center", "display"),
    "passenger": ("Passenger", "seat-fr"),
    "rear_left": ("Rear left", "seat-rl"),
    "rear_right": ("Rear right", "seat-rr"),
}
"""Displays that films go to: what each is called and its icon."""

STATE_WORDS = {"PARKED": "Parked", "IDLING": "Standing", "MOVING": "Moving", "UNKNOWN": "No speed signal"}
"""The driving state in a word, as the status line has it."""


def describe_block(reason: str) -> Message:
    """The message of a reason code; one that is not about the speed is a rule's."""
    return BLOCKED.get(reason, _BY_RULE)


def describe_offer(reason: str, words: str) -> tuple[str, str]:
    """The sign and the words of what allows the film: standing says so itself, else the permit's own words."""
    standing = {"parked": (SIGN_PARKED, "Parked"), "idling": (SIGN_STANDING, "Standing still")}
    return standing.get(reason, (SIGN_ROAD, words))


def describe_fault(name: str, head: bytes | None) -> Fault:
    """What is wrong with a film's file; `head` are its first bytes, None where it cannot be opened."""
    if head is None:
        return Fault("The file is not there", f"{name} cannot be opened.")
    if not head:
        return Fault("The file is empty", f"{name} holds nothing.")
    if head.startswith(_EBML) or head[4:8] == _FTYP:
        return Fault("The file is not whole", f"{name} cannot be read to its end.")
    return Fault("This screen cannot show this kind of film", f"{name} is neither WebM nor MP4.")


def silence_text(since_ns: int | None, now_ns: int) -> str:
    """How long no permit has held: `No permit for 0.3 s`."""
    return "No permit yet" if since_ns is None else f"No permit for {max(now_ns - since_ns, 0) / 1e9:.1f} s"


def length_text(duration_ms: int) -> str:
    """How long a film is: `1 h 52 min`, `44 min`, `20 s`."""
    seconds = round(duration_ms / 1000)
    if seconds < 60:
        return f"{seconds} s"
    minutes = round(seconds / 60)
    return f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{minutes} min"


def facts_text(year: int | None, duration_ms: int, line: str = "") -> str:
    """`2024   1 h 52 min   Road film`; what is not known is left out."""
    known = [str(year)] if year else []
    if duration_ms > 0:
        known.append(length_text(duration_ms))
    if line:
        known.append(line)
    return "   ".join(known)


def clock_text(position_ms: int) -> str:
    """A place in a film: `42:10`, `1:09:40`; whole seconds that have passed."""
    seconds = max(position_ms, 0) // 1000
    hours, minutes, rest = seconds // 3600, seconds // 60 % 60, seconds % 60
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def left_text(position_ms: int, duration_ms: int) -> str:
    """What is still to come: `71 min left`, under a minute `48 s left`; empty when the length is not known."""
    if duration_ms <= 0:
        return ""
    seconds = -(-max(duration_ms - position_ms, 0) // 1000)
    return f"{seconds} s left" if seconds < 60 else f"{round(seconds / 60)} min left"

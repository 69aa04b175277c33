"""Between python-can's `Message` and our `Frame`, with the checks that python-can leaves out."""

from __future__ import annotations

import logging
from typing import Final

import can

from cockpit.frames.frame import Frame

# What python-can says of a broken line goes to the log, never to standard error: our account has it with its number.
logging.getLogger("can").addHandler(logging.NullHandler())
logging.getLogger("can.io").setLevel(logging.CRITICAL)

READ_ERRORS: Final = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError)
"""What python-can's readers and drivers raise on a record that is not one."""

_STANDARD_ID_MAX: Final = 0x7FF
_EXTENDED_ID_MAX: Final = 0x1FFFFFFF
_CLASSIC_BYTES: Final = 8
_FD_BYTES: Final = 64
_CLASSIC_DLC_MAX: Final = 15  # ISO 11898-1: a classic frame's DLC of 9 to 15 means 8 bytes
_ABSOLUTE_S: Final = 1e8
_STAMP_MAX_S: Final = 1e11


class MalformedFrameError(ValueError):
    """A record that parses and cannot be a CAN frame."""


def stamp_ns(seconds: float) -> int:
    """A recorder's stamp in ns.

    Absolute stamps (after 1973) are rounded to the microsecond, which is what a double holds of them.
    """
    if not -_STAMP_MAX_S < seconds < _STAMP_MAX_S:
        raise MalformedFrameError(f"{seconds} is no time stamp")
    if seconds > _ABSOLUTE_S:
        return round(seconds * 1e6) * 1000
    return round(seconds * 1e9)


def is_absolute(at_ns: int) -> bool:
    """True for a stamp that names a day, false for one that counts from the recorder's start."""
    return at_ns > _ABSOLUTE_S * 1e9


def checked_data(message: can.Message) -> bytes:
    """The payload of `message`; MalformedFrameError where id, length and payload do not fit each other."""
    if message.is_error_frame:
        return bytes(message.data[:_FD_BYTES])
    id_max = _EXTENDED_ID_MAX if message.is_extended_id else _STANDARD_ID_MAX
    if not 0 <= message.arbitration_id <= id_max:
        raise MalformedFrameError(f"id {message.arbitration_id:#x} is above {id_max:#x}")
    if message.is_remote_frame:
        return b""
    length = len(message.data)
    if length > (_FD_BYTES if message.is_fd else _CLASSIC_BYTES):
        raise MalformedFrameError(f"{length} bytes in one frame")
    full_classic = length == _CLASSIC_BYTES <= message.dlc <= _CLASSIC_DLC_MAX and not message.is_fd
    if message.dlc != length and not full_classic:
        raise MalformedFrameError(f"{length} of {message.dlc} bytes")
    return bytes(message.data)


def to_frame(message: can.Message, t_ns: int, channel: str = "") -> Frame:
    """`message` as a frame at `t_ns`; `channel` stands in where the message names none.

    A channel that the driver counts is kept as its number in text. Raises MalformedFrameError.
    """
    return Frame(
        t_ns,
        message.arbitration_id,
        checked_data(message),
        channel if message.channel is None else str(message.channel),
        message.is_extended_id,
        message.is_fd,
        message.is_error_frame,
        message.is_remote_frame,
        message.is_rx,
    )


def to_message(frame: Frame) -> can.Message:
    """`frame` as python-can sends it."""
    return can.Message(
        timestamp=frame.t_ns / 1e9,
        arbitration_id=frame.arbitration_id,
        data=frame.data,
        is_extended_id=frame.is_extended,
        is_fd=frame.is_fd,
        is_error_frame=frame.is_error,
        is_remote_frame=frame.is_remote,
        is_rx=frame.is_rx,
    )

"""`link`: a python-can bus between two processes on a socket pair; the simulator's way to the gateway.

One frame is one packet, so a reader never sees half of one. The kernel bounds the queue: a sender whose peer does not
read waits, and is told.
"""

from __future__ import annotations

import select
import socket
import struct
import time
from typing import Any, Final

import can

_PACKET: Final = struct.Struct(
    "<LBB"
)  # arbitration id, flags, length of the payload that an FD DLC or a remote one names
_PACKET_BYTES: Final = _PACKET.size + 64
_EXTENDED, _REMOTE, _ERROR, _FD, _BITRATE_SWITCH, _ERROR_STATE = (1 << bit for bit in range(6))
_SEND_BUFFER_BYTES: Final = 1 << 20  # asked for; the kernel's wmem_max may grant less


def make_pair() -> tuple[socket.socket, socket.socket]:
    """Two connected ends; hand one's `fileno()` to `LinkBus` here and the other's to another process."""
    ends = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    for end in ends:
        end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SEND_BUFFER_BYTES)
    return ends


class LinkBus(can.BusABC):
    """One end of a link. `channel` is the number of its inherited descriptor, which the bus owns from here on."""

    def __init__(self, channel: int | str, can_filters: Any = None, **kwargs: Any) -> None:
        """Raises CanInitializationError where the descriptor is not a link's."""
        try:
            self._socket = socket.socket(fileno=int(channel))
        except (ValueError, OSError) as error:
            raise can.CanInitializationError(
                f"{channel!r} is not the number of a link's descriptor: {error}"
            ) from error
        if (self._socket.family, self._socket.type) != (socket.AF_UNIX, socket.SOCK_SEQPACKET):
            self._socket.detach()
            raise can.CanInitializationError(f"descriptor {channel} is not a link's")
        self._socket.setblocking(False)
        self.channel_info = f"link on descriptor {channel}"
        self._can_protocol = can.CanProtocol.CAN_FD
        super().__init__(channel=channel, can_filters=can_filters, **kwargs)

    def fileno(self) -> int:
        """Readable while a frame waits or the peer is gone."""
        return self._socket.fileno()

    def send(self, msg: can.Message, timeout: float | None = None) -> None:
        """Send, waiting at most `timeout` seconds (None: for ever) for a peer that is slow to read.

        Raises CanTimeoutError, and CanOperationError where the peer has closed.
        """
        packet = _pack(msg)
        stop_s = None if timeout is None else time.monotonic() + timeout
        while True:
            try:
                self._socket.send(packet)
                return
            except BlockingIOError:
                left_s = None if stop_s is None else max(0.0, stop_s - time.monotonic())
                if not select.select([], [self._socket], [], left_s)[1]:
                    raise can.exceptions.CanTimeoutError("the other end of the link does not read") from None
            except OSError as error:
                raise can.CanOperationError("the other end of the link is closed") from error

    def _recv_internal(self, timeout: float | None) -> tuple[can.Message | None, bool]:
        if timeout != 0 and not select.select([self._socket], [], [], timeout)[0]:
            return None, False
        try:
            packet = self._socket.recv(_PACKET_BYTES + 1)
        except BlockingIOError:
            return None, False
        except OSError as error:
            raise can.CanOperationError("the link is broken") from error
        if not packet:
            raise can.CanOperationError("the other end of the link is closed")
        return _unpack(packet), False

    def shutdown(self) -> None:
        """Close this end; the other one learns it after the frames that are under way."""
        super().shutdown()
        self._socket.close()


def _pack(message: can.Message) -> bytes:
    flags = (
        _EXTENDED * message.is_extended_id
        | _REMOTE * message.is_remote_frame
        | _ERROR * message.is_error_frame
        | _FD * message.is_fd
        | _BITRATE_SWITCH * message.bitrate_switch
        | _ERROR_STATE * message.error_state_indicator
    )
    return _PACKET.pack(message.arbitration_id, flags, message.dlc) + message.data


def _unpack(packet: bytes) -> can.Message:
    """The frame in a packet, stamped with the time of receipt; CanOperationError for a packet that is none."""
    if not _PACKET.size <= len(packet) <= _PACKET_BYTES:
        raise can.CanOperationError(f"a packet of {len(packet)} bytes on the link")
    arbitration_id, flags, dlc = _PACKET.unpack_from(packet)
    try:
        return can.Message(
            timestamp=time.time(),
            arbitration_id=arbitration_id,
            is_extended_id=bool(flags & _EXTENDED),
            is_remote_frame=bool(flags & _REMOTE),
            is_error_frame=bool(flags & _ERROR),
            is_fd=bool(flags & _FD),
            bitrate_switch=bool(flags & _BITRATE_SWITCH),
            error_state_indicator=bool(flags & _ERROR_STATE),
            dlc=dlc,
            data=None if flags & _REMOTE else packet[_PACKET.size :],
            check=True,
        )
    except ValueError as error:
        raise can.CanOperationError(f"a packet on the link is no frame: {error}") from error

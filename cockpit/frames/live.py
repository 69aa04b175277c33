"""A live bus, through python-can: any interface behind one descriptor to wait on, and silent unless told otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

import can

from cockpit.errors import InputError, did_you_mean
from cockpit.frames.frame import Frame
from cockpit.frames.messages import READ_ERRORS, to_frame, to_message
from cockpit.frames.pump import Pump
from cockpit.frames.serial_lines import LinePort

_POLLED: Final = frozenset(("link", "slcan", "socketcan", "udp_multicast"))
"""Interfaces with a descriptor, whose `recv(0)` never waits; the others get a thread."""

_WITHOUT_HARDWARE: Final = frozenset(("link", "udp_multicast", "virtual", "socketcand"))

_LISTEN_ONLY: Final[Mapping[str, Mapping[str, Any]]] = {
    "cantact": {"monitor": True},
    "kvaser": {"driver_mode": False},
    "nixnet": {"listen_only": True},
    "pcan": {"state": can.BusState.PASSIVE},
    "seeedstudio": {"operation_mode": "silent"},
    "slcan": {"listen_only": True},
    "systec": {"state": can.BusState.PASSIVE},
    "vector": {"listen_only": True},
}
"""What python-can's driver is asked so that the hardware does not even acknowledge frames."""

_MENDS: Final[Mapping[str, str]] = {
    "socketcan": "is the interface up? ip link set {channel} up type can bitrate {bitrate} listen-only on",
    "slcan": "name the adapter's serial device, such as /dev/ttyACM0, and have the right to open it",
    "link": "a link is opened by number by the process that inherits it",
}

_OPEN_ERRORS: Final = (can.CanError, OSError, RuntimeError, ImportError, NameError, *READ_ERRORS)
_FRAMES_AT_ONCE: Final = 10_000
_VAIN_READS: Final = 1_000
"""Lines in a row that are no frame: more of them at once are a flood, and wait for the next look."""


@dataclass(frozen=True, slots=True)
class BusOptions:
    """A bus as the command line names it, in the words of python-can's own tools.

    `bitrate` is in bit/s; None leaves it as it is. `extra` goes to python-can's driver as it stands, numbers and
    true/false converted.
    """

    interface: str
    channel: str
    bitrate: int | None = None
    fd: bool = False
    extra: Mapping[str, str] = field(default_factory=dict)
    allow_write: bool = False


class BusLostError(OSError):
    """The bus can no longer be read: unplugged, its driver stopped, or the other end closed."""


class _Receiver(Protocol):
    def fileno(self) -> int: ...

    def take(self) -> can.Message | None: ...

    def close(self) -> None: ...


class LiveBus:
    """An open bus.

    `opened_machine_ns` is 0 on its axis. `listen_only` is true where the hardware was asked not to take part in the
    bus; `notice` says it in words. `broken` counts records that were no frame.
    """

    def __init__(self, bus: can.BusABC, options: BusOptions, opened_machine_ns: int) -> None:
        self.opened_machine_ns = opened_machine_ns
        self.allow_write = options.allow_write
        self.listen_only = not options.allow_write and options.interface in _LISTEN_ONLY
        self.notice = _notice(options)
        self.broken = 0
        self._bus = bus
        self._channel = options.channel
        polled = options.interface in _POLLED
        self._receiver: _Receiver = _Poll(bus) if polled else Pump(bus)

    def fileno(self) -> int:
        """A descriptor that is readable while frames wait."""
        return self._receiver.fileno()

    def receive(self, now_axis_ns: int) -> list[Frame]:
        """All frames that wait, stamped with the time of receipt; at most 10,000, so that a flood holds up nobody.

        Raises BusLostError where the bus can no longer be read, after the frames before.
        """
        frames: list[Frame] = []
        for _ in range(_FRAMES_AT_ONCE):
            try:
                message = self._receiver.take()
                if message is None:
                    break
                frames.append(to_frame(message, now_axis_ns, self._channel))
            except READ_ERRORS:
                self.broken += 1
            except (can.CanError, OSError) as error:
                if not frames:
                    raise BusLostError(f"the bus is lost: {error}") from error
                break
        return frames

    def send(self, frame: Frame) -> None:
        """Send a frame; PermissionError without `allow_write`, BusLostError where it cannot be sent."""
        if not self.allow_write:
            raise PermissionError("the bus is open to listen only: --allow-write is needed to send")
        try:
            self._bus.send(to_message(frame), timeout=0)
        except can.CanError as error:
            raise BusLostError(f"the bus is lost: {error}") from error

    def close(self) -> None:
        """Stop and close; harmless where the bus is lost."""
        self._receiver.close()
        try:
            self._bus.shutdown()
        except (can.CanError, OSError):
            return


class _Poll:
    """An interface whose own descriptor is waited on."""

    def __init__(self, bus: can.BusABC) -> None:
        self._bus = bus
        self._port = getattr(bus, "serialPortOrig", None)
        self._lines = self._port if isinstance(self._port, LinePort) else None
        self._has_given = False

    def fileno(self) -> int:
        return self._bus.fileno()

    def take(self) -> can.Message | None:
        """The next frame; slcan's driver returns None for an acknowledgement too, while frames wait behind it.

        A drained slcan port is not asked again in vain, which would cost as much as the frame.
        """
        if self._has_given and self._lines is not None and self._lines.is_drained:
            self._has_given = False
            return None
        for _ in range(_VAIN_READS):
            message = self._bus.recv(0)
            if message is not None:
                self._has_given = True
                return message
            if self._port is None or not self._port.in_waiting:
                return None
        return None

    def close(self) -> None:
        return


def open_bus(options: BusOptions, opened_machine_ns: int) -> LiveBus:
    """Open a bus; InputError, with the driver's word and a mend, where that fails."""
    if options.interface not in can.VALID_INTERFACES:
        known = sorted(can.VALID_INTERFACES)
        near = did_you_mean(options.interface, known)
        raise InputError(f"unknown CAN interface {options.interface}{near or ': one of ' + ' '.join(known)}")
    arguments: dict[str, Any] = {"interface": options.interface, "channel": options.channel, "fd": options.fd}
    if options.bitrate is not None:
        arguments["bitrate"] = options.bitrate
    if not options.fd:
        del arguments["fd"]
    if options.interface == "slcan":
        arguments["timeout"] = 0
        if options.channel.startswith("/dev/pts/"):
            arguments["sleep_after_open"] = 0  # the pause is for boards that reset when their port is opened
    arguments |= {name: _plain_value(text) for name, text in options.extra.items()}
    if not options.allow_write:
        arguments |= _LISTEN_ONLY.get(options.interface, {})
    try:
        bus = can.Bus(**arguments)
    except _OPEN_ERRORS as error:
        mend = _MENDS.get(options.interface, "is its driver installed and the device plugged in?")
        mend = mend.format(channel=options.channel, bitrate=options.bitrate or 500_000)
        if not options.channel and not isinstance(error, NameError):
            mend = "name its channel with -c"
        word = "its library is not there" if isinstance(error, NameError) else " ".join(str(error).split())
        place = f"{options.interface} {options.channel}".strip()
        raise InputError(f"cannot open {place}: {word.rstrip('.')}; {mend}") from error
    port = getattr(bus, "serialPortOrig", None)
    if options.interface == "slcan" and hasattr(port, "fd"):
        bus.serialPortOrig = LinePort(port)  # type: ignore[attr-defined]  # slcanBus has it
    return LiveBus(bus, options, opened_machine_ns)


def _notice(options: BusOptions) -> str:
    if options.allow_write:
        return "writing to the bus is allowed"
    if options.interface in _LISTEN_ONLY:
        return "listen-only: the adapter was asked to be silent on the bus"
    if options.interface in _WITHOUT_HARDWARE:
        return "listen-only: nothing is sent"
    if options.interface == "socketcan":
        return (
            f"nothing is sent; the adapter still acknowledges frames unless it was set up with "
            f"ip link set {options.channel} type can listen-only on"
        )
    return f"nothing is sent; {options.interface}'s driver cannot be asked to be silent: it acknowledges frames"


def _plain_value(text: str) -> bool | int | float | str:
    if text.lower() in ("true", "false"):
        return text.lower() == "true"
    for convert in (int, float):
        try:
            return convert(text)
        except ValueError:
            continue
    return text

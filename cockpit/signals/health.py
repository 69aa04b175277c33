"""How long each signal lives (INTERLOCK E7), and what the user must be told of a vehicle when it loads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cockpit.signals.obd import ANSWER_IDS
from cockpit.signals.obd import MESSAGE as OBD_MESSAGE
from cockpit.signals.vehicle import Vehicle
from cockpit.signals.vss import GEAR_PATHS
from cockpit.signals.wiring import Wire

DEFAULT_PERIOD_MS = 100.0
HIDE_MS = 33
"""From the timeout to the last film pixel (INTERLOCK B3)."""

_SPEED_PERIODS, _SPEED_LEAST_MS, _SPEED_MOST_MS = 5, 60.0, 500.0
_OTHER_PERIODS, _OTHER_LEAST_MS = 3, 200.0


def timeouts_ns(vehicle: Vehicle, wires: Sequence[Wire]) -> tuple[int, ...]:
    """Each row's E7 timeout in nanoseconds."""
    return tuple(round(_timeout_ms(wire, wire.mapping.path in vehicle.speed_sources) * 1e6) for wire in wires)


def witnesses(wires: Sequence[Wire]) -> tuple[str, ...]:
    """Each row's witness (INTERLOCK D6): the name of the message that carries it.

    One frame is one witness, however often DBCs name it: messages of one id share the first one's name, and where
    OBD-II is polled so do all that a DBC has on the ids of its answers.
    """
    polls = any(wire.mapping.obd_pid is not None for wire in wires)
    names: dict[tuple[int, bool], str] = {}
    found = []
    for wire in wires:
        message = wire.message
        key = (message.arbitration_id, message.is_extended)
        if polls and not message.is_extended and message.arbitration_id in ANSWER_IDS:
            found.append(OBD_MESSAGE)
        else:
            found.append(names.setdefault(key, message.name))
    return tuple(found)


def _timeout_ms(wire: Wire, is_speed_source: bool) -> float:
    mapping = wire.mapping
    if mapping.timeout_ms is not None:
        return mapping.timeout_ms
    period_ms = mapping.period_ms or wire.message.cycle_ms or DEFAULT_PERIOD_MS
    if is_speed_source:
        return min(max(_SPEED_PERIODS * period_ms, _SPEED_LEAST_MS), _SPEED_MOST_MS)
    return max(_OTHER_PERIODS * period_ms, _OTHER_LEAST_MS)


def notices(vehicle: Vehicle, wires: Sequence[Wire], timeouts: Sequence[int]) -> tuple[str, ...]:
    """Lines for the user: each speed source's bound B3, the cost of a written timeout, D6 waived, no way to unlock."""
    return tuple(_notices(vehicle, wires, timeouts))


def _notices(vehicle: Vehicle, wires: Sequence[Wire], timeouts: Sequence[int]) -> Iterator[str]:
    by_path = {wire.mapping.path: (wire, timeout) for wire, timeout in zip(wires, timeouts, strict=True)}
    for path in vehicle.speed_sources:
        wire, timeout = by_path[path]
        yield _bound_notice(vehicle, wire, timeout / 1e6)
    if not vehicle.speed_sources:
        yield "no speed source is mapped: video never unlocks"
    elif vehicle.single_source:
        yield "single_source = true: one witness of standing is enough (D6 is waived)"
    elif not _may_have_two_witnesses(vehicle, dict(zip(vehicle.paths, witnesses(wires), strict=True))):
        yield "one message alone can tell standing (D6 wants two witnesses): video never unlocks"
    for wire in wires:
        if wire.mapping.path in GEAR_PATHS and wire.mapping.values is None:
            yield f"{wire.mapping.path} has no values: its numbers are taken as VSS's (126 park, 127 drive, -1 reverse)"
    polled = [f"0x{wire.mapping.obd_pid:02X}" for wire in wires if wire.mapping.obd_pid is not None]
    if polled:
        yield (f"OBD-II PID {', '.join(dict.fromkeys(polled))}: on a live bus the polling is ours to send, "
               "and only with --allow-write")


def _bound_notice(vehicle: Vehicle, wire: Wire, timeout_ms: float) -> str:
    what = "answer" if wire.message.name == OBD_MESSAGE else "frame"
    bound = f"{(timeout_ms + HIDE_MS) / 1000:.2f} s after a lost {what}"
    mapping = wire.mapping
    if mapping.timeout_ms is None:
        return f"{mapping.path}: film may stay {bound} (B3)"
    witness = "with one witness " if len(vehicle.speed_sources) == 1 else ""
    return f"{mapping.path}: timeout_ms = {timeout_ms:g} is written, so {witness}film may stay {bound} (B3)"


def _may_have_two_witnesses(vehicle: Vehicle, messages: dict[str, str]) -> bool:
    """D6: two speed sources of different messages, or one and P or a parking brake of another."""
    speeds = {messages[path] for path in vehicle.speed_sources}
    others = [vehicle.gear if vehicle.gear_has_park else None, vehicle.parking_brake]
    return len(speeds | {messages[path] for path in others if path is not None}) > 1

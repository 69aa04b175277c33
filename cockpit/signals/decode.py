"""Frames in, samples out: E1 to E6 on every mapped frame, nothing but a look-up on all others."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cockpit.frames.frame import Frame
from cockpit.signals import obd
from cockpit.signals.dbc import read_dbc
from cockpit.signals.evidence import Sample, Verdict
from cockpit.signals.health import notices, timeouts_ns, witnesses
from cockpit.signals.integrity import Counter, crc8, e2e_p01_seed
from cockpit.signals.wiring import Wire, wire_up

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cockpit.signals.extract import BitField
    from cockpit.signals.row import Row
    from cockpit.signals.vehicle import Vehicle

DEFAULT_POLL_NS = 100_000_000
_from_bytes = int.from_bytes


class Poll(NamedTuple):
    """An OBD-II request that is ours to send on a live bus where writing is allowed."""

    frame: Frame
    period_ns: int


class _Route:
    """All rows of one message that share a channel and a guard, with the guard's own counter."""

    __slots__ = ("_counter", "_counter_field", "_crc_seed", "_is_extended", "_length", "_pid", "channel", "rows")

    def __init__(self, wire: Wire) -> None:
        guard, mapping = wire.guard, wire.mapping
        self.channel = mapping.channel
        self.rows: list[Row] = []
        self._pid = mapping.obd_pid
        self._is_extended = wire.message.is_extended
        self._length = wire.message.length
        self._counter_field: BitField | None = guard.counter
        self._counter = Counter(guard.modulo)
        self._crc_seed = None if guard.data_id is None else e2e_p01_seed(guard.data_id)

    def forget(self) -> None:
        """Begins a new counter chain (E8)."""
        self._counter.forget()

    def samples(self, frame: Frame, sequence: int) -> list[Sample]:
        """The frame's samples; none where it is another's (channel, kind of id, PID)."""
        t_ns, _, data, channel, is_extended, *_ = frame
        if is_extended != self._is_extended or (self.channel is not None and channel != self.channel):
            return []
        if self._pid is not None and not obd.answers(data, self._pid):
            return []
        length = self._length
        if len(data) < length or (self._pid is not None and not obd.is_whole(data, length)):
            return self._spoiled("E1", t_ns, sequence)
        whole = data if len(data) == length else data[:length]
        if self._crc_seed is not None and crc8(whole[1:], self._crc_seed) != whole[0]:
            return self._spoiled("E4", t_ns, sequence)
        little, big = _from_bytes(whole, "little"), _from_bytes(whole, "big")
        if self._counter_field is not None and not self._counter.accepts(self._counter_field.raw(little, big)):
            return self._spoiled("E5", t_ns, sequence)
        found = []
        for row in self.rows:
            if row.selectors and not row.is_present(little, big):
                continue
            value, verdict, reason = row.judge(little, big)
            found.append(Sample(row.index, value, verdict, reason, t_ns, sequence))
        return found

    def _spoiled(self, reason: str, t_ns: int, sequence: int) -> list[Sample]:
        """A frame that fails as a whole spoils every row, whichever its multiplexer claims to carry."""
        return [Sample(row.index, None, Verdict.INVALID, reason, t_ns, sequence) for row in self.rows]


class Decoder:
    """A vehicle's frames as samples.

    `paths`, `messages` (a row's witness) and `timeouts_ns` (E7) are by row; `notices` are for the user at load;
    `requests` must be sent on a live bus for the OBD-II rows to live.
    """

    def __init__(self, vehicle: Vehicle, wires: tuple[Wire, ...]) -> None:
        self.paths = vehicle.paths
        self.messages = witnesses(wires)
        self.timeouts_ns = timeouts_ns(vehicle, wires)
        self.notices = notices(vehicle, wires, self.timeouts_ns)
        self.requests = tuple(_polls(wires))
        self._sequence = 0
        self._routes = _routes(wires)

    def on_frame(self, frame: Frame) -> tuple[Sample, ...]:
        """The samples that a frame carries, in row order within a message; error and remote frames carry none."""
        self._sequence += 1
        routes = self._routes.get(frame.arbitration_id)
        if routes is None or frame.is_error or frame.is_remote:
            return ()
        if len(routes) == 1:
            return tuple(routes[0].samples(frame, self._sequence))
        return tuple(sample for route in routes for sample in route.samples(frame, self._sequence))

    def forget(self) -> None:
        """Begins all counter chains anew (E8)."""
        for routes in self._routes.values():
            for route in routes:
                route.forget()


def build_decoder(vehicle: Vehicle) -> Decoder:
    """Loads the vehicle's DBCs and joins them with its mappings.

    Raises InputError: a DBC that does not load (at its line), a message, signal, name or unit that vehicle.toml asks
    for and the DBC lacks (at vehicle.toml's line, with the nearest name).
    """
    messages = [message for file in vehicle.dbc for message in read_dbc(file)]
    return Decoder(vehicle, wire_up(vehicle, messages))


def _routes(wires: Iterable[Wire]) -> dict[int, tuple[_Route, ...]]:
    routes: dict[tuple[object, ...], _Route] = {}
    by_id: dict[int, list[_Route]] = {}
    for wire in wires:
        mapping, message = wire.mapping, wire.message
        key = (message.arbitration_id, message.is_extended, mapping.obd_pid, mapping.channel, wire.guard)
        if key not in routes:
            routes[key] = _Route(wire)
            ids = (message.arbitration_id,) if mapping.obd_pid is None else obd.ANSWER_IDS
            for arbitration_id in ids:
                by_id.setdefault(arbitration_id, []).append(routes[key])
        routes[key].rows.append(wire.row)
    return {arbitration_id: tuple(found) for arbitration_id, found in by_id.items()}


def _polls(wires: Iterable[Wire]) -> Iterable[Poll]:
    periods: dict[int, int] = {}
    for wire in wires:
        pid, period_ms = wire.mapping.obd_pid, wire.mapping.period_ms
        if pid is not None:
            period_ns = DEFAULT_POLL_NS if period_ms is None else round(period_ms * 1e6)
            periods[pid] = min(period_ns, periods.get(pid, period_ns))
    return (Poll(obd.request(pid), period_ns) for pid, period_ns in periods.items())

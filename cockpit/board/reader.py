"""A screen's side of the board: whole snapshots or none."""

from __future__ import annotations

import math
import mmap
import os
from dataclasses import replace
from itertools import starmap
from typing import Any

from cockpit.board.layout import PERMIT_HEAD, PERMIT_ROW, SIGNAL_HEAD, Directory, Layout, LayoutError, decode_text
from cockpit.board.seqlock import BlockReader, Fault, Read
from cockpit.board.snapshot import (
    SIGNALS_LIFE_NS,
    Mode,
    PermitRow,
    PermitSnapshot,
    ScreenState,
    SignalRow,
    SignalSnapshot,
)
from cockpit.interlock.driving import DrivingState
from cockpit.signals.evidence import Verdict

_VERDICTS = tuple(Verdict)
"""By their numbers; calling Verdict would take a fifth of a screen's tick."""


class BoardReader:
    """Reads a board through an inherited descriptor, which it maps read-only and leaves open.

    Raises LayoutError where the file is no board of this version. Reading never blocks and never raises.
    """

    def __init__(self, fd: int) -> None:
        size = os.fstat(fd).st_size
        if size == 0:
            raise LayoutError("the file is empty, not a board")
        self._map = mmap.mmap(fd, size, access=mmap.ACCESS_READ)
        self._view = memoryview(self._map)
        self.layout = Layout.of(Directory.decode(self._view))
        if size < self.layout.total_bytes:
            raise LayoutError(f"the board needs {self.layout.total_bytes} bytes, the file has {size}")
        self._permits = BlockReader(self._slice(self.layout.permits_at, self.layout.permits_bytes))
        self._signals = BlockReader(self._slice(self.layout.signals_at, self.layout.signals_bytes))
        self._last_permits: PermitSnapshot | None = None
        self._last_signals: SignalSnapshot | None = None

    @property
    def directory(self) -> Directory:
        """Names of displays, screens and paths, in the order of their rows."""
        return self.layout.directory

    @property
    def retries(self) -> int:
        """How often a torn read had to be tried again."""
        return self._permits.retries + self._signals.retries

    def maybe_permits(self) -> PermitSnapshot | None:
        """The permits as they stand, to be asked with the machine's time taken after this call.

        INTERLOCK P4: after torn reads the last good snapshot, whose leases end by themselves; None (no video anywhere)
        before the first and while the CRC is wrong.
        """
        result = self._permits.read()
        if isinstance(result, Fault):
            if result is not Fault.TORN:
                self._last_permits = None
        elif self._last_permits is None or self._last_permits.sequence != result.sequence:
            self._last_permits = self._decode_permits(result)
        return self._last_permits

    def maybe_signals(self, now_ns: int) -> SignalSnapshot | None:
        """The signals as they stand at `now_ns` of the machine's clock; None before the first.

        Where the gateway has not written for 250 ms every valid value is stale and the shown speed is dashes.
        """
        result = self._signals.read()
        if isinstance(result, Read) and (self._last_signals is None or self._last_signals.sequence != result.sequence):
            self._last_signals = self._decode_signals(result)
        last = self._last_signals
        if last is not None and now_ns - last.written_ns > SIGNALS_LIFE_NS:
            last = self._last_signals = _without_gateway(last)
        return last

    def close(self) -> None:
        """Unmap; the descriptor stays open."""
        self._permits.release()
        self._signals.release()
        self._view.release()
        self._map.close()

    def _slice(self, at: int, size: int) -> memoryview:
        return self._view[at : at + size]

    def _decode_permits(self, read: Read) -> PermitSnapshot:
        state, cause_ns, cause_mono_ns, decided_ns, reason, words = PERMIT_HEAD.unpack_from(read.payload)
        displays = self.directory.displays
        fields = PERMIT_ROW.iter_unpack(read.payload[PERMIT_HEAD.size :])
        rows = {name: _permit_row(name, row) for name, row in zip(displays, fields, strict=True)}
        return PermitSnapshot(
            sequence=read.sequence,
            driving_state=DrivingState(state),
            reason=decode_text(reason),
            words=decode_text(words),
            cause_ns=cause_ns,
            cause_mono_ns=cause_mono_ns,
            decided_ns=decided_ns,
            rows=rows,
        )

    def _decode_signals(self, read: Read) -> SignalSnapshot:
        written_ns, axis_ns, span_ns, rate, trip_m, speed, loops, paused, mode, dashes = SIGNAL_HEAD.unpack_from(
            read.payload
        )
        count = len(self.directory.paths)
        cells = self.layout.arrays.unpack_from(read.payload, SIGNAL_HEAD.size)
        values, times, qualities = cells[:count], cells[count : 2 * count], cells[2 * count : 3 * count]
        return SignalSnapshot(
            sequence=read.sequence,
            written_ns=written_ns,
            axis_ns=axis_ns,
            span_ns=None if span_ns < 0 else span_ns,
            rate=rate,
            paused=bool(paused),
            mode=Mode(mode),
            loops=loops,
            trip_m=trip_m,
            shown_speed_kmh=None if math.isnan(speed) else speed,
            shown_dashes=bool(dashes),
            screens=tuple(map(ScreenState, cells[3 * count :])),
            rows=tuple(starmap(_signal_row, zip(values, qualities, times, strict=True))),
        )


def _permit_row(display: str, fields: tuple[Any, ...]) -> PermitRow:
    (
        allowed,
        driver_visible,
        restrictions,
        grant_id,
        granted_ns,
        expires_ns,
        cause_mono_ns,
        sequence,
        reason,
        words,
    ) = fields
    return PermitRow(
        display=display,
        allowed=bool(allowed),
        driver_visible=bool(driver_visible),
        restrictions=restrictions,
        reason=decode_text(reason),
        words=decode_text(words),
        grant_id=grant_id,
        granted_ns=granted_ns,
        expires_ns=expires_ns,
        cause_mono_ns=cause_mono_ns,
        sequence=sequence,
    )


def _signal_row(value: float, quality: int, received_ns: int) -> SignalRow:
    return SignalRow(None if math.isnan(value) else value, _VERDICTS[quality], None if received_ns < 0 else received_ns)


def _without_gateway(snapshot: SignalSnapshot) -> SignalSnapshot:
    if snapshot.shown_dashes and all(row.quality is not Verdict.VALID for row in snapshot.rows):
        return snapshot
    rows = tuple(row._replace(quality=Verdict.STALE) if row.quality is Verdict.VALID else row for row in snapshot.rows)
    return replace(snapshot, rows=rows, shown_dashes=True, shown_speed_kmh=None)

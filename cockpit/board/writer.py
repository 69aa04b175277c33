"""The gateway's side of the board. One process has one writer, and nobody else can get one."""

from __future__ import annotations

import math
import mmap
from typing import TYPE_CHECKING

from cockpit.board.layout import PERMIT_HEAD, PERMIT_ROW, SIGNAL_HEAD, Directory, Layout, encode_words
from cockpit.board.seqlock import HEADER_BYTES, BlockWriter
from cockpit.board.snapshot import PermitRow, PermitSnapshot, SignalSnapshot
from cockpit.interlock.driving import DrivingState, Reason
from cockpit.platform import SharedFile, create_shared_file

if TYPE_CHECKING:
    from collections.abc import Iterable

_REASON_BYTES = 16


class BoardWriter:
    """Creates the board and writes its two blocks.

    A fresh board allows nothing: every row is there, forbidden, without a lease. `readable_fd` is what children
    inherit; a map for writing made from it is refused.
    """

    def __init__(self, directory: Directory) -> None:
        self.layout = Layout.of(directory)
        self._file: SharedFile = create_shared_file("board", self.layout.total_bytes)
        self._map = mmap.mmap(self._file.writable_fd, self.layout.total_bytes)
        head = directory.encode()
        self._map[: len(head)] = head
        self._view = memoryview(self._map)
        self._permits = BlockWriter(_slice(self._view, self.layout.permits_at, self.layout.permits_bytes))
        self._signals = BlockWriter(_slice(self._view, self.layout.signals_at, self.layout.signals_bytes))
        self.write_permits(fresh_permits(directory.displays))

    @property
    def readable_fd(self) -> int:
        """A descriptor that can only read the board."""
        return self._file.readable_fd

    def write_permits(self, snapshot: PermitSnapshot) -> int:
        """Write decision and permits (on arrival and at each deadline); returns the block's sequence.

        The snapshot's own `sequence` is not looked at; a display without a row is written as forbidden.
        """
        block = bytearray(self.layout.permits_bytes - HEADER_BYTES)
        PERMIT_HEAD.pack_into(
            block,
            0,
            snapshot.driving_state,
            snapshot.cause_ns,
            snapshot.cause_mono_ns,
            snapshot.decided_ns,
            snapshot.reason.encode()[:_REASON_BYTES],
            encode_words(snapshot.words),
        )
        at = PERMIT_HEAD.size
        for display in self.layout.directory.displays:
            row = snapshot.rows.get(display)
            if row is not None:
                _pack_row(block, at, row)
            at += PERMIT_ROW.size
        return self._permits.write(block)

    def write_signals(self, snapshot: SignalSnapshot) -> int:
        """Write the vehicle's values and the drive's place (at 60 Hz); returns the block's sequence."""
        block = bytearray(self.layout.signals_bytes - HEADER_BYTES)
        SIGNAL_HEAD.pack_into(
            block,
            0,
            snapshot.written_ns,
            snapshot.axis_ns,
            -1 if snapshot.span_ns is None else snapshot.span_ns,
            snapshot.rate,
            snapshot.trip_m,
            math.nan if snapshot.shown_speed_kmh is None else snapshot.shown_speed_kmh,
            snapshot.loops & 0xFFFF_FFFF,
            snapshot.paused,
            snapshot.mode,
            snapshot.shown_dashes,
        )
        rows = snapshot.rows
        self.layout.arrays.pack_into(
            block,
            SIGNAL_HEAD.size,
            *[math.nan if row.value is None else row.value for row in rows],
            *[-1 if row.received_ns is None else row.received_ns for row in rows],
            *[row.quality for row in rows],
            *snapshot.screens,
        )
        return self._signals.write(block)

    def close(self) -> None:
        """Unmap and close; readers keep what they have mapped and see it go stale."""
        self._permits.release()
        self._signals.release()
        self._view.release()
        self._map.close()
        self._file.close()


def fresh_permits(displays: Iterable[str]) -> PermitSnapshot:
    """The permits of a start: state unknown, nothing allowed anywhere."""
    rows = {display: _forbidden(display) for display in displays}
    return PermitSnapshot(0, DrivingState.UNKNOWN, Reason.START, "", 0, 0, 0, rows)


def _forbidden(display: str) -> PermitRow:
    return PermitRow(
        display=display,
        allowed=False,
        driver_visible=True,
        restrictions=0,
        reason=Reason.START,
        words="",
        grant_id=0,
        granted_ns=0,
        expires_ns=0,
        cause_mono_ns=0,
        sequence=0,
    )


def _pack_row(block: bytearray, at: int, row: PermitRow) -> None:
    PERMIT_ROW.pack_into(
        block,
        at,
        row.allowed,
        row.driver_visible,
        row.restrictions,
        row.grant_id,
        row.granted_ns,
        row.expires_ns,
        row.cause_mono_ns,
        row.sequence,
        row.reason.encode()[:_REASON_BYTES],
        encode_words(row.words),
    )


def _slice(view: memoryview, at: int, size: int) -> memoryview:
    return view[at : at + size]

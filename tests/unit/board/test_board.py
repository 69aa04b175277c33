"""The board between its one writer and its readers."""

from __future__ import annotations

import math
import mmap
import os
import stat
from collections.abc import Iterator
from dataclasses import replace

import pytest

from cockpit.board.layout import Directory, LayoutError
from cockpit.board.reader import BoardReader
from cockpit.board.snapshot import (
    SIGNALS_LIFE_NS,
    Mode,
    PermitRow,
    PermitSnapshot,
    ScreenState,
    SignalRow,
    SignalSnapshot,
)
from cockpit.board.writer import BoardWriter, fresh_permits
from cockpit.interlock.driving import DrivingState
from cockpit.platform import create_shared_file
from cockpit.signals.evidence import Verdict

DISPLAYS = ("cluster", "center")
DIRECTORY = Directory(DISPLAYS, ("cluster", "center"), ("Vehicle.Speed", "Vehicle.Powertrain.Range"))
MS = 1_000_000

CENTER = PermitRow(
    display="center",
    allowed=True,
    driver_visible=True,
    restrictions=0b101,
    reason="not_available",
    words="Standing for 0.3 s, Überholverbot",
    grant_id=2**40,
    granted_ns=3,
    expires_ns=100 * MS,
    cause_mono_ns=5,
    sequence=6,
)
PERMITS = PermitSnapshot(
    sequence=0,
    driving_state=DrivingState.IDLING,
    reason="idling",
    words="Standing",
    cause_ns=7,
    cause_mono_ns=8,
    decided_ns=9,
    rows={**fresh_permits(DISPLAYS).rows, "center": CENTER},
)
SIGNALS = SignalSnapshot(
    sequence=0,
    written_ns=1000,
    axis_ns=12,
    span_ns=None,
    rate=math.inf,
    paused=True,
    mode=Mode.REPLAY,
    loops=3,
    trip_m=1234.5,
    shown_speed_kmh=31.2,
    shown_dashes=False,
    screens=(ScreenState.UP, ScreenState.DOWN),
    rows=(SignalRow(31.2, Verdict.VALID, 11), SignalRow(None, Verdict.MISSING, None)),
)


@pytest.fixture
def board() -> Iterator[tuple[BoardWriter, BoardReader]]:
    """A writer and a reader of the same board."""
    writer = BoardWriter(DIRECTORY)
    reader = BoardReader(writer.readable_fd)
    yield writer, reader
    reader.close()
    writer.close()


@pytest.mark.attacks("P1")
def test_fresh_board_allows_nothing(board: tuple[BoardWriter, BoardReader]) -> None:
    """Before the gateway decided anything every row is there and forbids, at any time."""
    permits = board[1].maybe_permits()
    assert permits is not None
    assert DrivingState.UNKNOWN is permits.driving_state
    assert dict.fromkeys(DISPLAYS, False) == {name: permits.allows(name, 0) for name in permits.rows}


def test_directory_comes_with_the_board(board: tuple[BoardWriter, BoardReader]) -> None:
    """A reader needs nothing but the descriptor."""
    assert DIRECTORY == board[1].directory


def test_permits_come_out_as_written(board: tuple[BoardWriter, BoardReader]) -> None:
    """Every field of decision and rows survives the board."""
    writer, reader = board
    sequence = writer.write_permits(PERMITS)
    assert replace(PERMITS, sequence=sequence) == reader.maybe_permits()


def test_signals_come_out_as_written(board: tuple[BoardWriter, BoardReader]) -> None:
    """Every field of the signals block survives, absent values as None."""
    writer, reader = board
    sequence = writer.write_signals(SIGNALS)
    assert replace(SIGNALS, sequence=sequence) == reader.maybe_signals(SIGNALS.written_ns)


def test_long_words_are_cut_between_characters(board: tuple[BoardWriter, BoardReader]) -> None:
    """Words longer than the row keep whole characters only."""
    writer, reader = board
    writer.write_permits(replace(PERMITS, words="ü" * 61))
    permits = reader.maybe_permits()
    assert permits is not None
    assert "ü" * 60 == permits.words


@pytest.mark.keeps("P4")
def test_expired_permit_is_none(board: tuple[BoardWriter, BoardReader]) -> None:
    """A lease holds up to its expiry and not at it; a display without a row never may."""
    writer, reader = board
    writer.write_permits(PERMITS)
    permits = reader.maybe_permits()
    assert permits is not None
    assert permits.allows("center", 100 * MS - 1)
    assert not permits.allows("center", 100 * MS)
    assert not permits.allows("cluster", 0)
    assert not permits.allows("trunk", 0)


@pytest.mark.attacks("P4")
def test_corrupt_block_is_no_permit(board: tuple[BoardWriter, BoardReader]) -> None:
    """One flipped bit takes all permits away, also those read before, until the block is written anew."""
    writer, reader = board
    writer.write_permits(PERMITS)
    assert reader.maybe_permits() is not None
    writer._map[writer.layout.permits_at + writer.layout.permits_bytes - 1] ^= 1
    assert reader.maybe_permits() is None
    writer.write_permits(PERMITS)
    assert reader.maybe_permits() is not None


@pytest.mark.keeps("P4")
def test_torn_read_keeps_the_last_good_until_it_expires(board: tuple[BoardWriter, BoardReader]) -> None:
    """A writer that dies in mid-write leaves readers with their last permit, which ends by itself."""
    writer, reader = board
    writer.write_permits(PERMITS)
    good = reader.maybe_permits()
    writer._map[writer.layout.permits_at] |= 1
    torn = reader.maybe_permits()
    assert torn is not None
    assert good == torn
    assert not torn.allows("center", 100 * MS)


@pytest.mark.attacks("P4")
def test_first_torn_read_is_no_permit(board: tuple[BoardWriter, BoardReader]) -> None:
    """Without a good snapshot before it a torn block allows nothing."""
    writer, reader = board
    writer._map[writer.layout.permits_at] |= 1
    assert reader.maybe_permits() is None


@pytest.mark.keeps("B4")
def test_values_without_a_gateway_are_stale(board: tuple[BoardWriter, BoardReader]) -> None:
    """Signals that nobody has written for 250 ms are stale and the speed is dashes; a new write mends it."""
    writer, reader = board
    writer.write_signals(SIGNALS)
    late_ns = SIGNALS.written_ns + SIGNALS_LIFE_NS + 1
    stale = reader.maybe_signals(late_ns)
    assert stale is not None
    assert (Verdict.STALE, Verdict.MISSING) == tuple(row.quality for row in stale.rows)
    assert (None, True) == (stale.shown_speed_kmh, stale.shown_dashes)
    writer.write_signals(replace(SIGNALS, written_ns=late_ns))
    fresh = reader.maybe_signals(late_ns)
    assert fresh is not None
    assert Verdict.VALID is fresh.rows[0].quality


@pytest.mark.attacks("P1")
def test_readers_cannot_write(board: tuple[BoardWriter, BoardReader]) -> None:
    """What children inherit maps read-only: a map for writing, a write, and a longer file are refused."""
    fd = board[0].readable_fd
    with pytest.raises(PermissionError):
        mmap.mmap(fd, 0, access=mmap.ACCESS_WRITE)
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.write(fd, b"x")
    with pytest.raises(OSError, match="Invalid argument"):
        os.ftruncate(fd, 1 << 20)


def test_the_file_is_private_and_has_no_name(board: tuple[BoardWriter, BoardReader]) -> None:
    """The file is its owner's alone and was unlinked before anyone could open it."""
    found = os.fstat(board[0].readable_fd)
    assert stat.S_IRUSR | stat.S_IWUSR == stat.S_IMODE(found.st_mode)
    assert 0 == found.st_nlink


@pytest.mark.parametrize("content", [b"", b"x" * 8, b"COCKPIT\0" + b"\xff" * 4088, bytes(4096)])
def test_another_file_is_refused(content: bytes) -> None:
    """What is no board of this version is refused before anything is read from it."""
    shared = create_shared_file("other", len(content))
    os.write(shared.writable_fd, content)
    with pytest.raises(LayoutError):
        BoardReader(shared.readable_fd)
    shared.close()

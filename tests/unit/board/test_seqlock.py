"""A block behind a sequence number and a CRC."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from cockpit.board.seqlock import HEADER_BYTES, BlockReader, BlockWriter, Fault, Read
from cockpit.platform import create_shared_file

SIZE = 1024

HAMMER = f"""
import mmap, sys, time
from cockpit.board.seqlock import BlockWriter
map = mmap.mmap(int(sys.argv[1]), {HEADER_BYTES + SIZE})
writer = BlockWriter(memoryview(map))
end = time.monotonic() + 1.5
number = 0
while time.monotonic() < end:
    number += 1
    writer.write(bytes([number % 251]) * {SIZE})
"""


def block() -> tuple[bytearray, BlockWriter, BlockReader]:
    """Memory with one writer and one reader."""
    memory = bytearray(HEADER_BYTES + SIZE)
    return memory, BlockWriter(memoryview(memory)), BlockReader(memoryview(memory).toreadonly())


def test_what_was_written_is_read() -> None:
    """The last payload comes out whole, with the sequence it was written under."""
    _, writer, reader = block()
    writer.write(b"a" * SIZE)
    sequence = writer.write(b"b" * SIZE)
    assert Read(sequence, b"b" * SIZE) == reader.read()


def test_fresh_block_is_empty() -> None:
    """A block that was never written has no payload, not even one of zeros."""
    assert Fault.EMPTY is block()[2].read()


@pytest.mark.attacks("P4")
def test_unfinished_write_is_torn() -> None:
    """While the sequence is odd the reader retries a bounded number of times and then says torn."""
    memory, writer, reader = block()
    writer.write(b"a" * SIZE)
    memory[0] |= 1
    assert Fault.TORN is reader.read()
    assert reader.retries > 1


@pytest.mark.attacks("P4")
@pytest.mark.parametrize("at", [8, 11, HEADER_BYTES, HEADER_BYTES + SIZE - 1])
def test_each_flipped_bit_is_corrupt(at: int) -> None:
    """A bit that flips in CRC or payload is found while the sequence stands still."""
    memory, writer, reader = block()
    writer.write(b"a" * SIZE)
    for bit in range(8):
        memory[at] ^= 1 << bit
        assert Fault.CORRUPT is reader.read()
        memory[at] ^= 1 << bit


@pytest.mark.attacks("P4")
def test_old_payload_under_a_new_sequence_is_corrupt() -> None:
    """The CRC is bound to the sequence: yesterday's permit cannot be passed off as today's."""
    memory, writer, reader = block()
    writer.write(b"a" * SIZE)
    memory[0] += 2
    assert Fault.CORRUPT is reader.read()


@pytest.mark.keeps("P4")
def test_no_mixed_snapshot_under_a_hammering_writer() -> None:
    """Against a process that writes without pause, every accepted payload is of one write; torn ones are retried."""
    import mmap

    shared = create_shared_file("hammer", HEADER_BYTES + SIZE)
    mapped = mmap.mmap(shared.readable_fd, shared.size, access=mmap.ACCESS_READ)
    reader = BlockReader(memoryview(mapped))
    accepted, distinct = 0, set()
    with subprocess.Popen(
        [sys.executable, "-c", HAMMER, str(shared.writable_fd)], pass_fds=[shared.writable_fd]
    ) as hammer:
        end = time.monotonic() + 20
        while hammer.poll() is None and time.monotonic() < end:
            result = reader.read()
            if isinstance(result, Read):
                accepted += 1
                distinct.add(result.payload[0])
                assert len(set(result.payload)) == 1, f"a mixed snapshot was accepted as sequence {result.sequence}"
    assert hammer.returncode == 0
    reader.release()
    mapped.close()
    shared.close()
    assert accepted > 100
    assert len(distinct) > 5
    if os.cpu_count() != 1:
        assert reader.retries > 0, "nothing was ever torn: the test hammered nothing"

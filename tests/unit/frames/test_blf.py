"""What is Vector's own in a .blf: containers that are damaged, cut, stored, or larger than they say."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import can
import pytest

from cockpit.errors import InputError
from cockpit.frames.frame import Frame
from cockpit.frames.logs import open_log

HEADER_BYTES = 144


def make(path: Path, count: int = 300, compression_level: int = -1) -> list[int]:
    """A .blf of many small containers at `path`; the places where its containers begin."""
    with can.BLFWriter(path, compression_level=compression_level, max_container_size=1000) as writer:
        for number in range(count):
            writer.on_message_received(
                can.Message(timestamp=1_700_000_000 + number / 100, arbitration_id=number, data=bytes(8))
            )
    data = path.read_bytes()
    return [at for at in range(HEADER_BYTES, len(data)) if data.startswith(b"LOBJ", at)]


def read(path: Path) -> tuple[list[int], list[str]]:
    """Ids of the frames, and what was told of broken records."""
    log = open_log(str(path))
    ids = [item.arbitration_id for item in log.frames() if isinstance(item, Frame)]
    return ids, [broken.text for broken in log.account.broken.first]


def container(packed: bytes, method: int = 2) -> bytes:
    """A log container around `packed`."""
    return struct.pack("<4sHHLLHHLLL", b"LOBJ", 16, 1, 32 + len(packed), 10, method, 0, 0, 0, 0) + packed


@pytest.mark.parametrize("level", [0, 6])
def test_frames_run_over_many_containers(level: int, tmp_path: Path) -> None:
    """Stored and packed containers give every frame, those that lie across two as well."""
    assert len(make(tmp_path / "made.blf", compression_level=level)) > 5
    assert (list(range(300)), []) == read(tmp_path / "made.blf")


@pytest.mark.parametrize("inside", [0, 8, 16, 40])
def test_damaged_container_costs_itself(inside: int, tmp_path: Path) -> None:
    """Damage to a container's sign, head or packed bytes costs the frames in it and is told; those behind are read."""
    path = tmp_path / "made.blf"
    places = make(path)
    data = bytearray(path.read_bytes())
    at = places[2] + inside
    data[at : at + 6] = b"\xff" * 6
    path.write_bytes(data)
    ids, told = read(path)
    assert sorted(set(ids)) == ids
    assert 200 < len(ids) < 300
    assert 299 == ids[-1]
    assert told


def test_container_that_swells_is_bounded(tmp_path: Path) -> None:
    """A container that unpacks to a gigabyte is left at the limit, in bounded memory, and told."""
    path = tmp_path / "made.blf"
    make(path, count=10)
    packer = zlib.compressobj()
    bomb = b"".join(packer.compress(bytes(1 << 20)) for _ in range(64)) + packer.flush()
    with path.open("ab") as file:
        file.write(container(bomb))
    ids, told = read(path)
    assert list(range(10)) == ids
    assert any("a container of more than" in text for text in told)


def test_unknown_compression_is_told(tmp_path: Path) -> None:
    """A method that is neither stored nor deflate costs its container."""
    path = tmp_path / "made.blf"
    make(path, count=10)
    with path.open("ab") as file:
        file.write(container(b"x" * 40, method=7))
    ids, told = read(path)
    assert list(range(10)) == ids
    assert ["unknown compression 7"] == [text[:21] for text in told]


@pytest.mark.parametrize("size", [0, 144, 0xFFFFFFFF])
def test_header_of_any_size_is_refused_or_read(size: int, tmp_path: Path) -> None:
    """A header that lies about its size asks for no memory: it is read on, or refused in one line."""
    path = tmp_path / "made.blf"
    make(path, count=10)
    data = bytearray(path.read_bytes())
    data[4:8] = struct.pack("<L", size)
    path.write_bytes(data)
    try:
        assert 10 >= len(read(path)[0])
    except InputError as error:
        assert "no frame that can be read as blf" in str(error)  # noqa: PT017 - either end is right

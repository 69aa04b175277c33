"""A cut .mf4 made whole as far as it goes, so that asammdf, which refuses it, reads the frames before the cut.

Block layouts are those of ASAM MDF 4.1: each begins with id, length and its links; a link is a place in the file.
Only plain data blocks are mended; a compressed one that is cut is lost with its group.
"""

from __future__ import annotations

import mmap
import struct
from pathlib import Path
from typing import Final

_HEAD: Final = struct.Struct("<4s4xQQ")  # id, length, count of links
_U64: Final = struct.Struct("<Q")
_HEADER_AT: Final = 64
_LINKS_LIMIT: Final = 1 << 16
_BLOCKS_LIMIT: Final = 1 << 20
_DATA_BLOCKS: Final = frozenset((b"##DT", b"##DV", b"##SD", b"##RD"))
_GROUP_CHANNELS, _GROUP_DATA = 1, 2  # links of DG: next, first CG, data
_CG_FIRST_CHANNEL, _CG_CYCLES, _CG_RECORD_BYTES = 1, 80, 96  # a link of CG, and the places of its fields
_CN_NEXT, _CN_PARTS, _CN_DATA, _CN_BYTE_OFFSET = 0, 1, 5, 92


def mend(path: Path, mended: Path) -> bool:
    """Write the readable part of `path` to `mended`; False, and no file, where it is not cut or is no MDF."""
    with path.open("rb") as file:
        if path.stat().st_size < _HEADER_AT + _HEAD.size:
            return False
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY) as image:
            if image[:3] not in (b"MDF", b"UnF") or image[_HEADER_AT : _HEADER_AT + 4] != b"##HD":
                return False
            if _HEAD.unpack_from(image, _HEADER_AT)[2] > _LINKS_LIMIT or not _Image(image).mend():
                return False
            mended.write_bytes(image)
            return True


class _Image:
    """The bytes of a file, as blocks."""

    def __init__(self, image: mmap.mmap) -> None:
        self._image = image
        self._cut = False

    def mend(self) -> bool:
        groups: list[int] = []
        seen = {_HEADER_AT}
        waiting = [_HEADER_AT]
        while waiting and len(seen) < _BLOCKS_LIMIT:
            at = waiting.pop()
            if self._image[at : at + 4] == b"##DG":
                groups.append(at)
            for index in range(self._links(at)):
                to = self._link(at, index)
                if to and not self._is_whole(to):
                    self._cut = True
                    self._put(self._link_at(at, index), 0)
                elif to and to not in seen:
                    seen.add(to)
                    waiting.append(to)
        if self._cut:
            for at in groups:
                self._count_records(at)
        return self._cut

    def _is_whole(self, at: int) -> bool:
        """True for a block inside the file; a plain data block that is cut is shortened and counts as whole."""
        room = len(self._image) - at
        if room < _HEAD.size:
            return False
        name, length, links = _HEAD.unpack_from(self._image, at)
        if name[:2] != b"##" or links > _LINKS_LIMIT or room < _HEAD.size + 8 * links:
            return False
        if length > room and name in _DATA_BLOCKS:
            self._cut = True
            self._put(at + 8, room)
            return True
        return bool(length <= room)

    def _count_records(self, group: int) -> None:
        """Write into a group how many of its records, payloads included, are there."""
        channels, data = self._link(group, _GROUP_CHANNELS), self._link(group, _GROUP_DATA)
        if not channels:
            return
        record_bytes = sum(struct.unpack_from("<LL", self._image, channels + _CG_RECORD_BYTES))
        there = 0
        if data and record_bytes and self._image[data : data + 4] == b"##DT":
            there = (self._length(data) - _HEAD.size) // record_bytes
            for offset, payloads in self._payload_offsets(channels):
                there = self._count_paid(data + _HEAD.size + offset, record_bytes, there, payloads)
        elif data:
            return
        recorded = self._get(channels + _CG_CYCLES)
        self._put(channels + _CG_CYCLES, min(recorded, there))

    def _payload_offsets(self, channels: int) -> list[tuple[int, int]]:
        """Per channel of variable length: where in a record its place is written, and the block that holds it."""
        found = []
        waiting, seen = [self._link(channels, _CG_FIRST_CHANNEL)], set()
        while waiting:
            at = waiting.pop()
            if not at or at in seen or self._image[at : at + 4] != b"##CN":
                continue
            seen.add(at)
            waiting += [self._link(at, _CN_NEXT), self._link(at, _CN_PARTS)]
            if self._image[at + 88] == 1:  # cn_type: variable length
                (offset,) = struct.unpack_from("<L", self._image, at + _CN_BYTE_OFFSET)
                found.append((offset, self._link(at, _CN_DATA)))
        return found

    def _count_paid(self, first: int, record_bytes: int, records: int, payloads: int) -> int:
        """How many of `records`, from the first on, have their payload in the block at `payloads`."""
        room = self._length(payloads) - _HEAD.size if payloads else 0
        for index in range(records):
            place = first + index * record_bytes
            if place + 8 > len(self._image):
                return index
            offset = self._get(place)
            if offset + 4 > room:
                return index
            (length,) = struct.unpack_from("<L", self._image, payloads + _HEAD.size + offset)
            if offset + 4 + length > room:
                return index
        return records

    def _links(self, at: int) -> int:
        return int(_HEAD.unpack_from(self._image, at)[2])

    def _length(self, at: int) -> int:
        return int(_HEAD.unpack_from(self._image, at)[1])

    def _link_at(self, at: int, index: int) -> int:
        return at + _HEAD.size + 8 * index

    def _link(self, at: int, index: int) -> int:
        return self._get(self._link_at(at, index))

    def _get(self, at: int) -> int:
        return int(_U64.unpack_from(self._image, at)[0])

    def _put(self, at: int, value: int) -> None:
        _U64.pack_into(self._image, at, value)

"""GVRET's csv, as SavvyCAN and the GVRET recorders write it; python-can does not know it."""

from __future__ import annotations

from collections.abc import Iterator

import can

_TRUE = frozenset(("true", "1"))
_FALSE = frozenset(("false", "0"))


class GvretReader:
    """Iterates over messages, in the manner of python-can's readers; a broken line raises ValueError.

    The first line names the columns: `Time Stamp,ID,Extended[,Dir],Bus,LEN,D1,...,D8`. Stamps are microseconds since
    the recorder was switched on, ids and bytes hexadecimal.
    """

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines

    def __iter__(self) -> Iterator[can.Message]:
        names = [name.strip().lower() for name in next(self._lines, "").split(",")]
        stamp, arbitration_id, extended, bus, length, first_byte = (
            names.index(name) for name in ("time stamp", "id", "extended", "bus", "len", "d1")
        )
        direction = names.index("dir") if "dir" in names else None
        for line in self._lines:
            cells = line.split(",")
            if len(cells) < first_byte:
                if line.strip():
                    raise ValueError(f"{len(cells)} columns of at least {first_byte}")
                continue
            count = int(cells[length])
            data = [cell.strip() for cell in cells[first_byte : first_byte + count]]
            if any(len(byte) != 2 for byte in data):
                raise ValueError("a byte is not two hexadecimal digits")
            yield can.Message(
                timestamp=int(cells[stamp]) / 1e6,
                arbitration_id=int(cells[arbitration_id], 16),
                is_extended_id=_truth(cells[extended]),
                channel=cells[bus].strip(),
                dlc=count,
                data=bytes.fromhex("".join(data)),
                is_fd=count > 8,
                is_rx=direction is None or cells[direction].strip().lower() != "tx",
            )


def _truth(cell: str) -> bool:
    word = cell.strip().lower()
    if word not in _TRUE | _FALSE:
        raise ValueError(f"{word!r} is neither true nor false")
    return word in _TRUE

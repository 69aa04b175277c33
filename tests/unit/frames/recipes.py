"""Logs made by python-can's own writers, one recipe per format."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import can

START_S = 1_700_000_000.0


@dataclass(frozen=True)
class Recipe:
    """How python-can writes and reads one format, and what the format itself cannot keep."""

    name: str
    ending: str
    write: Callable[[Path], Any]
    read: Callable[[Path], Any]
    keeps_fd: bool = True
    keeps_errors: bool = True
    keeps_channels: bool = True
    keeps_remote: bool = True
    is_text: bool = True

    def make(self, path: Path, count: int = 40) -> Path:
        """A log of about `count` frames at `path`."""
        with self.write(path) as writer:
            for message in self.messages(count):
                writer.on_message_received(message)
        return path

    def messages(self, count: int) -> Iterable[can.Message]:
        """Frames of every kind that the format keeps, 10 ms apart."""
        for index in range(count):
            at_s = START_S + index / 100
            channel = index % 2 if self.keeps_channels else None
            kind = index % 8
            if kind == 1:
                yield can.Message(
                    timestamp=at_s, arbitration_id=0x18FEF100 + index, data=b"\x11\x22\x33", channel=channel
                )
            elif kind == 2 and self.keeps_fd:
                yield can.Message(
                    timestamp=at_s, arbitration_id=0x3A0, is_extended_id=False, is_fd=True, bitrate_switch=True,
                    data=bytes(range(64)), dlc=64, channel=channel,
                )  # fmt: skip
            elif kind == 3 and self.keeps_remote:
                yield can.Message(
                    timestamp=at_s, arbitration_id=0x1F0, is_extended_id=False, is_remote_frame=True, dlc=4,
                    channel=channel,
                )  # fmt: skip
            elif kind == 4 and self.keeps_errors:
                yield can.Message(timestamp=at_s, is_error_frame=True, channel=channel)
            elif kind == 5:
                yield can.Message(timestamp=at_s, arbitration_id=0x7FF, is_extended_id=False, data=b"", channel=channel)
            else:
                yield can.Message(
                    timestamp=at_s, arbitration_id=0x100 + kind, is_extended_id=False,
                    data=bytes([index, 0, 0xFF, 0x10, 5, 6, 7, kind]), channel=channel,
                )  # fmt: skip


RECIPES = (
    Recipe("candump", ".log", can.CanutilsLogWriter, can.CanutilsLogReader),
    Recipe("asc", ".asc", can.ASCWriter, lambda path: can.ASCReader(path, relative_timestamp=False)),
    Recipe("trc", ".trc", can.TRCWriter, can.TRCReader, keeps_fd=False, keeps_errors=False, keeps_remote=False),
    Recipe("csv", ".csv", can.CSVWriter, can.CSVReader, keeps_fd=False, keeps_channels=False),
    Recipe("blf", ".blf", can.BLFWriter, can.BLFReader, is_text=False),
    Recipe("sqlite", ".db", can.SqliteWriter, can.SqliteReader, keeps_fd=False, keeps_channels=False, is_text=False),
    Recipe("mf4", ".mf4", can.MF4Writer, can.MF4Reader, is_text=False),
)

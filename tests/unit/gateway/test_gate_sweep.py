"""Everything an 11-bit bus can carry is thrown at a fresh gate, and it stays shut."""

from __future__ import annotations

import pytest

from cockpit.frames.frame import Frame
from cockpit.gateway.judge import Judge
from cockpit.interlock.cabin import load_cabin
from cockpit.interlock.policy import load_policy
from cockpit.signals.decode import build_decoder
from cockpit.signals.vehicle import load_vehicle

MS = 1_000_000
ALL_IDS = range(0x800)
SETTLED_MS = 700
"""Longer than the half second after which a standing vehicle may show film."""


@pytest.fixture
def judge() -> Judge:
    """A fresh judge of the built-in van."""
    van = load_vehicle("van_ev")
    return Judge(van, build_decoder(van), load_policy("mission"), load_cabin(None))


@pytest.mark.attacks("P5", "E4", "E5")
@pytest.mark.parametrize("data", [bytes(8), b"\xff" * 8, bytes(range(8)), b"\x55" * 8], ids=lambda data: data.hex())
def test_no_id_unlocks_without_its_checksum(judge: Judge, data: bytes) -> None:
    """Every 11-bit id, every 10 ms for longer than the settling time, with a payload that nobody signed."""
    for t_ms in range(0, SETTLED_MS, 10):
        for arbitration_id in ALL_IDS:
            judge.on_frame(Frame(t_ms * MS, arbitration_id, data))
        judge.advance(t_ms * MS)
        free = [name for name, permit in judge.permits.items() if permit.allowed and permit.driver_visible]
        assert [] == free, f"{free} got free at {t_ms} ms by {data.hex()} on all ids"


@pytest.mark.attacks("P5", "E1")
@pytest.mark.parametrize("length", range(8))
def test_no_short_frame_unlocks(judge: Judge, length: int) -> None:
    """Every 11-bit id with every length below eight."""
    for t_ms in range(0, SETTLED_MS, 50):
        for arbitration_id in ALL_IDS:
            judge.on_frame(Frame(t_ms * MS, arbitration_id, bytes(length)))
        judge.advance(t_ms * MS)
        free = [name for name, permit in judge.permits.items() if permit.allowed and permit.driver_visible]
        assert [] == free, f"{free} got free at {t_ms} ms by {length} bytes"

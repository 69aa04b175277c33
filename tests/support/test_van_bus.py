"""The van on a pseudo-terminal: what it is told reaches a decoder, and the moment it began is told."""

from __future__ import annotations

import time

import pytest

from cockpit.frames.live import BusOptions, open_bus
from cockpit.platform import machine_ns
from cockpit.signals.decode import build_decoder
from cockpit.signals.evidence import Verdict
from cockpit.signals.vehicle import load_vehicle
from tests.support.van_bus import VanBus
from tests.support.waiting import wait_until

SPEED = "Vehicle.Speed"


@pytest.mark.parametrize(
    ("phase", "verdict", "speed_kmh"), [("moving", Verdict.VALID, 30.0), ("forged", Verdict.INVALID, None)]
)
def test_phase_begins_when_told(phase: str, verdict: Verdict, speed_kmh: float | None) -> None:
    """Standing gives a valid zero; then the phase's own speed, or none where its checksum is wrong."""
    decoder = build_decoder(load_vehicle("van_ev"))
    row = decoder.paths.index(SPEED)
    latest: list[tuple[Verdict, float | bool | None]] = []
    with VanBus() as van:
        bus = open_bus(BusOptions("slcan", van.channel), machine_ns())

        def has_come(wanted: tuple[Verdict, float | None]) -> bool:
            for frame in bus.receive(machine_ns() - bus.opened_machine_ns):
                samples = [sample for sample in decoder.on_frame(frame) if sample.index == row]
                latest.extend((sample.verdict, sample.value) for sample in samples)
            return latest[-1:] == [wanted]

        wait_until(lambda: has_come((Verdict.VALID, 0.0)))
        before_ns = time.monotonic_ns()
        began_ns = van.go(phase)
        assert before_ns <= began_ns <= time.monotonic_ns()
        wait_until(lambda: has_come((verdict, speed_kmh)))
        bus.close()

"""The built-in van on an slcan pseudo-terminal, told from moment to moment what to do.

    with VanBus() as van:                              # stands, once somebody opens `van.channel`
        moved_ns = van.go("moving")                    # its first moving frames left at this moment
"""

from __future__ import annotations

import functools
import json
import tempfile
from pathlib import Path
from typing import Any

from cockpit.signals.integrity import E2E_P01_MODULO
from tests.support.pty_bus import START_TIMEOUT_S, Due
from tests.support.script import Script
from tests.support.van import PARKED, Values, VanEncoder, at_speed

PHASES: dict[str, Values] = {
    "standing": PARKED,
    "moving": at_speed(30.0),
    "lying": {**at_speed(30.0), "Vehicle.Speed": 0.0},
    "forged": PARKED,
}
FORGED = "VehicleSpeed"
"""The message that carries a wrong checksum while the phase is `forged`."""

_TICK_MS = 10


class VanBus(Script):
    """Sends all of the van's messages at their cycle times; phases are those of `PHASES`."""

    def __init__(self) -> None:
        with tempfile.NamedTemporaryFile("w", suffix=".phases", encoding="ascii", delete=False) as file:
            file.write(_phases())
        super().__init__("van_sender.py", Path(file.name))
        self.channel = self._read_line(START_TIMEOUT_S).strip()

    def go(self, phase: str) -> int:
        """Begin a phase now; CLOCK_MONOTONIC ns before its first frames were written."""
        self._write_line(phase)
        said, at_ns = self._read_line(START_TIMEOUT_S).split()
        assert phase == said
        return int(at_ns)


@functools.cache
def _phases() -> str:
    """Every message of each phase as slcan's lines, one for each value of its counter."""
    van = VanEncoder()
    phases = {phase: [_lines(van, name, values) for name in van.messages] for phase, values in PHASES.items()}
    forged = phases["forged"][list(van.messages).index(FORGED)]
    forged["texts"] = [f"{text[:5]}{int(text[5:7], 16) ^ 0xFF:02X}{text[7:]}" for text in forged["texts"]]
    return json.dumps(phases)


def _lines(van: VanEncoder, name: str, values: Values) -> dict[str, Any]:
    cycle_ms = int(van.messages[name].cycle_time or 1000)
    frames = [van.frame(name, 0, values, count=count) for count in range(E2E_P01_MODULO)]
    texts = [Due(0, frame.arbitration_id, frame.data).to_slcan() for frame in frames]
    return {"every": cycle_ms // _TICK_MS, "texts": texts}

"""An events file that takes no more."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from cockpit.gateway.events import EventLog


@pytest.mark.attacks("P1")
@pytest.mark.timeout(20)
def test_pipe_that_nobody_empties_holds_up_no_lease(tmp_path: Path) -> None:
    """Lines that a full pipe does not take are lost and counted; those that it took are whole."""
    pipe = tmp_path / "events"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    events = EventLog(pipe)
    for number in range(3_000):
        events.fault(number, 0, "x" * 100)
    events.close()
    taken = b""
    while part := os.read(reader, 65_536):
        taken += part
    os.close(reader)
    lines = taken.splitlines()
    assert 3_000 == len(lines) + events.lost
    assert list(range(len(lines))) == [json.loads(line)["mono_ns"] for line in lines]

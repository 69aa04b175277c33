"""A serial device that sends lines without end, none of them a frame."""

from __future__ import annotations

from typing import Any, cast

import pytest

from cockpit.frames.live import BusOptions, LiveBus


class EndlessPort:
    """Always has one more line."""

    in_waiting = 1


class AcknowledgingBus:
    """Gives no frame, however often it is asked, and fails where nobody would stop asking."""

    serialPortOrig = EndlessPort()  # noqa: N815 - python-can's name

    def __init__(self) -> None:
        self.asked = 0

    def fileno(self) -> int:
        return 0

    def recv(self, _timeout_s: float) -> None:
        self.asked += 1
        assert self.asked < 10_000, "asked without end"


@pytest.mark.attacks("P1")
@pytest.mark.attacks("B3")
def test_flood_of_lines_that_are_no_frame_ends_the_look() -> None:
    """The loop comes back to its leases and its watchdog, and looks again in its next turn."""
    bus = AcknowledgingBus()
    live = LiveBus(cast("Any", bus), BusOptions("slcan", "/dev/ttyACM0"), 0)
    assert [] == live.receive(0)
    assert bus.asked > 0

"""A pump for whatever source the gateway is handed."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from cockpit.frames.replay import Replay
from cockpit.gateway.polls import Polls
from cockpit.gateway.pump import LivePump, Pump
from cockpit.gateway.replay_pump import ReplayPump
from cockpit.platform import machine_ns

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cockpit.gateway.polls import Request
    from cockpit.gateway.roles import Judge, LiveSource


def create_pump(
    source: LiveSource | Replay,
    judge: Judge,
    publish: Callable[[], None],
    *,
    rate: float | None,
    requests: Sequence[Request],
) -> Pump:
    """A pump that judges what `source` gives and calls `publish` at each change.

    `rate` is a replay's, None for as fast as it goes; `requests` are for a bus on which writing is allowed.
    """
    if isinstance(source, Replay):
        return ReplayPump(source, judge, publish, math.inf if rate is None else rate)
    return LivePump(source, judge, publish, Polls(requests, machine_ns()))

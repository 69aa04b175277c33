"""The turnstile between test workers: many at once, or one alone that nobody overtakes."""

from __future__ import annotations

import os
import threading
from pathlib import Path

from tests.support.turns import Turns

WAIT_S = 5.0
NOT_YET_S = 0.05


def test_ordinary_tests_share_the_room(tmp_path: Path) -> None:
    """Two that do not ask to be alone are in together."""
    turns = Turns(tmp_path)
    rooms = [turns.enter(is_alone=False), turns.enter(is_alone=False)]
    for room in rooms:
        os.close(room)


def test_alone_waits_for_the_rest_and_keeps_later_ones_out(tmp_path: Path) -> None:
    """A test that asks to be alone enters when the room is empty, before one that came later."""
    turns = Turns(tmp_path)
    entered: list[str] = []
    alone_is_in, may_leave = threading.Event(), threading.Event()

    def enter_alone() -> None:
        room = turns.enter(is_alone=True)
        entered.append("alone")
        alone_is_in.set()
        may_leave.wait(WAIT_S)
        os.close(room)

    def enter_later() -> None:
        room = turns.enter(is_alone=False)
        entered.append("later")
        os.close(room)

    first = turns.enter(is_alone=False)
    alone = threading.Thread(target=enter_alone)
    alone.start()
    assert not alone_is_in.wait(NOT_YET_S)
    later = threading.Thread(target=enter_later)
    later.start()
    later.join(NOT_YET_S)
    assert [] == entered
    os.close(first)
    assert alone_is_in.wait(WAIT_S)
    later.join(NOT_YET_S)
    assert ["alone"] == entered
    may_leave.set()
    alone.join(WAIT_S)
    later.join(WAIT_S)
    assert ["alone", "later"] == entered

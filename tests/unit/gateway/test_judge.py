"""The judge: frames and deadlines in time order, late wakes, forgetting; the same chain live and in replay."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from cockpit.frames.frame import Frame
from cockpit.gateway.judge import Judge, PermitChange
from cockpit.interlock.cabin import load_cabin
from cockpit.interlock.driving import DrivingState, Reason
from cockpit.interlock.policy import load_policy
from cockpit.signals.decode import build_decoder
from tests.support.van import PARKED, VanEncoder, at_speed

_MS = 1_000_000


@pytest.fixture
def van() -> VanEncoder:
    """A sender of the built-in van's frames."""
    return VanEncoder()


@pytest.fixture
def judge(van: VanEncoder) -> Judge:
    """A judge of the built-in van under mission."""
    return Judge(van.vehicle, build_decoder(van.vehicle), load_policy("mission"), load_cabin(None))


def _stand(judge: Judge, van: VanEncoder, until_ms: int, since_ms: int = 0) -> None:
    for t_ms in range(since_ms, until_ms + 1, 10):
        for frame in van.frames_at(t_ms * _MS, PARKED):
            judge.on_frame(frame)


def _at(frames: Sequence[Frame], t_ms: int) -> list[Frame]:
    return [frame._replace(t_ns=t_ms * _MS) for frame in frames]


def test_D1_nothing_is_allowed_before_the_first_frame(judge: Judge) -> None:
    """Fresh from start-up the state is unknown and no display that the driver sees may show film."""
    assert DrivingState.UNKNOWN is judge.decision.state
    assert not judge.permits["center"].allowed
    assert not judge.permits["cluster"].allowed


def test_D7_a_parked_van_frees_center_after_the_settling_time(judge: Judge, van: VanEncoder) -> None:
    """Film comes back by itself as a permit once the van has stood for half a second."""
    _stand(judge, van, 500)
    assert not judge.permits["center"].allowed
    _stand(judge, van, 600, since_ms=510)
    assert DrivingState.PARKED is judge.decision.state
    assert judge.permits["center"].allowed


def test_D4_a_moving_frame_revokes_at_its_own_time(judge: Judge, van: VanEncoder) -> None:
    """The change carries the time of the frame that caused it."""
    _stand(judge, van, 700)
    judge.changes.clear()
    for frame in van.frames_at(710 * _MS, at_speed(1.0)):
        judge.on_frame(frame)
    revoked = next(c for c in judge.changes if isinstance(c, PermitChange) and c.permit.display == "center")
    assert (False, 710 * _MS) == (revoked.permit.allowed, revoked.t_ns)
    assert 710 * _MS == revoked.permit.cause_ns


def test_E7_a_silent_bus_goes_stale_at_its_deadline_however_late_the_look(judge: Judge, van: VanEncoder) -> None:
    """Frames stop at 700 ms; a look at 5 s still dates the revocation to the time-out after the last frame."""
    _stand(judge, van, 700)
    judge.changes.clear()
    judge.advance(5_000 * _MS)
    revoked = next(c for c in judge.changes if isinstance(c, PermitChange) and c.permit.display == "center")
    assert Reason.STALE is revoked.permit.reason
    assert 760 * _MS + 1 == revoked.t_ns


def test_E8_forgetting_takes_the_grant_and_a_new_one_follows(judge: Judge, van: VanEncoder) -> None:
    """After a break of the axis film is offered anew: the grant has another id."""
    _stand(judge, van, 700)
    before = judge.permits["center"].grant_id
    judge.forget(700 * _MS)
    assert not judge.permits["center"].allowed
    _stand(judge, van, 1_400, since_ms=710)
    assert judge.permits["center"].allowed
    assert before != judge.permits["center"].grant_id


def test_P2_what_waited_during_a_late_wake_makes_nothing_stale(judge: Judge, van: VanEncoder) -> None:
    """A gateway that slept 200 ms finds 20 sets of good frames: film stays under the same grant."""
    _stand(judge, van, 700)
    before = judge.permits["center"].grant_id
    waiting = [frame for t_ms in range(710, 900, 10) for frame in van.frames_at(t_ms * _MS, PARKED)]
    judge.on_late_frames(_at(waiting, 900), 900 * _MS)
    assert judge.permits["center"].allowed
    assert before == judge.permits["center"].grant_id


def test_P2_a_moving_frame_among_those_that_waited_revokes(judge: Judge, van: VanEncoder) -> None:
    """D4 is judged on each waiting frame: one that moved takes the grant, though the last one stands again."""
    _stand(judge, van, 700)
    waiting = [*van.frames_at(710 * _MS, at_speed(3.0)), *van.frames_at(720 * _MS, PARKED)]
    judge.on_late_frames(_at(waiting, 800), 800 * _MS)
    assert not judge.permits["center"].allowed
    assert 800 * _MS == judge.decision.clear_since_ns


def test_P2_a_bus_silent_during_a_late_wake_is_stale_after_it(judge: Judge, van: VanEncoder) -> None:
    """E7 is judged once after the last frame: nothing waited, so every source is stale."""
    _stand(judge, van, 700)
    judge.on_late_frames([], 900 * _MS)
    assert not judge.permits["center"].allowed
    assert Reason.STALE is judge.decision.reason


def test_P2_a_frame_that_waited_is_as_fresh_as_its_receipt(judge: Judge, van: VanEncoder) -> None:
    """After a late wake the frames count from the wake: they are good for a whole time-out."""
    _stand(judge, van, 700)
    judge.on_late_frames(_at(van.frames_at(710 * _MS, PARKED), 900), 900 * _MS)
    judge.advance(955 * _MS)
    assert judge.permits["center"].allowed
    judge.advance(961 * _MS)
    assert not judge.permits["center"].allowed


@pytest.mark.parametrize("length", range(9))
def test_no_id_of_any_length_frees_center(judge: Judge, length: int) -> None:
    """Every 11-bit id at every length, zeros or ones, leaves center locked; the failure names the frame."""
    for fill in (0x00, 0xFF):
        for arbitration_id in range(0x800):
            judge.on_frame(Frame(0, arbitration_id, bytes([fill] * length), "can0"))
            assert not judge.permits["center"].allowed, f"{arbitration_id:#x} {length} {fill:#x}"
        judge.advance(600 * _MS)
        assert not judge.permits["center"].allowed, f"settled on length {length} {fill:#x}"
        judge.forget(0)

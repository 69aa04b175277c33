"""What the driver can see: the range of the eyes, cones, blocks, margins."""

from __future__ import annotations

import math
import random
from dataclasses import replace

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, Point

from cockpit.interlock.plan import Block, PlacedDisplay, Plan
from cockpit.interlock.sight import EYES_APART_M, eye_range, glow, see, view_of

AHEAD = PlacedDisplay("center", (1.0, 0.0), 0.3, 180.0)
EMPTY = Plan("empty", (0.0, 0.0), 0.9, (AHEAD,), ())


def facing(degrees: float, centre: tuple[float, float] = (1.0, 0.0), width_m: float = 0.3) -> PlacedDisplay:
    return PlacedDisplay("d", centre, width_m, degrees)


def wall(ax: float, ay: float, bx: float, by: float) -> Plan:
    return replace(EMPTY, blocks=(Block((ax, ay), (bx, by)),))


def test_eye_range_has_the_eyellipses_semi_axes_about_each_eye() -> None:
    """287.1 mm is the whole axis along x, 85.3 mm across, 32.5 mm to either side of the middle."""
    west, south, east, north = eye_range(EMPTY).bounds
    assert pytest.approx((-0.14355, 0.14355), abs=3e-4) == (west, east)
    assert pytest.approx((-0.07515, 0.07515), abs=3e-4) == (south, north)


def test_eye_range_cuts_nothing_off_and_moves_with_the_driver() -> None:
    """The polygon lies around the curve, not inside it."""
    moved = eye_range(replace(EMPTY, eye=(1.0, -2.0)))
    for step in range(360):
        turn = math.radians(step)
        for aside_m in (-EYES_APART_M / 2, EYES_APART_M / 2):
            curve = Point(1.0 + 0.14355 * math.cos(turn), -2.0 + aside_m + 0.04265 * math.sin(turn))
            assert moved.buffer(1e-12).contains(curve)


def test_glow_widens_from_the_ends_of_the_glass() -> None:
    """A cone of 30 degrees, swept along the glass: its edges start at the ends."""
    region = glow(replace(AHEAD, half_angle_deg=30.0), 30.0, reach_m=1.0)
    assert region.buffer(1e-9).covers(LineString(AHEAD.ends))
    edge = math.sin(math.radians(30.0))
    assert pytest.approx((-0.15 - edge, 0.15 + edge)) == (region.bounds[1], region.bounds[3])


def test_display_that_faces_the_driver_is_visible_with_its_margin() -> None:
    """Straight ahead an eye stands on the normal, so the cone would have to close altogether."""
    sight = see(EMPTY, AHEAD, 90.0)
    assert sight.is_visible
    assert pytest.approx(90.0) == sight.margin_deg


def test_display_that_faces_away_is_hidden_with_its_margin() -> None:
    """Turned round, it would have to turn back until its plane reaches the nearest eye."""
    sight = see(EMPTY, facing(0.0), 90.0)
    turns = [math.radians(step / 10) for step in range(3_600)]
    eyes = [(0.14355 * math.cos(turn), 0.0325 + 0.04265 * math.sin(turn)) for turn in turns]
    nearest = min(math.degrees(math.atan2(1.0 - x, y + 0.15)) for x, y in eyes)
    assert not sight.is_visible
    assert nearest == pytest.approx(sight.margin_deg, abs=0.05)


@pytest.mark.parametrize("half_angle_deg", [5.0, 10.0, 20.0, 30.0, 45.0, 60.0, 80.0, 89.0])
def test_margin_is_the_change_at_which_the_verdict_flips(half_angle_deg: float) -> None:
    """A cone changed by a little less than the margin gives the same verdict, by a little more the other."""
    aside = facing(180.0 - 8.0, (0.8, 1.4))
    sight = see(EMPTY, aside, half_angle_deg)
    edge_deg = half_angle_deg + (-sight.margin_deg if sight.is_visible else sight.margin_deg)
    assert (False, True) == (see(EMPTY, aside, edge_deg - 0.2).is_visible, see(EMPTY, aside, edge_deg + 0.2).is_visible)


def test_a_wall_hides_and_a_slot_does_not() -> None:
    """A block that covers every line hides; a finger's breadth too short, and it does not."""
    assert not see(wall(0.5, -0.5, 0.5, 0.5), AHEAD, 90.0).is_visible
    assert see(wall(0.5, -0.5, 0.5, 0.0), AHEAD, 90.0).is_visible
    assert see(wall(0.5, -0.5, 0.5, 0.1), AHEAD, 90.0).is_visible


def test_walls_margin_is_the_turn_past_its_nearer_end() -> None:
    """How far a line of sight would have to turn about the glass to get past what blocks it."""
    near, far = see(wall(0.5, -0.2, 0.5, 0.2), AHEAD, 90.0), see(wall(0.5, -0.6, 0.5, 0.6), AHEAD, 90.0)
    assert (False, False) == (near.is_visible, far.is_visible)
    assert 0 < near.margin_deg < far.margin_deg


def test_two_blocks_that_overlap_hide_together() -> None:
    """A seat back and a head restraint beside each other: each line meets one of them."""
    blocks = (Block((0.5, -0.5), (0.5, 0.02)), Block((0.48, -0.02), (0.48, 0.5)))
    assert not see(replace(EMPTY, blocks=blocks), AHEAD, 90.0).is_visible
    parted = (blocks[0], Block((0.48, 0.05), (0.48, 0.5)))
    assert see(replace(EMPTY, blocks=parted), AHEAD, 90.0).is_visible


def test_a_block_through_the_eyes_is_no_cover() -> None:
    """Eyes before the block see; a driver may lean past what stands among his eyes."""
    assert see(wall(0.0, -0.5, 0.0, 0.5), AHEAD, 90.0).is_visible


def test_a_block_behind_the_glass_hides_nothing() -> None:
    """Only what stands between counts."""
    assert see(wall(1.2, -1.0, 1.2, 1.0), AHEAD, 90.0).is_visible
    assert see(wall(-0.5, -1.0, -0.5, 1.0), AHEAD, 90.0).is_visible


@settings(max_examples=150, deadline=None)
@given(st.floats(-2, 2), st.floats(-2, 2), st.floats(0, 360), st.floats(2, 90),
       st.lists(st.tuples(*[st.floats(-1.5, 1.5)] * 4), max_size=3), st.integers(0, 2**32))
def test_no_line_found_by_chance_contradicts_hidden(
        x: float, y: float, facing_deg: float, half_deg: float, walls: list[tuple[float, ...]], seed: int) -> None:
    """Where the room says hidden, five hundred random lines from eye to glass are all blocked or outside the cone."""
    display = facing(facing_deg, (x, y))
    plan = replace(EMPTY, blocks=tuple(Block((ax, ay), (bx, by)) for ax, ay, bx, by in walls))
    if see(plan, display, half_deg).is_visible:
        return
    rng = random.Random(seed)
    (ax, ay), (bx, by) = display.ends
    blocks = [LineString((block.start, block.end)) for block in plan.blocks]
    for _ in range(500):
        turn, out, part = rng.uniform(0, 2 * math.pi), math.sqrt(rng.random()), rng.random()
        side = rng.choice((-1, 1)) * EYES_APART_M / 2
        eye = (0.14355 * out * math.cos(turn), side + 0.04265 * out * math.sin(turn))
        point = (ax + (bx - ax) * part, ay + (by - ay) * part)
        line = (eye[0] - point[0], eye[1] - point[1])
        length = math.hypot(*line)
        along = (line[0] * display.normal[0] + line[1] * display.normal[1]) / length if length else 1.0
        if math.degrees(math.acos(max(-1.0, min(1.0, along)))) < half_deg - 1e-6:
            assert any(shapely.intersects(block, LineString((eye, point))) for block in blocks)


def test_view_of_a_foil_and_of_a_switched_filter() -> None:
    """A foil hides always; a switched film hides only in the filtered answer, with margins for both."""
    display = facing(172.0, (0.8, 0.9))
    plain = view_of(EMPTY, display)
    assert (True, True, False) == (plain.driver_visible, plain.driver_visible_filtered, plain.is_foil)
    foil = view_of(EMPTY, replace(display, half_angle_deg=30.0))
    assert (False, False, True) == (foil.driver_visible, foil.driver_visible_filtered, foil.is_foil)
    film = view_of(EMPTY, replace(display, half_angle_deg=30.0, privacy_signal="Vehicle.X"))
    assert (True, False, False, "Vehicle.X") == (
        film.driver_visible, film.driver_visible_filtered, film.is_foil, film.privacy_signal)
    assert (plain.margin_deg, foil.margin_deg) == (film.margin_deg, film.margin_filtered_deg)
    assert (True, False) == (film.sees(is_filtered=False), film.sees(is_filtered=True))


@pytest.mark.parametrize(("display", "plan", "expected"), [
    (facing(180.0, (0.85, 0.0)), EMPTY, True), (facing(180.0, (0.95, 0.0)), EMPTY, False),
    (facing(0.0, (0.5, 0.0)), EMPTY, False), (facing(180.0, (0.6, 0.0)), wall(0.3, -1.0, 0.3, 1.0), False),
    (facing(180.0, (0.4, 0.8)), EMPTY, True), (facing(180.0, (0.4, 0.8)), replace(EMPTY, reach_m=0.7), False)])
def test_reach_is_near_in_front_and_free(display: PlacedDisplay, plan: Plan, expected: bool) -> None:
    """A finger reaches the glass from its own side, past nothing, as far as an arm is long."""
    assert expected == view_of(plan, display).within_reach


def test_seat_back_is_the_first_block_straight_behind_the_eyes() -> None:
    """What stands ahead of it is ahead; without one every display counts as ahead."""
    behind = facing(180.0, (-0.5, 0.0))
    seat = replace(EMPTY, blocks=(Block((-0.9, -0.3), (-0.9, 0.3)), Block((-0.2, -0.3), (-0.25, 0.3)),
                                  Block((-0.1, 0.5), (-0.1, 0.9)), Block((0.4, -0.3), (0.4, 0.3))))
    assert -0.2 == seat.maybe_seat_back_m
    assert (False, True) == (view_of(seat, behind).ahead_of_seat_back, view_of(seat, AHEAD).ahead_of_seat_back)
    assert (None, True) == (EMPTY.maybe_seat_back_m, view_of(EMPTY, behind).ahead_of_seat_back)


@pytest.mark.attacks("P5")
def test_block_on_the_glass_itself_hides_nothing() -> None:
    """A dashboard drawn along the line of its displays carries them; in front of them it would hide them."""
    assert see(wall(1.0, -0.7, 1.0, 0.7), AHEAD, 90.0).is_visible
    assert see(wall(1.0, -0.15, 1.0, 0.15), AHEAD, 90.0).is_visible
    assert not see(wall(0.99, -0.7, 0.99, 0.7), AHEAD, 90.0).is_visible


@pytest.mark.attacks("P5")
@pytest.mark.parametrize("x_m", [1.0, 11.9, 12.5, 20.0])
def test_no_distance_that_a_file_can_name_hides_a_display(x_m: float) -> None:
    """The cone reaches as far as coordinates go: metres taken for feet must not free film."""
    assert see(EMPTY, facing(180.0, (x_m, 0.0)), 90.0).is_visible

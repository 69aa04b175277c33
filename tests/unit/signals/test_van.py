"""The built-in van: its DBC is well-formed, every value survives the bus, and the interlock can rely on it."""

from __future__ import annotations

import argparse
from pathlib import Path

import cantools
import pytest

from cockpit.commands import vehicles
from cockpit.frames.frame import Frame
from cockpit.resources import can_dbc_dir
from cockpit.signals.dbc import read_dbc
from cockpit.signals.decode import Decoder, build_decoder
from cockpit.signals.evidence import Verdict
from cockpit.signals.vehicle import load_vehicle
from cockpit.signals.vss import LEAVES
from tests.support.van import (
    BRAKE,
    DRIVE,
    GEAR,
    PARK,
    PARKED,
    REVERSE,
    SPEEDS,
    Values,
    VanEncoder,
    at_speed,
    ramp,
    write_candump,
)

MS = 1_000_000
STEP = {"Vehicle.TraveledDistance": 100.0, "Vehicle.TripMeterReading": 100.0, "Vehicle.Powertrain.Range": 250.0}


@pytest.fixture(scope="module")
def van() -> VanEncoder:
    """One sender; tests build their own decoder."""
    return VanEncoder()


def _decode(decoder: Decoder, frames: list[Frame]) -> dict[str, tuple[float | None, Verdict]]:
    return {decoder.paths[s.index]: (s.value, s.verdict) for frame in frames for s in decoder.on_frame(frame)}


def _settled(van: VanEncoder, values: Values) -> dict[str, tuple[float | None, Verdict]]:
    decoder = build_decoder(van.vehicle)
    _decode(decoder, van.frames_at(0, values))
    return _decode(decoder, van.frames_at(10 * MS, values))


def test_the_dbc_is_well_formed() -> None:
    """cantools' strict reading takes it; every message has a cycle time, a sender and a comment."""
    database = cantools.database.can.Database(strict=True)
    database.add_dbc_file(can_dbc_dir() / "van_ev" / "van_ev.dbc")
    for message in database.messages:
        assert message.cycle_time
        assert message.comment
        assert message.senders
        assert all(signal.comment for signal in message.signals)


def test_every_number_has_a_unit_and_every_code_a_name() -> None:
    """A signal without unit is a counter, a checksum or has a value table."""
    for message in read_dbc(can_dbc_dir() / "van_ev" / "van_ev.dbc"):
        for signal in message.signals:
            assert signal.unit or signal.names or signal.name.endswith(("_Crc", "_Counter"))
            assert signal.minimum is not None


@pytest.mark.parametrize("values", [PARKED, at_speed(47.0), at_speed(3.0, REVERSE)])
def test_every_value_survives_the_bus(van: VanEncoder, values: Values) -> None:
    """What is sent arrives valid, within the step of its signal."""
    found = _settled(van, values)
    assert set(van.vehicle.paths) == set(found)
    for path, (value, verdict) in found.items():
        assert Verdict.VALID == verdict
        assert pytest.approx(float(values.get(path) or 0), abs=STEP.get(path, 0.26)) == value


def test_a_standing_van_sends_exactly_zero(van: VanEncoder) -> None:
    """Not a rounding error beside it: above 0 is moving (D4)."""
    assert [(0.0, Verdict.VALID)] * 5 == [_settled(van, PARKED)[path] for path in SPEEDS]


@pytest.mark.keeps("E2")
def test_e2_none_is_sent_as_not_available(van: VanEncoder) -> None:
    """Each signal that has a code for it arrives as such."""
    nothing = {m.path: None for m in van.vehicle.mappings if m.not_available}
    found = _settled(van, nothing)
    assert {GEAR, BRAKE, *SPEEDS} <= set(nothing)
    assert all(found[path] == (None, Verdict.NOT_AVAILABLE) for path in nothing)


@pytest.mark.keeps("E4")
@pytest.mark.keeps("E5")
def test_what_the_interlock_reads_is_guarded(van: VanEncoder) -> None:
    """Speeds, gear and parking brake carry counter and checksum, each message with a DataID of its own."""
    guarded = {m.path: m for m in van.vehicle.mappings if m.counter and m.checksum}
    assert {GEAR, BRAKE, *SPEEDS} <= guarded.keys()
    identities = {m.message: m.checksum.data_id for m in guarded.values() if m.checksum}
    assert len(identities) == len(set(identities.values()))
    assert 3 == len({guarded[path].message for path in van.vehicle.speed_sources})


@pytest.mark.keeps("E7")
def test_speed_times_out_after_60_ms(van: VanEncoder) -> None:
    """B3 wants it of built-in vehicles."""
    decoder = build_decoder(van.vehicle)
    rows = [decoder.paths.index(path) for path in van.vehicle.speed_sources]
    assert {60 * MS} == {decoder.timeouts_ns[row] for row in rows}


@pytest.mark.attacks("E4")
def test_a_wrong_count_or_a_flipped_bit_is_found(van: VanEncoder) -> None:
    """The encoder can lie on purpose, and the decoder says so."""
    decoder = build_decoder(van.vehicle)
    frames = [van.frame("VehicleSpeed", 0, PARKED, count=count) for count in (0, 1, 9)]
    reasons = [decoder.on_frame(frame)[0].reason for frame in frames]
    flipped = frames[1]._replace(data=bytes((*frames[1].data[:7], frames[1].data[7] ^ 1)))
    assert ["E5", "", "E5", "E4"] == [*reasons, decoder.on_frame(flipped)[0].reason]


def test_a_drive_keeps_cycle_times_and_never_goes_back(van: VanEncoder) -> None:
    """One second: 100 frames of each 10 ms message, in time order, all speeds valid after the first."""
    speed = ramp([(0.2, 0.0), (0.8, 30.0)])
    frames = list(van.drive(1.0, lambda t_s: at_speed(speed(t_s))))
    times = [frame.t_ns for frame in frames]
    assert sorted(times) == times
    assert 100 == sum(frame.arbitration_id == 0x0A0 for frame in frames)
    decoder = build_decoder(van.vehicle)
    row = decoder.paths.index("Vehicle.Speed")
    seen = [s for frame in frames for s in decoder.on_frame(frame) if s.index == row]
    assert {Verdict.VALID} == {s.verdict for s in seen[1:]}
    assert [0.0, 30.0] == [seen[1].value, seen[-1].value]


def test_a_written_log_is_a_candump_log(van: VanEncoder, tmp_path: Path) -> None:
    """Stamp, channel, id and bytes stand as can-utils writes them."""
    log = write_candump(tmp_path / "x.log", [van.frame("Cargo", 1_500_000, PARKED)])
    assert "(1700000000.001500) can0 260#800200\n" == log.read_text()


def test_every_path_of_the_van_is_one_of_ours() -> None:
    """And P is among its gears."""
    van = load_vehicle("van_ev")
    assert set(van.paths) <= LEAVES.keys()
    assert (True, DRIVE, PARK) == (van.gear_has_park, 127, 126)


def test_the_vehicles_command_lists_the_van(capsys: pytest.CaptureFixture[str]) -> None:
    """Name, folder, displays and the number of mapped signals."""
    assert 0 == vehicles.run(argparse.Namespace())
    printed = capsys.readouterr().out
    assert "van_ev: Electric delivery van" in printed
    assert "rear_left, rear_right" in printed
    assert f"{len(load_vehicle('van_ev').paths)} mapped, 3 of them speed sources" in printed

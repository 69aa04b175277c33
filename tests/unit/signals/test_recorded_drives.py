"""Recorded drives decode to what cantools and the recordings' publishers say."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import cantools
import numpy as np
import pytest

from cockpit.frames.frame import Frame
from cockpit.signals.decode import build_decoder
from cockpit.signals.evidence import Verdict
from cockpit.signals.vehicle import load_vehicle


def _frames(log: Path, most: int) -> Iterator[Frame]:
    """Plain reading of a candump log, free of the frames room."""
    with log.open(encoding="ascii") as lines:
        for line in itertools.islice(lines, most):
            stamp, channel, body = line.split()[:3]
            identity, _, data = body.partition("#")
            t_ns = round(float(stamp.strip("()")) * 1e9)
            yield Frame(t_ns, int(identity, 16), bytes.fromhex(data), channel, is_extended=len(identity) == 8)


def test_the_mustang_drive_is_what_cantools_reads(real_data: Path) -> None:
    """Every sample of 20,000 frames, wheel speeds scaled by the folder and gears by their names."""
    folder = real_data / "mustang_s550"
    vehicle = load_vehicle(str(folder))
    decoder = build_decoder(vehicle)
    database = cantools.database.can.Database(strict=False)
    database.add_dbc_file(vehicle.dbc[0])
    compared = 0
    for frame in _frames(folder / "mustang_s550.candump.log", 20_000):
        samples = decoder.on_frame(frame)
        if samples:
            theirs = database.decode_message(frame.arbitration_id, frame.data, decode_choices=False)
            assert isinstance(theirs, dict)
            for sample in samples:
                mapping = vehicle.mappings[sample.index]
                if sample.verdict is Verdict.VALID and mapping.values is None:
                    expected = float(str(theirs[str(mapping.signal)])) * (mapping.scale or 1)
                    assert pytest.approx(expected, rel=1e-9, abs=1e-9) == sample.value
                    compared += 1
    assert compared > 5_000


def test_the_rav4_drive_is_what_its_publisher_decoded(real_data: Path) -> None:
    """Each of 4,974 frames gives the publisher's own wheel speeds (m/s, in the order of the frames)."""
    folder = real_data / "rav4_comma2k19"
    theirs_kmh = np.load(folder / "wheel_speed" / "value.npy")[:, :2] * 3.6
    decoder = build_decoder(load_vehicle(str(folder)))
    wheels = [decoder.paths.index(f"Vehicle.Chassis.Axle.Row1.Wheel.{side}.Speed") for side in ("Left", "Right")]
    seen = map(decoder.on_frame, _frames(folder / "comma2k19_rav4_seg40.log", 200_000))
    ours_kmh = np.array([[s.value for s in samples] for samples in seen if [s.index for s in samples] == wheels])
    assert theirs_kmh.shape == ours_kmh.shape
    assert np.abs(theirs_kmh - ours_kmh.astype(float)).max() < 1e-9

"""The recorded drives under `mission`: where film is free on center, as INTERLOCK's proof says."""

from __future__ import annotations

from pathlib import Path

import pytest

from cockpit.frames.frame import Frame
from cockpit.frames.logs import open_log
from cockpit.gateway.judge import Judge, PermitChange
from cockpit.interlock import cabin
from cockpit.interlock.cabin import load_cabin
from cockpit.interlock.policy import load_policy
from cockpit.signals.decode import build_decoder
from cockpit.signals.vehicle import load_vehicle

DRIVER_VISIBLE = {"cluster": True, "center": True, "passenger": False, "rear_left": False, "rear_right": False}


def _free_spells_s(folder: Path, log_spec: str, display: str) -> list[tuple[float, float]]:
    vehicle = load_vehicle(str(folder))
    judge = Judge(vehicle, build_decoder(vehicle), load_policy("mission"), load_cabin(None))
    spells: list[tuple[float, float]] = []
    began_ns: int | None = None
    end_ns = 0
    for item in open_log(log_spec).frames():
        if isinstance(item, Frame):
            judge.on_frame(item)
        else:
            judge.forget(item.t_ns)
        end_ns = item.t_ns
        for change in judge.changes:
            if isinstance(change, PermitChange) and change.permit.display == display:
                if began_ns is not None and not change.permit.allowed:
                    spells.append((began_ns / 1e9, change.t_ns / 1e9))
                    began_ns = None
                elif began_ns is None and change.permit.allowed:
                    began_ns = change.t_ns
        judge.changes.clear()
    if began_ns is not None:
        spells.append((began_ns / 1e9, end_ns / 1e9))
    return spells


def _drive(real_data: Path, name: str) -> tuple[Path, str]:
    parts = sorted((real_data / "css_dk_drive/00000164").glob("*.MF4"))
    pieces = {
        "mustang_s550": ["mustang_s550.candump.log"],
        "rav4_comma2k19": ["comma2k19_rav4_seg40.log"],
        "css_dk_drive": [f"00000164/{part.name}" for part in parts],
    }[name]
    return real_data / name, "+".join(str(real_data / name / piece) for piece in pieces)


@pytest.mark.parametrize(
    ("name", "spells", "tolerance_s"),
    [
        ("mustang_s550", [(69.109, 70.37)], 0.05),
        ("rav4_comma2k19", [], 0.0),
        ("css_dk_drive", [(0.61, 6.11), (173.13, 188.63), (430.15, 452.15), (2387.30, 2389.30)], 0.1),
    ],
)
def test_D8_center_is_free_exactly_where_the_vehicle_stands(
    real_data: Path, name: str, spells: list[tuple[float, float]], tolerance_s: float
) -> None:
    """Film on center is allowed in these spells of the recorded drive and at no other time."""
    found = _free_spells_s(*_drive(real_data, name), "center")
    assert len(spells) == len(found), found
    for expected, actual in zip(spells, found, strict=True):
        assert actual == pytest.approx(expected, abs=tolerance_s)


def test_rear_film_is_free_all_along(real_data: Path) -> None:
    """A rear display, which the driver cannot see, plays from the first moment to the last."""
    ((start_s, end_s),) = _free_spells_s(*_drive(real_data, "mustang_s550"), "rear_left")
    assert (start_s, end_s) == pytest.approx((0.0, 70.37), abs=0.01)


def test_the_cost_of_a_slow_single_witness_is_said_at_load(real_data: Path) -> None:
    """css_dk_drive's 1,500 ms time-out lets film stay 1.53 s after a lost answer, and its notices say so."""
    decoder = build_decoder(load_vehicle(str(real_data / "css_dk_drive")))
    assert any("one witness" in notice and "1.53 s" in notice for notice in decoder.notices)


def test_the_built_in_cabin_hides_rear_and_passenger_displays() -> None:
    """Cluster and center stand before the driver's eyes; the foil hides the passenger's display."""
    assert DRIVER_VISIBLE == {name: view.driver_visible for name, view in load_cabin(None).views.items()}


def test_without_its_foil_the_driver_sees_the_passenger_display(tmp_path: Path) -> None:
    """The same cabin without the foil makes the passenger's display driver-visible."""
    built_in = Path(cabin.__file__).with_name("cabins") / "builtin.toml"
    lines = built_in.read_text(encoding="utf-8").splitlines(keepends=True)
    bare = tmp_path / "cabin.toml"
    bare.write_text("".join(line for line in lines if not line.startswith("privacy_half_angle_deg")), encoding="utf-8")
    assert {**DRIVER_VISIBLE, "passenger": True} == {
        name: view.driver_visible for name, view in load_cabin(bare).views.items()
    }

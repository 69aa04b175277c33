"""Which parts the cluster has, made of what is mapped: a part without its signal has no place."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from cockpit.features.cluster.model.lamps import DOORS
from cockpit.features.feature import Reading

SPEED = "Vehicle.Speed"
RPM = "Vehicle.Powertrain.CombustionEngine.Speed"
POWERS = ("Vehicle.Powertrain.ElectricMotor.Power", "Vehicle.Powertrain.CombustionEngine.Power")
CHARGES = (
    "Vehicle.Powertrain.TractionBattery.StateOfCharge.Displayed",
    "Vehicle.Powertrain.TractionBattery.StateOfCharge.Current",
)
RANGES = (
    "Vehicle.Powertrain.Range",
    "Vehicle.Powertrain.TractionBattery.Range",
    "Vehicle.Powertrain.FuelSystem.Range",
)
FUEL = "Vehicle.Powertrain.FuelSystem.RelativeLevel"
LOAD = "Vehicle.Body.Cargo.Load"
CARGO_LOCK = "Vehicle.Body.Trunk.Rear.IsLocked"
GEARS = ("Vehicle.Powertrain.Transmission.SelectedGear", "Vehicle.Powertrain.Transmission.CurrentGear")
CONSUMPTIONS = (
    "Vehicle.Powertrain.TractionBattery.AverageConsumption",
    "Vehicle.Powertrain.FuelSystem.AverageConsumption",
)
OUTSIDE = "Vehicle.Exterior.AirTemperature"
ODOMETER = "Vehicle.TraveledDistance"
LIMIT = "Vehicle.ADAS.SpeedLimit"

LETTER_OF_GEAR = {126: "P", -1: "R", 0: "N", 127: "D"}


@dataclass(frozen=True, slots=True)
class Parts:
    """The VSS path behind each part, empty where the vehicle has none."""

    power: str
    rpm: str
    charge: str
    range: str
    fuel: str
    load: str
    cargo_lock: str
    consumption: str
    doors: tuple[str, ...]
    gear: str
    outside: str
    odometer: str
    limit: str
    speed: str

    @property
    def layout(self) -> str:
        """`horizon` where the vehicle says what it has left; `solo` where speed, gear and engine are all there is."""
        return "horizon" if self.charge or self.range or self.fuel else "solo"


def parts_of(mapped: Collection[str], speed_path: str = SPEED) -> Parts:
    """The parts of a vehicle with these paths; of alternatives the first that is mapped."""
    return Parts(
        power=_first(POWERS, mapped),
        rpm=_first((RPM,), mapped),
        charge=_first(CHARGES, mapped),
        range=_first(RANGES, mapped),
        fuel=_first((FUEL,), mapped),
        load=_first((LOAD,), mapped),
        cargo_lock=_first((CARGO_LOCK,), mapped),
        consumption=_first(CONSUMPTIONS, mapped),
        doors=tuple(path for path in DOORS if path in mapped),
        gear=_first(GEARS, mapped),
        outside=_first((OUTSIDE,), mapped),
        odometer=_first((ODOMETER,), mapped),
        limit=_first((LIMIT,), mapped),
        speed=_first((speed_path,), mapped) or _first_wheel(mapped),
    )


def doors_word(doors: Collection[Reading]) -> str:
    """`Closed`, `1 open` or how many; empty while any of them is unknown and none is known to be open."""
    is_open = sum(reading.valid and bool(reading.value) for reading in doors)
    if is_open:
        return f"{is_open} open"
    return "Closed" if doors and all(reading.valid for reading in doors) else ""


def letter_of(gear: float | None) -> str:
    """P, R, N or D of a VSS gear number: every forward gear is D, every reverse one R; empty where unknown."""
    if gear is None:
        return ""
    number = round(gear)
    return LETTER_OF_GEAR.get(number) or ("D" if number > 0 else "R")


def _first(paths: tuple[str, ...], mapped: Collection[str]) -> str:
    return next((path for path in paths if path in mapped), "")


def _first_wheel(mapped: Collection[str]) -> str:
    return next((path for path in mapped if path.startswith("Vehicle.Chassis.Axle.") and path.endswith(".Speed")), "")

"""Warning lamps: which VSS path lights which symbol, in which colour (UN R121), at which fixed place."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from cockpit.features.feature import Glass, Reading

WHEELS = tuple(f"Vehicle.Chassis.Axle.{row}.Wheel.{side}" for row in ("Row1", "Row2") for side in ("Left", "Right"))
DOORS = (
    *(
        f"Vehicle.Cabin.Door.{row}.{side}.IsOpen"
        for row in ("Row1", "Row2")
        for side in ("DriverSide", "PassengerSide")
    ),
    "Vehicle.Body.Trunk.Rear.IsOpen",
)

FLUID = tuple(f"{wheel}.Brake.IsFluidLevelLow" for wheel in WHEELS)
BRAKE_FAULT = ("Vehicle.Chassis.Brake.IsError", "Vehicle.ADAS.EBD.IsError")
BRAKES_WORN = tuple(f"{wheel}.Brake.IsBrakesWorn" for wheel in WHEELS)
STEERING = ("Vehicle.Chassis.Steering.IsError",)
TYRES = tuple(f"{wheel}.Tire.IsPressureLow" for wheel in WHEELS)
WASHER = ("Vehicle.Body.Windshield.Front.WasherFluid.IsLevelLow",)
PARK_BRAKE = ("Vehicle.Chassis.ParkingBrake.IsEngaged",)
BELT = ("Vehicle.Cabin.Seat.Row1.DriverSide.IsBelted",)
AIRBAG = ("Vehicle.Cabin.Airbag.IsError",)
CHARGE_FAULT = ("Vehicle.LowVoltageBattery.IsChargeError",)
OIL = ("Vehicle.Powertrain.CombustionEngine.EOP",)
COOLANT = ("Vehicle.Powertrain.CombustionEngine.EngineCoolant.Temperature",)
MIL = ("Vehicle.Powertrain.CombustionEngine.IsMILOn",)
DRIVE_FAULT = ("Vehicle.Powertrain.IsError",)
LIMITED = ("Vehicle.Powertrain.IsPowerLimited",)
OUTSIDE = ("Vehicle.Exterior.AirTemperature",)
HAZARD = "Vehicle.Body.Lights.Hazard.IsSignaling"

OIL_LOW_KPA = 60.0
"""Ours, not a rule's: STANDARDS names the source and leaves the limit to the maker."""

COOLANT_HOT_CELSIUS = 120.0
FROST_CELSIUS = 3.0
"""Where carmakers commonly warn of ice; unconfirmed by a rule."""

FLASH_PERIOD_NS = 666_000_000
"""90 a minute (STANDARDS: 90 +/- 30), lit for the first half."""

Test = Callable[[float], bool]


def is_true(value: float) -> bool:
    """A boolean that is set."""
    return value != 0


def is_false(value: float) -> bool:
    """A boolean that is not set."""
    return value == 0


@dataclass(frozen=True, slots=True)
class Lamp:
    """One lamp: lit while `test` holds for any of its `paths` that is valid.

    `place` is `left`, `middle`, `right` with a cell in that row, `turn` (0 left, 1 right) or `sky` (0 cable, 1 frost).
    `defect` is the path that says a bulb outside has failed: the lamp then flashes at twice the rate.
    """

    glyph: str
    colour: str
    place: str
    cell: int
    paths: tuple[str, ...]
    test: Test = is_true
    cells: int = 1
    flashes: bool = False
    defect: str = ""

    def is_mapped(self, mapped: Collection[str]) -> bool:
        """Whether the vehicle has any of its sources: only then the lamp has a place."""
        return any(path in mapped for path in self.paths)

    def is_lit(self, glass: Glass) -> bool:
        """Whether its condition holds now."""
        return any(holds(glass.at(path), self.test) for path in self.paths)


_LIGHTS = "Vehicle.Body.Lights"
_TURN = f"{_LIGHTS}.DirectionIndicator"

LAMPS: tuple[Lamp, ...] = (
    Lamp("position", "green", "left", 0, (f"{_LIGHTS}.Parking.IsOn",)),
    Lamp("low-beam", "green", "left", 1, (f"{_LIGHTS}.Beam.Low.IsOn",)),
    Lamp("main-beam", "blue", "left", 2, (f"{_LIGHTS}.Beam.High.IsOn",)),
    Lamp("front-fog", "green", "left", 3, (f"{_LIGHTS}.Fog.Front.IsOn",)),
    Lamp("rear-fog", "amber", "left", 4, (f"{_LIGHTS}.Fog.Rear.IsOn",)),
    Lamp("lane", "amber", "left", 5, ("Vehicle.ADAS.LaneDepartureDetection.IsWarning",)),
    Lamp("ready", "green", "left", 6, ("Vehicle.Powertrain.IsReady",), cells=2),
    Lamp("turn-left", "green", "turn", 0, (f"{_TURN}.Left.IsSignaling", HAZARD), flashes=True,
         defect=f"{_TURN}.Left.IsDefect"),
    Lamp("turn-right", "green", "turn", 1, (f"{_TURN}.Right.IsSignaling", HAZARD), flashes=True,
         defect=f"{_TURN}.Right.IsDefect"),
    Lamp("door", "red", "middle", 0, DOORS),
    Lamp("belt", "red", "middle", 1, BELT, is_false),
    Lamp("airbag", "red", "middle", 2, AIRBAG),
    Lamp("park-brake", "red", "middle", 3, PARK_BRAKE),
    Lamp("brake", "red", "middle", 4, FLUID + BRAKE_FAULT),
    Lamp("steering", "red", "middle", 5, STEERING),
    Lamp("battery", "red", "middle", 6, CHARGE_FAULT),
    Lamp("oil", "red", "middle", 7, OIL, lambda value: value < OIL_LOW_KPA),
    Lamp("coolant", "red", "middle", 8, COOLANT, lambda value: value > COOLANT_HOT_CELSIUS),
    Lamp("abs", "amber", "right", 0, ("Vehicle.ADAS.ABS.IsError",)),
    Lamp("esc", "amber", "right", 1,
         ("Vehicle.ADAS.ESC.IsError", "Vehicle.ADAS.ESC.IsEngaged", "Vehicle.ADAS.TCS.IsEngaged")),
    Lamp("esc-off", "amber", "right", 2, ("Vehicle.ADAS.ESC.IsEnabled",), is_false),
    Lamp("tyre", "amber", "right", 3, TYRES),
    Lamp("mil", "amber", "right", 4, MIL),
    Lamp("ev-fault", "amber", "right", 5, DRIVE_FAULT),
    Lamp("limited", "amber", "right", 6, LIMITED),
    Lamp("washer", "amber", "right", 7, WASHER),
    Lamp("cable", "green", "sky", 0,
         ("Vehicle.Powertrain.TractionBattery.Charging.ChargingPort.AnyPosition.IsChargingCableConnected",)),
    Lamp("frost", "amber", "sky", 1, OUTSIDE, lambda value: value <= FROST_CELSIUS),
)  # fmt: skip


def holds(reading: Reading, test: Test = is_true) -> bool:
    """Whether a valid reading passes the test; what is not valid lights nothing (a message says that it is lost)."""
    return reading.valid and reading.value is not None and test(reading.value)


def lamps_of(mapped: Collection[str]) -> tuple[Lamp, ...]:
    """The lamps that a vehicle has, in the order of the table."""
    return tuple(lamp for lamp in LAMPS if lamp.is_mapped(mapped))


class Flasher:
    """Turn signals: on at once when signalling begins, then 90 a minute on the drive's axis."""

    def __init__(self) -> None:
        self._since_ns: dict[str, int] = {}

    def is_on(self, glyph: str, signaling: bool, axis_ns: int, *, defect: bool = False) -> bool:
        """Whether a flashing lamp is in the lit half of its period; a failed bulb outside doubles the rate (UN R48)."""
        if not signaling:
            self._since_ns.pop(glyph, None)
            return False
        since_ns = self._since_ns.setdefault(glyph, axis_ns)
        if axis_ns < since_ns:
            since_ns = self._since_ns[glyph] = axis_ns
        period_ns = FLASH_PERIOD_NS // 2 if defect else FLASH_PERIOD_NS
        return (axis_ns - since_ns) % period_ns < period_ns // 2


def lit_lamps(lamps: tuple[Lamp, ...], glass: Glass, flasher: Flasher, *, checking: bool) -> tuple[bool, ...]:
    """Which lamps are lit; all of them during the bulb check, and none where nothing feeds the glass."""
    if not glass.alive:
        return (False,) * len(lamps)
    return tuple(checking or _is_lit_now(lamp, glass, flasher) for lamp in lamps)


def _is_lit_now(lamp: Lamp, glass: Glass, flasher: Flasher) -> bool:
    lit = lamp.is_lit(glass)
    if not lamp.flashes:
        return lit
    return flasher.is_on(lamp.glyph, lit, glass.axis_ns, defect=holds(glass.at(lamp.defect)))


def are_lamps_lost(lamps: tuple[Lamp, ...], glass: Glass) -> bool:
    """Whether a mapped source of any lamp is not valid, so that a dark lamp says nothing."""
    return any(not glass.at(path).valid for lamp in lamps for path in lamp.paths if path in glass.rows)

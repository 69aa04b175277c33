"""The built-in van as a sender: VSS values in, frames with right counters and checksums out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

import cantools

from cockpit.frames.frame import Frame
from cockpit.resources import can_dbc_dir
from cockpit.signals.integrity import E2E_P01_MODULO, e2e_p01_crc
from cockpit.signals.mapping import Mapping as SignalMapping
from cockpit.signals.units import conversion
from cockpit.signals.vehicle import Vehicle, load_vehicle
from cockpit.signals.vss import LEAVES

Values = Mapping[str, "float | bool | None"]
"""VSS values by path; None sends the signal's not-available code."""

_CORNERS = tuple(f"Vehicle.Chassis.Axle.{row}.Wheel.{side}" for row in ("Row1", "Row2") for side in ("Left", "Right"))
WHEELS = tuple(f"{corner}.Speed" for corner in _CORNERS)
SPEEDS = ("Vehicle.Speed", *WHEELS)
GEAR = "Vehicle.Powertrain.Transmission.SelectedGear"
BRAKE = "Vehicle.Chassis.ParkingBrake.IsEngaged"
PARK, REVERSE, NEUTRAL, DRIVE = 126, -1, 0, 127

_BATTERY = "Vehicle.Powertrain.TractionBattery"
_MS = 1_000_000

PARKED: Values = MappingProxyType({
    **dict.fromkeys(SPEEDS, 0.0),
    GEAR: PARK,
    BRAKE: True,
    "Vehicle.Powertrain.Transmission.IsParkLockEngaged": True,
    "Vehicle.Powertrain.IsReady": True,
    "Vehicle.Powertrain.ElectricMotor.Power": 0.0,
    "Vehicle.Powertrain.ElectricMotor.Temperature": 35.0,
    "Vehicle.Powertrain.Range": 214_000.0,
    _BATTERY + ".StateOfCharge.Displayed": 68.0,
    _BATTERY + ".StateOfCharge.CurrentEnergy": 53.7,
    _BATTERY + ".CurrentVoltage": 402.0,
    _BATTERY + ".Temperature.Average": 22.0,
    _BATTERY + ".AverageConsumption": 25.1,
    _BATTERY + ".Charging.ChargeLimit": 80.0,
    "Vehicle.TraveledDistance": 48_216_000.0,
    "Vehicle.TripMeterReading": 63_400.0,
    "Vehicle.Exterior.AirTemperature": 8.0,
    "Vehicle.Exterior.LightIntensity": 40.0,
    "Vehicle.Cabin.HVAC.AmbientAirTemperature": 21.0,
    "Vehicle.Cabin.HVAC.Station.Row1.Driver.Temperature": 21.0,
    "Vehicle.Cabin.HVAC.Station.Row1.Passenger.Temperature": 21.0,
    "Vehicle.Body.Cargo.Load": 640.0,
    "Vehicle.Body.Trunk.Rear.IsLocked": True,
    "Vehicle.Body.Lights.Beam.Low.IsOn": True,
    "Vehicle.Body.Lights.Parking.IsOn": True,
    "Vehicle.LowVoltageBattery.CurrentVoltage": 13.8,
    "Vehicle.ADAS.ESC.IsEnabled": True,
    "Vehicle.ADAS.LaneDepartureDetection.IsEnabled": True,
    "Vehicle.ADAS.SpeedLimit": 50.0,
    "Vehicle.Cabin.Seat.Row1.DriverSide.IsBelted": True,
    "Vehicle.Cabin.Seat.Row1.DriverSide.OccupancyStatus": 1,
    "Vehicle.Cabin.Seat.Row1.PassengerSide.OccupancyStatus": 1,
    "Vehicle.Cabin.Seat.Row1.PassengerSide.IsBelted": True,
    "Vehicle.Cabin.Seat.Row2.DriverSide.OccupancyStatus": 1,
    "Vehicle.Cabin.Seat.Row2.DriverSide.IsBelted": True,
    "Vehicle.Cabin.Seat.Row2.PassengerSide.OccupancyStatus": 1,
    "Vehicle.Cabin.Seat.Row2.PassengerSide.IsBelted": True,
    "Vehicle.Cabin.Seat.Row1.PassengerSide.Airbag.IsEnabled": True,
    **{f"{corner}.Tire.Pressure": 350.0 for corner in _CORNERS},
    "Vehicle.CurrentLocation.Latitude": 53.5461,
    "Vehicle.CurrentLocation.Longitude": 9.9665,
    "Vehicle.CurrentLocation.Heading": 84.0,
})
"""A loaded van that stands in P with everything in order."""


def at_speed(speed_kmh: float, gear: int = DRIVE, **overrides: float | bool | None) -> dict[str, float | bool | None]:
    """`PARKED` with all five speeds at `speed_kmh`, a gear, and the brake off; `overrides` by path."""
    return {**PARKED, **dict.fromkeys(SPEEDS, speed_kmh), GEAR: gear, BRAKE: False,
            "Vehicle.Powertrain.Transmission.IsParkLockEngaged": gear == PARK, **overrides}


class VanEncoder:
    """One sender of all of the van's messages; it keeps each message's counter.

    A path that `values` leaves out is sent as 0 (false, closed, no fault). Raises KeyError for a path that is not the
    van's.
    """

    def __init__(self, channel: str = "can0") -> None:
        self.vehicle: Vehicle = load_vehicle("van_ev")
        self.channel = channel
        database = cantools.database.can.Database()
        database.add_dbc_file(can_dbc_dir() / "van_ev" / "van_ev.dbc")
        self.messages = {message.name: message for message in database.messages}
        self._by_message: dict[str, list[SignalMapping]] = {name: [] for name in self.messages}
        for mapping in self.vehicle.mappings:
            self._by_message[str(mapping.message)].append(mapping)
        self._counts = dict.fromkeys(self.messages, 0)

    def frame(self, name: str, t_ns: int, values: Values, *, count: int | None = None) -> Frame:
        """The next frame of one message; `count` sets its counter instead of the next number."""
        message = self.messages[name]
        mappings = self._by_message[name]
        scaled = dict.fromkeys((signal.name for signal in message.signals), 0.0)
        raw: dict[str, int] = {}
        for mapping in mappings:
            self._put(mapping, values.get(mapping.path, 0), scaled, raw)
        guard = next((mapping for mapping in mappings if mapping.checksum), None)
        if guard is not None:
            raw[str(guard.counter)] = self._counts[name] if count is None else count
            self._counts[name] = (raw[str(guard.counter)] + 1) % E2E_P01_MODULO
        data = bytearray(message.encode(scaled, strict=False))
        self._overlay(message, raw, data)
        if guard is not None and guard.checksum is not None:
            data[0] = e2e_p01_crc(guard.checksum.data_id, bytes(data))
        return Frame(t_ns, message.frame_id, bytes(data), self.channel)

    def frames_at(self, t_ns: int, values: Values) -> list[Frame]:
        """One frame of every message, all at `t_ns`."""
        unknown = values.keys() - set(self.vehicle.paths)
        if unknown:
            raise KeyError(f"not a path of the van: {', '.join(sorted(unknown))}")
        return [self.frame(name, t_ns, values) for name in self.messages]

    def drive(self, end_s: float, values_at: Callable[[float], Values], start_s: float = 0.0) -> Iterator[Frame]:
        """Every message at its cycle time from `start_s` until before `end_s`, in time order.

        `values_at` is asked with the time in seconds once per millisecond in which something is sent.
        """
        cycles = {name: int(message.cycle_time or 0) for name, message in self.messages.items()}
        for t_ms in range(round(start_s * 1000), round(end_s * 1000)):
            due = [name for name, cycle in cycles.items() if cycle and t_ms % cycle == 0]
            if due:
                values = values_at(t_ms / 1000)
                yield from (self.frame(name, t_ms * _MS, values) for name in due)

    def _put(self, mapping: SignalMapping, value: float | bool | None, scaled: dict[str, float],
             raw: dict[str, int]) -> None:
        """Puts one VSS value into its signal: in the DBC's unit, or raw where a code stands for it."""
        name = str(mapping.signal)
        signal = self.messages[str(mapping.message)].get_signal_by_name(name)
        codes = {str(text): int(code) for code, text in (signal.choices or {}).items()}
        leaf = LEAVES[mapping.path]
        if value is None:
            raw[name] = codes["SNA"]
        elif mapping.values is not None:
            raw[name] = next(codes[text] for text, meaning in mapping.values if meaning == value)
        elif leaf.is_boolean:
            raw[name] = int(value)
        else:
            line = conversion(signal.unit or "", leaf.unit)
            scaled[name] = float((value - float(line.offset)) / float(line.factor))

    @staticmethod
    def _overlay(message: cantools.database.can.Message, raw: dict[str, int], data: bytearray) -> None:
        number = int.from_bytes(data, "little")
        for name, code in raw.items():
            signal = message.get_signal_by_name(name)
            mask = (1 << signal.length) - 1
            number = (number & ~(mask << signal.start)) | ((code & mask) << signal.start)
        data[:] = number.to_bytes(len(data), "little")


def write_candump(file: Path, frames: Iterable[Frame], start_s: float = 1_700_000_000.0) -> Path:
    """Writes frames as a candump log whose first possible stamp is `start_s`; returns `file`."""
    start_us = round(start_s * 1e6)
    with file.open("w", encoding="ascii") as log:
        for frame in frames:
            stamp_us = start_us + frame.t_ns // 1000
            identity = f"{frame.arbitration_id:08X}" if frame.is_extended else f"{frame.arbitration_id:03X}"
            log.write(f"({stamp_us // 1_000_000}.{stamp_us % 1_000_000:06d}) {frame.channel or 'can0'} "
                      f"{identity}#{frame.data.hex().upper()}\n")
    return file


def ramp(points: Iterable[tuple[float, float]]) -> Callable[[float], float]:
    """A speed over time through (seconds, km/h) points, straight between them and level outside."""
    knots = sorted(points)

    def at(t_s: float) -> float:
        for (t0, v0), (t1, v1) in pairwise(knots):
            if t0 <= t_s < t1:
                return v0 + (v1 - v0) * (t_s - t0) / (t1 - t0)
        return knots[0][1] if t_s < knots[0][0] else knots[-1][1]

    return at

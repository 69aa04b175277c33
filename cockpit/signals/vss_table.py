"""The literal behind `vss.LEAVES`: path patterns, types, units, ranges; a test compares it with VSS 6.0 itself.

`{a,b}` stands for either. VSS's DriverSide is the driver's, wherever the wheel is; an axle's Left is the vehicle's.
"""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """One pattern with what VSS says of it."""

    pattern: str
    datatype: str
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    allowed: tuple[str, ...] = ()


def _flags(*patterns: str) -> tuple[Row, ...]:
    return tuple(Row(pattern, "boolean") for pattern in patterns)


def _percents(datatype: str, *patterns: str) -> tuple[Row, ...]:
    return tuple(Row(pattern, datatype, "percent", 0, 100) for pattern in patterns)


_AXLE = "Vehicle.Chassis.Axle.{Row1,Row2}"
_WHEEL = _AXLE + ".Wheel.{Left,Right}"
_DOOR = "Vehicle.Cabin.Door.{Row1,Row2}.{DriverSide,PassengerSide}"
_SEAT = "Vehicle.Cabin.Seat.{Row1,Row2}.{DriverSide,Middle,PassengerSide}"
_STATION = "Vehicle.Cabin.HVAC.Station.{Row1,Row2}.{Driver,Passenger}"
_BATTERY = "Vehicle.Powertrain.TractionBattery"
_CHARGING = _BATTERY + ".Charging"
_ENGINE = "Vehicle.Powertrain.CombustionEngine"
_FUEL = "Vehicle.Powertrain.FuelSystem"
_LIGHTS = "Vehicle.Body.Lights"

_MOTION = (
    Row("Vehicle.Speed", "float", "km/h"),
    Row("Vehicle.AverageSpeed", "float", "km/h"),
    Row(_WHEEL + ".Speed", "float", "km/h"),
    Row(_WHEEL + ".AngularSpeed", "float", "degrees/s"),
    Row("Vehicle.Acceleration.{Longitudinal,Lateral,Vertical}", "float", "m/s^2"),
    Row("Vehicle.AngularVelocity.{Roll,Pitch,Yaw}", "float", "degrees/s"),
    Row("Vehicle.TraveledDistance", "uint32", "m"),
    Row("Vehicle.TraveledDistanceSinceStart", "uint32", "m"),
    Row("Vehicle.TripMeterReading", "uint32", "m"),
    Row("Vehicle.TripDuration", "float", "s"),
    Row("Vehicle.Powertrain.Transmission.{CurrentGear,SelectedGear}", "int8"),
    Row("Vehicle.Powertrain.Transmission.Temperature", "float", "Celsius"),
    Row("Vehicle.Powertrain.Transmission.PerformanceMode", "string",
        allowed=("NORMAL", "SPORT", "ECONOMY", "SNOW", "RAIN")),
    Row("Vehicle.Chassis.SteeringWheel.Angle", "int16", "degrees"),
    Row(_AXLE + ".SteeringAngle", "float", "degrees"),
    *_percents("uint8", "Vehicle.Chassis.{Accelerator,Brake}.PedalPosition"),
    *_flags("Vehicle.IsMoving", "Vehicle.Powertrain.Transmission.IsParkLockEngaged",
            "Vehicle.Chassis.ParkingBrake.IsEngaged", "Vehicle.Chassis.Brake.IsDriverEmergencyBrakingDetected"),
)

_ENERGY = (
    Row("Vehicle.Powertrain.Range", "uint32", "m"),
    Row("Vehicle.Powertrain.TimeRemaining", "uint32", "s"),
    Row("Vehicle.Powertrain.ElectricMotor.Speed", "float", "rpm"),
    Row("Vehicle.Powertrain.ElectricMotor.Power", "int16", "kW"),
    Row("Vehicle.Powertrain.ElectricMotor.Torque", "int16", "Nm"),
    Row("Vehicle.Powertrain.ElectricMotor.Temperature", "float", "Celsius"),
    *_percents("float", _BATTERY + ".StateOfCharge.{Current,Displayed}", _BATTERY + ".StateOfHealth"),
    Row(_BATTERY + ".StateOfCharge.CurrentEnergy", "float", "kWh"),
    Row(_BATTERY + ".{AccumulatedChargedEnergy,AccumulatedConsumedEnergy}", "float", "kWh"),
    Row(_BATTERY + ".NetCapacity", "uint16", "kWh"),
    Row(_BATTERY + ".CurrentVoltage", "float", "V"),
    Row(_BATTERY + ".CurrentCurrent", "float", "A"),
    Row(_BATTERY + ".CurrentPower", "float", "W"),
    Row(_BATTERY + ".Range", "uint32", "m"),
    Row(_BATTERY + ".TimeRemaining", "uint32", "s"),
    Row(_BATTERY + ".Temperature.{Average,Min,Max}", "float", "Celsius"),
    *_flags(_CHARGING + ".{IsCharging,IsDischarging}",
            _CHARGING + ".ChargingPort.AnyPosition.{IsChargingCableConnected,IsChargingCableLocked,IsFlapOpen}"),
    *_percents("uint8", _CHARGING + ".ChargeLimit"),
    Row(_CHARGING + ".{AveragePower,MaxPower}", "float", "kW"),
    Row(_CHARGING + ".ChargeRate", "float", "km/h"),
    Row(_CHARGING + ".ChargeCurrent.DC", "float", "A"),
    Row(_CHARGING + ".ChargeVoltage.DC", "float", "V"),
    Row(_CHARGING + ".Temperature", "float", "Celsius"),
    Row(_CHARGING + ".TimeToComplete", "uint32", "s"),
    Row("Vehicle.LowVoltageBattery.CurrentVoltage", "float", "V"),
    Row("Vehicle.LowVoltageBattery.CurrentCurrent", "float", "A"),
    Row("Vehicle.LowVoltageSystemState", "string", allowed=("UNDEFINED", "LOCK", "OFF", "ACC", "ON", "START")),
)

_COMBUSTION = (
    Row(_ENGINE + ".Speed", "float", "rpm"),
    Row(_ENGINE + ".Power", "uint16", "kW"),
    Row(_ENGINE + ".Torque", "int16", "Nm"),
    Row(_ENGINE + ".EOP", "uint16", "kPa"),
    Row(_ENGINE + ".MAP", "uint16", "kPa"),
    Row(_ENGINE + ".MAF", "uint16", "g/s"),
    Row(_ENGINE + ".TPS", "uint8", "percent", None, 100),
    Row(_ENGINE + ".{EngineCoolant,EngineOil}.Temperature", "float", "Celsius"),
    Row(_ENGINE + ".EngineCoolant.Level", "string", allowed=("CRITICALLY_LOW", "LOW", "NORMAL")),
    Row(_ENGINE + ".EngineOil.Level", "string",
        allowed=("CRITICALLY_LOW", "LOW", "NORMAL", "HIGH", "CRITICALLY_HIGH")),
    *_flags(_ENGINE + ".IsRunning", _FUEL + ".{IsFuelLevelLow,IsFuelLevelEmpty,IsFuelPortFlapOpen}"),
    *_percents("uint8", _FUEL + ".RelativeLevel"),
    Row(_FUEL + ".AbsoluteLevel", "float", "l"),
    Row(_FUEL + ".Range", "uint32", "m"),
    Row(_FUEL + ".{InstantConsumption,AverageConsumption}", "float", "l/100km", 0),
    Row(_FUEL + ".ConsumptionSinceStart", "float", "l"),
)

_BODY = (
    *_flags(
        _LIGHTS + ".DirectionIndicator.{Left,Right}.{IsSignaling,IsDefect}",
        _LIGHTS + ".Hazard.{IsSignaling,IsDefect}",
        _LIGHTS + ".Beam.{Low,High}.{IsOn,IsDefect}",
        _LIGHTS + ".Fog.{Rear,Front}.IsOn",
        _LIGHTS + ".{Running,Backup,Parking,LicensePlate}.IsOn",
        _LIGHTS + ".Brake.IsDefect",
        "Vehicle.Body.Hood.IsOpen",
        "Vehicle.Body.Trunk.{Front,Rear}.{IsOpen,IsLocked}",
        "Vehicle.Body.Windshield.{Front,Rear}.{IsHeatingOn,WasherFluid.IsLevelLow}",
        _DOOR + ".{IsOpen,IsLocked,IsChildLockActive,Window.IsOpen}",
        _SEAT + ".{IsBelted,Airbag.IsEnabled,Airbag.IsDeployed}",
        "Vehicle.Cabin.HVAC.{IsRecirculationActive,IsFrontDefrosterActive,IsRearDefrosterActive,IsAirConditioningActive}",
        _WHEEL + ".Brake.{IsFluidLevelLow,IsBrakesWorn}",
        _WHEEL + ".Tire.IsPressureLow",
    ),
    Row(_LIGHTS + ".Brake.IsActive", "string", allowed=("INACTIVE", "ACTIVE", "ADAPTIVE")),
    Row(_LIGHTS + ".LightSwitch", "string", allowed=("OFF", "POSITION", "DAYTIME_RUNNING_LIGHTS", "AUTO", "BEAM")),
    Row("Vehicle.Body.Windshield.{Front,Rear}.Wiping.Mode", "string",
        allowed=("OFF", "SLOW", "MEDIUM", "FAST", "INTERVAL", "RAIN_SENSOR")),
    *_percents("uint8", _DOOR + ".Window.Position", _STATION + ".FanSpeed"),
    Row(_SEAT + ".OccupancyStatus", "string", allowed=("UNKNOWN", "OCCUPIED", "EMPTY")),
    Row(_SEAT + ".HeatingCooling", "int8", "percent", -100, 100),
    Row(_STATION + ".Temperature", "float", "Celsius"),
    Row(_STATION + ".AirDistribution", "string", allowed=("UP", "MIDDLE", "DOWN")),
    Row("Vehicle.Cabin.HVAC.AmbientAirTemperature", "float", "Celsius"),
    Row(_WHEEL + ".Tire.Pressure", "uint16", "kPa"),
    Row(_WHEEL + ".Tire.{RubberTemperature,AirTemperature}", "float", "Celsius"),
    Row("Vehicle.CurrentOverallWeight", "uint16", "kg"),
)

_SURROUNDINGS = (
    Row("Vehicle.Exterior.AirTemperature", "float", "Celsius"),
    *_percents("float", "Vehicle.Exterior.{LightIntensity,Humidity}"),
    Row("Vehicle.CurrentLocation.Latitude", "double", "degrees", -90, 90),
    Row("Vehicle.CurrentLocation.Longitude", "double", "degrees", -180, 180),
    Row("Vehicle.CurrentLocation.Heading", "double", "degrees", 0, 360),
    Row("Vehicle.CurrentLocation.{Altitude,HorizontalAccuracy,VerticalAccuracy}", "double", "m"),
    Row("Vehicle.Service.DistanceToService", "float", "km"),
    *_flags("Vehicle.Service.IsServiceDue"),
    Row("Vehicle.Diagnostics.DTCCount", "uint8"),
)

_ASSISTANCE = (
    *_flags(
        "Vehicle.ADAS.{ABS,ESC,TCS,EBD,EBA}.{IsEnabled,IsError,IsEngaged}",
        "Vehicle.ADAS.CruiseControl.{IsEnabled,IsActive,IsError,IsAdaptive}",
        "Vehicle.ADAS.LaneDepartureDetection.{IsEnabled,IsWarning,IsError}",
        "Vehicle.ADAS.ObstacleDetection.{Front,Rear}.{Left,Center,Right}.{IsEnabled,IsWarning,IsError}",
    ),
    Row("Vehicle.ADAS.ObstacleDetection.{Front,Rear}.{Left,Center,Right}.Distance", "float", "m", 0),
    Row("Vehicle.ADAS.CruiseControl.SpeedSet", "float", "km/h"),
    Row("Vehicle.ADAS.CruiseControl.AdaptiveDistanceSet", "float", "m", 0),
    Row("Vehicle.ADAS.CruiseControl.AdaptiveIntervalSet", "uint8"),
    Row("Vehicle.ADAS.ActiveAutonomyLevel", "string",
        allowed=("SAE_0", "SAE_1", "SAE_2_DISENGAGING", "SAE_2", "SAE_3_DISENGAGING", "SAE_3", "SAE_4_DISENGAGING",
                 "SAE_4", "SAE_5_DISENGAGING", "SAE_5")),
)

STANDARD: tuple[Row, ...] = (*_MOTION, *_ENERGY, *_COMBUSTION, *_BODY, *_SURROUNDINGS, *_ASSISTANCE)

OVERLAY: tuple[Row, ...] = (
    # The lamps that VSS 6.0 has no source for (STANDARDS, telltales).
    *_flags(
        "Vehicle.Powertrain.IsReady",           # the drive is released: READY
        "Vehicle.Powertrain.IsError",           # a fault in the electric drive
        "Vehicle.Powertrain.IsPowerLimited",    # reduced power: the turtle
        "Vehicle.Powertrain.CombustionEngine.IsMILOn",
        "Vehicle.LowVoltageBattery.IsChargeError",
        "Vehicle.Chassis.Steering.IsError",
        "Vehicle.Chassis.Brake.IsError",
        "Vehicle.Cabin.Airbag.IsError",
        "Vehicle.Connectivity.ECall.{IsActive,IsError}",
        "Vehicle.Cabin.Display.{Center,Passenger}.IsPrivacyFilterOn",  # cabin.toml's privacy_signal
    ),
    Row("Vehicle.Powertrain.TractionBattery.Charging.CurrentPower", "float", "kW"),
    Row("Vehicle.Powertrain.TractionBattery.AverageConsumption", "float", "kWh/100km", 0),
    Row("Vehicle.Body.Cargo.Load", "float", "kg", 0),   # what the van carries, without the driver
    Row("Vehicle.ADAS.SpeedLimit", "float", "km/h", 0),  # the sign at the roadside, as the vehicle reads it
)
"""Paths of our own, under VSS's branches."""

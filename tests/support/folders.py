"""Vehicle folders for tests: a small DBC that has one of everything, and folders written around it."""

from __future__ import annotations

from pathlib import Path

from cockpit.errors import InputError
from cockpit.signals.vehicle import Vehicle, load_vehicle

DBC = """VERSION ""

NS_ :

BS_:

BU_: ECU

BO_ 256 Motion: 8 ECU
 SG_ Crc : 0|8@1+ (1,0) [0|255] "" ECU
 SG_ Counter : 8|4@1+ (1,0) [0|14] "" ECU
 SG_ Quality : 12|2@1+ (1,0) [0|3] "" ECU
 SG_ Speed : 16|16@1+ (0.01,0) [0|300] "km/h" ECU
 SG_ SpeedMs : 32|8@1+ (0.5,-20) [-20|100] "m/s" ECU
 SG_ SpeedBig : 47|16@0- (0.1,0) [0|0] "kph" ECU

BO_ 257 Lever: 2 ECU
 SG_ Gear : 0|4@1+ (1,0) [0|15] "" ECU
 SG_ Brake : 4|2@1+ (1,0) [0|3] "" ECU
 SG_ Beats : 8|4@1+ (1,0) [0|15] "" ECU

BO_ 2147484210 Odd: 8 ECU
 SG_ Page M : 0|4@1+ (1,0) [0|15] "" ECU
 SG_ Range m0 : 8|16@1+ (1,0) [0|1000] "km" ECU
 SG_ Outside m1 : 8|8@1- (0.5,0) [-40|60] "degC" ECU
 SG_ Charge m1 : 16|8@1+ (1,0) [0|100] "%" ECU
 SG_ Real : 32|32@1- (1,0) [-1000|1000] "V" ECU

BO_ 259 Flat: 1 ECU
 SG_ Nothing : 0|8@1+ (0,0) [0|0] "km/h" ECU

BA_DEF_ BO_ "GenMsgCycleTime" INT 0 65535;
BA_DEF_DEF_ "GenMsgCycleTime" 0;
BA_ "GenMsgCycleTime" BO_ 256 20;
SIG_VALTYPE_ 2147484210 Real : 1;
VAL_ 256 Quality 0 "Bad" 1 "OK" 2 "Good" 3 "SNA" ;
VAL_ 256 Speed 65535 "SNA" 65534 "Error" 0 "Zero" ;
VAL_ 257 Gear 0 "Park" 1 "Reverse" 2 "Neutral" 3 "Drive" 4 "Sport" 14 "Unused" 15 "Unused" ;
"""

HEAD = 'name = "Test"\ndbc = ["test.dbc"]\n'
SPEED = '[signals."Vehicle.Speed"]\nmessage = "Motion"\nsignal = "Speed"\n'


def write_folder(folder: Path, toml: str | bytes, dbc: str | None = DBC) -> Path:
    """Writes `vehicle.toml` and `test.dbc` into `folder`; returns it."""
    (folder / "vehicle.toml").write_bytes(toml if isinstance(toml, bytes) else toml.encode())
    if dbc is not None:
        (folder / "test.dbc").write_text(dbc, encoding="cp1252")
    return folder


def vehicle_of(folder: Path, toml: str, dbc: str | None = DBC) -> Vehicle:
    """The vehicle of a folder written so."""
    return load_vehicle(str(write_folder(folder, toml, dbc)))


def problems_of(error: InputError) -> list[tuple[int | None, str]]:
    """Line and text of each problem of an error."""
    return [(problem.line, problem.text) for problem in error.problems]



"""A configure message for tests, to be changed by `dataclasses.replace`."""

from __future__ import annotations

from cockpit.board.messages import Configure, DisplayFace, VehicleFace
from cockpit.gateway.config import find_features

CLUSTER = Configure(
    group="cluster",
    displays=("cluster",),
    all_displays=("cluster", "center", "passenger", "rear_left", "rear_right"),
    vehicle=VehicleFace("Ford Mustang 2015", "van"),
    features=find_features(),
    paths=(),
    cabin={"cluster": DisplayFace(driver_visible=True)},
    policy="mission",
    theme="night",
    film="",
    mark="",
    recorded_utc=None,
    offscreen=True,
    layout=None,
    language="en",
    keys=False,
)

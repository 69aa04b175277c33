"""The passenger display's manifest."""

from __future__ import annotations

from pathlib import Path

from cockpit.features.feature import Feature, Page

MANIFEST = Feature(
    name="passenger",
    pages={"passenger": Page("Cockpit.Passenger", "Passenger", 1920, 720)},
    qml_dir=Path(__file__).parent / "qml",
    python_types=("cockpit.screens.video", "cockpit.features.passenger.view_model"),
    model="cockpit.features.passenger.view_model:PassengerModel",
)

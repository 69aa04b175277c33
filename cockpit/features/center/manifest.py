"""The center's manifest."""

from __future__ import annotations

from pathlib import Path

from cockpit.features.feature import Feature, Page

MANIFEST = Feature(
    name="center",
    pages={"center": Page("Cockpit.Center", "Center", 1920, 1080)},
    qml_dir=Path(__file__).parent / "qml",
    python_types=("cockpit.screens.video", "cockpit.features.center.view_model"),
    model="cockpit.features.center.view_model:CenterModel",
)

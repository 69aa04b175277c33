"""The rear displays' manifest."""

from __future__ import annotations

from pathlib import Path

from cockpit.features.feature import Feature, Page

MANIFEST = Feature(
    name="rear",
    pages={display: Page("Cockpit.Rear", "Rear", 1280, 800) for display in ("rear_left", "rear_right")},
    qml_dir=Path(__file__).parent / "qml",
    python_types=("cockpit.screens.video", "cockpit.features.rear.view_model"),
    model="cockpit.features.rear.view_model:RearModel",
)

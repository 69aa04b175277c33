"""The cluster's manifest."""

from __future__ import annotations

from pathlib import Path

from cockpit.features.feature import Feature, Page

MANIFEST = Feature(
    name="cluster",
    pages={"cluster": Page("Cockpit.Cluster", "Cluster", 1920, 720)},
    qml_dir=Path(__file__).parent / "qml",
    python_types=("cockpit.features.cluster.view_model",),
    model="cockpit.features.cluster.view_model:ClusterModel",
)

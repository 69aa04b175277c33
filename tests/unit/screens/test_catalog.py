"""Features by entry point."""

from __future__ import annotations

from cockpit.gateway.config import find_features
from cockpit.screens.catalog import full_sizes, load_features, maybe_page

GOOD = {"cluster": "cockpit.features.cluster.manifest:MANIFEST"}


def test_broken_feature_is_a_fault_and_the_others_load() -> None:
    """A feature that cannot be imported is named; it takes no other with it."""
    features, faults = load_features(("cluster",), {"attic": "nowhere.manifest:MANIFEST", **GOOD})
    assert ["cluster"] == [feature.name for feature in features]
    assert ["attic"] == [fault.feature for fault in faults]


def test_feature_of_other_displays_is_left_out() -> None:
    """A screen loads only what its own displays show."""
    assert ([], []) == load_features(("rear_left",), GOOD)


def test_page_of_a_display() -> None:
    """The cluster's page is 1920x720; a display that nobody fills has none."""
    features, _ = load_features(("cluster",), GOOD)
    found = maybe_page(features, "cluster")
    assert found is not None
    assert (1920, 720) == (found[1].width, found[1].height)
    assert maybe_page(features, "attic") is None


def test_full_sizes_are_known_of_displays_that_another_process_draws() -> None:
    """Tiling needs the size of all displays, whichever feature fills them; one that nobody fills has none."""
    sizes = full_sizes(("cluster", "center", "passenger", "rear_left", "rear_right", "roof"), find_features())
    wide, rear = (1920, 720), (1280, 800)
    assert {"cluster": wide, "center": (1920, 1080), "passenger": wide, "rear_left": rear, "rear_right": rear} == sizes

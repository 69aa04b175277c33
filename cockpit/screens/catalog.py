"""Features by entry point: the shell names none of them."""

from __future__ import annotations

import contextlib
import functools
import importlib
from collections.abc import Collection
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from typing import cast

from cockpit.board.messages import Configure
from cockpit.features.feature import Feature, Page, ViewModel

GROUP = "cockpit.features"


@dataclass(frozen=True, slots=True)
class Fault:
    """A feature that could not be had; the others go on."""

    feature: str
    text: str


def load_features(
    displays: Collection[str], points: tuple[EntryPoint, ...] | None = None
) -> tuple[list[Feature], list[Fault]]:
    """The features that fill any of `displays`, in alphabetical order, and a fault for each that does not load.

    Only their QML types are imported: a screen without film starts without the multimedia libraries.
    """
    features: list[Feature] = []
    faults: list[Fault] = []
    for point in _sorted(points):
        try:
            manifest: Feature = point.load()
            if any(display in manifest.pages for display in displays):
                for module in manifest.python_types:
                    importlib.import_module(module)
                features.append(manifest)
        except (ImportError, AttributeError) as error:
            faults.append(Fault(point.name, f"cannot be loaded: {error}"))
    return features, faults


def full_sizes(displays: Collection[str], points: tuple[EntryPoint, ...] | None = None) -> dict[str, tuple[int, int]]:
    """Width and height in px of each display that a feature fills, whichever process draws it."""
    manifests = []
    for point in _sorted(points):
        with contextlib.suppress(ImportError, AttributeError):  # said by load_features
            manifests.append(point.load())
    pages = {display: maybe_page(manifests, display) for display in displays}
    return {display: (found[1].width, found[1].height) for display, found in pages.items() if found is not None}


def maybe_page(features: list[Feature], display: str) -> tuple[Feature, Page] | None:
    """The first feature that fills a display; None where none does."""
    for feature in features:
        if display in feature.pages:
            return feature, feature.pages[display]
    return None


def make_model(feature: Feature, setting: Configure) -> ViewModel | None:
    """The feature's view-model, or None where it has none."""
    if feature.model is None:
        return None
    module, _, name = feature.model.partition(":")
    return cast("ViewModel", getattr(importlib.import_module(module), name)(setting))


def _sorted(points: tuple[EntryPoint, ...] | None) -> list[EntryPoint]:
    return sorted(_installed() if points is None else points, key=lambda point: point.name)


@functools.cache
def _installed() -> tuple[EntryPoint, ...]:
    return tuple(entry_points(group=GROUP))

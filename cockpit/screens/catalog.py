"""Features by their entry points, as the gateway found them: the shell names none of them."""

from __future__ import annotations

import contextlib
import importlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, cast

from cockpit.board.messages import Configure
from cockpit.features.feature import Feature, Page, ViewModel


@dataclass(frozen=True, slots=True)
class Fault:
    """A feature that could not be had; the others go on."""

    feature: str
    text: str


def load_features(displays: Collection[str], points: Mapping[str, str]) -> tuple[list[Feature], list[Fault]]:
    """The features that fill any of `displays`, in alphabetical order, and a fault for each that does not load.

    `points` are all manifests by name, `module:attribute`. Only what `displays` show has its QML types imported: a
    screen without film starts without the multimedia libraries.
    """
    features: list[Feature] = []
    faults: list[Fault] = []
    for name, point in sorted(points.items()):
        try:
            manifest: Feature = _load(point)
            if any(display in manifest.pages for display in displays):
                for module in manifest.python_types:
                    importlib.import_module(module)
                features.append(manifest)
        except (ImportError, AttributeError) as error:
            faults.append(Fault(name, f"cannot be loaded: {error}"))
    return features, faults


def full_sizes(displays: Collection[str], points: Mapping[str, str]) -> dict[str, tuple[int, int]]:
    """Width and height in px of each display that a feature fills, whichever process draws it."""
    manifests: list[Feature] = []
    for _, point in sorted(points.items()):
        with contextlib.suppress(ImportError, AttributeError):  # said by load_features
            manifests.append(_load(point))
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
    return cast("ViewModel", _load(feature.model)(setting))


def _load(point: str) -> Any:
    """What a `module:attribute` names."""
    module, _, name = point.partition(":")
    return getattr(importlib.import_module(module), name)

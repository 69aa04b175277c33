"""Every QML file compiles without a word from Qt, and qmllint and qmlformat have nothing to say."""

from __future__ import annotations

import importlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QUrl
from PySide6.QtQml import QQmlComponent, QQmlEngine

from cockpit.features.feature import Feature
from cockpit.screens.catalog import load_features
from cockpit.screens.engine import QML_DIR, make_engine
from cockpit.screens.theme import load_theme
from tests.support.configure import CLUSTER

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "cockpit").rglob("*.qml"))
BIN = Path(sys.executable).parent


def manifests() -> list[Feature]:
    """Every feature's manifest."""
    features, faults = load_features(CLUSTER.all_displays, CLUSTER.features)
    assert [] == faults
    return features


def import_paths() -> list[str]:
    """Where qmllint and the engine find our modules."""
    return [str(QML_DIR), *(str(feature.qml_dir) for feature in manifests())]


@pytest.fixture
def engine(qapp: object) -> Iterator[QQmlEngine]:
    """An engine that knows every feature's module and types."""
    engine = make_engine(load_theme("night"))
    for feature in manifests():
        engine.addImportPath(str(feature.qml_dir))
        for module in (*feature.python_types, *([feature.model.partition(":")[0]] if feature.model else [])):
            importlib.import_module(module)
    yield engine
    shiboken6.delete(engine)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT / "cockpit")))
def test_file_compiles_without_a_warning(file: Path, engine: QQmlEngine) -> None:
    """No unknown type, no property that does not exist, no name that shadows another."""
    component = QQmlComponent(engine, QUrl.fromLocalFile(str(file)))
    assert "" == component.errorString()
    assert QQmlComponent.Status.Ready == component.status()


@pytest.mark.parametrize("folder", sorted({file.parent for file in FILES}), ids=lambda folder: folder.name)
def test_every_file_is_named_in_its_module(folder: Path) -> None:
    """A file that qmldir does not name is found by its neighbours alone: FilmCanvas and FilmPlane are meant to be."""
    named = set((folder / "qmldir").read_text("utf-8").split())
    assert set() == {file.name for file in folder.glob("*.qml")} - named - {"FilmCanvas.qml", "FilmPlane.qml"}


def test_qmllint_has_nothing_to_say() -> None:
    """All files, every warning an error, with the types that Python defines."""
    paths = [word for path in import_paths() for word in ("-I", path)]
    done = subprocess.run(
        [str(BIN / "pyside6-qmllint"), *paths, "--max-warnings", "0", *map(str, FILES)],
        capture_output=True, text=True, timeout=50, check=False,
    )  # fmt: skip
    assert (0, "") == (done.returncode, done.stderr if done.returncode else ""), done.stdout + done.stderr


def test_qmlformat_would_change_nothing() -> None:
    """One way to write QML."""
    done = subprocess.run(
        [str(BIN / "pyside6-qmlformat"), *map(str, FILES)], capture_output=True, text=True, timeout=50, check=True
    )
    assert "".join(file.read_text("utf-8") for file in FILES) == done.stdout

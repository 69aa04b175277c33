"""The wheel that a user installs carries the code, the assets and the vehicles, and nothing else."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path

import pytest

from tests.architecture.fault import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[zipfile.ZipFile]:
    """The wheel as hatchling builds it from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stdout + done.stderr
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as file:
        yield file


def list_tracked(folder: str) -> set[str]:
    """What the checkout holds under a folder, without what running leaves there."""
    paths = (path for path in (ROOT / folder).rglob("*") if path.is_file())
    return {str(path.relative_to(ROOT)) for path in paths if "__pycache__" not in path.parts}


def test_wheel_carries_assets_and_vehicles(wheel: zipfile.ZipFile) -> None:
    """Every file of assets and can_dbc lies inside the package, where the resolver finds it."""
    inside = {name.removeprefix("cockpit/_data/") for name in wheel.namelist() if name.startswith("cockpit/_data/")}
    assert list_tracked("assets") | list_tracked("can_dbc") == inside


def test_wheel_carries_the_package(wheel: zipfile.ZipFile) -> None:
    """All code, QML and data of the package are in it, none of the tests or set-up scripts."""
    package = {name for name in wheel.namelist() if name.startswith("cockpit/") and "/_data/" not in name}
    assert list_tracked("cockpit") == package
    roots = {Path(name).parts[0] for name in wheel.namelist()}
    assert {"cockpit", next(root for root in roots if root.endswith(".dist-info"))} == roots


def test_wheel_says_what_it_is(wheel: zipfile.ZipFile) -> None:
    """Licence, Python's version and the extras stand in the metadata; the command and the plug-ins are registered."""
    info = next(name for name in wheel.namelist() if name.endswith(".dist-info/METADATA")).rpartition("/")[0]
    metadata = message_from_bytes(wheel.read(f"{info}/METADATA"))
    assert "Apache-2.0" == metadata["License-Expression"]
    assert ">=3.11" == metadata["Requires-Python"]
    assert {"mf4", "workbench", "dev"} == set(metadata.get_all("Provides-Extra", []))
    entries = wheel.read(f"{info}/entry_points.txt").decode()
    assert "cockpit = cockpit.__main__:main" in entries
    assert "[can.interface]\nlink = cockpit.frames.link:LinkBus" in entries

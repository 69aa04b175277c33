"""Data is found in a checkout and in an installed wheel."""

from __future__ import annotations

from pathlib import Path

import pytest

from cockpit.resources import assets_dir, can_dbc_dir, data_dir


def _package(root: Path) -> Path:
    package = root / "cockpit"
    package.mkdir()
    return package


def test_a_checkout_holds_the_data_beside_the_package(tmp_path: Path) -> None:
    """The neighbour of the package is taken where there is nothing inside it."""
    (tmp_path / "can_dbc").mkdir()
    assert tmp_path / "can_dbc" == data_dir("can_dbc", _package(tmp_path))


def test_a_wheel_holds_the_data_inside_the_package(tmp_path: Path) -> None:
    """In site-packages a foreign `assets` beside the package is not ours."""
    package = _package(tmp_path)
    (tmp_path / "assets").mkdir()
    (package / "_data" / "assets").mkdir(parents=True)
    assert package / "_data" / "assets" == data_dir("assets", package)


def test_a_missing_folder_names_both_places(tmp_path: Path) -> None:
    """The error says where it was looked for."""
    with pytest.raises(FileNotFoundError, match=r"_data/assets nor .*assets"):
        data_dir("assets", _package(tmp_path))


def test_this_installation_has_both_folders() -> None:
    """The package under test finds its own data."""
    assert assets_dir().is_dir()
    assert (can_dbc_dir() / "van_ev" / "vehicle.toml").is_file()

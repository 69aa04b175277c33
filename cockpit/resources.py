"""Where the product's data lies: beside the package in a checkout, inside it in an installed wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def assets_dir() -> Path:
    """The folder of fonts, icons, themes and clips."""
    return data_dir("assets")


def can_dbc_dir() -> Path:
    """The folder of built-in vehicles, one folder each."""
    return data_dir("can_dbc")


def data_dir(name: str, package: Path = _PACKAGE) -> Path:
    """The data folder `name` of the package at `package`; a wheel's own folder wins over a neighbour of the package.

    Raises FileNotFoundError, naming both places, where the installation lacks it.
    """
    places = (package / "_data" / name, package.parent / name)
    for place in places:
        if place.is_dir():
            return place
    raise FileNotFoundError(f"the installation lacks {name}: neither {places[0]} nor {places[1]} is a folder")

"""The generated files that qmllint reads are current."""

from __future__ import annotations

from pathlib import Path

import pytest

from cockpit.screens import typeinfo


def test_theme_qml_is_current() -> None:
    """Theme.qml has the tokens of the themes; `python -m cockpit.screens.typeinfo` makes it."""
    assert typeinfo.theme_source() == typeinfo.THEME_QML.read_text("utf-8")


@pytest.mark.parametrize("file", typeinfo.modules(), ids=lambda file: file.name)
def test_qmltypes_are_current(file: Path) -> None:
    """Each .qmltypes says what its Python types say; `python -m cockpit.screens.typeinfo` makes it."""
    name, sources = typeinfo.modules()[file]
    assert typeinfo.qmltypes_source(name, sources) == file.read_text("utf-8")

"""What an editor's plug-in would say is said here: ruff, mypy, qmllint and qmlformat find nothing, and find a plant."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.fault import ROOT, list_files

TOOLS = Path(sys.executable).parent
QML_MODULES = Path("cockpit", "screens", "qml")
PYTHON_FOLDERS = ("cockpit", "tests", "packaging")
GOOD_QML = "import QtQuick\n\nItem {\n    id: root\n\n    width: parent ? parent.width : 0\n}\n"


def run_tool(name: str, *arguments: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """A checker of the environment's, its two outputs together as text."""
    command = [str(TOOLS / name), *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)


def lint_qml(*files: str | Path) -> subprocess.CompletedProcess[str]:
    """Qmllint with our modules; a warning is as good as an error."""
    options = ["--max-warnings", "0", "-I", QML_MODULES] if files else ["--version"]
    return run_tool("pyside6-qmllint", *options, *files)


def find_unformatted(files: list[Path], folder: Path) -> list[str]:
    """The files that qmlformat would change, each with its mend; it works on copies under `folder`."""
    copies = {file: folder / str(index) / file.name for index, file in enumerate(files)}
    for file, copy in copies.items():
        copy.parent.mkdir()
        shutil.copy(ROOT / file, copy)
    options = ["--ignore-settings", "--inplace"] if files else ["--version"]
    done = run_tool("pyside6-qmlformat", *options, *copies.values())
    assert 0 == done.returncode, done.stdout
    changed = [file for file, copy in copies.items() if (ROOT / file).read_bytes() != copy.read_bytes()]
    return [f"{file}: not as qmlformat has it; mend: pyside6-qmlformat --inplace {file}" for file in changed]


def test_ruff_finds_nothing() -> None:
    """All Python of the project keeps ruff's rules as pyproject.toml has them."""
    done = run_tool("ruff", "check", "--output-format", "concise", *PYTHON_FOLDERS)
    assert 0 == done.returncode, done.stdout


def test_ruff_bites(tmp_path: Path) -> None:
    """A print where none belongs is named by its rule."""
    (tmp_path / "planted.py").write_text('print("hello")\n', encoding="utf-8")
    done = run_tool("ruff", "check", "--config", ROOT / "pyproject.toml", "--output-format", "concise", tmp_path)
    assert 1 == done.returncode
    assert "planted.py:1:1: T201" in done.stdout


@pytest.mark.timeout(300)
def test_mypy_finds_nothing() -> None:
    """All Python of the project is typed strictly."""
    done = run_tool("mypy", "--no-error-summary")
    assert 0 == done.returncode, done.stdout


@pytest.mark.timeout(120)
def test_mypy_bites(tmp_path: Path) -> None:
    """A function without types is named by its code."""
    planted = tmp_path / "planted.py"
    planted.write_text("def speed(kmh):\n    return kmh\n", encoding="utf-8")
    done = run_tool("mypy", "--config-file", ROOT / "pyproject.toml", planted)
    assert 1 == done.returncode
    assert "[no-untyped-def]" in done.stdout


def test_qmllint_finds_nothing() -> None:
    """All QML of the project is free of warnings."""
    done = lint_qml(*list_files(".qml", "cockpit"))
    assert 0 == done.returncode, done.stdout


def test_qmllint_bites(tmp_path: Path) -> None:
    """A property that nothing has is a warning, and a warning fails."""
    planted = tmp_path / "Planted.qml"
    planted.write_text(GOOD_QML.replace("width:", "widht:"), encoding="utf-8")
    done = lint_qml(planted)
    assert 0 != done.returncode
    assert "widht" in done.stdout


def test_qmlformat_would_change_nothing(tmp_path: Path) -> None:
    """All QML of the project stands as qmlformat has it."""
    unformatted = find_unformatted(list_files(".qml", "cockpit"), tmp_path)
    assert not unformatted, "\n".join(unformatted)


@pytest.mark.parametrize(("source", "is_found"), [(GOOD_QML, False), (GOOD_QML.replace("    id", "  id"), True)])
def test_qmlformat_bites(tmp_path: Path, source: str, is_found: bool) -> None:
    """A file indented by two is named with the command that mends it; a good one is not."""
    planted = tmp_path / "Planted.qml"
    planted.write_text(source, encoding="utf-8")
    assert is_found is bool(find_unformatted([planted], tmp_path))

"""The floors and purities of the house hold, and each contract is shown to bite on a planted violation."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")

# Contract id, module to plant, what it imports. Each must be named in the report of that contract.
VIOLATIONS = [
    ("floors", "board", "cockpit.gateway"),
    ("floors", "state", "cockpit.interlock"),
    ("floors", "undeclared_room", ""),
    ("pure", "interlock", "time"),
    ("pure", "interlock.rules", "threading"),
    ("pure", "interlock", "PySide6"),
    ("pure", "interlock", "cockpit.platform"),
    ("pure", "interlock", "cockpit.frames.logs"),
    ("pure", "state", "can"),
    ("pure", "state", "random"),
    ("pure", "state", "subprocess"),
    ("pure", "state", "logging"),
    ("pure", "features.attic.model", "PySide6"),
    ("features-apart", "features.attic", "cockpit.features.cellar"),
    ("shell-names-no-feature", "screens", "cockpit.features.attic"),
    ("shell-names-no-feature", "commands", "cockpit.features.attic"),
    ("no-qt-below-the-glass", "gateway", "PySide6"),
    ("no-qt-below-the-glass", "frames", "PySide6"),
    ("can-in-frames", "gateway", "can"),
    ("can-in-frames", "signals", "can"),
    ("glass-reads-the-board", "features.attic", "cockpit.gateway"),
    ("glass-reads-the-board", "screens", "cantools"),
]
# Package to plant in, what it imports. None may be named by any contract.
ALLOWED = [
    ("frames", "can"),
    ("gateway", "threading"),
    ("interlock", "shapely"),
    ("interlock", "numpy"),
    ("interlock", "dataclasses"),
    ("interlock", "cockpit.signals.evidence"),
    ("interlock", "cockpit.errors"),
    ("features.cellar", "cockpit.features.feature"),
    ("features.cellar", "PySide6"),
    ("screens", "PySide6"),
    ("commands", "cockpit.gateway"),
]


def run_contracts(tree: Path) -> subprocess.CompletedProcess[str]:
    """All contracts of the tree's pyproject.toml over its package."""
    search = os.pathsep.join([str(tree), str(ROOT)])
    return subprocess.run(
        [str(LINT_IMPORTS), "--no-logo", "--no-cache", "pyproject.toml"],
        cwd=tree,
        env=os.environ | {"PYTHONPATH": search, "COLUMNS": "400"},
        capture_output=True,
        text=True,
        check=False,
    )


def read_contract_names() -> dict[str, str]:
    """Contract id -> the name by which reports call it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {contract["id"]: contract["name"] for contract in project["tool"]["importlinter"]["contracts"]}


def name_plant(kind: str, package: str, imported: str) -> str:
    """A module name that tells one plant from another: `cockpit.board.broken_cockpit_gateway`."""
    return f"cockpit.{package}.{kind}_{imported.replace('.', '_')}" if imported else f"cockpit.{package}"


def plant(tree: Path, module: str, imported: str) -> None:
    """Write a module that does nothing but import; packages on the way are made."""
    *packages, name = module.split(".")
    folder = tree
    for package in packages:
        folder /= package
        folder.mkdir(exist_ok=True)
        (folder / "__init__.py").touch()
    (folder / f"{name}.py").write_text(f"import {imported}\n" if imported else "", encoding="utf-8")


def copy_house(folder: Path) -> Path:
    """The package's code and contracts in a folder of its own, with all rooms."""
    shutil.copytree(ROOT / "cockpit", folder / "cockpit", ignore=shutil.ignore_patterns("__pycache__", "*.qml"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Contract id -> its report over a copy of the package with all plants in it."""
    tree = copy_house(tmp_path_factory.mktemp("planted"))
    for _, package, imported in VIOLATIONS:
        plant(tree, name_plant("broken", package, imported), imported)
    for package, imported in ALLOWED:
        plant(tree, name_plant("allowed", package, imported), imported)
    done = run_contracts(tree)
    assert 1 == done.returncode, done.stdout + done.stderr
    broken = done.stdout.partition("Broken contracts\n")[2]
    names = read_contract_names()
    heads = "|".join(re.escape(name) for name in names.values())
    parts = re.split(rf"^({heads})\n-+\n", broken, flags=re.MULTILINE)
    by_name = dict(zip(parts[1::2], parts[2::2], strict=True))
    return {key: by_name.get(name, "") for key, name in names.items()}


def test_house_keeps_its_contracts(tmp_path: Path) -> None:
    """No import of the package breaks a contract; a report names module, line and contract."""
    done = run_contracts(copy_house(tmp_path))
    assert 0 == done.returncode, done.stdout.partition("Broken contracts\n")[2] or done.stdout + done.stderr


@pytest.mark.parametrize(("contract", "package", "imported"), VIOLATIONS)
def test_contract_bites(report: dict[str, str], contract: str, package: str, imported: str) -> None:
    """A planted violation is found by the contract that forbids it, under the name of the module that holds it."""
    module = name_plant("broken", package, imported)
    assert module.removeprefix("cockpit.") in report[contract], f"{contract} does not name {module}"


@pytest.mark.parametrize(("package", "imported"), ALLOWED)
def test_contracts_leave_good_imports(report: dict[str, str], package: str, imported: str) -> None:
    """What a room is there to import is held against it by no contract."""
    assert name_plant("allowed", package, imported) not in "".join(report.values())


def test_every_contract_has_a_plant() -> None:
    """A contract without a planted violation might check nothing."""
    assert set(read_contract_names()) == {contract for contract, _, _ in VIOLATIONS}

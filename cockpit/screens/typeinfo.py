"""Makes what qmllint reads and Qt does not need: Theme.qml from the themes, and .qmltypes of the Python types.

Run as `python -m cockpit.screens.typeinfo`; the files are kept in the repository and a test fails when one is stale.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from cockpit.screens.theme import REFERENCE, load_theme, singleton_source

_SCREENS = Path(__file__).parent
_FEATURES = _SCREENS.parent / "features"
_BIN = Path(sys.executable).parent

THEME_QML = _SCREENS / "qml" / "Cockpit" / "Kit" / "Theme.qml"


def modules() -> dict[Path, tuple[str, tuple[Path, ...]]]:
    """Each .qmltypes file with its QML module's name and the Python files that define its types."""
    found: dict[Path, tuple[str, tuple[Path, ...]]] = {}
    core = tuple(sorted(file for file in _SCREENS.glob("*.py") if _names_module(file, "Cockpit.Core")))
    found[_SCREENS / "qml" / "Cockpit" / "Core" / "Core.qmltypes"] = ("Cockpit.Core", core)
    for qmldir in sorted(_FEATURES.glob("*/qml/Cockpit/*/qmldir")):
        name = f"Cockpit.{qmldir.parent.name}"
        sources = tuple(sorted(file for file in qmldir.parents[3].glob("*.py") if _names_module(file, name)))
        if sources:
            found[qmldir.parent / f"{qmldir.parent.name}.qmltypes"] = (name, sources)
    return found


def theme_source() -> str:
    """The text that Theme.qml has to have."""
    return singleton_source(load_theme(REFERENCE))


def qmltypes_source(module: str, sources: tuple[Path, ...]) -> str:
    """The text of a .qmltypes file, by PySide's own tools."""
    with tempfile.TemporaryDirectory() as folder:
        dump, out = Path(folder, "types.json"), Path(folder, "module.qmltypes")
        text = _run("pyside6-metaobjectdump", "--compact", *map(str, sources))
        dump.write_text(json.dumps(_cleaned(json.loads(text))), encoding="utf-8")
        _run(
            "pyside6-qmltyperegistrar",
            "--generate-qmltypes", str(out),
            "--import-name", module,
            "--major-version", "1",
            "--minor-version", "0",
            "-o", str(Path(folder, "unused.cpp")),
            str(dump),
        )  # fmt: skip
        return out.read_text(encoding="utf-8")


def main() -> int:
    """Write every generated file that differs; prints each."""
    wanted = {THEME_QML: theme_source()}
    wanted |= {file: qmltypes_source(*inputs) for file, inputs in modules().items()}
    for file, text in wanted.items():
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8")
            sys.stdout.write(f"{file}\n")
    return 0


def _cleaned(dump: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The dump without the folders of the machine that made it, and with what its reader does not know.

    Namely that the parser-status base is a QObject and that a property without a notifier is constant.
    """
    for unit in dump:
        if "inputFile" in unit:
            unit["inputFile"] = Path(str(unit["inputFile"])).name
        for kind in unit["classes"]:
            for entry in kind.get("properties", ()):
                entry.setdefault("constant", "notify" not in entry)
            for base in kind.get("superClasses", ()):
                if base["name"] == "QPyQmlParserStatus":
                    base["name"], kind["object"] = "QObject", True
    return dump


def _names_module(file: Path, module: str) -> bool:
    return f'QML_IMPORT_NAME = "{module}"' in file.read_text(encoding="utf-8")


def _run(tool: str, *arguments: str) -> str:
    done = subprocess.run([str(_BIN / tool), *arguments], check=True, capture_output=True, text=True)
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())

"""Write requirements.lock anew: every package that a run or a test needs, with its version and the hashes of its files.

Run it after a change to the dependencies in pyproject.toml; it needs `uv` on the path or in the environment. The first
part of the file is what the cockpit needs to run, the part behind `EXTRAS_LINE` what its extras and its tests add; pip
reads both parts as they stand, `set_up.py` reads one or both.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
EXTRAS_LINE = "# --- extras: mf4, workbench, dev"
BUILD_TOOLS = ("hatchling>=1.25", "editables>=0.5")
OLDEST_PYTHON = "3.11"


def compile_requirements(uv: str, *arguments: str) -> dict[str, str]:
    """What uv resolves, by package name and marker: the lines of one pin with its hashes."""
    command = [uv, "pip", "compile", "--universal", "--python-version", OLDEST_PYTHON, "--generate-hashes"]
    command += ["--no-annotate", "--no-header", "--quiet", *arguments]
    text = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    pins = re.findall(r"^\S.*(?:\n .*)*", text, flags=re.MULTILINE)
    return {pin.splitlines()[0].rstrip(" \\"): pin for pin in pins}


def main() -> int:
    """Resolve both parts, the second held to the first's versions, and write the file."""
    uv = shutil.which("uv") or shutil.which("uv", path=str(Path(sys.executable).parent))
    if uv is None:
        print("lock.py: uv is missing: pip install uv", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        tools = Path(folder) / "tools.in"
        tools.write_text("\n".join(BUILD_TOOLS) + "\n", encoding="utf-8")
        run = compile_requirements(uv, "pyproject.toml", str(tools))
        held = Path(folder) / "held.txt"
        held.write_text("\n".join(run) + "\n", encoding="utf-8")
        everything = compile_requirements(uv, "pyproject.toml", str(tools), "--all-extras", "--constraint", str(held))
    added = [pin for name, pin in everything.items() if name not in run]
    head = "# Written by packaging/lock.py from pyproject.toml; pip install --require-hashes -r requirements.lock"
    LOCK.write_text("\n".join([head, *run.values(), EXTRAS_LINE, *added]) + "\n", encoding="utf-8")
    print(f"{LOCK.name}: {len(run)} packages to run, {len(added)} more for extras and tests")
    return 0


if __name__ == "__main__":
    sys.exit(main())

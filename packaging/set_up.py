"""Prepare a checkout to run the cockpit or its tests: system libraries, .venv, locked packages, the project itself.

Both front doors (`packaging/cockpit`, `packaging/test`) call it first. It says what it will do before it does it,
installs system packages only as root, and on the second run answers within some 50 ms from a stamp. Exit status 2 with
one line on standard error where something is missing that only the machine's owner can install. Standard library only;
Linux only.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "set-up.stamp"
LOCK = ROOT / "requirements.lock"
EXTRAS_LINE = "# --- extras"
USES = ("run", "test")
EXTRAS = {"run": "", "test": "[mf4,workbench,dev]"}

# What Qt's wheels need from the system: the file that the loader wants and Debian's and Ubuntu's package that has it.
LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libpulse.so.0": "libpulse0",
    "libXrandr.so.2": "libxrandr2",  # without it films silently stand still
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}
TEST_PROGRAMS = {"Xvfb": "xvfb", "xauth": "xauth"}


class SetUpError(Exception):
    """Something is missing that this user may not install; the text is the one line to say."""


def is_loadable(library: str) -> bool:
    """Whether the dynamic loader finds this shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def list_missing_packages(use: str) -> list[str]:
    """Debian's names of the system packages that `use` needs and the machine lacks, in the table's order."""
    missing = [package for library, package in LIBRARIES.items() if not is_loadable(library)]
    if use == "test":
        missing += [package for program, package in TEST_PROGRAMS.items() if shutil.which(program) is None]
    if not PYTHON.exists() and not can_make_venv():
        missing.append("python3-venv")
    return missing


def can_make_venv() -> bool:
    """Debian ships Python without ensurepip; a pip of the system's does as well."""
    return any(importlib.util.find_spec(name) is not None for name in ("ensurepip", "pip"))


def read_requirements(use: str) -> str:
    """The lock's part for `use`: up to the extras, or all of it."""
    text = LOCK.read_text(encoding="utf-8")
    return text.partition(EXTRAS_LINE)[0] if use == "run" else text


def stamp_for(use: str) -> str:
    """What the environment was made from; a stamp of the tests' set-up serves a run too."""
    inputs = [LOCK.read_bytes(), (ROOT / "pyproject.toml").read_bytes(), Path(__file__).read_bytes()]
    inputs += [str(ROOT).encode(), platform.python_version().encode()]
    return f"{use} {hashlib.sha256(b'|'.join(inputs)).hexdigest()}"


def is_ready(use: str) -> bool:
    """Whether an earlier set-up left all that `use` needs."""
    if not (STAMP.exists() and PYTHON.exists()):
        return False
    served = USES[USES.index(use) :]
    return STAMP.read_text(encoding="utf-8").strip() in {stamp_for(better) for better in served}


def say(text: str) -> None:
    """Tell the person at once what is about to happen."""
    print(f"set-up: {text}", flush=True)


def run_quietly(command: list[str], **environment: str) -> None:
    """Run a step; its output is shown only where it fails."""
    done = subprocess.run(
        command,
        env=os.environ | environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        print(done.stdout, flush=True)
        raise SetUpError(f"this step failed, its output is above: {' '.join(command)}")


def install_system_packages(packages: list[str]) -> None:
    """By apt-get as root; anybody else is told the line to run."""
    command = "apt-get install -y --no-install-recommends " + " ".join(packages)
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise SetUpError(f"system packages are missing; run as root: apt-get update && {command}")
    say(command)
    run_quietly(["apt-get", "update", "-qq"])
    run_quietly(command.split(), DEBIAN_FRONTEND="noninteractive")


def make_venv() -> None:
    """A fresh .venv with pip in it, with ensurepip or, where the system left that out, with the system's own pip."""
    if importlib.util.find_spec("ensurepip") is not None:
        run_quietly([sys.executable, "-m", "venv", "--clear", str(VENV)])
        return
    run_quietly([sys.executable, "-m", "venv", "--clear", "--without-pip", str(VENV)])
    run_quietly([sys.executable, "-m", "pip", "--python", str(PYTHON), "install", "--quiet", "pip"])


def install_python_packages(use: str) -> None:
    """The locked versions, each file checked against its hash, then the project in place."""
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
    chosen = VENV / f"requirements-{use}.txt"
    chosen.write_text(read_requirements(use), encoding="utf-8")
    run_quietly([*pip, "--require-hashes", "--requirement", str(chosen)])
    run_quietly([*pip, "--no-deps", "--no-build-isolation", "--editable", f"{ROOT}{EXTRAS[use]}"])


def set_up(use: str) -> None:
    """All steps in order; each is announced, none is repeated without need."""
    say(f"preparing {VENV} to {use} the cockpit, once")
    packages = list_missing_packages(use)
    if packages:
        install_system_packages(packages)
        importlib.invalidate_caches()
    is_same_python = (VENV / "pyvenv.cfg").exists() and is_running_venvs_python()
    if not is_same_python:
        say(f"python -m venv {VENV.name} (Python {platform.python_version()})")
        make_venv()
    count = sum("==" in line for line in read_requirements(use).splitlines())
    say(f"pip install: {count} packages at the versions in {LOCK.name} (Qt alone: 256 MB), then this project in place")
    install_python_packages(use)
    STAMP.write_text(stamp_for(use) + "\n", encoding="utf-8")
    say("ready")


def is_running_venvs_python() -> bool:
    """Whether .venv works and was made by this version of Python."""
    asked = [str(PYTHON), "-c", "import platform, pip; print(platform.python_version())"]
    try:
        answer = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
    except OSError:
        return False
    return answer.strip() == platform.python_version()


def main() -> int:
    """Set up for the use named on the command line."""
    parser = argparse.ArgumentParser(prog="packaging/set_up.py", description=__doc__.splitlines()[0])
    parser.add_argument("use", choices=USES, help="run: the cockpit alone; test: also its tests and checkers")
    use = parser.parse_args().use
    try:
        if not is_ready(use):
            set_up(use)
    except SetUpError as error:
        print(f"set-up: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())

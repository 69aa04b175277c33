"""The set-up that both commands call: what it finds missing, what it says, when it has nothing to do."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from tests.architecture.fault import ROOT


@pytest.fixture
def set_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script as a module whose environment is an empty folder."""
    specification = importlib.util.spec_from_file_location("set_up", ROOT / "packaging" / "set_up.py")
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    venv = tmp_path / ".venv"
    for name, path in {"VENV": venv, "PYTHON": venv / "bin" / "python", "STAMP": venv / "set-up.stamp"}.items():
        monkeypatch.setattr(module, name, path)
    return module


def make_ready(set_up: ModuleType, use: str) -> None:
    """Leave what a finished set-up leaves."""
    set_up.PYTHON.parent.mkdir(parents=True)
    set_up.PYTHON.touch()
    set_up.STAMP.write_text(set_up.stamp_for(use), encoding="utf-8")


def test_a_library_that_is_missing_is_named_by_its_package(set_up: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """Debian's package is given for what the loader does not find, and for a missing program where tests need it."""
    monkeypatch.setattr(set_up, "is_loadable", lambda library: library != "libXrandr.so.2")
    monkeypatch.setattr(set_up.shutil, "which", lambda program: None if program == "Xvfb" else program)
    assert ["libxrandr2"] == set_up.list_missing_packages("run")
    assert ["libxrandr2", "xvfb"] == set_up.list_missing_packages("test")


def test_a_library_that_nobody_has_is_not_loadable(set_up: ModuleType) -> None:
    """The loader is asked, not the package manager."""
    assert set_up.is_loadable("libc.so.6")
    assert not set_up.is_loadable("libnobodyhasthis.so.9")


def test_an_ordinary_user_gets_one_line_to_run(set_up: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who may not install is told what root should run, and nothing is tried."""
    monkeypatch.setattr(set_up.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(set_up, "run_quietly", lambda *command: pytest.fail(f"ran {command}"))
    with pytest.raises(set_up.SetUpError) as error:
        set_up.install_system_packages(["libgl1", "xvfb"])
    command = "apt-get update && apt-get install -y --no-install-recommends libgl1 xvfb"
    assert f"system packages are missing; run as root: {command}" == str(error.value)


def test_root_installs_and_says_so_first(
    set_up: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As root the same line is said, then run, after the lists are fresh."""
    ran: list[str] = []
    monkeypatch.setattr(set_up.os, "geteuid", lambda: 0)
    monkeypatch.setattr(set_up.shutil, "which", lambda program: program)
    monkeypatch.setattr(set_up, "run_quietly", lambda command, **environment: ran.append(" ".join(command)))
    set_up.install_system_packages(["libgl1"])
    assert ["apt-get update -qq", "apt-get install -y --no-install-recommends libgl1"] == ran
    assert "set-up: apt-get install -y --no-install-recommends libgl1\n" == capsys.readouterr().out


def test_a_failing_step_shows_its_output_and_ends_with_one_line(
    set_up: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the step said is shown; the error names the step."""
    with pytest.raises(set_up.SetUpError, match="this step failed"):
        set_up.run_quietly([sys.executable, "-c", "print('no space'); raise SystemExit(3)"])
    assert "no space" in capsys.readouterr().out


def test_nothing_is_done_twice(set_up: ModuleType) -> None:
    """A stamp of the same lock and project is enough; the tests' environment serves a run, not the other way round."""
    assert not set_up.is_ready("run")
    make_ready(set_up, "test")
    assert set_up.is_ready("run")
    assert set_up.is_ready("test")
    set_up.STAMP.write_text(set_up.stamp_for("run"), encoding="utf-8")
    assert set_up.is_ready("run")
    assert not set_up.is_ready("test")


def test_a_changed_lock_is_installed_anew(set_up: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The stamp holds for one lock only."""
    make_ready(set_up, "run")
    changed = tmp_path / "requirements.lock"
    changed.write_bytes(set_up.LOCK.read_bytes() + b"\n")
    monkeypatch.setattr(set_up, "LOCK", changed)
    assert not set_up.is_ready("run")


def test_a_run_needs_no_checkers(set_up: ModuleType) -> None:
    """The lock's first part has Qt and no test tool; the whole has both; every pin has a hash."""
    run, everything = set_up.read_requirements("run"), set_up.read_requirements("test")
    assert "\npyside6==" in run
    assert "\npytest==" not in run
    assert "\npytest==" in everything
    pins = re.findall(r"^\S+==.*\\\n {4}--hash=sha256:", everything, flags=re.MULTILINE)
    assert len(re.findall(r"^\S+==", everything, flags=re.MULTILINE)) == len(pins)


def test_the_lock_covers_the_project(set_up: ModuleType) -> None:
    """Each dependency of pyproject.toml, with its extras, has a pin."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    wanted += [item for extra in project["project"]["optional-dependencies"].values() for item in extra]
    names = {re.split(r"[\[<>=;! ]", item)[0].lower() for item in wanted}
    pinned = set(re.findall(r"^([a-z0-9-]+)==", set_up.read_requirements("test"), flags=re.MULTILINE))
    assert set() == names - pinned


def test_no_python_is_said_in_one_line(tmp_path: Path) -> None:
    """Where no Python of 3.11 or newer is on the path, both commands end with 2 and the line to run."""
    (tmp_path / "dirname").symlink_to("/usr/bin/dirname")
    (tmp_path / "readlink").symlink_to("/usr/bin/readlink")
    for command in ("cockpit", "test"):
        done = subprocess.run(
            ["/bin/sh", str(ROOT / "packaging" / command)],
            env={"PATH": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
        command_line = "apt-get update && apt-get install -y python3 python3-venv"
        line = f"set-up: Python 3.11 or newer is missing; run as root: {command_line}\n"
        assert (2, "", line) == (done.returncode, done.stdout, done.stderr)

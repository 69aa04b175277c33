"""The house's own rules for Python, over the tree and over examples of each breach."""

from __future__ import annotations

import pytest

from tests.architecture.fault import ROOT, join_faults, list_files
from tests.architecture.python_house import find_faults

# Rule, file, source.
SHOULD_FAIL = [
    ("length", "cockpit/a.py", "x = 1\n" * 301),
    ("length", "tests/unit/test_a.py", "x = 1\n" * 401),
    ("dangerous", "cockpit/a.py", "import pickle\n"),
    ("dangerous", "cockpit/a.py", "from pickle import loads\n"),
    ("dangerous", "cockpit/a.py", "import multiprocessing.shared_memory\n"),
    ("dangerous", "cockpit/a.py", "eval('1')\n"),
    ("dangerous", "packaging/a.py", "exec('x = 1')\n"),
    ("dangerous", "cockpit/a.py", "import os\nos.system('ls')\n"),
    ("dangerous", "tests/a.py", "import subprocess\nsubprocess.run('ls', shell=True)\n"),
    ("dangerous", "cockpit/a.py", "import subprocess\nsubprocess.run('ls', shell=is_posix)\n"),
    ("context-property", "cockpit/screens/a.py", "engine.rootContext().setContextProperty('speed', 1)\n"),
    ("unfinished", "cockpit/a.py", "x = 1  # TODO: more\n"),
    ("unfinished", "tests/a.py", "# good enough for now\n"),
    ("unfinished", "cockpit/a.py", "def go():\n    raise NotImplementedError\n"),
    ("unfinished", "cockpit/a.py", "raise NotImplementedError('later')\n"),
    ("suppression", "cockpit/a.py", "x = 1  # noqa\n"),
    ("suppression", "cockpit/a.py", "x = 1  # noqa: E501\n"),
    ("suppression", "cockpit/a.py", "x = y  # type: ignore\n"),
    ("suppression", "cockpit/a.py", "x = y  # type: ignore[name-defined]\n"),
    ("suppression", "cockpit/a.py", "x = 1  # pragma: no cover\n"),
    ("room-door", "cockpit/board/__init__.py", "from cockpit.board.layout import Layout\n"),
    ("room-door", "cockpit/board/__init__.py", "from .layout import Layout\n"),
    ("main-guard", "cockpit/__main__.py", "from cockpit.cli import main\nmain()\n"),
    ("test-docstring", "tests/unit/test_a.py", "def test_it():\n    pass\n"),
    ("test-docstring", "tests/unit/test_a.py", "def test_it():\n    '''No sentence'''\n"),
    ("sleep", "tests/unit/test_a.py", "import time\ntime.sleep(1)\n"),
]
SHOULD_PASS = [
    ("cockpit/a.py", "x = 1\n" * 300),
    ("tests/unit/test_a.py", "x = 1\n" * 400),
    ("cockpit/a.py", "import subprocess\nsubprocess.run(['ls'], shell=False)\n"),
    ("cockpit/a.py", "def evaluate(text: str) -> int:\n    return int(text)\n"),
    ("cockpit/a.py", "x = 'TODO list'\n"),
    ("cockpit/a.py", "try:\n    go()\nexcept NotImplementedError as error:\n    raise KeyError from error\n"),
    ("cockpit/a.py", "x = 1  # noqa: E501 (a table is read in one piece)\n"),
    ("cockpit/a.py", "x = y  # type: ignore[attr-defined]  # the stubs lack it\n"),
    ("cockpit/a.py", "x = 1  # pragma: no cover - the other system's branch\n"),
    ("cockpit/board/__init__.py", "'''The board.'''\nfrom __future__ import annotations\n"),
    ("cockpit/__main__.py", "from cockpit.cli import main\nif __name__ == '__main__':\n    main()\n"),
    ("tests/unit/test_a.py", "def test_it():\n    '''A thing holds.'''\n"),
    ("tests/support/a.py", "import time\ntime.sleep(0.001)\n"),
    ("tests/e2e/test_a.py", "import time\ntime.sleep(1)  # sleeps: the child stays stopped for a second\n"),
]


def test_house_keeps_its_python_rules() -> None:
    """No file of the project breaks a house rule."""
    files = list_files(".py", "cockpit", "tests", "packaging")
    faults = [fault for path in files for fault in find_faults(str(path), (ROOT / path).read_text(encoding="utf-8"))]
    assert not faults, join_faults(faults)


@pytest.mark.parametrize(("rule", "file", "source"), SHOULD_FAIL)
def test_a_breach_is_found(rule: str, file: str, source: str) -> None:
    """Each planted breach is reported once, under its rule, with file and line."""
    faults = find_faults(file, source)
    assert [rule] == [fault.rule for fault in faults]
    assert str(faults[0]).startswith(f"{file}:{faults[0].line}: {rule}: ")


@pytest.mark.parametrize(("file", "source"), SHOULD_PASS)
def test_good_source_is_left_alone(file: str, source: str) -> None:
    """What only looks like a breach is none."""
    assert [] == find_faults(file, source)

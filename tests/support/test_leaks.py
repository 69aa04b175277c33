"""The watch over what outlives its test, shown on tests that leave something behind and on some that do not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]
ROOT = Path(__file__).resolve().parent.parent.parent

LEAKS = {
    "thread": (
        "import threading\nSTOP = threading.Event()\n"
        "def test_it():\n    threading.Thread(target=STOP.wait, args=(5,), name='forgotten', daemon=True).start()\n",
        "thread forgotten still runs, begun at *.py:4 in test_it",
    ),
    "process": (
        "import subprocess\nKEPT = []\ndef test_it():\n    KEPT.append(subprocess.Popen(['sleep', '60']))\n",
        "process * still runs, begun at *.py:4 in test_it: sleep 60",
    ),
    "orphan": (
        "import subprocess\ndef test_it():\n    subprocess.run('sleep 61 > /dev/null &', shell=True)\n",
        "process * still runs, begun at another process of this test: sleep 61",
    ),
    "descriptor": (
        "KEPT = []\ndef test_it(tmp_path):\n    KEPT.append((tmp_path / 'kept').open('w'))\n",
        "descriptor * is still open on */kept, opened at *.py:3 in test_it",
    ),
    "log": (
        "import logging\ndef test_it():\n    logging.getLogger('cockpit').warning('a wire is loose')\n",
        "*.py:3: WARNING cockpit: a wire is loose",
    ),
}
NO_LEAKS = {
    "joined_thread": (
        "import threading\ndef test_it():\n    t = threading.Thread(target=int)\n    t.start()\n    t.join()\n"
    ),
    "ending_process": "import subprocess\ndef test_it():\n    subprocess.run('sleep 0.2 > /dev/null &', shell=True)\n",
    "wider_fixture": (
        "import pytest, subprocess\n@pytest.fixture(scope='module')\ndef child():\n"
        "    with subprocess.Popen(['sleep', '60']) as process:\n        yield process\n        process.kill()\n"
        "def test_one(child):\n    pass\ndef test_two(child):\n    pass\n"
    ),
    "wanted_record": (
        "import logging, pytest\n@pytest.mark.allow_log('it is what is tested')\n"
        "def test_it():\n    logging.getLogger('cockpit').warning('a wire is loose')\n"
    ),
}


@pytest.fixture
def house(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A folder for test files, run in a process of their own under this project's conftest with less patience."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    pytester.makeconftest("from tests.conftest import *\nfrom tests.support import leaks\nleaks.GRACE_S = 0.5\n")
    markers = "['slow', 'long', 'alone', 'allow_log(reason)']"
    pytester.makepyprojecttoml(f"[tool.pytest.ini_options]\nmarkers = {markers}\n")
    return pytester


def test_what_outlives_its_test_fails_it(house: pytest.Pytester) -> None:
    """A forgotten thread, process, orphan, descriptor or warning is told with the place where it began."""
    house.makepyfile(**{f"test_{kind}": source for kind, (source, _) in LEAKS.items()})
    result = house.runpytest_subprocess("-p", "no:cacheprovider")
    assert 1 == result.ret
    for _, line in LEAKS.values():
        result.stdout.fnmatch_lines_random([f"*{line}*"])


def test_what_ends_with_its_test_passes(house: pytest.Pytester) -> None:
    """Joined threads, ending processes, a wider fixture's child and a wanted record are no leaks."""
    house.makepyfile(**{f"test_{kind}": source for kind, source in NO_LEAKS.items()})
    result = house.runpytest_subprocess("-p", "no:cacheprovider")
    result.assert_outcomes(passed=1 + len(NO_LEAKS))


def test_tiers_are_left_out_unless_asked_for(house: pytest.Pytester) -> None:
    """Slow and long tests run only with their options, each tier alone."""
    house.makepyfile(
        test_tiers="import pytest\ndef test_default():\n    pass\n"
        "@pytest.mark.slow\ndef test_slow():\n    pass\n@pytest.mark.long\ndef test_long():\n    pass\n"
    )
    for options, count in (((), 1), (("--slow",), 2), (("--slow", "--long"), 3)):
        result = house.runpytest_subprocess("-p", "no:cacheprovider", *options)
        result.assert_outcomes(passed=count, deselected=3 - count)


def test_missing_drives_are_named(house: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the recorded drives a test is skipped and the missing folder said."""
    monkeypatch.setenv("COCKPIT_REAL", "/nowhere/real")
    house.makepyfile(test_real="def test_it(real_data):\n    pass\n")
    result = house.runpytest_subprocess("-p", "no:cacheprovider", "-rs")
    result.stdout.fnmatch_lines(["*no recorded drives at /nowhere/real*"])


def test_mark_of_this_test_is_in_its_environment() -> None:
    """Children inherit the mark by which they are found."""
    assert os.environ["COCKPIT_TEST_MARK"].startswith(f"{os.getpid()}.")

"""What every test gets: tiers, recorded drives, an off-screen Qt, and a house in which nothing is left behind.

A Python warning, a Qt message or a log record at WARNING fails the test that caused it (`allow_log` takes the last
back, with its reason); so does a thread, process or descriptor that outlives it. Each test has a deadline.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Generator, Iterator
from pathlib import Path

import hypothesis
import pytest

from tests.support.leaks import Watch
from tests.support.turns import Turns
from tests.support.xvfb import XServer

ROOT = Path(__file__).resolve().parent.parent
SLOW_TIMEOUT_S = 300
LONG_TIMEOUT_S = 3600

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.multimedia.*=false")
hypothesis.settings.register_profile("house", deadline=None)  # two workers share the machine: an example may wait
hypothesis.settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    """The two tiers above the default one."""
    group = parser.getgroup("cockpit")
    group.addoption("--slow", action="store_true", help="also the tests that take minutes, as CI does")
    group.addoption("--long", action="store_true", help="also the tests made for figures, an hour or more")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tiers that nobody asked for; give those asked for their own deadlines."""
    tiers = {"slow": SLOW_TIMEOUT_S, "long": LONG_TIMEOUT_S}
    left_out = []
    for item in items:
        tier = next((name for name in ("long", "slow") if item.get_closest_marker(name)), None)
        if tier is None:
            continue
        if not config.getoption(tier):
            left_out.append(item)
        elif item.get_closest_marker("timeout") is None:
            item.add_marker(pytest.mark.timeout(tiers[tier]))
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]


def pytest_configure(config: pytest.Config) -> None:
    """One watch, and one turnstile for the workers of a run; a run inside a test has a turnstile of its own."""
    config.pluginmanager.register(Watch(), "cockpit-watch")
    config.pluginmanager.register(Turns(config.rootpath / ".pytest_cache"), "cockpit-turns")


class _LoudRecords(logging.Handler):
    """Keeps what was logged at WARNING or above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(f"{record.pathname}:{record.lineno}: {record.levelname} {record.name}: {record.getMessage()}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    """A record at WARNING or above fails the test, unless the test says why it belongs to it."""
    loud = _LoudRecords()
    root = logging.getLogger()
    root.addHandler(loud)
    try:
        yield
    finally:
        root.removeHandler(loud)
    allowed = item.get_closest_marker("allow_log")
    if loud.texts and not (allowed and allowed.args):
        mend = "mark the test allow_log(reason) if it belongs to it"
        pytest.fail(f"logged without being asked ({mend}):\n" + "\n".join(loud.texts))


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of recorded drives: `$COCKPIT_REAL`, else ../shared/real beside the checkout."""
    folder = Path(os.environ.get("COCKPIT_REAL", ROOT.parent / "shared" / "real"))
    if not folder.is_dir():
        pytest.skip(f"no recorded drives at {folder}: lay them there, or name their folder in COCKPIT_REAL")
    return folder


@pytest.fixture
def x_server() -> Iterator[XServer]:
    """A 1920x1080 X server of its own whose picture the test reads from memory; pass `.environment` to children."""
    with XServer(1920, 1080) as server:
        yield server

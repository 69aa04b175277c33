"""What the pixel tests share: the whole product on a van's bus, and a bare control in the same seconds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.glass_run import VanRun
from tests.support.lateness import Lateness


@pytest.fixture
def van_run(tmp_path: Path) -> Iterator[VanRun]:
    """The van stands, and film plays on all displays but the cluster."""
    with VanRun(tmp_path) as run:
        yield run


@pytest.fixture
def control() -> Iterator[Lateness]:
    """The bare control of these seconds."""
    with Lateness() as running:
        yield running

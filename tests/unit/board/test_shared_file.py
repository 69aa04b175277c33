"""The memory that board and status blocks stand in."""

from __future__ import annotations

import os

import pytest

from cockpit.platform import create_shared_file


@pytest.mark.attacks("P6")
def test_memory_of_a_shared_file_is_there_from_the_start() -> None:
    """Where memory is full the file cannot be made; a page that is missing later would kill the process that writes."""
    shared = create_shared_file("test", 3 * 4096)
    assert os.fstat(shared.writable_fd).st_blocks * 512 >= 3 * 4096
    shared.close()

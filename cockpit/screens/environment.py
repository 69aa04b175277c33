"""What has to stand in the environment before Qt is imported: back end, platform, quiet logging."""

from __future__ import annotations

import os
from collections.abc import Mapping


def choose_environment(*, gpu: bool, offscreen: bool, given: Mapping[str, str]) -> dict[str, str]:
    """Variables to set; one that the user `given` stays as it is.

    The software back end repaints dirty areas only and is right without a GPU; QT_XCB_GL_INTEGRATION=none goes with
    it, else pictures of film take a detour through llvmpipe (18 ms against 2.5). Off-screen is always off-screen:
    whoever asked for it has no display server, whatever the environment names.
    """
    wanted = {"QT_LOGGING_RULES": "qt.multimedia.*=false"}
    if offscreen:
        wanted["QT_QPA_PLATFORM"] = "offscreen"
    if offscreen or not gpu:
        wanted["QT_QUICK_BACKEND"] = "software"
        wanted["QT_XCB_GL_INTEGRATION"] = "none"
    return {name: value for name, value in wanted.items() if name not in given or name == "QT_QPA_PLATFORM"}


def prepare(*, gpu: bool, offscreen: bool) -> None:
    """Set the chosen variables in this process."""
    os.environ.update(choose_environment(gpu=gpu, offscreen=offscreen, given=os.environ))

"""What is set before Qt is imported."""

from __future__ import annotations

from cockpit.screens.environment import choose_environment


def test_software_is_forced_only_without_a_gpu() -> None:
    """With a GPU and a display server Qt chooses for itself."""
    assert "QT_QUICK_BACKEND" not in choose_environment(gpu=True, offscreen=False, given={})
    without = choose_environment(gpu=False, offscreen=False, given={})
    assert ("software", "none") == (without["QT_QUICK_BACKEND"], without["QT_XCB_GL_INTEGRATION"])
    assert "QT_QPA_PLATFORM" not in without


def test_offscreen_wins_over_what_was_given() -> None:
    """Who configured off-screen has no display server, whatever the environment names."""
    assert (
        "offscreen" == choose_environment(gpu=True, offscreen=True, given={"QT_QPA_PLATFORM": "xcb"})["QT_QPA_PLATFORM"]
    )


def test_what_the_user_chose_stays() -> None:
    """A back end from the environment is left alone."""
    assert "QT_QUICK_BACKEND" not in choose_environment(gpu=False, offscreen=False, given={"QT_QUICK_BACKEND": "rhi"})

"""A screen process from its arguments to its end.

Started by the gateway with inherited descriptors. Ends 2 s after its control channel closes, at once on `quit` or
SIGTERM; exit status 0 then, 2 when it was not configured or its theme does not load.
"""

from __future__ import annotations

import argparse
import gc
import os
import signal
import socket
import sys
from collections.abc import Sequence

from cockpit import platform
from cockpit.board.messages import Hello, ScreenFault
from cockpit.board.reader import BoardReader
from cockpit.board.status import StatusWriter
from cockpit.errors import InputError
from cockpit.screens import environment

CONFIGURE_WAIT_S = 10.0
ORPHAN_LIFE_MS = 2_000
SWITCH_INTERVAL_S = 0.0005
"""How long a busy Python thread may keep the interpreter from the GUI: a feature's thread must not hold a film on the
glass (60 ms at Python's own 5 ms, 30 at this: measured at the 50th percentile beside a spinning thread)."""
START_MS = 1_000
"""By then the displays stand."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one screen process to its end; returns the exit status."""
    options = _parse(arguments)

    from cockpit.screens.control import Control, ControlError

    control = Control(options.control)
    try:
        setting = control.wait_for_configure(CONFIGURE_WAIT_S)
    except ControlError as error:
        sys.stderr.write(f"cockpit screen {options.group}: {error}\n")
        return 2
    environment.prepare(gpu=platform.has_gpu(), offscreen=setting.offscreen)

    from PySide6.QtCore import QSocketNotifier, QTimer
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtQuick import QQuickWindow

    from cockpit.screens.fonts import load_fonts
    from cockpit.screens.screen import Screen
    from cockpit.screens.theme import load_theme

    application = QGuiApplication([f"cockpit-{options.group}"])
    application.setQuitOnLastWindowClosed(False)
    QQuickWindow.setTextRenderType(QQuickWindow.TextRenderType.NativeTextRendering)
    control.send(Hello(os.getpid()))
    try:
        load_fonts()
        theme = load_theme(setting.theme, setting.vehicle.profile)
    except InputError as error:
        control.send(ScreenFault(str(error)))
        sys.stderr.write(f"cockpit screen {options.group}: {error}\n")
        return 2
    screen = Screen(setting, BoardReader(options.board), StatusWriter(options.status, setting.displays), theme)
    screen.ask = control.send
    sys.excepthook = screen.report_exception
    screen.done.connect(application.quit)
    control.message.connect(screen.take)
    control.doorbell.connect(screen.check_permits)
    control.refused.connect(screen.report)
    control.closed.connect(lambda: QTimer.singleShot(ORPHAN_LIFE_MS, application.quit))

    # A Python signal handler waits for the interpreter, which Qt's loop does not give it: the byte wakes the loop.
    wake_read, wake_write = socket.socketpair()
    wake_read.setblocking(False)
    wake_write.setblocking(False)
    signal.set_wakeup_fd(wake_write.fileno())
    signal.signal(signal.SIGTERM, lambda *_: None)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    wake = QSocketNotifier(wake_read.fileno(), QSocketNotifier.Type.Read)
    wake.activated.connect(application.quit)

    sys.setswitchinterval(SWITCH_INTERVAL_S)
    screen.open()
    QTimer.singleShot(START_MS, _look_for_garbage)
    control.start()
    status = application.exec()
    wake.setEnabled(False)
    screen.close()
    control.close()
    return int(status)


def _look_for_garbage() -> None:
    """From now on, and never again among what the start has made and keeps."""
    gc.freeze()
    gc.enable()


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m cockpit.screens", description=__doc__)
    parser.add_argument("--group", required=True)
    for name in ("--board", "--status", "--control"):
        parser.add_argument(name, type=int, required=True, metavar="FD")
    return parser.parse_args(arguments)

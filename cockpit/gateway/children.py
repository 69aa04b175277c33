"""One screen process as the gateway sees it: spawned with three descriptors, spoken to, watched, ended."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
from typing import TYPE_CHECKING

from cockpit.board.control import Channel
from cockpit.board.messages import TO_GATEWAY, Quit
from cockpit.board.status import ScreenStatus, StatusReader, status_bytes
from cockpit.gateway.watchdog import Watchdog
from cockpit.platform import ProcessUse, create_shared_file, lose_pace, maybe_process_use, try_yield_processor

if TYPE_CHECKING:
    from cockpit.gateway.config import GatewayConfig, ScreenGroup

_NICE = 3
"""Half of the gateway's weight: busy screens do not hold it up, and other programs do not starve the screens."""


class Child:
    """One incarnation of a screen process.

    It inherits the board (read-only), a status block of its own (which only it writes) and one end of a control
    channel; it leads a session of its own, so that a key at the terminal reaches the gateway alone. Its first line is
    Configure. Nothing here waits for the process. Raises OSError where it cannot be started.
    """

    def __init__(self, group: ScreenGroup, config: GatewayConfig, board_fd: int, now_ns: int) -> None:
        self.group = group
        self.spawned_ns = now_ns
        self.watchdog = Watchdog(now_ns)
        self.last_use: ProcessUse | None = None
        self.peak_rss_bytes = 0
        self._has_yielded = False
        ours, theirs = socket.socketpair()
        status = create_shared_file(f"status-{group.name}", status_bytes(len(group.displays)))
        self.channel = Channel(ours, TO_GATEWAY)
        self._status = StatusReader(status.readable_fd, group.displays)
        try:
            self.process = _spawn(config, group, board_fd, status.writable_fd, theirs.fileno())
        except OSError:
            self.forget()
            raise
        finally:
            theirs.close()
            status.close()
        self.channel.send(config.configure(group))

    @property
    def pid(self) -> int:
        """The process's number."""
        return self.process.pid

    def status(self) -> ScreenStatus:
        """What the screen says of itself."""
        return self._status.read()

    def yield_processor(self) -> None:
        """Let the gateway go first: how late a permit is must not depend on how busy the screens are."""
        if not self._has_yielded:
            self._has_yielded = try_yield_processor(self.pid, _NICE)

    def has_ended(self) -> bool:
        """Whether the process is gone; reaps it if so."""
        return self.process.poll() is not None

    def sample_use(self) -> None:
        """Note the processor time and memory used so far."""
        use = maybe_process_use(self.pid) if self.process.returncode is None else None
        if use is not None:
            self.last_use = use
            self.peak_rss_bytes = max(self.peak_rss_bytes, use.rss_bytes)

    def ask_to_quit(self) -> None:
        """Say that it is over and close the channel, on which a screen ends within 2 s."""
        if not self.channel.closed:
            self.channel.send(Quit())
        self.channel.close()

    def kill(self) -> None:
        """SIGKILL, which a hung or stopped process obeys too; `has_ended` reaps it later."""
        self.sample_use()
        self.channel.close()
        if self.process.poll() is None:
            os.kill(self.pid, signal.SIGKILL)

    def forget(self) -> None:
        """Let go of the status block, once the process is gone."""
        self.channel.close()
        self._status.close()


def _spawn(config: GatewayConfig, group: ScreenGroup, board: int, status: int, control: int) -> subprocess.Popen[bytes]:
    arguments = ["--group", group.name, "--board", str(board), "--status", str(status), "--control", str(control)]
    process = subprocess.Popen(
        [*config.screen_command, *arguments],
        pass_fds=(board, status, control),
        stdin=subprocess.DEVNULL,
        # Qt's and FFmpeg's libraries chat on standard error, a broken film thousands of lines a second; what matters
        # comes over the control channel.
        stderr=None if config.verbose else subprocess.DEVNULL,
        start_new_session=True,
        env={**os.environ, **config.screen_environment},
    )
    lose_pace(process.pid)
    return process

"""What is Linux's own, in one place: clocks, shared mapped files, process figures, and what the machine has.

Three clocks are kept apart by name. The *machine* clock runs through suspend and carries leases and heartbeats; the
*mono* clock is `CLOCK_MONOTONIC` and stamps events and latencies; the *axis* of a drive belongs to its source.
"""

from __future__ import annotations

import contextlib
import os
import socket
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

_MACHINE_CLOCK: int = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", 0))
_SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - a tmpfs, the files in it are created exclusively and unlinked at once


def machine_ns() -> int:
    """Nanoseconds of the machine's clock: never falls, and counts while the machine sleeps."""
    return time.clock_gettime_ns(_MACHINE_CLOCK)


def mono_ns() -> int:
    """Nanoseconds of `CLOCK_MONOTONIC`, the clock of events and latencies."""
    return time.monotonic_ns()


@dataclass(frozen=True, slots=True)
class SharedFile:
    """An unlinked file of mode 0600 that processes map: one descriptor to write it, another that can only read it."""

    writable_fd: int
    readable_fd: int
    size: int

    def close(self) -> None:
        """Close both descriptors; mappings made from them stay."""
        os.close(self.writable_fd)
        os.close(self.readable_fd)


def create_shared_file(label: str, size: int) -> SharedFile:
    """A zeroed file of `size` bytes that has no name any more once this returns.

    `label` only shows in `/proc/PID/maps`. Raises OSError where neither shared memory nor the temporary folder can hold
    it. The readable descriptor was opened read-only, so a map for writing made from it is refused by the kernel.
    """
    folder = _SHARED_MEMORY if os.access(_SHARED_MEMORY, os.W_OK) else Path(tempfile.gettempdir())
    writable_fd, name = tempfile.mkstemp(prefix=f"cockpit-{label}-", dir=folder)
    try:
        os.ftruncate(writable_fd, size)
        if size and hasattr(os, "posix_fallocate"):  # else a page that full memory cannot give is SIGBUS, later
            os.posix_fallocate(writable_fd, 0, size)
        readable_fd = os.open(name, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        os.close(writable_fd)
        raise
    finally:
        Path(name).unlink()
    return SharedFile(writable_fd, readable_fd, size)


def try_keep_pace() -> bool:
    """Ask that this process runs as soon as it wakes, whatever else is busy; False where the system refuses.

    Linux's round-robin class at its lowest priority. A child begins with it, because its parent stands still until the
    child has executed its program; `lose_pace` takes it off then. Wants root, CAP_SYS_NICE or a limit RLIMIT_RTPRIO of
    1 or more (`LimitRTPRIO=1` in a service unit).
    """
    try:
        os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1))
    except OSError:
        return False
    return True


def lose_pace(pid: int) -> None:
    """Make a child an ordinary process again, whatever its parent is."""
    with contextlib.suppress(OSError):  # it is gone
        os.sched_setscheduler(pid, os.SCHED_OTHER, os.sched_param(0))


def try_yield_processor(pid: int, nice: int) -> bool:
    """Let others go before the process `pid`, which leads a session of its own; False: try again later.

    Where sessions share the processor as groups (autogroup), the nice of a process counts only inside its group, so the
    group gets it too. The kernel takes such an order ten times a second from a user without rights.
    """
    try:
        os.setpriority(os.PRIO_PROCESS, pid, nice)
        Path(f"/proc/{pid}/autogroup").write_text(str(nice), encoding="ascii")
    except BlockingIOError:
        return False
    except OSError:
        return True  # the process is gone, or this system knows no such groups
    return True


@dataclass(frozen=True, slots=True)
class ProcessUse:
    """What a process has used: processor seconds since its start, bytes resident now."""

    cpu_s: float
    rss_bytes: int


def maybe_process_use(pid: int) -> ProcessUse | None:
    """The figures of one process, or None where it is gone or the system does not tell."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    except OSError:
        return None
    user_ticks, system_ticks, rss_pages = int(fields[11]), int(fields[12]), int(fields[21])
    return ProcessUse((user_ticks + system_ticks) / os.sysconf("SC_CLK_TCK"), rss_pages * os.sysconf("SC_PAGE_SIZE"))


def has_gpu() -> bool:
    """Whether a render node exists; without one Qt Quick is told to draw in software."""
    return not sys.platform.startswith("linux") or any(Path("/dev/dri").glob("renderD*"))


def has_display_server() -> bool:
    """Whether windows can be shown: a Wayland socket or an X server that answers."""
    if not sys.platform.startswith("linux"):
        return True
    return _has_wayland() or _has_x11()


def _has_wayland() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY", "")
    return bool(name) and (Path(os.environ.get("XDG_RUNTIME_DIR", "/run")) / name).exists()


def _has_x11() -> bool:
    host, colon, number = os.environ.get("DISPLAY", "").rpartition(":")
    if not colon:
        return False
    if host not in ("", "unix"):
        return True
    path = f"/tmp/.X11-unix/X{number.partition('.')[0]}"  # noqa: S108 - the X server's fixed place
    return any(_answers(address) for address in (path, f"\0{path}"))


def _answers(address: str) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.settimeout(1.0)
        try:
            probe.connect(address)
        except OSError:
            return False
    return True

"""Gives away every right the reading process does not need, before the first byte is read.

Where the system allows it the process also leaves the network (an own empty network namespace).
What the platform cannot do is skipped: the audit hook still refuses sockets, programs and writing.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
from typing import Any

from .limits import Limits

try:
    import resource
except ImportError:  # Windows has no resource limits; the parent's timeout remains
    resource = None  # type: ignore[assignment]

CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000
PR_SET_PDEATHSIG = 1
PR_SET_NO_NEW_PRIVS = 38
SIGKILL = 9
OPEN_FILES = 64

FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.mkdir",
    "os.link",
    "os.symlink",
    "os.chmod",
    "os.truncate",
    "os.putenv",
    "shutil.",
    "ctypes.dlopen",
    "urllib.",
    "sqlite3.",
)
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def enter(limits: Limits) -> None:
    """Lock this process up; there is no way back."""
    _limit_resources(limits)
    _leave_network()
    sys.addaudithook(_refuse)


def _limit_resources(limits: Limits) -> None:
    if resource is None:
        return
    _set(resource.RLIMIT_CPU, limits.cpu_seconds, limits.cpu_seconds + 1)
    _set(resource.RLIMIT_AS, limits.memory_bytes)
    _set(resource.RLIMIT_FSIZE, limits.output_bytes)
    _set(resource.RLIMIT_NOFILE, OPEN_FILES)
    _set(resource.RLIMIT_CORE, 0)


def _set(which: int, soft: int, hard: int | None = None) -> None:
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(which, (soft, hard if hard is not None else soft))


def _leave_network() -> None:
    if not sys.platform.startswith("linux"):
        return
    with contextlib.suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0)
        libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        libc.unshare(CLONE_NEWUSER | CLONE_NEWNET)


def _refuse(event: str, args: tuple[Any, ...]) -> None:
    if event == "open":
        flags = args[2]
        if isinstance(flags, int) and flags & WRITING:
            raise PermissionError("the reading process may not write files")
    elif event.startswith(FORBIDDEN):
        raise PermissionError(f"the reading process may not call {event}")

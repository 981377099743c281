"""The parent's side of the inspection: start the child, wait, and read its answer as data from a stranger."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import ocop

from .inspect.faults import Fault
from .inspect.limits import Limits

ROOT = Path(ocop.__path__[0]).parent
MODULE = "ocop.documents.inspect"
LONGEST_ANSWER_LINE = 64 * 1024 * 1024
MOST_AT_ONCE = 4

_places = threading.BoundedSemaphore(MOST_AT_ONCE)  # of this web process: a rush of uploads waits its turn


@dataclass(frozen=True)
class Inspection:
    """A file that passed: what it is, and the clean copies of a picture."""

    media_type: str
    width: int | None = None
    height: int | None = None
    pages: int | None = None
    copies: dict[str, bytes] = field(default_factory=dict)
    rows: list[list[Any]] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)


def inspect_file(
    file: IO[bytes],
    *,
    suffix: str,
    allowed: frozenset[str],
    limits: Limits,
    task: str = "check",
    sheet: str | None = None,
) -> Inspection:
    """Have the file read by a process that may do nothing else; raises `Fault` when it is not acceptable."""
    order = {
        "task": task,
        "suffix": suffix,
        "allowed": sorted(allowed),
        "sheet": sheet,
        "limits": limits.as_dict(),
    }
    file.flush()
    file.seek(0)
    with _places, tempfile.TemporaryFile() as answer:
        code = _run(order, file, answer, limits)
        answer.seek(0)
        return _read_answer(answer, code)


def _run(order: dict[str, Any], file: IO[bytes], answer: IO[bytes], limits: Limits) -> int:
    command = [sys.executable, "-s", "-E", "-B", "-X", "utf8", "-m", MODULE, json.dumps(order)]
    try:
        done = subprocess.run(
            command,
            stdin=file.fileno(),
            stdout=answer,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env=_bare_environment(),
            timeout=limits.wall_seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Fault("slow") from None
    return done.returncode


def _bare_environment() -> dict[str, str]:
    """No secrets: neither database address nor keys reach the process that reads strangers' files."""
    return {name: os.environ[name] for name in ("SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ}


def _read_answer(answer: IO[bytes], code: int) -> Inspection:
    """A process that was killed, or answers nonsense, has not read the file."""
    if code < 0:
        raise Fault("slow")
    try:
        verdict = json.loads(answer.readline(LONGEST_ANSWER_LINE))
    except ValueError:
        raise Fault("damaged") from None
    if not verdict.pop("ok", False):
        raise Fault(str(verdict.get("code", "damaged")), **verdict.get("facts", {}))
    lengths = verdict.pop("copies", {})
    copies = {name: answer.read(length) for name, length in lengths.items()}
    return Inspection(copies=copies, **verdict)

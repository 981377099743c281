"""The virtual environment of the checkout, installed from the lock files and from nothing else.

Safe to run again at any time: what is already there is kept, what an interrupted run left
half done is finished, and a second run needs no network. Standard library only.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shlex
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pip_sources

CHECKOUT = Path(__file__).resolve().parent.parent
ENVIRONMENT = CHECKOUT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
RUNTIME_LOCK = CHECKOUT / "requirements.lock"
DEVELOPMENT_LOCK = CHECKOUT / "requirements-dev.lock"
STAMP = ENVIRONMENT / "installed-locks.json"


class SetupFailed(Exception):
    """The environment cannot be built; the message says why and what to do."""


def say(message: str) -> None:
    print(f"» {message}", file=sys.stderr, flush=True)


def answers(command: list[str | Path]) -> str | None:
    """What a command prints, or None when it cannot run or fails."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.strip() if done.returncode == 0 else None


# --- the environment itself -----------------------------------------------------------------


def environment_works() -> bool:
    """True when .venv has a Python that starts, accepts our code and belongs to this folder."""
    code = "import sys; print(sys.version_info >= (3, 11), sys.prefix)"
    return answers([PYTHON, "-c", code]) == f"True {ENVIRONMENT}"


def ensure_environment() -> None:
    if environment_works():
        return
    if ENVIRONMENT.exists():
        say("Môi trường .venv cũ không dùng được, tạo lại. / The old .venv does not work, making it anew.")
        shutil.rmtree(ENVIRONMENT)
    say(f"Tạo môi trường .venv (Python {sys.version.split()[0]}). / Making .venv.")
    venv.EnvBuilder(with_pip=False, symlinks=True).create(ENVIRONMENT)
    if not environment_works():
        raise SetupFailed(f"Không tạo được môi trường trong {ENVIRONMENT}. / Could not make {ENVIRONMENT}.")


# --- what is installed in it ----------------------------------------------------------------


def fingerprint(lock: Path) -> str:
    """Changes with the lock file and with the Python that the packages were installed for."""
    version = answers([PYTHON, "-c", "import sys; print(sys.version_info[:2])"])
    return hashlib.sha256(lock.read_bytes() + str(version).encode()).hexdigest()


def read_stamp() -> dict[str, str]:
    try:
        stamp = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def write_stamp(lock: Path) -> None:
    """Remember the lock as installed; the development lock contains the runtime lock."""
    stamp = read_stamp() | {lock.name: fingerprint(lock)}
    if lock == DEVELOPMENT_LOCK:
        stamp[RUNTIME_LOCK.name] = fingerprint(RUNTIME_LOCK)
    unfinished = STAMP.with_suffix(".new")
    unfinished.write_text(json.dumps(stamp, indent=2) + "\n")
    unfinished.replace(STAMP)


def install_locked(lock: Path) -> None:
    """Install exactly what the lock names, each file checked against its hash."""
    if read_stamp().get(lock.name) == fingerprint(lock):
        return
    say(f"Cài các gói theo {lock.name}. / Installing {lock.name}.")
    if not (install_with_uv(lock) or install_with_pip(lock)):
        raise SetupFailed(
            f"Không cài được các gói trong {lock.name}: xem thông báo phía trên. Nếu máy không ra được mạng, "
            "đặt PIP_INDEX_URL tới kho gói nội bộ rồi chạy lại. / The packages could not be installed; "
            "behind a mirror set PIP_INDEX_URL and run again."
        )
    write_stamp(lock)


def install_with_uv(lock: Path) -> bool:
    """uv is faster, but reads no pip settings: used only where no own package index is set for pip."""
    uv = shutil.which("uv")
    if not uv or pip_sources.configured_index() or not answers([uv, "--version"]):
        return False
    command = [
        uv,
        "--quiet",
        "pip",
        "install",
        "--python",
        PYTHON,
        "--require-hashes",
        "--requirements",
        lock,
    ]
    if subprocess.run(command, cwd=CHECKOUT, check=False).returncode == 0:
        return True
    say("uv không cài được, thử lại bằng pip. / uv failed, trying pip.")
    return False


def install_with_pip(lock: Path) -> bool:
    if not pip_sources.ensure_pip(PYTHON, say=say):
        raise SetupFailed(
            "Máy chưa có pip và không lấy được pip: cài gói python3-venv (apt-get install python3-venv) rồi "
            "chạy lại. / There is no pip and none could be fetched: install python3-venv and run again."
        )
    command = [
        *(PYTHON, "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input", "install"),
        *(
            "--root-user-action",
            "ignore",
            "--no-warn-script-location",
            "--only-binary",
            ":all:",
            "--require-hashes",
            "--requirement",
            lock,
        ),
    ]
    return subprocess.run(command, cwd=CHECKOUT, check=False).returncode == 0


# --- the program ----------------------------------------------------------------------------


def write_program() -> None:
    """`.venv/bin/ocop`: starts bin/ocop of this checkout from any folder."""
    program = ENVIRONMENT / "bin" / "ocop"
    text = (
        "#!/bin/sh\n"
        "# Written by scripts/environment.py; the program itself is bin/ocop of the checkout.\n"
        f'exec {shlex.quote(str(PYTHON))} {shlex.quote(str(CHECKOUT / "bin" / "ocop"))} "$@"\n'
    )
    if program.exists() and program.read_text() == text:
        return
    unfinished = program.with_suffix(".new")
    unfinished.write_text(text)
    unfinished.chmod(0o755)
    unfinished.replace(program)


def settle_home() -> None:
    """pip and uv keep caches under HOME; give them a place when there is no usable HOME."""
    home = os.environ.get("HOME", "")
    if home and os.access(home, os.W_OK):
        return
    os.environ["HOME"] = str(ENVIRONMENT / "home")
    os.environ["PIP_NO_CACHE_DIR"] = "1"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="bootstrap.py", description=__doc__)
    parser.add_argument("--dev", action="store_true", help="also what checks and tests need")
    options = parser.parse_args(arguments)
    settle_home()
    try:
        ensure_environment()
        install_locked(DEVELOPMENT_LOCK if options.dev else RUNTIME_LOCK)
        write_program()
    except (SetupFailed, OSError) as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        say("Đã dừng; chạy lại để làm tiếp. / Stopped; run again to go on.")
        return 130
    return 0

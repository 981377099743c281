"""A PostgreSQL server for one command: made in a temporary folder, reached by a socket, gone afterwards.

    python scripts/postgres.py -- .venv/bin/python -m pytest -m touches_db

The command finds the server in DATABASE_URL. As root the server runs as `postgres` or `nobody`,
because PostgreSQL refuses root.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

OWNER = "ocop"
SERVER_USERS = ("postgres", "nobody")
TIME_TO_START = 30.0
# The data are thrown away: nothing needs to survive a power cut.
FAST = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    # Cleaning up beside a test that has not committed leaves the planner thinking that its tables are empty.
    "autovacuum=off",
)
PR_SET_PDEATHSIG = 1


def programs() -> Path | None:
    """The folder with initdb and postgres: the newest of Debian's, or the one on PATH."""
    versions = [
        folder for folder in Path("/usr/lib/postgresql").glob("*/bin") if (folder / "initdb").exists()
    ]
    if versions:
        return max(versions, key=lambda folder: float(folder.parent.name))
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def server_user() -> pwd.struct_passwd | None:
    """The user the server runs as, when we are root."""
    if os.geteuid() != 0:
        return None
    for name in SERVER_USERS:
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise SystemExit("PostgreSQL không chạy với quyền root và máy không có người dùng postgres hay nobody.")


def stop_with_parent() -> None:
    """Runs in the server process: a fast shutdown when the test run dies, even by SIGKILL."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGINT)


def make_cluster(binaries: Path, folder: Path, user: dict[str, object]) -> None:
    command = [
        *(binaries / "initdb", "--pgdata", folder / "data", "--username", OWNER, "--auth", "trust"),
        *("--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"),
    ]
    done = subprocess.run(  # type: ignore[call-overload]
        command, cwd=folder, capture_output=True, text=True, check=False, **user
    )
    if done.returncode:
        raise SystemExit(f"Không tạo được máy chủ PostgreSQL tạm:\n{done.stderr}")


def start(binaries: Path, folder: Path, user: dict[str, object]) -> subprocess.Popen[bytes]:
    settings = ("listen_addresses=", f"unix_socket_directories={folder}", "max_connections=200", *FAST)
    command = [binaries / "postgres", "-D", folder / "data"]
    for setting in settings:
        command += ["-c", setting]
    log = (folder / "server.log").open("wb")
    return subprocess.Popen(  # type: ignore[call-overload,no-any-return]
        command,
        cwd=folder,
        stdout=log,
        stderr=log,
        start_new_session=True,
        preexec_fn=stop_with_parent,
        **user,
    )


def wait_until_ready(server: subprocess.Popen[bytes], binaries: Path, folder: Path) -> None:
    deadline = time.monotonic() + TIME_TO_START
    ask = [binaries / "psql", "--host", folder, "--username", OWNER, "--dbname", "postgres", "--command", ""]
    while subprocess.run(ask, capture_output=True, check=False).returncode:
        if server.poll() is not None or time.monotonic() > deadline:
            raise SystemExit(
                f"Máy chủ PostgreSQL tạm không khởi động được:\n{(folder / 'server.log').read_text()}"
            )
        time.sleep(0.1)


@contextlib.contextmanager
def temporary_server() -> Iterator[str]:
    """The address (DATABASE_URL) of a fresh server that is stopped and deleted at the end."""
    binaries = programs()
    if binaries is None:
        raise SystemExit("Không tìm thấy PostgreSQL: cài gói postgresql rồi chạy lại.")
    # A short path: the name of a socket may have no more than 107 characters.
    folder = Path(tempfile.mkdtemp(prefix="ocop-pg-", dir="/tmp"))
    user: dict[str, object] = {}
    if account := server_user():
        os.chown(folder, account.pw_uid, account.pw_gid)
        user = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    server: subprocess.Popen[bytes] | None = None
    try:
        make_cluster(binaries, folder, user)
        server = start(binaries, folder, user)
        wait_until_ready(server, binaries, folder)
        yield f"postgres://{OWNER}@{quote(str(folder), safe='')}/postgres"
    finally:
        if server is not None:
            stop(server)
        shutil.rmtree(folder, ignore_errors=True)


def stop(server: subprocess.Popen[bytes]) -> None:
    server.send_signal(signal.SIGQUIT)  # at once: the data are thrown away
    try:
        server.wait(timeout=20)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def main(command: list[str]) -> int:
    if command[:1] == ["--"]:
        command = command[1:]
    if not command:
        print(__doc__, file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with temporary_server() as address:
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": address}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

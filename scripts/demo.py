"""`make demo`: the environment, the demo world and the server, ready to try in a browser.

PORT, HOST and DATA (or OCOP_DATA) are respected. What an earlier run built is kept. Standard library only.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import environment

OCOP = environment.ENVIRONMENT / "bin" / "ocop"
DEFAULT_PORT = "8000"


def refuse_busy_port(host: str, port: str) -> None:
    """Find out before the long work, not after it; `ocop serve` checks again and knows more sentences."""
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise SystemExit(f"PORT={port} không phải số cổng hợp lệ: chọn số từ 1 đến 65535.")
    target = "127.0.0.1" if host == "0.0.0.0" else host
    try:
        with socket.create_connection((target, int(port)), timeout=1):
            pass
    except OSError:
        return
    raise SystemExit(
        f"Cổng {port} đang được chương trình khác dùng. Dừng chương trình đó, hoặc chọn cổng khác, "
        f"ví dụ: make demo PORT={int(port) + 1}\n"
        f"Port {port} is in use; stop that program or choose another port."
    )


def settle_surroundings() -> None:
    """What every `ocop` command of the demo is told through its environment."""
    os.environ["OCOP_DEMO"] = "1"
    os.environ["PORT"] = os.environ.get("PORT") or DEFAULT_PORT
    if folder := os.environ.get("DATA"):
        os.environ["OCOP_DATA"] = str(Path(folder).expanduser().resolve())


def run(*arguments: str) -> None:
    """Run one step; when it fails, its own message has been printed and the demo ends with its status."""
    status = subprocess.run([OCOP, *arguments], check=False).returncode
    if status:
        raise SystemExit(status)


def main() -> None:
    settle_surroundings()
    refuse_busy_port(os.environ.get("HOST") or "127.0.0.1", os.environ["PORT"])
    if status := environment.main([]):
        raise SystemExit(status)
    run("demo")
    run("demo", "--accounts")
    # The server takes this process over, so that Ctrl-C and signals reach it directly.
    os.execv(OCOP, [str(OCOP), "serve"])


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        print("\nĐã dừng; chạy lại để làm tiếp.", file=sys.stderr)
        raise SystemExit(128 + signal.SIGINT) from None

"""What the tests need from the system beside Python: a browser, a database server, fonts, readers.

Installed with apt where that is allowed (root); otherwise the exact command is printed.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import postgres

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts")
NO_CLUSTER = Path("/etc/postgresql-common/createcluster.d/ocop-tests.conf")


@dataclass(frozen=True)
class Need:
    """One thing that tests use; `package` is its name in Debian and Ubuntu."""

    package: str
    purpose: str
    present: Callable[[], bool]


def program(*names: str) -> Callable[[], bool]:
    return lambda: any(shutil.which(name) for name in names)


def browser() -> str:
    """The browser for the journeys: OCOP_CHROMIUM, or the first one on PATH."""
    return os.environ.get("OCOP_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), "")


def has_vietnamese_font() -> bool:
    """Chromium needs one font family with the Vietnamese letters; Noto Sans has them."""
    return any(next(Path(folder).rglob("NotoSans-Regular.*"), None) for folder in FONT_FOLDERS)


def library(name: str) -> Callable[[], bool]:
    """True when the loader finds the shared library."""

    def present() -> bool:
        try:
            ctypes.CDLL(name)
        except OSError:
            return False
        return True

    return present


NEEDS = (
    Need("chromium", "trình duyệt cho các bài thử trên trang web", lambda: bool(browser())),
    Need("libatomic1", "thư viện của chương trình điều khiển trình duyệt", library("libatomic.so.1")),
    Need("postgresql", "máy chủ PostgreSQL cho các bài thử cơ sở dữ liệu", lambda: bool(postgres.programs())),
    Need("fonts-noto-core", "phông chữ tiếng Việt cho trình duyệt", has_vietnamese_font),
    Need("poppler-utils", "đọc lại tệp PDF đã tạo", program("pdftotext")),
    Need("zbar-tools", "đọc lại mã QR đã tạo", program("zbarimg")),
)


def missing(needs: Iterable[Need] = NEEDS) -> list[Need]:
    return [need for need in needs if not need.present()]


def may_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def ensure() -> int:
    """Install what is missing; 1 with a sentence when something stays missing."""
    wanted = missing()
    if wanted and may_install():
        install([need.package for need in wanted])
        wanted = missing()
    for need in wanted:
        print(f"Thiếu {need.package}: {need.purpose}.", file=sys.stderr)
    if wanted:
        names = " ".join(need.package for need in wanted)
        print(
            "Không được phép tự cài gói hệ thống, hoặc cài không được. Hãy chạy rồi thử lại:\n"
            f"  sudo apt-get update && sudo apt-get install --yes --no-install-recommends {names}",
            file=sys.stderr,
        )
    return 1 if wanted else 0


def install(packages: list[str]) -> None:
    """Install quietly; what apt said is shown only when it failed."""
    print(f"Cài gói hệ thống: {' '.join(packages)}", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "--quiet=2", "-o", "Dpkg::Use-Pty=0"]
    for words in (["update"], ["--yes", "--no-install-recommends", "install", *packages]):
        with without_default_cluster():
            done = subprocess.run(
                [*apt, *words], env=environment, check=False, capture_output=True, text=True, errors="replace"
            )
        if done.returncode:
            print(done.stdout[-4000:], done.stderr[-4000:], sep="\n", file=sys.stderr)


@contextlib.contextmanager
def without_default_cluster() -> Iterator[None]:
    """While the server is being installed, Debian must not create and start a database nobody asked for."""
    NO_CLUSTER.parent.mkdir(parents=True, exist_ok=True)
    NO_CLUSTER.write_text("create_main_cluster = false\n")
    try:
        yield
    finally:
        NO_CLUSTER.unlink(missing_ok=True)


if __name__ == "__main__":
    sys.exit(ensure())

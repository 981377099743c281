"""Where the environment gets pip from on a system that has none. Standard library only.

In this order: the Python's own copy (ensurepip), the package index that pip is configured for,
Debian's pip package unpacked into a temporary folder, and, for root, Debian's python3-venv.
No address of an index stands here: pip and apt know theirs.
"""

from __future__ import annotations

import configparser
import hashlib
import os
import re
import shutil
import ssl
import subprocess
import tempfile
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from pathlib import Path

PIP_VERSION = "26.3"
PIP_WHEEL = f"pip-{PIP_VERSION}-py3-none-any.whl"
PIP_SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"

Say = Callable[[str], None]


def ensure_pip(python: Path, *, say: Say) -> bool:
    """Give the environment of `python` a pip; False when every source fails."""
    if has_pip(python):
        return True
    sources = (pip_of_python, pip_of_index, pip_of_debian, pip_of_debian_as_root)
    return any(source(python, say) and has_pip(python) for source in sources)


def succeeds(command: list[str | Path], **options: object) -> bool:
    try:
        done = subprocess.run(command, capture_output=True, check=False, **options)  # type: ignore[call-overload]
    except OSError:
        return False
    return done.returncode == 0


def has_pip(python: Path) -> bool:
    return succeeds([python, "-m", "pip", "--version"])


def pip_of_python(python: Path, say: Say) -> bool:
    return succeeds([python, "-m", "ensurepip", "--default-pip"])


def install_wheel(python: Path, wheel: Path) -> bool:
    """A wheel of pip can be run as it lies, so it installs itself."""
    command = [
        python,
        wheel / "pip",
        "--disable-pip-version-check",
        "install",
        "--no-index",
        "--no-deps",
        wheel,
    ]
    return succeeds(command)


# --- the configured index -------------------------------------------------------------------


def configuration_files() -> list[Path]:
    """pip's configuration files, the strongest last."""
    if own := os.environ.get("PIP_CONFIG_FILE"):
        return [] if own == os.devnull else [Path(own)]
    home = Path(os.environ.get("HOME") or "/nonexistent")
    xdg = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
    return [
        Path("/etc/xdg/pip/pip.conf"),
        Path("/etc/pip.conf"),
        home / ".pip" / "pip.conf",
        xdg / "pip" / "pip.conf",
    ]


def setting(name: str) -> str | None:
    """One setting of pip, from the environment or its configuration files."""
    if value := os.environ.get("PIP_" + name.upper().replace("-", "_")):
        return value
    files = configparser.RawConfigParser()
    files.read(configuration_files())
    for section in ("install", "global"):
        if files.has_option(section, name):
            return files.get(section, name)
    return None


def configured_index() -> str | None:
    return setting("index-url")


def pip_of_index(python: Path, say: Say) -> bool:
    """Fetch the pinned wheel from the index that pip is configured for, and check its hash."""
    index = configured_index()
    if not index:
        return False
    with tempfile.TemporaryDirectory(prefix="ocop-pip-") as folder:
        wheel = Path(folder) / PIP_WHEEL
        try:
            wheel.write_bytes(wheel_on_page(index.rstrip("/") + "/pip/"))
        except (OSError, ValueError, urllib.error.URLError) as problem:
            say(f"Không lấy được pip từ kho đã đặt: {problem} / pip could not be fetched from the set index.")
            return False
        return install_wheel(python, wheel)


def wheel_on_page(page_address: str) -> bytes:
    """The pinned wheel that an index page links to; ValueError when it is missing or is not the pinned one."""
    page = fetch(page_address).decode("utf-8", "replace")
    links = re.findall(r"""href=["']([^"']+)["']""", page)
    found = [link for link in links if urllib.parse.urlsplit(link).path.split("/")[-1] == PIP_WHEEL]
    if not found:
        raise ValueError(f"{PIP_WHEEL} không có / not there")
    wheel = fetch(urllib.parse.urljoin(page_address, found[0].replace("&amp;", "&")))
    if hashlib.sha256(wheel).hexdigest() != PIP_SHA256:
        raise ValueError(f"{PIP_WHEEL}: mã băm không khớp / hash differs")
    return wheel


def fetch(address: str) -> bytes:
    """One download with the certificates that pip would use; a user name in the address is sent as such."""
    parts = urllib.parse.urlsplit(address)
    if parts.scheme not in ("http", "https", "file"):
        raise ValueError(f"{parts.scheme}: không dùng được / cannot be used")
    context = ssl.create_default_context(cafile=setting("cert"))
    handlers: list[urllib.request.BaseHandler] = [urllib.request.HTTPSHandler(context=context)]
    if parts.username:
        passwords = urllib.request.HTTPPasswordMgrWithPriorAuth()
        plain = parts._replace(netloc=parts.netloc.rpartition("@")[2])
        address = urllib.parse.urlunsplit(plain)
        user, secret = urllib.parse.unquote(parts.username), urllib.parse.unquote(parts.password or "")
        passwords.add_password(None, address, user, secret, is_authenticated=True)
        handlers.append(urllib.request.HTTPBasicAuthHandler(passwords))
    with urllib.request.build_opener(*handlers).open(address, timeout=60) as answer:
        return bytes(answer.read())


# --- Debian and Ubuntu ----------------------------------------------------------------------


def pip_of_debian(python: Path, say: Say) -> bool:
    """Unpack Debian's signed pip package into a temporary folder; needs no rights and changes no system."""
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        return False
    say("Lấy pip từ kho Debian/Ubuntu. / Fetching pip from the Debian or Ubuntu archive.")
    with tempfile.TemporaryDirectory(prefix="ocop-pip-") as name:
        folder = Path(name)
        if not apt_download("python3-pip-whl", folder):
            return False
        for package in folder.glob("*.deb"):
            if not succeeds(["dpkg-deb", "-x", package, folder / "unpacked"]):
                return False
        wheels = sorted((folder / "unpacked/usr/share/python-wheels").glob("pip-*.whl"))
        return bool(wheels) and install_wheel(python, wheels[-1])


def apt_download(package: str, folder: Path) -> bool:
    """`apt-get download`, with own package lists when the system's are missing or not readable."""
    (folder / "lists/partial").mkdir(parents=True)
    (folder / "cache/archives/partial").mkdir(parents=True)
    own = ["-o", f"Dir::State::Lists={folder}/lists", "-o", f"Dir::Cache={folder}/cache"]
    own += ["-o", "APT::Sandbox::User=root"]
    if succeeds(["apt-get", "--quiet", "download", package], cwd=folder):
        return True
    updated = succeeds(["apt-get", "--quiet", *own, "update"], cwd=folder)
    return updated and succeeds(["apt-get", "--quiet", *own, "download", package], cwd=folder)


def pip_of_debian_as_root(python: Path, say: Say) -> bool:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    say("Cài python3-venv của hệ thống. / Installing the system's python3-venv.")
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "--quiet", "--yes", "--no-install-recommends", "install", "python3-venv"]
    done = succeeds(["apt-get", "--quiet", "update"]) and succeeds(install, env=environment)
    return done and pip_of_python(python, say)

"""Settings of this app, each with its default; the names are listed in docs/documents.md."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from django.conf import settings

from .inspect.limits import Limits

_OVERRIDES = {
    "OCOP_UPLOAD_MAX_BYTES": "max_bytes",
    "OCOP_UPLOAD_MAX_PIXELS": "max_pixels",
    "OCOP_UPLOAD_MAX_PAGES": "max_pages",
    "OCOP_UPLOAD_CPU_SECONDS": "cpu_seconds",
    "OCOP_UPLOAD_WALL_SECONDS": "wall_seconds",
    "OCOP_UPLOAD_MEMORY_BYTES": "memory_bytes",
}


def limits() -> Limits:
    """The bounds for uploads, as this installation set them."""
    found = {field: getattr(settings, name) for name, field in _OVERRIDES.items() if hasattr(settings, name)}
    return replace(Limits(), **found)


def clamav_address() -> str:
    """`host:port` or the path of a socket; empty = no virus scanner."""
    return getattr(settings, "OCOP_CLAMAV", "")


def trust_folder() -> Path:
    """Certificates (PEM) of the authorities whose signatures this installation accepts."""
    return Path(settings.OCOP_TRUST_ROOTS)


def crl_folder() -> Path:
    """Lists of withdrawn certificates (CRL), as the authorities publish them."""
    return Path(getattr(settings, "OCOP_TRUST_CRLS", "") or trust_folder() / "crl")


def seal() -> str:
    """`pkcs12:FILE` or `pkcs11:LIBRARY`; empty = no key (a demo then uses its own)."""
    return str(getattr(settings, "OCOP_SEAL", ""))


def seal_secret() -> str:
    """Password of the file or PIN of the token, read from a file that only this account can read."""
    path = str(getattr(settings, "OCOP_SEAL_SECRET_FILE", ""))
    return Path(path).read_text(encoding="utf-8").strip() if path and Path(path).is_file() else ""


def seal_token() -> str:
    return str(getattr(settings, "OCOP_SEAL_TOKEN", ""))


def seal_key() -> str:
    return str(getattr(settings, "OCOP_SEAL_KEY", ""))


def time_stamp_url() -> str:
    return str(getattr(settings, "OCOP_TSA_URL", ""))


def key_folder() -> Path:
    """Private keys of this installation; outside the database and outside version control."""
    return Path(settings.OCOP_DATA) / "keys"


def is_demo() -> bool:
    return bool(getattr(settings, "OCOP_DEMO", False))

"""Whose signatures this installation believes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from asn1crypto import x509
from pyhanko.keys import load_certs_from_pemder

from .keys import AUTHORITY_FILE, demo_authority
from .signing import as_asn1

SUFFIXES = {".pem", ".crt", ".cer", ".der"}


def trusted_roots(folder: Path) -> list[x509.Certificate]:
    """Every certificate file in the folder; an unreadable one is an error of the installation, told by name."""
    return list(_certificates(folder)) if folder.is_dir() else []


def _certificates(folder: Path) -> Iterator[x509.Certificate]:
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in SUFFIXES:
            try:
                yield from load_certs_from_pemder([str(path)])
            except ValueError as wrong:
                raise ValueError(f"{path} is not a certificate file") from wrong


def demo_root(folder: Path) -> x509.Certificate | None:
    """The demo authority, if this installation already has one."""
    if not (folder / AUTHORITY_FILE).exists():
        return None
    return as_asn1(demo_authority(folder)[1])

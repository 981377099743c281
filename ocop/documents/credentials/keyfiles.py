"""Private halves of the keys: files below OCOP_DATA/keys, or the one file a setting names."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from django.conf import settings

from ocop.core.errors import RuleBroken

from ..conf import key_folder
from .curve import PrivateKey, Signer, SoftSigner

P12 = (".p12", ".pfx")


@dataclass(frozen=True)
class Given:
    """A key from outside, with the term of its certificate when it came with one."""

    signer: Signer
    valid_from: datetime | None = None
    valid_to: datetime | None = None


def given() -> Given | None:
    """The key that OCOP_ISSUER_KEY names; None when the setting is empty. RuleBroken when it cannot be used."""
    path = Path(settings.OCOP_ISSUER_KEY) if settings.OCOP_ISSUER_KEY else None
    if path is None:
        return None
    try:
        return _read_given(path, path.stat().st_mtime_ns, settings.OCOP_ISSUER_KEY_PASSWORD)
    except (OSError, ValueError, TypeError) as error:
        raise RuleBroken(
            f"Không đọc được khóa ký giấy chứng nhận ở {path}. Hãy xem lại OCOP_ISSUER_KEY và mật khẩu của tệp.",
            code="credential.key_unreadable",
        ) from error


@lru_cache(maxsize=4)
def _read_given(path: Path, changed: int, password: str) -> Given:
    secret = password.encode() if password else None
    content = path.read_bytes()
    if path.suffix.lower() in P12:
        key, certificate, _ = pkcs12.load_key_and_certificates(content, secret)
    else:
        key = serialization.load_pem_private_key(content, secret)
        certificate = x509.load_pem_x509_certificate(content) if b"BEGIN CERTIFICATE" in content else None
    signer = SoftSigner(_p256(key))
    if certificate is None:
        return Given(signer)
    return Given(signer, certificate.not_valid_before_utc, certificate.not_valid_after_utc)


def own(kid: str) -> Signer | None:
    """The key this installation made, if its file is still there."""
    path = _path(kid)
    try:
        return _read_own(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        return None


@lru_cache(maxsize=16)
def _read_own(path: Path, changed: int) -> Signer:
    return SoftSigner(_p256(serialization.load_pem_private_key(path.read_bytes(), None)))


def keep(kid: str, key: PrivateKey) -> None:
    """Write a new key, readable by this account only."""
    path = _path(kid)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    content = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def drop(kid: str) -> None:
    """A retired key signs nothing any more: its private half goes."""
    with contextlib.suppress(FileNotFoundError):
        _path(kid).unlink()


def _path(kid: str) -> Path:
    return key_folder() / f"issuer-{kid}.pem"


def _p256(key: object) -> PrivateKey:
    if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(key.curve, ec.SECP256R1):
        raise ValueError("not a P-256 key")
    return key

"""ES256 (ECDSA, P-256, SHA-256) with 64-byte signatures, as COSE and JOSE write them.

A signature (r, s) has a twin (r, n − s) that verifies too. We sign and accept only the smaller one, so that nobody can
make a second, different text that passes for the same certificate.
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
SIZE = 32
KID_BYTES = 8  # short enough for a QR code; the keys are looked up in a small published list

PrivateKey = ec.EllipticCurvePrivateKey
PublicKeyObject = ec.EllipticCurvePublicKey


class Signer(Protocol):
    """Whoever holds a private key: a file, or a token behind PKCS#11. Signs any bytes with ES256."""

    @property
    def public(self) -> PublicKeyObject: ...

    def sign(self, message: bytes) -> bytes: ...


@dataclass(frozen=True)
class SoftSigner:
    """A key in the memory of this process; the same message gives the same signature (RFC 6979)."""

    key: PrivateKey

    @property
    def public(self) -> PublicKeyObject:
        return self.key.public_key()

    def sign(self, message: bytes) -> bytes:
        made = self.key.sign(message, ec.ECDSA(hashes.SHA256(), deterministic_signing=True))
        return raw_signature(made)


@dataclass(frozen=True)
class PublicKey:
    """A published key: its id, its point, the moments between which it may sign, and when it was given up as stolen."""

    kid: str
    x: bytes
    y: bytes
    valid_from: datetime
    valid_to: datetime
    revoked_at: datetime | None = None

    @property
    def kid_bytes(self) -> bytes:
        return b64url_decode(self.kid)

    def may_sign_at(self, moment: datetime) -> bool:
        return self.valid_from <= moment <= self.valid_to

    def verifies(self, message: bytes, signature: bytes) -> bool:
        return verify(_point(self.x, self.y), message, signature)


def raw_signature(der: bytes) -> bytes:
    r, s = decode_dss_signature(der)
    return r.to_bytes(SIZE, "big") + min(s, ORDER - s).to_bytes(SIZE, "big")


def verify(key: PublicKeyObject, message: bytes, signature: bytes) -> bool:
    """Whether this 64-byte signature, in its smaller form, is the key's over the message."""
    if len(signature) != 2 * SIZE:
        return False
    r, s = int.from_bytes(signature[:SIZE], "big"), int.from_bytes(signature[SIZE:], "big")
    if not (0 < r < ORDER and 0 < s <= ORDER // 2):
        return False
    try:
        key.verify(encode_dss_signature(r, s), message, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    return True


def _point(x: bytes, y: bytes) -> PublicKeyObject:
    numbers = ec.EllipticCurvePublicNumbers(
        int.from_bytes(x, "big"), int.from_bytes(y, "big"), ec.SECP256R1()
    )
    return numbers.public_key()


def coordinates(key: PublicKeyObject) -> tuple[bytes, bytes]:
    numbers = key.public_numbers()
    return numbers.x.to_bytes(SIZE, "big"), numbers.y.to_bytes(SIZE, "big")


def thumbprint(x: bytes, y: bytes) -> bytes:
    """SHA-256 thumbprint of the key (RFC 7638)."""
    canonical = json.dumps(bare_jwk(x, y), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).digest()


def key_id(x: bytes, y: bytes) -> str:
    """The first eight bytes of the thumbprint, in base64url."""
    return b64url(thumbprint(x, y)[:KID_BYTES])


def bare_jwk(x: bytes, y: bytes) -> dict[str, Any]:
    return {"kty": "EC", "crv": "P-256", "x": b64url(x), "y": b64url(y)}


def b64url(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def b64url_decode(text: str) -> bytes:
    """Strict: only the alphabet, no padding, no loose bits. ValueError otherwise."""
    found = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    if b64url(found) != text:
        raise ValueError("not canonical base64url")
    return found

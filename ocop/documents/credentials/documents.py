"""The published keys as files for machines: JWKS, COSE key set, did:web document."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import cbor2

from .curve import PublicKey, bare_jwk
from .vc import moment_text


def jwks(keys: Iterable[PublicKey]) -> dict[str, Any]:
    """RFC 7517, with the term of each key as seconds (`nbf`, `exp`) and as text."""
    return {"keys": [_jwk(key) for key in keys]}


def _jwk(key: PublicKey) -> dict[str, Any]:
    found = bare_jwk(key.x, key.y) | {
        "kid": key.kid,
        "alg": "ES256",
        "use": "sig",
        "key_ops": ["verify"],
        "nbf": int(key.valid_from.timestamp()),
        "exp": int(key.valid_to.timestamp()),
    }
    if key.revoked_at:
        found["revoked"] = {"revoked_at": int(key.revoked_at.timestamp())}
    return found


def cose_key_set(keys: Iterable[PublicKey]) -> bytes:
    """RFC 9052 §7: an array of COSE keys; keys given up as stolen are left out."""
    rows = [
        {1: 2, 2: key.kid_bytes, 3: -7, 4: [2], -1: 1, -2: key.x, -3: key.y}
        for key in keys
        if not key.revoked_at
    ]
    return cbor2.dumps(rows, canonical=True)


def did_document(issuer: str, keys: Iterable[PublicKey]) -> dict[str, Any]:
    """did:web: every key as a JsonWebKey; only those that may still sign are offered for assertions."""
    methods = [_method(issuer, key) for key in keys]
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/jwk/v1"],
        "id": issuer,
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods if "revoked" not in method],
    }


def _method(issuer: str, key: PublicKey) -> dict[str, Any]:
    found = {
        "id": f"{issuer}#{key.kid}",
        "type": "JsonWebKey",
        "controller": issuer,
        "publicKeyJwk": bare_jwk(key.x, key.y) | {"kid": key.kid, "alg": "ES256"},
        "expires": moment_text(key.valid_to),
    }
    return found | ({"revoked": moment_text(key.revoked_at)} if key.revoked_at else {})

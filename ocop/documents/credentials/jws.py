"""Compact JWS (RFC 7515) with ES256 only. The algorithm is ours to say, never the message's."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from .curve import PublicKey, Signer, b64url, b64url_decode


class Refused(ValueError):
    """Not a message that one of the published keys signed. `reason` is a stable word."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def sign(payload: dict[str, Any], signer: Signer, *, kid: str, typ: str, cty: str = "") -> str:
    header = {"alg": "ES256", "typ": typ, "kid": kid} | ({"cty": cty} if cty else {})
    signed = f"{_part(header)}.{_part(payload)}"
    return f"{signed}.{b64url(signer.sign(signed.encode()))}"


def verify(text: str, keys: Iterable[PublicKey], *, typ: str) -> dict[str, Any]:
    """The payload, if the message is whole, of that type, and signed by a published key; Refused otherwise."""
    parts = text.strip().split(".")
    if len(parts) != 3:
        raise Refused("truncated")
    try:
        header, payload, signature = _json(parts[0]), _json(parts[1]), b64url_decode(parts[2])
    except ValueError as error:
        raise Refused("unreadable") from error
    if header.get("alg") != "ES256" or header.get("typ") != typ or "crit" in header:
        raise Refused("wrong_kind")
    name = str(header.get("kid", "")).rsplit("#", 1)[-1]
    key = next((key for key in keys if key.kid == name), None)
    if key is None:
        raise Refused("unknown_key")
    if not key.verifies(f"{parts[0]}.{parts[1]}".encode(), signature):
        raise Refused("forged")
    if key.revoked_at is not None:
        raise Refused("key_revoked")
    return payload


def _part(value: dict[str, Any]) -> str:
    return b64url(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def _json(part: str) -> dict[str, Any]:
    found = json.loads(b64url_decode(part))
    if not isinstance(found, dict):
        raise ValueError("not an object")
    return found

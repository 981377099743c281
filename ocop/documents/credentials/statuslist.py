"""Bitstring status lists (W3C Bitstring Status List 1.0): one bit for each certificate, in random order.

Whoever checks fetches a whole list and so tells nobody which certificate he is looking at. The first place is the
highest bit of the first byte.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from ocop.rulebook.validity import Status, Suspension, status

from .curve import b64url, b64url_decode
from .vc import CONTEXT, moment_text
from .verifying import VIETNAM

PLACES = 131_072  # the least the standard allows, so that a place tells little
TTL = timedelta(seconds=60)
STALE = timedelta(days=7)


class Purpose(StrEnum):
    """What a set bit means; `refresh` = another certificate has taken this one's place."""

    REVOCATION = "revocation"
    REFRESH = "refresh"
    SUSPENSION = "suspension"

    @property
    def slug(self) -> str:
        return _SLUGS[self]


_SLUGS = {
    Purpose.REVOCATION: "thu-hoi",
    Purpose.REFRESH: "thay-the",
    Purpose.SUSPENSION: "tam-dung",
}
BY_SLUG = {slug: purpose for purpose, slug in _SLUGS.items()}


def encode(places: Iterable[int], size: int = PLACES) -> str:
    """The list with these bits set: multibase base64url of the gzipped bits."""
    bits = bytearray(size // 8)
    for place in places:
        bits[place // 8] |= 0x80 >> place % 8
    return "u" + b64url(gzip.compress(bytes(bits), mtime=0))


def decode(text: str, size: int = PLACES) -> bytes:
    """The bits. ValueError where the text is not a list of that size."""
    if not text.startswith("u"):
        raise ValueError("not base64url multibase")
    opened = zlib.decompressobj(wbits=31)
    try:
        bits = opened.decompress(b64url_decode(text[1:]), size // 8 + 1)
    except zlib.error as error:
        raise ValueError("not gzip") from error
    if len(bits) != size // 8 or not opened.eof or opened.unused_data:
        raise ValueError("not a list of this size")
    return bits


def is_set(bits: bytes, place: int) -> bool:
    return bool(bits[place // 8] & 0x80 >> place % 8)


def list_payload(
    *, address: str, issuer: str, purpose: Purpose, places: Iterable[int], at: datetime
) -> dict[str, Any]:
    """The list as a W3C credential, ready to be signed."""
    return {
        "@context": [CONTEXT],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": moment_text(at),
        "validUntil": moment_text(at + STALE),
        "iss": issuer,
        "iat": int(at.timestamp()),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": str(purpose),
            "ttl": int(TTL.total_seconds() * 1000),
            "encodedList": encode(places),
        },
    }


def status_from(
    *, begins: datetime, ends: datetime, on: date, revoked: bool, refreshed: bool, suspended: bool
) -> Status:
    """The rulebook's status, from the dates in the code and the three bits of the lists."""
    first, last = _day(begins), _day(ends) - timedelta(days=1)
    return status(
        first,
        last,
        [Suspension(on, on)] if suspended else [],
        on if revoked else None,
        on,
        superseded_on=on if refreshed else None,
    )


def _day(moment: datetime) -> date:
    return moment.astimezone(VIETNAM).date()

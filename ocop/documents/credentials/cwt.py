"""The signed text in the QR code: a CWT (RFC 8392) in a COSE_Sign1 (RFC 9052), ES256, written in base32.

    protected header   {1: -7 (ES256), 4: key id (8 bytes)}
    claims             1 issuer (did:web) · 2 certificate token · 4 end · 5 begin · 6 signed at · -65537 the certificate:
                       {1 number, 2 product, 3 producer, 4 stars, 5 decision, 6 list, 7 place in the list, 8 demo}

Only the shortest, ordered CBOR (RFC 8949 §4.2) is written and accepted: one certificate has one text.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import cbor2

from . import canonical
from .curve import Signer

ES256 = -7
TAG = 18  # COSE_Sign1
ISSUER, SUBJECT, END, BEGIN, SIGNED_AT, CERTIFICATE = 1, 2, 4, 5, 6, -65537
NUMBER, PRODUCT, PRODUCER, STARS, DECISION, LIST, PLACE, DEMO = range(1, 9)
NAME_BYTES = 60  # longer names are cut, so that the code on the paper stays readable


class Unreadable(ValueError):
    """Not the bytes of a signed certificate."""


class Truncated(Unreadable):
    """The bytes end before the certificate does."""


@dataclass(frozen=True)
class Claims:
    """What the code says about one certificate."""

    issuer: str
    token: str
    number: str
    product: str
    producer: str
    stars: int
    decision: str
    begins: datetime  # first moment of the first day
    ends: datetime  # first moment after the last day
    signed_at: datetime
    list_number: int
    list_place: int
    demo: bool = False


@dataclass(frozen=True)
class Signed:
    """A COSE_Sign1 taken apart; nothing in it has been checked yet."""

    kid: bytes
    claims: Claims
    message: bytes
    signature: bytes
    content: bytes


def make_cwt(claims: Claims, signer: Signer, kid: bytes) -> bytes:
    """The signed bytes of one certificate."""
    protected = _dumps({1: ES256, 4: kid})
    payload = _dumps(_labelled(claims))
    signature = signer.sign(_to_be_signed(protected, payload))
    return _dumps(cbor2.CBORTag(TAG, [protected, {}, payload, signature]))


def short(text: str, most: int = NAME_BYTES) -> str:
    """At most so many bytes of UTF-8, cut between letters and marked with an ellipsis."""
    if len(text.encode()) <= most:
        return text
    cut = text.encode()[: most - 3].decode(errors="ignore")
    return f"{cut.rstrip()}…"


def to_text(cwt: bytes) -> str:
    """Base32 without padding: letters that are both compact in a QR code and safe in an address."""
    return base64.b32encode(cwt).rstrip(b"=").decode()


def from_text(text: str) -> bytes:
    """The bytes of a base32 text. Unreadable for other letters, Truncated where the last letter cannot be the last."""
    letters = text.strip().upper()
    try:
        found = base64.b32decode(letters + "=" * (-len(letters) % 8))
    except ValueError as error:
        alphabet = set("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        raise (Truncated if letters and set(letters) <= alphabet else Unreadable)("not base32") from error
    if to_text(found) != letters:
        raise (
            Truncated("loose bits at the end")
            if canonical.is_cut(found)
            else Unreadable("loose bits at the end")
        )
    return found


def read_cwt(content: bytes) -> Signed:
    """Take the bytes apart. Unreadable or Truncated where they are not what `make_cwt` writes."""
    outer = _loads(content)
    if not isinstance(outer, cbor2.CBORTag) or outer.tag != TAG:
        raise Unreadable("not a COSE_Sign1")
    parts = outer.value
    if not isinstance(parts, (list, tuple)) or len(parts) != 4 or parts[1] != {}:
        raise Unreadable("not a COSE_Sign1 of ours")
    protected, _, payload, signature = parts
    if not all(isinstance(part, bytes) for part in (protected, payload, signature)):
        raise Unreadable("parts are not bytes")
    header = _loads(protected)
    if not isinstance(header, dict) or set(header) != {1, 4} or header[1] != ES256:
        raise Unreadable("not signed with ES256")
    if not isinstance(header[4], bytes):
        raise Unreadable("no key id")
    message = _to_be_signed(protected, payload)
    return Signed(header[4], _claims(_loads(payload)), message, signature, content)


def _labelled(claims: Claims) -> dict[int, Any]:
    inner: dict[int, Any] = {
        NUMBER: claims.number,
        PRODUCT: claims.product,
        PRODUCER: claims.producer,
        STARS: claims.stars,
        DECISION: claims.decision,
        LIST: claims.list_number,
        PLACE: claims.list_place,
    }
    if claims.demo:
        inner[DEMO] = True
    return {
        ISSUER: claims.issuer,
        SUBJECT: claims.token,
        END: int(claims.ends.timestamp()),
        BEGIN: int(claims.begins.timestamp()),
        SIGNED_AT: int(claims.signed_at.timestamp()),
        CERTIFICATE: inner,
    }


_TYPES = {NUMBER: str, PRODUCT: str, PRODUCER: str, STARS: int, DECISION: str, LIST: int, PLACE: int}


def _claims(found: Any) -> Claims:
    try:
        inner = found[CERTIFICATE]
        texts, moments = (found[ISSUER], found[SUBJECT]), (found[BEGIN], found[END], found[SIGNED_AT])
        right = (
            all(type(text) is str for text in texts)
            and all(type(moment) is int for moment in moments)
            and all(type(inner[label]) is kind for label, kind in _TYPES.items())
        )
        if not right:
            raise Unreadable("a claim has the wrong type")
        begins, ends, signed_at = (datetime.fromtimestamp(moment, UTC) for moment in moments)
        return Claims(
            issuer=found[ISSUER],
            token=found[SUBJECT],
            number=inner[NUMBER],
            product=inner[PRODUCT],
            producer=inner[PRODUCER],
            stars=inner[STARS],
            decision=inner[DECISION],
            begins=begins,
            ends=ends,
            signed_at=signed_at,
            list_number=inner[LIST],
            list_place=inner[PLACE],
            demo=inner.get(DEMO) is True,
        )
    except Unreadable:
        raise
    except Exception as error:  # a stranger's bytes: any shape is possible
        raise Unreadable("claims of another kind") from error


def _to_be_signed(protected: bytes, payload: bytes) -> bytes:
    return _dumps(["Signature1", protected, b"", payload])


def _dumps(value: Any) -> bytes:
    return cbor2.dumps(value, canonical=True)


def _loads(content: bytes) -> Any:
    """One whole CBOR item in its shortest form, nothing after it."""
    try:
        canonical.check(content)
        found = cbor2.loads(content)
        same = _dumps(found) == content
    except canonical.Cut as error:
        raise Truncated("the bytes end too early") from error
    except Exception as error:  # a stranger's bytes
        raise Unreadable("not CBOR of ours") from error
    if not same:
        raise Unreadable("not the shortest form")
    return found

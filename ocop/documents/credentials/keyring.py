"""The keys that sign certificates and status lists: one in use, every earlier one published for ever.

A key is made on first use, replaced when its term ends, when `ocop keys rotate` is called, or when the file that
OCOP_ISSUER_KEY names is another one. Retiring removes the private half; the public half stays and still verifies.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import quote, urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.db import IntegrityError, transaction

from ocop.audit import record
from ocop.core import acting
from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.errors import RuleBroken

from ..conf import is_demo
from . import keyfiles
from .curve import PublicKey, Signer, SoftSigner, b64url, b64url_decode, coordinates, key_id
from .models import IssuerKey

LIFE = timedelta(days=3 * 365)
DEMO_FROM = datetime(2015, 1, 1, tzinfo=UTC)  # certificates of the demo are older than its installation
DEMO_TO = datetime(2049, 12, 31, tzinfo=UTC)

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class SigningKey:
    """The key in use, with what signs."""

    row: IssuerKey
    signer: Signer

    @property
    def kid(self) -> str:
        return self.row.kid

    @property
    def kid_bytes(self) -> bytes:
        return b64url_decode(self.row.kid)

    def signed_at(self, at: datetime) -> datetime:
        """Never before the key was there."""
        return max(at, self.row.valid_from)


def issuer() -> str:
    """The name of this installation in everything it signs: `did:web:<host>`."""
    return f"did:web:{quote(urlsplit(settings.OCOP_PUBLIC_URL).netloc.lower(), safe='')}"


def kid_text(kid: bytes) -> str:
    """A key id as it is stored and published."""
    return b64url(kid)


def published_keys() -> tuple[PublicKey, ...]:
    """Every key that ever signed, newest first."""
    return tuple(public_key(row) for row in IssuerKey.objects.all())


def public_key(row: IssuerKey) -> PublicKey:
    return PublicKey(
        row.kid, b64url_decode(row.x), b64url_decode(row.y), row.valid_from, row.valid_to, row.revoked_at
    )


def signing_key(at: datetime) -> SigningKey:
    """The key in use at this moment; a first or an overdue next one is made here."""
    found = IssuerKey.objects.filter(retired_at=None).first()
    outside = keyfiles.given()
    if outside is not None:
        return _of_file(outside, found, at)
    signer = keyfiles.own(found.kid) if found else None
    if found and signer and at <= found.valid_to:
        return SigningKey(found, signer)
    if found and not signer:
        log.warning("The private half of key %s is gone; a new key takes its place.", found.kid)
    return _make(found, by=acting.system(local_date(at)), at=at)


@transaction.atomic
def rotate(*, by: Acting, at: datetime) -> IssuerKey:
    """A new key of our own takes over; the old one stays published."""
    if settings.OCOP_ISSUER_KEY:
        raise RuleBroken(
            "Khóa lấy từ tệp do OCOP_ISSUER_KEY chỉ: hãy đặt tệp khóa mới rồi chạy lại, hệ thống tự ghi nhận khóa mới.",
            code="credential.key_given",
        )
    return _make(IssuerKey.objects.filter(retired_at=None).first(), by=by, at=at).row


@transaction.atomic
def revoke(*, kid: str, reason: str, by: Acting, at: datetime) -> IssuerKey:
    """A key that others may hold: nothing it signed is believed without asking the register."""
    row = IssuerKey.objects.select_for_update().filter(kid=kid).first()
    if row is None:
        raise RuleBroken(
            f"Không có khóa {kid}. Lệnh “ocop keys list” ghi mọi khóa.", code="credential.no_key"
        )
    if row.revoked_at:
        raise RuleBroken(f"Khóa {kid} đã hủy từ trước.", code="credential.key_revoked")
    row.revoked_at, row.revoked_reason = at, reason
    _retire(row, at)
    record("key.revoke", about=row, by=by, at=at, data={"kid": kid, "reason": reason})
    return row


def _of_file(outside: keyfiles.Given, found: IssuerKey | None, at: datetime) -> SigningKey:
    kid = key_id(*coordinates(outside.signer.public))
    if found is None or found.kid != kid:
        if IssuerKey.objects.filter(kid=kid).exists():
            raise RuleBroken(
                f"Khóa {kid} đã thôi dùng, không ký lại được. Hãy đặt tệp khóa mới ở OCOP_ISSUER_KEY.",
                code="credential.key_retired",
            )
        found = _take(
            outside.signer,
            found,
            source=IssuerKey.Source.FILE,
            term=(outside.valid_from or at, outside.valid_to or at + LIFE),
            by=acting.system(local_date(at)),
            at=at,
        )
    if at > found.valid_to:
        raise RuleBroken(
            "Khóa ký giấy chứng nhận đã hết hạn. Hãy đặt tệp khóa mới ở OCOP_ISSUER_KEY.",
            code="credential.key_expired",
        )
    return SigningKey(found, outside.signer)


def _make(old: IssuerKey | None, *, by: Acting, at: datetime) -> SigningKey:
    key = ec.generate_private_key(ec.SECP256R1())
    signer, kid = SoftSigner(key), key_id(*coordinates(key.public_key()))
    keyfiles.keep(kid, key)
    first = DEMO_FROM if is_demo() and old is None else at
    last = DEMO_TO if is_demo() else at + LIFE
    try:
        with transaction.atomic():
            row = _take(signer, old, source=IssuerKey.Source.OWN, term=(first, last), by=by, at=at)
    except IntegrityError:  # another process made one at the same moment
        keyfiles.drop(kid)
        row = IssuerKey.objects.get(retired_at=None)
        theirs = keyfiles.own(row.kid)
        if theirs is None:
            raise
        return SigningKey(row, theirs)
    return SigningKey(row, signer)


def _take(
    signer: Signer,
    old: IssuerKey | None,
    *,
    source: str,
    term: tuple[datetime, datetime],
    by: Acting,
    at: datetime,
) -> IssuerKey:
    """Write the public half down and retire the key before."""
    x, y = coordinates(signer.public)
    with transaction.atomic():
        if old:
            _retire(old, at)
        row = IssuerKey.objects.create(
            kid=key_id(x, y),
            x=b64url(x),
            y=b64url(y),
            source=source,
            is_demo=is_demo(),
            valid_from=term[0].replace(microsecond=0),  # moments in signed texts are whole seconds
            valid_to=term[1],
        )
        record("key.new", about=row, by=by, at=at, data={"kid": row.kid, "before": old.kid if old else ""})
    return row


def _retire(row: IssuerKey, at: datetime) -> None:
    row.retired_at = row.retired_at or at
    row.valid_to = max(min(row.valid_to, at), row.valid_from + timedelta(seconds=1))
    row.save()
    transaction.on_commit(lambda: keyfiles.drop(row.kid) if row.source == IssuerKey.Source.OWN else None)

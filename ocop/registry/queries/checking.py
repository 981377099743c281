"""What a scanned code is asked of the database: one statement for every answer, the same for a stranger's code."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from django.db import connection

from ocop.core.prepared import prepared_cursor
from ocop.documents.credentials.curve import PublicKey, b64url_decode
from ocop.rulebook.validity import Status, Suspension, status

# Written by hand and planned once for each connection (docs/adr/0016): this page is asked for most of all, and building and
# planning the statement would cost more than the answer.
SQL = """
SELECT c.number_text, c.stars, c.valid_from, c.valid_until, c.superseded_on, c.snapshot, p.code, d.cwt,
       k.kid, k.x, k.y, k.valid_from, k.valid_to, k.revoked_at, n.token,
       (SELECT r.revoked_on FROM recognition_revocation r WHERE r.certificate_id = c.id AND r.state = 'decided'),
       (SELECT MIN(s.from_on) FROM recognition_suspension s
         WHERE s.certificate_id = c.id AND s.from_on <= %s AND (s.until_on IS NULL OR s.until_on >= %s))
FROM (SELECT CAST(%s AS varchar(40)) AS token, CAST(%s AS varchar(16)) AS kid) asked
LEFT JOIN recognition_certificate c ON c.token = asked.token
LEFT JOIN recognition_credential d ON d.certificate_id = c.id
LEFT JOIN documents_issuerkey k ON k.kid = COALESCE(asked.kid, d.kid)
LEFT JOIN products_product p ON p.id = c.product_id
LEFT JOIN recognition_certificate n ON n.id = c.superseded_by_id
"""


@dataclass(frozen=True, slots=True)
class Held:
    """What the register holds about one token; without a certificate all is empty but the key that was asked for."""

    token: str
    number: str
    stars: int
    valid_from: date | None
    valid_until: date | None
    superseded_on: date | None
    said: dict[str, Any]
    product_code: str
    cwt: bytes
    key: PublicKey | None
    successor: str
    revoked_on: date | None
    suspended_on: date | None

    @property
    def is_certificate(self) -> bool:
        return self.valid_from is not None

    def status(self, on: date) -> Status:
        """The rulebook's word; UNKNOWN for a code that is not in the register."""
        if self.valid_from is None or self.valid_until is None:
            return Status.UNKNOWN
        stops = [Suspension(self.suspended_on)] if self.suspended_on else []
        return status(
            self.valid_from,
            self.valid_until,
            stops,
            self.revoked_on,
            on,
            superseded_on=self.superseded_on,
        )

    def since(self, found: Status) -> date | None:
        return {
            Status.SUSPENDED: self.suspended_on,
            Status.REVOKED: self.revoked_on,
            Status.SUPERSEDED: self.superseded_on,
            Status.NOT_YET: self.valid_from,
        }.get(found)


Row = tuple[Any, ...]


def read(token: str, on: date, *, kid: str | None = None) -> Row:
    """All that the database holds about a token, and the key that signed it – or the key named by a scanned code."""
    with prepared_cursor(connection) as cursor:
        cursor.execute(SQL, [on, on, token, kid])
        row: Row = cursor.fetchone()
    return row


def mark_of(row: Row) -> bytes:
    """The same for the same facts: whoever saw the answer to them needs no other one."""
    facts = "\n".join(bytes(one).hex() if isinstance(one, bytes | memoryview) else str(one) for one in row)
    return blake2b(facts.encode(), digest_size=12).digest()


def held(token: str, on: date, *, kid: str | None = None) -> Held:
    return held_in(token, read(token, on, kid=kid))


def held_in(token: str, row: Row) -> Held:
    return Held(
        token=token,
        number=row[0] or "",
        stars=row[1] or 0,
        valid_from=_day(row[2]),
        valid_until=_day(row[3]),
        superseded_on=_day(row[4]),
        said=json.loads(row[5]) if row[5] else {},
        product_code=row[6] or "",
        cwt=bytes(row[7] or b""),
        key=_key(*row[8:14]) if row[8] else None,
        successor=row[14] or "",
        revoked_on=_day(row[15]),
        suspended_on=_day(row[16]),
    )


@lru_cache(maxsize=64)
def _key(kid: str, x: str, y: str, first: Any, last: Any, revoked: Any) -> PublicKey:
    return PublicKey(
        kid,
        b64url_decode(x),
        b64url_decode(y),
        _moment(first),
        _moment(last),
        _moment(revoked) if revoked else None,
    )


def _day(value: Any) -> date | None:
    """SQLite gives text where a column's type is lost, PostgreSQL a date."""
    return date.fromisoformat(value[:10]) if isinstance(value, str) else value


def _moment(value: Any) -> datetime:
    found: datetime = datetime.fromisoformat(value) if isinstance(value, str) else value
    return found if found.tzinfo else found.replace(tzinfo=UTC)

"""What a QR code proves by itself: signature, key and dates. Whether it was revoked says the status list or the register."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import StrEnum
from urllib.parse import urlsplit

from . import cwt
from .curve import PublicKey

VIETNAM = timezone(timedelta(hours=7))
PATH = "K"
LONGEST = 2000


class Proof(StrEnum):
    """What the code by itself shows, each with its own words."""

    GOOD = "good"
    NOT_YET = "not_yet"
    EXPIRED = "expired"
    FORGED = "forged"
    TRUNCATED = "truncated"
    UNKNOWN_KEY = "unknown_key"
    KEY_OUT_OF_TERM = "key_out_of_term"
    KEY_REVOKED = "key_revoked"
    OTHER_ISSUER = "other_issuer"
    NOT_OURS = "not_ours"

    @property
    def words(self) -> str:
        return WORDS[self]

    @property
    def is_signed(self) -> bool:
        """Whether the text is the issuer's own; its dates may still be over."""
        return self in (Proof.GOOD, Proof.NOT_YET, Proof.EXPIRED)


WORDS = {
    Proof.GOOD: "Chữ ký đúng, trong thời hạn.",
    Proof.NOT_YET: "Chữ ký đúng, chưa tới ngày có hiệu lực.",
    Proof.EXPIRED: "Chữ ký đúng, đã hết hạn.",
    Proof.FORGED: "Chữ ký sai: nội dung mã đã bị sửa hoặc bị làm giả.",
    Proof.TRUNCATED: "Mã bị thiếu một phần, hãy quét lại cả mã.",
    Proof.UNKNOWN_KEY: "Mã ký bằng khóa lạ, không phải khóa đã công bố.",
    Proof.KEY_OUT_OF_TERM: "Mã ký ngoài thời hạn của khóa.",
    Proof.KEY_REVOKED: "Khóa ký đã bị hủy, cần kiểm tra trong sổ đăng ký.",
    Proof.OTHER_ISSUER: "Mã do nơi khác cấp.",
    Proof.NOT_OURS: "Đây không phải mã OCOP.",
}


@dataclass(frozen=True)
class Checked:
    """The answer about one code. `claims` are there whenever they could be read – believe them only if `proof.is_signed`."""

    proof: Proof
    claims: cwt.Claims | None = None
    kid: bytes = b""
    content: bytes = b""


def verify_cwt(
    text: str, keys: Iterable[PublicKey], on: date | datetime, *, issuer: str | None = None
) -> Checked:
    """Check a QR code: an address that ends in /K/<code>, or the code alone. `on`: the Vietnamese day, or a moment."""
    found = open_code(text)
    return prove(found, keys, on, issuer=issuer) if isinstance(found, cwt.Signed) else Checked(found)


def verify_bytes(
    content: bytes, keys: Iterable[PublicKey], on: date | datetime, *, issuer: str | None = None
) -> Checked:
    """As `verify_cwt`, of the bytes."""
    found = open_bytes(content)
    return prove(found, keys, on, issuer=issuer) if isinstance(found, cwt.Signed) else Checked(found)


def open_code(text: str) -> cwt.Signed | Proof:
    """A scanned text taken apart, unchecked; or why that cannot be done."""
    try:
        content = cwt.from_text(code_in(text))
    except cwt.Truncated:
        return Proof.TRUNCATED
    except cwt.Unreadable:
        return Proof.NOT_OURS
    return open_bytes(content)


def open_bytes(content: bytes) -> cwt.Signed | Proof:
    """As `open_code`, of the bytes."""
    try:
        return cwt.read_cwt(content)
    except cwt.Truncated:
        return Proof.TRUNCATED
    except cwt.Unreadable:
        return Proof.NOT_OURS


def prove(
    found: cwt.Signed, keys: Iterable[PublicKey], on: date | datetime, *, issuer: str | None = None
) -> Checked:
    """The second half of `verify_cwt`, for who looks up the key between the two."""
    proof = _proof(found, {key.kid_bytes: key for key in keys}, _moment(on), issuer)
    return Checked(proof, found.claims, found.kid, found.content)


def _proof(found: cwt.Signed, keys: dict[bytes, PublicKey], at: datetime, issuer: str | None) -> Proof:
    claims, key = found.claims, keys.get(found.kid)
    if key is None:
        return Proof.UNKNOWN_KEY
    if not key.verifies(found.message, found.signature):
        return Proof.FORGED
    if issuer is not None and claims.issuer != issuer:
        return Proof.OTHER_ISSUER
    if key.revoked_at is not None:
        return Proof.KEY_REVOKED
    if not key.may_sign_at(claims.signed_at):
        return Proof.KEY_OUT_OF_TERM
    if at < claims.begins:
        return Proof.NOT_YET
    return Proof.EXPIRED if at >= claims.ends else Proof.GOOD


def code_in(text: str) -> str:
    """The base32 part of a scanned address, or the text itself. Unreadable for anything too long or without one."""
    text = text.strip()
    if len(text) > LONGEST or not text.isascii():
        raise cwt.Unreadable("no code")
    if "/" not in text:
        return text
    parts = urlsplit(text).path.strip("/").split("/")
    if len(parts) != 2 or parts[0].upper() != PATH:
        raise cwt.Unreadable("an address of another kind")
    return parts[1]


def day_begins(day: date) -> datetime:
    """The first moment of a Vietnamese day."""
    return datetime.combine(day, time.min, VIETNAM).astimezone(UTC)


def _moment(on: date | datetime) -> datetime:
    return on if isinstance(on, datetime) else day_begins(on)

"""How long a certificate holds and what its status is on a day. Computed, never stored.

26/2026, Điều 4: 36 months from issue. Months are counted by the calendar: the same day of the
last month, or its last day where it has no such day (29/02/2024 → 28/02/2027), as the civil code
counts terms. The certificate still holds on that last day.
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

EXPIRING_DAYS = 180


class Status(StrEnum):
    """What the register answers about a certificate, in words as well as colour."""

    VALID = "valid"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    SUPERSEDED = "superseded"
    NOT_YET = "not_yet"
    UNKNOWN = "unknown"

    @property
    def words(self) -> str:
        return _WORDS[self]

    @property
    def is_in_force(self) -> bool:
        """Whether the product may carry its stars today."""
        return self in (Status.VALID, Status.EXPIRING)


_WORDS = {
    Status.VALID: "CÒN HIỆU LỰC",
    Status.EXPIRING: "SẮP HẾT HẠN",
    Status.EXPIRED: "HẾT HẠN",
    Status.SUSPENDED: "TẠM DỪNG",
    Status.REVOKED: "ĐÃ THU HỒI",
    Status.SUPERSEDED: "ĐÃ THAY THẾ",
    Status.NOT_YET: "CHƯA CÓ HIỆU LỰC",
    Status.UNKNOWN: "KHÔNG CÓ TRONG SỔ",
}


@dataclass(frozen=True)
class Suspension:
    """Days on which the certificate may not be used, both included; no end = until lifted."""

    from_on: date
    until_on: date | None = None

    def covers(self, day: date) -> bool:
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a month that is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def valid_until(valid_from: date, months: int = 36) -> date:
    """The last day on which a certificate issued on `valid_from` holds."""
    if months < 1:
        raise ValueError("a certificate holds at least one month")
    return add_months(valid_from, months)


def status(
    valid_from: date,
    valid_until: date,
    suspensions: Iterable[Suspension],
    revoked_on: date | None,
    on: date,
    *,
    superseded_on: date | None = None,
    extended_until: date | None = None,
    expiring_days: int = EXPIRING_DAYS,
) -> Status:
    """Status on a day. The strongest fact wins: revoked, superseded, not yet, expired,
    suspended, expiring, valid. `extended_until` is a longer last day given by a transition
    rule while a re-evaluation runs; it never shortens the term."""
    if revoked_on is not None and on >= revoked_on:
        return Status.REVOKED
    if superseded_on is not None and on >= superseded_on:
        return Status.SUPERSEDED
    if on < valid_from:
        return Status.NOT_YET
    last_day = max(valid_until, extended_until or valid_until)
    if on > last_day:
        return Status.EXPIRED
    if any(suspension.covers(on) for suspension in suspensions):
        return Status.SUSPENDED
    if (last_day - on).days <= expiring_days:
        return Status.EXPIRING
    return Status.VALID


def status_sentence(found: Status, *, last_day: date | None = None, since: date | None = None) -> str:
    """One sentence for the certificate page, beside the words of the status."""
    text, day = status_parts(found, last_day=last_day, since=since)
    return text.replace("%(day)s", f"{day:%d/%m/%Y}") if day else text


def status_parts(
    found: Status, *, last_day: date | None = None, since: date | None = None
) -> tuple[str, date | None]:
    """The sentence with `%(day)s` in the place of its day, and that day; so that a page can translate it."""
    day = last_day if found in _UNTIL else since
    return (_WITH_DAY[found], day) if day and found in _WITH_DAY else (_WITHOUT_DAY[found], None)


_UNTIL = {Status.VALID, Status.EXPIRING, Status.EXPIRED}
_WITHOUT_DAY = {
    Status.VALID: "Giấy chứng nhận còn hiệu lực.",
    Status.EXPIRING: "Giấy chứng nhận còn hiệu lực nhưng sắp hết hạn.",
    Status.EXPIRED: "Giấy chứng nhận đã hết hạn.",
    Status.SUSPENDED: "Việc sử dụng giấy chứng nhận đang bị tạm dừng.",
    Status.REVOKED: "Giấy chứng nhận đã bị thu hồi.",
    Status.SUPERSEDED: "Đã có giấy chứng nhận khác thay thế.",
    Status.NOT_YET: "Giấy chứng nhận chưa có hiệu lực.",
    Status.UNKNOWN: "Mã này không có trong sổ đăng ký OCOP.",
}
_WITH_DAY = {
    Status.VALID: "Giấy chứng nhận còn hiệu lực đến hết ngày %(day)s.",
    Status.EXPIRING: "Giấy chứng nhận còn hiệu lực nhưng sẽ hết hạn sau ngày %(day)s.",
    Status.EXPIRED: "Giấy chứng nhận đã hết hạn sau ngày %(day)s.",
    Status.SUSPENDED: "Việc sử dụng giấy chứng nhận đang bị tạm dừng từ ngày %(day)s.",
    Status.REVOKED: "Giấy chứng nhận đã bị thu hồi từ ngày %(day)s.",
    Status.SUPERSEDED: "Đã có giấy chứng nhận khác thay thế từ ngày %(day)s.",
    Status.NOT_YET: "Giấy chứng nhận có hiệu lực từ ngày %(day)s.",
}
STATUS_TEXTS = (*_WORDS.values(), *_WITH_DAY.values(), *_WITHOUT_DAY.values())

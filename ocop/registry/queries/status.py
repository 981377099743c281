"""The status of an entry in words, by the rulebook."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from ocop.registry.models import Entry
from ocop.registry.wording import sentence_of, word_of
from ocop.rulebook.validity import Status, Suspension, status

LOOKS = {
    Status.VALID: ("success", "check-circle"),
    Status.EXPIRING: ("warning", "hourglass-split"),
    Status.EXPIRED: ("neutral", "slash-circle"),
    Status.SUSPENDED: ("official", "pause-circle"),
    Status.REVOKED: ("danger", "x-octagon"),
    Status.UNKNOWN: ("neutral", "question-circle"),
}


@dataclass(frozen=True)
class Shown:
    """What a page says: the word, a sentence, tone and icon; `key` as in the address."""

    key: str
    word: str
    sentence: str
    tone: str
    icon: str


def shown(entry: Entry, on: date) -> Shown:
    found = entry_status(entry, on)
    tone, icon = LOOKS.get(found, ("neutral", "archive"))
    if found == Status.UNKNOWN:
        return Shown(
            "unclear",
            gettext("CHƯA RÕ THỜI HẠN"),
            gettext("Nguồn đã công bố không ghi ngày quyết định nên chưa tính được ngày hết hạn."),
            tone,
            icon,
        )
    return Shown(
        str(found),
        word_of(found),
        sentence_of(found, last_day=entry.valid_until, since=entry.revoked_on or entry.suspended_from),
        tone,
        icon,
    )


def entry_status(entry: Entry, on: date) -> Status:
    """VALID … REVOKED; UNKNOWN when the source gives no day and the term may or may not be over."""
    stops = [Suspension(entry.suspended_from, entry.suspended_until)] if entry.suspended_from else []
    last = entry.valid_until or date.max
    found = status(date.min, last, stops, entry.revoked_on, on)
    return Status.UNKNOWN if not entry.term_known and found in {Status.VALID, Status.EXPIRING} else found

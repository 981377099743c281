"""Reads over producers and their vaults."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from ocop.core.text import fold
from ocop.producers.models import Evidence, Producer
from ocop.rulebook.criteria import evidence_subjects

EXPIRING = timedelta(days=60)
OTHER_SUBJECTS = {"photo": "Ảnh", "other": "Giấy tờ khác"}
# Words that every name of a kind shares and that tell no producer from another.
COMMON = {
    *(
        "hop",
        "tac",
        "xa",
        "htx",
        "to",
        "tht",
        "cong",
        "ty",
        "tnhh",
        "co",
        "phan",
        "cp",
        "mtv",
        "mot",
        "thanh",
        "vien",
    ),
    *(
        "doanh",
        "nghiep",
        "tu",
        "nhan",
        "ho",
        "kinh",
        "san",
        "xuat",
        "gia",
        "dinh",
        "trang",
        "trai",
        "nong",
        "dich",
        "vu",
    ),
    *("thuong", "mai", "va", "co", "so"),
}


def subjects() -> dict[str, str]:
    """Subject key → name: the 15 rows of Mẫu 02 Phần III, then photos and others."""
    return {one.key: one.subject for one in evidence_subjects()} | OTHER_SUBJECTS


def subject_expires(key: str) -> bool:
    """Whether papers of this subject usually have a last day, so that it is asked."""
    return any(one.key == key and one.expires for one in evidence_subjects())


def look_alikes(
    *, name: str, tax_code: str = "", unit_id: int | None = None, besides: int | None = None
) -> list[Producer]:
    """Producers that may be the same: equal tax code anywhere, or the same telling words of the name in one commune."""
    condition = Q(tax_code=tax_code) if tax_code else Q(pk__in=())
    telling = [word for word in fold(name).split() if word not in COMMON]
    if telling:
        words = Q(unit_id=unit_id) if unit_id else Q()
        for word in telling:
            words &= Q(search_key__contains=word)
        condition |= words
    found = Producer.objects.filter(condition).select_related("unit")
    return list(found.exclude(pk=besides)[:5])


def vault(
    producers: QuerySet[Producer] | Iterable[int],
    *,
    words: str = "",
    subject: str = "",
    state: str = "",
    on: date,
) -> QuerySet[Evidence]:
    """The papers of a vault. `state`: "" = in use, valid, expiring, expired, retired."""
    found = Evidence.objects.filter(producer__in=producers)
    found = found.exclude(retired_at=None) if state == "retired" else found.filter(retired_at=None)
    for word in fold(words).split():
        found = found.filter(search_key__contains=word)
    if subject:
        found = found.filter(subject=subject)
    if state == "expired":
        found = found.filter(expires_on__lt=on)
    elif state == "expiring":
        found = found.filter(expires_on__range=(on, on + EXPIRING))
    elif state == "valid":
        found = found.filter(Q(expires_on=None) | Q(expires_on__gt=on + EXPIRING))
    return found.prefetch_related("versions__file__copies")


def expiry_state(evidence: Evidence, on: date) -> tuple[str, str, str]:
    """(key, words, tone) of a paper on that day."""
    last = evidence.expires_on
    if evidence.retired_at:
        return "retired", "Đã bỏ khỏi kho", "neutral"
    if last is None:
        return "open", "Không ghi hạn", "neutral"
    if last < on:
        return "expired", f"Hết hạn từ {last:%d/%m/%Y}", "danger"
    if last <= on + EXPIRING:
        return "expiring", f"Sắp hết hạn: còn {(last - on).days} ngày", "warning"
    return "valid", f"Còn hạn đến {last:%d/%m/%Y}", "success"

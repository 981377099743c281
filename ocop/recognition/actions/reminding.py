"""Telling holders that a certificate ends: the law obliges nobody to warn them, so the system does."""

from datetime import date, datetime, timedelta

from django.db import transaction

from ocop import notify
from ocop.core.clock import day_bounds, local_date
from ocop.notify.models import Notification
from ocop.recognition.models import Certificate
from ocop.recognition.queries.status import in_use
from ocop.rulebook.procedures import filing_window

KEY = "certificate.expiring"
DAYS_BEFORE = (
    180,
    150,
    125,
    60,
    30,
)  # the window to file opens 180 days before the end and closes 120 days before it


def remind_expiring(*, at: datetime) -> int:
    """One notice per certificate and step, whenever this runs; returns how many certificates were told of."""
    on = local_date(at)
    last = on + timedelta(days=DAYS_BEFORE[0])
    told = 0
    for one in (
        in_use(Certificate.objects.filter(valid_until__lte=last), on)
        .select_related("product__producer")
        .order_by("pk")
    ):
        step = min(days for days in DAYS_BEFORE if one.valid_until - timedelta(days=days) <= on)
        if not _told_since(one, one.valid_until - timedelta(days=step)):
            _tell(one, on, at)
            told += 1
    return told


def _told_since(one: Certificate, day: date) -> bool:
    """Notices are the memory: nothing is said twice when the job runs twice, and a missed day is made up for."""
    sent = Notification.objects.filter(key=KEY, about_type=one._meta.label_lower, about_id=str(one.pk))
    return sent.filter(created_at__gte=day_bounds(day)[0]).exists()


@transaction.atomic
def _tell(one: Certificate, on: date, at: datetime) -> None:
    window = filing_window(one.valid_until)
    how = (
        f"Nộp hồ sơ đánh giá lại từ {window.opens_on:%d/%m/%Y} đến hết {window.closes_on:%d/%m/%Y}."
        if on <= window.closes_on
        else "Đã qua thời gian nộp hồ sơ đánh giá lại; hỏi cơ quan tham mưu cấp tỉnh để được hướng dẫn."
    )
    notify.queue(
        KEY,
        to=one.product.producer,
        about=one,
        at=at,
        days=(one.valid_until - on).days,
        until=f"{one.valid_until:%d/%m/%Y}",
        product=one.snapshot["product"],
        how=how,
    )

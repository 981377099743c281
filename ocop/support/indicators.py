"""Indicators over claims: paid in the period, and waiting longer than the named number of days."""

from datetime import timedelta

from django.db.models import Q

from ocop.core.clock import day_bounds
from ocop.core.indicators import Indicator, Places, Scope, Source, register, register_source
from ocop.support.enums import LONG_WAIT_DAYS
from ocop.support.models import Claim

THEME = "support"
PLACED: Places = {
    "now": {"province": "unit__province_key", "commune": "unit__key"},
    "then": {"province": "unit__province_key", "commune": "unit__key"},
}


def paid(scope: Scope) -> Q:
    return Q(state="paid", paid_on__gte=scope.start, paid_on__lte=scope.on)


def waiting_long(scope: Scope) -> Q:
    """By the days alone: filed that long before the day asked, and not finished by then."""
    end = day_bounds(scope.on)[1]
    unfinished = ~Q(state__in=("paid", "refused", "withdrawn")) | Q(state_at__gte=end)
    return Q(filed_at__lt=end - timedelta(days=LONG_WAIT_DAYS)) & unfinished


def install() -> None:
    register_source(
        Source(
            "claims",
            Claim,
            "đề nghị hỗ trợ, thưởng",
            PLACED,
            (
                ("Đề nghị", "code"),
                ("Sản phẩm", "product.name"),
                ("Chủ thể", "producer.name"),
                ("Số tiền (đồng)", "amount"),
                ("Ngày chi", "paid_on"),
            ),
            ("pk",),
            ("product", "producer", "unit"),
        )
    )
    register(
        Indicator(
            "support_claims_paid",
            "Đề nghị hỗ trợ, thưởng đã chi trong kỳ",
            "Đề nghị có ngày chi trong kỳ",
            "đề nghị",
            THEME,
            "claims",
            paid,
            flow=True,
        ),
        Indicator(
            "support_sum_paid",
            "Số tiền hỗ trợ, thưởng đã chi trong kỳ",
            "Cộng số tiền của các đề nghị có ngày chi trong kỳ",
            "đồng",
            THEME,
            "claims",
            paid,
            flow=True,
            adds="amount",
        ),
        Indicator(
            "support_waiting_long",
            f"Đề nghị hỗ trợ, thưởng chờ quá {LONG_WAIT_DAYS} ngày",
            f"Đề nghị nộp hơn {LONG_WAIT_DAYS} ngày trước ngày tính, chưa chi, chưa từ chối và chưa rút đến ngày đó",
            "đề nghị",
            THEME,
            "claims",
            waiting_long,
        ),
    )

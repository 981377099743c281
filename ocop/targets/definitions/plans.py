"""Registered products against the plan of the year."""

from django.db.models import Q

from ocop.core.indicators import How, Indicator, Scope, register
from ocop.rulebook.figures import ONE
from ocop.targets.enums import Theme


def registered(scope: Scope) -> Q:
    """Put down for the year of the day asked, by that day, and not withdrawn by then."""
    kept = Q(withdrawn_on=None) | Q(withdrawn_on__gt=scope.on)
    return Q(year=scope.on.year, registered_on__lte=scope.on) & kept


def install() -> None:
    register(
        Indicator(
            "registered_products",
            "Sản phẩm đăng ký đánh giá, phân hạng trong năm",
            "Dòng đăng ký của năm chứa ngày tính, ghi đến ngày đó và chưa rút",
            "sản phẩm",
            Theme.PLAN,
            "registrations",
            registered,
            flow=True,
        ),
        Indicator(
            "registered_over_plan",
            "Sản phẩm đăng ký vượt kế hoạch năm",
            "[registered_products] − chỉ tiêu sản phẩm đánh giá trong năm; số âm là còn thiếu",
            "sản phẩm",
            Theme.PLAN,
            how=How.LESS,
            of=("registered_products", "target:evaluated_in_year"),
        ),
        Indicator(
            "registered_share_of_plan",
            "Tỷ lệ đăng ký so với kế hoạch năm",
            "100 × [registered_products] ÷ chỉ tiêu sản phẩm đánh giá trong năm",
            "%",
            Theme.PLAN,
            how=How.PERCENT,
            of=("registered_products", "target:evaluated_in_year"),
            rounding=ONE,
        ),
        Indicator(
            "evaluated_share_of_plan",
            "Tỷ lệ đã đánh giá so với kế hoạch năm",
            "100 × [evaluated_in_year] ÷ chỉ tiêu của chính chỉ số đó",
            "%",
            Theme.PLAN,
            how=How.PERCENT,
            of=("evaluated_in_year", "target:evaluated_in_year"),
            rounding=ONE,
        ),
    )

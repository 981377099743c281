"""Provinces, districts and communes: how many take part, evaluate, register, or have no product yet.

Units are those that existed on the day asked. Until 30/6/2025 records count for the unit of their own day, from 01/7/2025
for the unit responsible today; so a figure of 2020 counts 63 provinces and one of 2026 counts 34.
"""

from django.db.models import Exists, OuterRef, Q

from ocop.core.indicators import Indicator, Scope, register
from ocop.places.enums import Level
from ocop.targets.definitions.plans import registered
from ocop.targets.enums import Theme
from ocop.targets.models import ProductFact, Rank, Registration, UnitStart
from ocop.targets.queries.areas import TWO_TIERS_FROM


def there(scope: Scope, level: str) -> Q:
    return Q(level=level, valid_from__lte=scope.on) & (Q(valid_to=None) | Q(valid_to__gte=scope.on))


def path(scope: Scope, level: str) -> str:
    """The column under which records of that day name a unit of that level."""
    era = "now" if scope.on >= TWO_TIERS_FROM else "then"
    return f"{era}_{'unit' if level == Level.COMMUNE else level}"


def planning_level(scope: Scope) -> str:
    """Who registers products: districts until 30/6/2025, communes since."""
    return Level.COMMUNE if scope.on >= TWO_TIERS_FROM else Level.DISTRICT


def with_rows(scope: Scope, level: str, model: type, **where: object) -> Q:
    return Q(Exists(model.objects.filter(**{path(scope, level): OuterRef("key")}, **where)))  # type: ignore[attr-defined]


def started(scope: Scope, level: str) -> Q:
    """Units that have had a recognised product by that day."""
    rows = UnitStart.objects.filter(path=path(scope, level), first_on__lte=scope.on)
    return Q(key__in=rows.values("key"))  # asked once for all units, where Exists is asked for each


def _provinces(key: str, words: str, formula: str, model: type, **where: str) -> Indicator:
    """`where`: lookups whose value is the day asked."""
    return Indicator(
        key,
        words,
        formula,
        "tỉnh, thành phố",
        Theme.UNITS,
        "units",
        lambda s: (
            there(s, Level.PROVINCE)
            & with_rows(s, Level.PROVINCE, model, **{f"{name}__lte": s.on for name in where})
        ),
    )


def _registering(scope: Scope) -> Q:
    level = planning_level(scope)
    rows = Registration.objects.filter(registered(scope), **{path(scope, level): OuterRef("key")})
    return there(scope, level) & Q(Exists(rows))


def _deciding(scope: Scope) -> Q:
    decided = Rank.objects.filter(
        **{path(scope, Level.PROVINCE): OuterRef("key")}, from_on__lte=scope.on
    ).exclude(decision_text="")
    return there(scope, Level.PROVINCE) & Q(Exists(decided))


def install() -> None:
    register(
        _provinces(
            "provinces_taking_part",
            "Tỉnh, thành phố triển khai Chương trình",
            "Tỉnh có ít nhất một sản phẩm tham gia đến ngày tính",
            ProductFact,
            joined_on="day",
        ),
        _provinces(
            "provinces_evaluating",
            "Tỉnh đã tổ chức đánh giá, phân hạng",
            "Tỉnh có ít nhất một sản phẩm có kết quả đánh giá đến ngày tính",
            ProductFact,
            evaluated_on="day",
        ),
        Indicator(
            "provinces_deciding",
            "Tỉnh đã có quyết định công nhận",
            "Tỉnh có ít nhất một sản phẩm được công nhận bằng quyết định có số đến ngày tính",
            "tỉnh, thành phố",
            Theme.UNITS,
            "units",
            _deciding,
        ),
        Indicator(
            "units_registering",
            "Đơn vị có sản phẩm đăng ký trong năm",
            "Huyện (đến 30/6/2025) hoặc xã, phường (từ 01/7/2025) có ít nhất một sản phẩm đăng ký cho năm chứa ngày tính",
            "đơn vị",
            Theme.UNITS,
            "units",
            _registering,
        ),
        Indicator(
            "units_total",
            "Tổng số đơn vị lập kế hoạch",
            "Huyện (đến 30/6/2025) hoặc xã, phường (từ 01/7/2025) tồn tại vào ngày tính",
            "đơn vị",
            Theme.UNITS,
            "units",
            lambda s: there(s, planning_level(s)),
        ),
        Indicator(
            "units_without_product",
            "Đơn vị chưa có sản phẩm được công nhận",
            "Huyện (đến 30/6/2025) hoặc xã, phường (từ 01/7/2025) không có sản phẩm nào được công nhận đến ngày tính",
            "đơn vị",
            Theme.UNITS,
            "units",
            lambda s: there(s, planning_level(s)) & ~started(s, planning_level(s)),
        ),
    )

"""Who may state what, and which statements cannot stand."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.indicators import Indicator, find
from ocop.core.permissions import Permission
from ocop.core.policy import Allowed, allowed, check_permission
from ocop.core.text import fold
from ocop.places.enums import Level
from ocop.places.models import Succession, Unit
from ocop.places.queries import in_scope
from ocop.products.models import Product
from ocop.targets.models import DeclaredFigure, Registration, Target
from ocop.targets.queries.allocations import ALLOCATABLE

FIRST_YEAR = 2018  # the programme began with 490/QĐ-TTg (07/5/2018)
LAST_YEAR = 2100


def check_unit(unit: Unit, by: Acting) -> None:
    """Its own unit and those below; a province also the former units that went into it."""
    if in_scope(unit, by):
        return
    office = by.unit
    former = Succession.objects.filter(new=office, old__key=unit.province_key) if office else None
    if office and office.level == Level.PROVINCE and unit.valid_to and former is not None and former.exists():
        return
    raise PermissionRefused(
        f"Ông/bà đang làm việc cho {by.office or 'đơn vị khác'}, không ghi số liệu cho {unit.full_name} được.",
        code="unit",
    )


def check_indicator(key: str) -> Indicator:
    known = find(key)
    if known is None:
        raise RuleBroken("Hãy chọn một chỉ số trong danh sách.", code="indicator.unknown", field="indicator")
    return known


def check_value(value: Decimal, known: Indicator) -> None:
    if value < 0:
        raise RuleBroken("Giá trị không được âm.", code="value.negative", field="value")
    if known.measure == "%" and value > 100:
        raise RuleBroken("Tỷ lệ phần trăm không quá 100.", code="value.percent", field="value")


def check_document(document: str) -> None:
    if not document.strip():
        raise RuleBroken("Hãy ghi văn bản làm căn cứ (số, ngày, cơ quan).", code="document", field="document")


def check_period(from_on: date, until_on: date, *, at: datetime) -> None:
    if until_on < from_on:
        raise RuleBroken("Ngày cuối kỳ phải từ ngày đầu kỳ trở đi.", code="period.order", field="until_on")
    if until_on > local_date(at):
        raise RuleBroken(
            "Kỳ chưa kết thúc: chỉ khai số của kỳ đã qua, đến hôm nay.",
            code="period.future",
            field="until_on",
        )
    if from_on.year < FIRST_YEAR:
        raise RuleBroken(f"Chương trình bắt đầu từ năm {FIRST_YEAR}.", code="period.early", field="from_on")


def check_can_declare(
    unit: Unit,
    key: str,
    value: Decimal,
    from_on: date,
    until_on: date,
    document: str,
    *,
    by: Acting,
    at: datetime,
    corrects: DeclaredFigure | None = None,
) -> None:
    check_permission(by, Permission.FIGURES_DECLARE)
    check_unit(unit, by)
    check_value(value, check_indicator(key))
    check_document(document)
    check_period(from_on, until_on, at=at)
    same = DeclaredFigure.objects.standing().filter(
        unit=unit, indicator=key, from_on=from_on, until_on=until_on
    )
    if same.exclude(pk=corrects.pk if corrects else None).exists():
        raise RuleBroken(
            "Đơn vị này đã khai chỉ số này cho đúng kỳ đó. Hãy mở số đã khai rồi đính chính.",
            code="declared.twice",
        )


def check_can_correct(old: DeclaredFigure | Target, reason: str, *, by: Acting) -> None:
    permission = Permission.TARGET_SET if isinstance(old, Target) else Permission.FIGURES_DECLARE
    check_permission(by, permission)
    check_unit(old.unit, by)
    if type(old).objects.filter(corrects=old).exists():  # type: ignore[attr-defined]
        raise RuleBroken("Bản ghi này đã được thay; hãy mở bản mới nhất.", code="corrected")
    if not reason.strip():
        raise RuleBroken("Hãy ghi lý do thay đổi.", code="reason", field="reason")


def check_years(year_from: int, year_until: int) -> None:
    if not FIRST_YEAR <= year_from <= year_until <= LAST_YEAR:
        raise RuleBroken(
            f"Các năm phải từ {FIRST_YEAR} và năm cuối không trước năm đầu.", code="years", field="year_until"
        )


def check_can_set_target(
    unit: Unit,
    key: str,
    value: Decimal,
    year_from: int,
    year_until: int,
    document: str,
    *,
    by: Acting,
    corrects: Target | None = None,
) -> None:
    check_permission(by, Permission.TARGET_SET)
    check_unit(unit, by)
    check_value(value, check_indicator(key))
    check_document(document)
    check_years(year_from, year_until)
    same = Target.objects.standing().filter(
        unit=unit, indicator=key, year_from=year_from, year_until=year_until
    )
    if same.exclude(pk=corrects.pk if corrects else None).exists():
        raise RuleBroken(
            "Đơn vị này đã có chỉ tiêu đó cho đúng các năm đó. Hãy mở chỉ tiêu rồi điều chỉnh.",
            code="target.twice",
        )


def check_can_register(
    unit: Unit, year: int, product_name: str, product: Product | None, *, by: Acting, at: datetime
) -> None:
    check_permission(by, Permission.PLAN_REGISTER)
    check_unit(unit, by)
    today = local_date(at)
    if unit.level != Level.COMMUNE:
        raise RuleBroken(
            "Sản phẩm đăng ký theo xã, phường, đặc khu. Hãy chọn đơn vị cấp xã.", code="level", field="unit"
        )
    if year not in (today.year, today.year + 1):
        raise RuleBroken(
            f"Chỉ đăng ký cho năm {today.year} hoặc {today.year + 1}.", code="year", field="year"
        )
    if product is not None and product.unit_id != unit.pk:
        raise RuleBroken("Sản phẩm này thuộc xã, phường khác.", code="product.unit", field="product")
    lines = Registration.objects.filter(year=year, unit=unit, withdrawn_on=None)
    held = {(pk, fold(name)) for pk, name in lines.values_list("product", "product_name")}
    if any(product.pk == pk if product and pk else fold(product_name) == name for pk, name in held):
        raise RuleBroken(
            f"Sản phẩm “{product_name}” đã có trong danh sách đăng ký năm {year}.", code="registered.twice"
        )


def check_can_withdraw(line: Registration, reason: str, *, by: Acting) -> None:
    check_permission(by, Permission.PLAN_REGISTER)
    check_unit(line.unit, by)
    if line.withdrawn_on:
        raise RuleBroken("Dòng đăng ký này đã rút rồi.", code="withdrawn")
    if not reason.strip():
        raise RuleBroken("Hãy ghi lý do rút.", code="reason", field="reason")


def check_can_allocate(unit: Unit, *, by: Acting) -> None:
    """Whoever sets targets shares out those of the own office, over the units directly below."""
    check_permission(by, Permission.TARGET_SET)
    if by.unit is None or by.unit.pk != unit.pk:
        raise PermissionRefused(
            f"Ông/bà đang làm việc cho {by.office or 'đơn vị khác'}, không phân bổ chỉ tiêu thay {unit.full_name} được.",
            code="unit",
        )
    if unit.level not in (Level.NATION, Level.PROVINCE):
        raise RuleBroken(
            "Chỉ Trung ương và cấp tỉnh phân bổ chỉ tiêu cho đơn vị cấp dưới.", code="allocation.level"
        )


def can_allocate(unit: Unit, *, by: Acting) -> Allowed:
    return allowed(check_can_allocate, unit, by=by)


def check_allocation_asked(key: str, year: int, today: date) -> None:
    if key not in ALLOCATABLE:
        raise RuleBroken("Hãy chọn một chỉ số trong danh sách.", code="indicator.unknown", field="indicator")
    if year not in (today.year, today.year + 1):
        raise RuleBroken(
            f"Chỉ phân bổ chỉ tiêu của năm {today.year} hoặc {today.year + 1}.", code="year", field="year"
        )


def check_seen(seen: str, found: str) -> None:
    if seen != found:
        raise RuleBroken(
            "Số đăng ký hoặc chỉ tiêu của một đơn vị đã đổi từ lúc ông/bà mở trang. Bảng dưới đây là số mới; những gì đã gõ "
            "vẫn còn. Hãy xem lại rồi giao.",
            code="allocation.stale",
        )


def check_changes(
    total: int, computed: Mapping[str, int], values: Mapping[str, int], reasons: Mapping[str, str]
) -> None:
    """Every unit named once, none below nought, each change with its reason, and the same total as before."""
    if set(values) != set(computed):
        raise RuleBroken("Danh sách đơn vị không đúng. Hãy mở lại trang.", code="allocation.units")
    if min(values.values()) < 0:
        raise RuleBroken("Chỉ tiêu của một đơn vị không được âm.", code="allocation.negative")
    changed = [key for key, value in values.items() if value != computed[key]]
    missing = [key for key in changed if not reasons.get(key, "").strip()]
    if missing:
        raise RuleBroken(
            f"Có {len(missing)} đơn vị được sửa mà chưa ghi lý do.",
            code="allocation.reason",
            field=f"r-{missing[0]}",
        )
    given = sum(values.values())
    if given != total:
        more = f"nhiều hơn {given - total}" if given > total else f"còn thiếu {total - given}"
        raise RuleBroken(
            f"Các đơn vị cộng lại là {given}, {more} so với tổng {total}. Hãy sửa cho đúng tổng.",
            code="allocation.sum",
        )


def check_replacing(standing: int, reason: str) -> None:
    if standing and not reason.strip():
        raise RuleBroken(
            f"{standing} đơn vị đã có chỉ tiêu này cho năm đó. Phân bổ lại sẽ thay các chỉ tiêu ấy: hãy ghi lý do.",
            code="allocation.again",
            field="reason",
        )

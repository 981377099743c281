"""Who may look after a point, and what a point, a shelf line and a month must satisfy."""

from datetime import date, datetime
from typing import Any

from ocop.audit.moves import check_move
from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import Permission, Role
from ocop.core.policy import check_permission
from ocop.market.models import Point, ShelfLine
from ocop.market.queries.standing import standing
from ocop.places.models import Unit
from ocop.products.models import Product
from ocop.rulebook.market import month_complaint


def check_is_in_scope(unit: Unit, *, by: Acting, what: str) -> None:
    """A commune its own, a province its communes too, the nation all."""
    check_permission(by, Permission.MARKET_MANAGE)
    own = by.unit
    if own is None or not (
        own.level == "nation"
        or own.pk == unit.pk
        or (own.level == "province" and own.key == unit.province_key)
    ):
        raise PermissionRefused(
            f"{what} thuộc {unit.full_name}; ông/bà đang làm việc cho {by.office or 'đơn vị khác'}.",
            code="market.unit",
        )


def check_can_create(unit: Unit, *, by: Acting) -> None:
    check_is_in_scope(unit, by=by, what="Điểm này")
    if unit.valid_to is not None:
        raise RuleBroken(
            f"{unit.full_name} không còn từ {unit.valid_to:%d/%m/%Y}; hãy chọn đơn vị hiện nay.",
            code="point.unit",
            field="unit",
        )


def check_can_manage(point: Point, *, by: Acting) -> None:
    check_is_in_scope(point.unit, by=by, what="Điểm này")


def check_can_edit(point: Point, *, by: Acting) -> None:
    check_can_manage(point, by=by)
    if point.state == "closed":
        raise RuleBroken("Điểm đã đóng nên không sửa được nữa.", code="point.closed")


def check_can_move(point: Point, name: str, *, by: Acting) -> None:
    check_can_manage(point, by=by)
    check_move(point, name, by=by)


def check_data(data: dict[str, Any]) -> None:
    """Coordinates and support come in pairs; somebody runs the point, or a source says that it exists."""
    if (data.get("latitude") is None) != (data.get("longitude") is None):
        raise RuleBroken("Tọa độ cần cả vĩ độ và kinh độ.", code="point.coordinates", field="latitude")
    if (data.get("support") is None) != (data.get("support_until") is None):
        raise RuleBroken(
            "Khoản hỗ trợ cần cả số tiền và ngày hết hỗ trợ, để biết điểm còn hoạt động sau đó không.",
            code="point.support",
            field="support",
        )
    if not (data.get("producer") or data.get("operator_name") or data.get("source")):
        raise RuleBroken(
            "Hãy chọn chủ thể vận hành, hoặc ghi tên người vận hành.",
            code="point.operator",
            field="operator_name",
        )
    first, last = data.get("recognised_on"), data.get("recognised_until")
    if first and last and last < first:
        raise RuleBroken(
            "Ngày hết công nhận ở trước ngày công nhận.", code="point.recognised", field="recognised_until"
        )


def check_day(point: Point, name: str, day: date, *, at: datetime) -> None:
    """The day of a move: not to come, and not before what happened earlier."""
    if day > local_date(at):
        raise RuleBroken("Ngày này chưa đến.", code="point.day", field="on")
    if name != "open" and point.active_from and day < point.active_from:
        raise RuleBroken(
            f"Điểm hoạt động từ {point.active_from:%d/%m/%Y}; ngày này ở trước đó.",
            code="point.day",
            field="on",
        )
    last = point.pauses.order_by("-from_on").first()
    if name != "open" and last and day < (last.until_on or last.from_on):
        raise RuleBroken(
            f"Điểm đã tạm nghỉ từ {last.from_on:%d/%m/%Y}; ngày này ở trước lần thay đổi cuối.",
            code="point.day",
            field="on",
        )


def runs(point: Point, *, by: Acting) -> bool:
    """Whether this person acts for the point itself: its producer, or its appointed operator."""
    if by.role == Role.POINT_OPERATOR:
        return point.operators.on(by.on).filter(person=by.person).exists()  # type: ignore[attr-defined]
    return by.party_id is not None and by.party_id == point.producer_id


def check_can_report(point: Point, *, by: Acting) -> None:
    """Its operator; the office too, for those who telephone their figures."""
    if by.may(Permission.MARKET_MANAGE):
        check_can_manage(point, by=by)
    else:
        check_permission(by, Permission.MARKET_REPORT)
        if not runs(point, by=by):
            raise PermissionRefused(
                "Chỉ người vận hành điểm này và cơ quan phụ trách được ghi số liệu.", code="point.operator"
            )
    if point.state == "planned":
        raise RuleBroken("Điểm chưa khai trương nên chưa có gì để báo.", code="point.planned")


def check_month(point: Point, month: date, *, at: datetime) -> None:
    complaint = month_complaint(month, point.active_from, point.closed_on, local_date(at))  # type: ignore[arg-type]
    if complaint:
        raise RuleBroken(complaint, code="point.month", field="month")


def check_can_change_shelf(point: Point, *, by: Acting) -> None:
    check_can_report_or_plan(point, by=by)
    if point.state == "closed":
        raise RuleBroken("Điểm đã đóng nên kệ hàng không đổi nữa.", code="point.closed")


def check_can_report_or_plan(point: Point, *, by: Acting) -> None:
    """A shelf is filled before the opening too."""
    if by.may(Permission.MARKET_MANAGE):
        check_can_manage(point, by=by)
    elif not runs(point, by=by):
        raise PermissionRefused(
            "Chỉ người vận hành điểm này và cơ quan phụ trách được sửa kệ hàng.", code="point.operator"
        )


def check_product(point: Point, product: Product, *, at: datetime) -> None:
    """In force today and not on this shelf yet."""
    found = standing(product, local_date(at))
    if not found.ok:
        raise RuleBroken(
            f"{product.name} của {product.producer.name}: {found.words}. Chỉ sản phẩm còn hiệu lực được bày là OCOP.",
            code="shelf.product",
            field="product",
        )
    if point.shelf.filter(product=product, removed_at=None).exists():
        raise RuleBroken(f"{product.name} đã có trên kệ này.", code="shelf.twice", field="product")


def check_can_remove(line: ShelfLine, *, by: Acting) -> None:
    check_can_change_shelf(line.point, by=by)
    if line.removed_at is not None:
        raise RuleBroken("Dòng này đã bỏ khỏi kệ.", code="shelf.removed")

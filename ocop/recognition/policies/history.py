"""Who brings old records in, and who settles the questions about them."""

from datetime import datetime

from ocop.core.acting import Acting
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import Permission
from ocop.core.policy import check_permission
from ocop.places.models import Unit
from ocop.places.queries.resolve import Resolution
from ocop.recognition.enums import ReviewKind
from ocop.recognition.models import ReviewTask


def check_can_import(*, by: Acting) -> None:
    if by.key != "system":
        check_permission(by, Permission.HISTORY_REVIEW)


def check_row_in_scope(place: Resolution, *, by: Acting) -> None:
    """A province brings in its own records; the centre and the command line all."""
    if by.unit is None or by.unit.level == "nation":
        return
    if place.province is None or place.province.pk != by.unit.pk:
        where = place.province.full_name if place.province else "một tỉnh chưa xác định được"
        raise RuleBroken(
            f"Dòng này thuộc {where}, không thuộc {by.unit.full_name}; nhờ cơ quan của tỉnh đó hoặc trung ương nhập.",
            code="row.scope",
        )


def check_can_settle(task: ReviewTask, *, by: Acting, at: datetime) -> None:
    check_permission(by, Permission.HISTORY_REVIEW)
    if by.unit is None or (by.unit.level != "nation" and task.province_key != by.unit.key):
        raise PermissionRefused("Bản ghi này thuộc tỉnh khác.", code="unit")
    if task.settled_at:
        raise RuleBroken("Việc này đã được người khác xử lý xong.", code="review.settled")


def check_can_settle_place(task: ReviewTask, *, unit: Unit | None, by: Acting, at: datetime) -> None:
    check_can_settle(task, by=by, at=at)
    if task.kind != ReviewKind.PLACE:
        raise RuleBroken("Việc này không hỏi về đơn vị phụ trách.", code="review.kind")
    if unit is None or unit.level != "commune" or unit.valid_to is not None:
        raise RuleBroken("Hãy chọn một xã, phường, đặc khu của hôm nay.", code="review.unit", field="unit")
    if by.unit is not None and by.unit.level == "province" and unit.province_key != by.unit.key:
        raise RuleBroken(
            f"{unit.address} không thuộc {by.unit.full_name}.", code="review.other_province", field="unit"
        )


def check_can_settle_question(
    task: ReviewTask, *, outcome: str, allowed: dict[str, str], by: Acting, at: datetime
) -> None:
    check_can_settle(task, by=by, at=at)
    if task.kind == ReviewKind.PLACE:
        raise RuleBroken("Việc này cần chọn đơn vị phụ trách.", code="review.kind")
    if outcome not in allowed:
        raise RuleBroken("Hãy chọn một kết luận trong danh sách.", code="review.outcome", field="outcome")

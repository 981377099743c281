"""Who changes the map, and who says where a record of a split unit lies."""

from collections.abc import Sequence

from ocop.boundaries.models import PlaceCase
from ocop.core.acting import Acting
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import Permission
from ocop.core.policy import check_permission
from ocop.places.models import Unit


def check_can_apply(*, by: Acting) -> None:
    check_permission(by, Permission.BOUNDARY_APPLY)
    if by.unit is None or by.unit.level != "nation":
        raise PermissionRefused(
            "Danh mục địa giới chung cho cả nước: chỉ quản trị và cơ quan trung ương áp dụng được.",
            code="unit",
        )


def check_can_place(
    cases: Sequence[PlaceCase], unit: Unit | None, among: Sequence[Unit], reason: str, *, by: Acting
) -> None:
    check_permission(by, Permission.BOUNDARY_REVIEW)
    if not cases:
        raise RuleBroken("Hãy đánh dấu ít nhất một bản ghi.", code="place_case.none", field="cases")
    if any(case.settled_at for case in cases):
        raise RuleBroken("Có bản ghi đã được quyết định. Hãy tải lại trang.", code="place_case.settled")
    if unit is None or unit.pk not in {one.pk for one in among}:
        raise RuleBroken("Hãy chọn một trong các đơn vị kế thừa.", code="place_case.unit", field="unit")
    if not reason.strip():
        raise RuleBroken("Hãy ghi căn cứ: xem ở đâu, ai xác nhận.", code="reason", field="reason")

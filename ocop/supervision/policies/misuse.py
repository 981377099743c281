"""Who may work on a case, and what a report must hold."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from ocop.audit.moves import check_move
from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import Permission
from ocop.core.policy import check_permission
from ocop.places.models import Unit
from ocop.supervision.models import Case, Report

LEAST_WORDS = 10
MOST_PHOTOS = 3
LEVELS = {"commune": "province", "province": "nation"}


def check_report(data: dict[str, Any], *, at: datetime) -> None:
    """Enough to look into: what happened, and where or which product."""
    if len(data.get("words", "")) < LEAST_WORDS:
        raise RuleBroken(
            _("Xin viết thêm vài chữ: thấy gì, trên nhãn ghi gì."), code="misuse.words", field="words"
        )
    if data.get("seen_on") and data["seen_on"] > local_date(at):
        raise RuleBroken(_("Ngày thấy không thể ở sau hôm nay."), code="misuse.day", field="seen_on")
    if not (data.get("product") or data.get("seen_unit") or data.get("seen_at_words")):
        raise RuleBroken(
            _(
                "Xin cho biết thấy ở đâu (xã, phường, tên cửa hàng hoặc trang mạng), để việc đến đúng cơ quan."
            ),
            code="misuse.where",
            field="seen_at_words",
        )


def check_can_add_photo(report: Report) -> None:
    if report.case.state == "closed":
        raise RuleBroken(_("Vụ việc đã xong nên không nhận thêm ảnh."), code="misuse.closed", field="photos")
    if report.photos.count() >= MOST_PHOTOS:
        raise RuleBroken(_("Mỗi tin báo có tối đa 3 ảnh."), code="misuse.photos", field="photos")


def check_is_ours(case: Case, *, by: Acting) -> None:
    check_permission(by, Permission.MISUSE_HANDLE)
    if by.unit is None or by.unit.pk != case.unit_id:
        raise PermissionRefused(
            f"Vụ việc này do {case.unit.full_name} phụ trách; ông/bà chỉ xem được.", code="misuse.unit"
        )


def check_can(case: Case, move: str, *, by: Acting) -> None:
    check_is_ours(case, by=by)
    check_move(case, move, by=by)


def check_can_hand_up(case: Case, *, by: Acting) -> None:
    """To the level above, while nothing is concluded yet."""
    check_is_ours(case, by=by)
    if case.state not in ("received", "looking"):
        raise RuleBroken("Vụ việc đã có kết luận nên không chuyển cấp được nữa.", code="misuse.hand_up.state")
    if case.unit.level not in LEVELS:
        raise RuleBroken("Trung ương là cấp cao nhất.", code="misuse.hand_up.level")


def level_above(unit: Unit) -> Unit:
    return Unit.objects.get(key=unit.province_key if unit.level == "commune" else "VN")

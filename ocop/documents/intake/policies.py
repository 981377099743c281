"""Who may import a list, and when a previewed list may still be written."""

from __future__ import annotations

from datetime import datetime

from ocop.core.acting import Acting
from ocop.core.errors import PermissionRefused, RuleBroken

from .importer import Fate, Importer
from .models import Intake


def check_can_take(importer: type[Importer], *, by: Acting) -> None:
    if by.person is None:
        raise PermissionRefused("Hãy đăng nhập rồi nhập danh sách.", code="permission")
    importer().check_may(by=by)


def check_open(intake: Intake, *, by: Acting, at: datetime) -> None:
    if by.person is None or by.person.pk != intake.person_id:
        raise PermissionRefused("Chỉ người đã tải bảng lên mới nhập được bảng đó.", code="intake.person")
    if intake.applied_at:
        raise RuleBroken("Bảng này đã nhập rồi; xem biên nhận ở trang này.", code="intake.applied")
    if intake.wiped or intake.expires_at < at:
        raise RuleBroken("Bảng xem trước đã quá 24 giờ. Hãy tải tệp lên lại.", code="intake.expired")


def check_refused(counts: dict[str, int], *, only_good: bool) -> None:
    refused, good = counts[Fate.REFUSED], counts[Fate.NEW] + counts[Fate.CHANGED]
    if refused and not only_good:
        raise RuleBroken(
            f"Còn {refused} dòng chưa nhập được nên chưa ghi gì. Hãy sửa trong tệp có cột lý do rồi tải lên lại, "
            "hoặc chọn chỉ nhập các dòng đúng.",
            code="intake.refused",
        )
    if not good:
        raise RuleBroken("Không có dòng nào mới hoặc thay đổi nên không có gì để ghi.", code="intake.nothing")

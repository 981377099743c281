"""Whose dossier it is, and who writes in it: the producer's people, or the commune at its desk."""

from datetime import datetime

from ocop.core.acting import Acting
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import Permission
from ocop.core.policy import check_permission, check_unit
from ocop.dossiers.models import Dossier

WRITABLE = ("draft", "returned", "completing")


def is_desk(dossier: Dossier, by: Acting) -> bool:
    """Whether the person writes as the commune's officer at the desk."""
    return dossier.desk and by.may(Permission.DESK_ENTRY) and not by.party_id


def check_is_of_producer(dossier: Dossier, *, by: Acting) -> None:
    if by.party_id != dossier.producer_id:
        raise PermissionRefused(
            f"Hồ sơ này của {dossier.producer}; chỉ người của chủ thể đó mới làm được việc này.",
            code="dossier.party",
        )


def check_is_representative(dossier: Dossier, *, by: Acting) -> None:
    """The representative answers for the dossier; a delegate prepares it."""
    check_is_of_producer(dossier, by=by)
    if not by.may(Permission.DOSSIER_SUBMIT):
        name = dossier.producer.representative or "người đại diện của chủ thể"
        raise PermissionRefused(
            f"Ông/bà soạn hồ sơ theo ủy quyền nên chưa nộp hay rút được. Hãy nhờ {name} đăng nhập và làm bước này.",
            code="dossier.delegate",
        )


def check_writes(dossier: Dossier, *, by: Acting) -> None:
    if is_desk(dossier, by):
        check_unit(by, dossier.unit_id)
        return
    check_is_of_producer(dossier, by=by)
    check_permission(by, Permission.DOSSIER_WRITE)


def check_can_edit(dossier: Dossier, *, by: Acting, at: datetime) -> None:
    """Answers, choices, comments and links of the draft may be changed."""
    check_writes(dossier, by=by)
    if dossier.state == "awaiting_confirmation":
        raise RuleBroken(
            "Hồ sơ đang chờ chủ thể xác nhận nên tạm không sửa. Chủ thể bấm “Chưa đồng ý, sửa tiếp” thì sửa được.",
            code="dossier.edit.state",
        )
    if dossier.state not in WRITABLE:
        raise RuleBroken(
            "Hồ sơ đã nộp nên không sửa được nữa. Cần sửa thì chờ cơ quan đang giữ hồ sơ trả lại để bổ sung.",
            code="dossier.edit.state",
        )
    if is_desk(dossier, by) and dossier.state != "draft":
        raise RuleBroken(
            "Hồ sơ đã được chủ thể xác nhận; việc bổ sung do chủ thể làm.", code="dossier.edit.desk"
        )

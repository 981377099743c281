"""What the advisory bodies of province and centre may do with a dossier (Điều 7 khoản 3, 4)."""

from datetime import datetime

from ocop.accounts.models import Appointment, User
from ocop.audit.moves import check_move
from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import Role
from ocop.dossiers.models import Dossier
from ocop.dossiers.policies.commune import check_items


def check_office(dossier: Dossier, by: Acting) -> None:
    """The office of the dossier's own province, or the central one."""
    if (
        by.unit is None
        or (by.unit.level == "province" and dossier.unit.province_key != by.unit.key)
        or by.unit.level == "commune"
    ):
        raise PermissionRefused("Hồ sơ này thuộc tỉnh khác.", code="unit")


def check_can_receive(dossier: Dossier, *, by: Acting, at: datetime) -> None:
    check_move(dossier, "receive_central" if by.level == "nation" else "receive", by=by)
    check_office(dossier, by)


def check_can_ask(dossier: Dossier, *, by: Acting, at: datetime, items: list | None = None) -> None:
    check_move(dossier, "ask", by=by)
    check_office(dossier, by)
    check_items(items)


def check_can_assign(dossier: Dossier, *, by: Acting, at: datetime, adviser: User | None = None) -> None:
    """The adviser holds the role in this unit today, and did not check the dossier at the commune."""
    check_move(dossier, "assign", by=by)
    check_office(dossier, by)
    if adviser is None:
        return
    held = Appointment.objects.on(local_date(at)).filter(person=adviser, role=Role.ADVISER, unit=by.unit)
    if not held.exists():
        raise RuleBroken(
            f"{adviser} hiện không phải thành viên Tổ tư vấn của {by.office}.",
            code="assign.not_adviser",
            field="adviser",
        )
    assessment = getattr(dossier, "assessment", None)
    if assessment and assessment.written_by_id == adviser.pk:
        raise RuleBroken(
            f"{adviser} đã lập Mẫu 03 của hồ sơ này ở xã; hãy giao người khác.",
            code="assign.same_person",
            field="adviser",
        )


def check_can_disqualify(dossier: Dossier, *, by: Acting, at: datetime) -> None:
    check_move(dossier, "disqualify", by=by)
    check_office(dossier, by)

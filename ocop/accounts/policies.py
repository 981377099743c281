"""Who may give and end offices. Nobody decides about their own (T06); far-reaching roles need two persons."""

from datetime import date, datetime
from typing import Any

from ocop.accounts.models import Appointment, RoleRequest, User
from ocop.accounts.queries import appointable_roles
from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import ROLES, Permission, Role
from ocop.core.policy import Allowed, allowed, check_permission
from ocop.places.enums import Level
from ocop.places.models import Unit
from ocop.places.queries import in_scope

TWO_PERSON_ROLES = frozenset({Role.SIGNER, Role.CENTRAL_OFFICE, Role.ADMINISTRATOR})
LEVELS = dict(Level.choices)


def check_can_manage(*, by: Acting, at: datetime) -> None:
    check_permission(by, Permission.PEOPLE_MANAGE)


def check_role_and_unit(*, role: Role, unit: Unit, by: Acting) -> None:
    """The role exists at the unit's level, the unit still exists, and both lie within the reach of this office."""
    info = ROLES[role]
    if role not in appointable_roles(by):
        raise PermissionRefused(
            f"Vai trò “{info.label}” do Quản trị hệ thống cử. {by.role_label} chỉ cử được vai trò ở cấp xã.",
            code="appoint.role",
        )
    if unit.level not in info.levels:
        where = ", ".join(LEVELS[level].lower() for level in info.levels)
        raise RuleBroken(
            f"Vai trò “{info.label}” chỉ có ở: {where}. {unit.full_name} không thuộc cấp này, hãy chọn đơn vị khác.",
            code="appoint.level",
            field="unit",
        )
    if unit.valid_to is not None:
        raise RuleBroken(
            f"{unit.address} đã kết thúc từ {unit.valid_to:%d/%m/%Y}. Hãy chọn đơn vị đang hoạt động.",
            code="appoint.former_unit",
            field="unit",
        )
    communes_only = by.role == Role.PROVINCE_OFFICE and unit.level != Level.COMMUNE
    if not in_scope(unit, by) or communes_only:
        raise PermissionRefused(
            f"{unit.full_name} nằm ngoài phạm vi quản lý người dùng của {by.office}.", code="appoint.scope"
        )


def check_can_appoint(
    person: User, *, role: Role, unit: Unit, from_on: date, until_on: date | None, by: Acting, at: datetime
) -> None:
    check_can_manage(by=by, at=at)
    if by.person is not None and person.pk == by.person.pk:
        raise PermissionRefused("Không ai được tự cử mình. Hãy nhờ người quản trị khác.", code="appoint.self")
    if not person.is_active:
        raise RuleBroken(f"Tài khoản của {person} đang bị khóa, không thể cử.", code="appoint.inactive")
    if is_unconfirmed(person):
        raise RuleBroken(
            f"Địa chỉ {person.email} do người dùng tự đăng ký và chưa được xác nhận, nên chưa chắc đúng là {person}. "
            "Hãy gửi thư mời đến địa chỉ này trước khi cử.",
            code="appoint.unconfirmed",
        )
    check_role_and_unit(role=role, unit=unit, by=by)
    if until_on is not None and until_on < max(from_on, local_date(at)):
        raise RuleBroken(
            "Ngày kết thúc phải từ ngày bắt đầu trở đi và không ở trong quá khứ.",
            code="appoint.days",
            field="until_on",
        )
    if Appointment.objects.filter(person=person, role=role, unit=unit, ended_at=None).exists():
        raise RuleBroken(
            f"{person} đang giữ vai trò “{ROLES[role].label}” tại {unit.full_name}. Muốn đổi ngày, hãy kết thúc lần cử "
            "cũ rồi cử lại.",
            code="appoint.twice",
            field="role",
        )


def is_unconfirmed(person: User) -> bool:
    """Signed up with that address but never proved to read its mail: it may be somebody else."""
    addresses = person.emailaddress_set.values_list("verified", flat=True)
    return bool(addresses) and not any(addresses)


def check_one_person_role(role: Role) -> None:
    if role in TWO_PERSON_ROLES:
        raise RuleBroken(
            f"Vai trò “{ROLES[role].label}” cần hai người quản trị: một người đề nghị, người khác xác nhận.",
            code="appoint.two_persons",
            field="role",
        )


def check_can_request(person: User, *, role: Role, unit: Unit, **rest: Any) -> None:
    check_can_appoint(person, role=role, unit=unit, **rest)
    if RoleRequest.objects.pending().filter(person=person, role=role, unit=unit).exists():
        raise RuleBroken(
            f"Đã có đề nghị cử {person} giữ vai trò này tại {unit.full_name}, đang chờ người thứ hai xác nhận.",
            code="request.twice",
            field="role",
        )


def check_can_decide(request: RoleRequest, *, by: Acting, at: datetime) -> None:
    """The second person: another administrator in whose scope it lies, and not the one who gets the role."""
    check_can_manage(by=by, at=at)
    if by.role != Role.ADMINISTRATOR or by.person is None:
        raise PermissionRefused("Chỉ Quản trị hệ thống xác nhận được đề nghị này.", code="request.role")
    if request.decided_at is not None:
        raise RuleBroken("Đề nghị này đã được xử lý, không xác nhận lại được.", code="request.decided")
    if by.person.pk == request.requested_by_id:
        raise PermissionRefused(
            "Ông/bà là người đề nghị; cần một người quản trị khác xác nhận.", code="request.same_person"
        )
    if by.person.pk == request.person_id:
        raise PermissionRefused("Ông/bà là người được cử; người khác phải xác nhận.", code="request.self")
    if not in_scope(request.unit, by):
        raise PermissionRefused(
            f"{request.unit.full_name} nằm ngoài phạm vi của {by.office}.", code="appoint.scope"
        )


def check_can_end(appointment: Appointment, *, by: Acting, at: datetime) -> None:
    check_can_manage(by=by, at=at)
    if by.person is not None and appointment.person_id == by.person.pk:
        raise PermissionRefused(
            "Không ai được tự kết thúc vai trò của mình. Hãy nhờ người quản trị khác.", code="end.self"
        )
    if appointment.ended_at is not None:
        raise RuleBroken("Lần cử này đã kết thúc trước đó.", code="end.ended")
    role = Role(appointment.role)
    if role not in appointable_roles(by) or not in_scope(appointment.unit, by):
        raise PermissionRefused(
            f"Lần cử này nằm ngoài phạm vi quản lý của {by.office}; hãy chuyển cho Quản trị hệ thống.",
            code="end.scope",
        )


def check_can_reset_mfa(person: User, *, by: Acting, at: datetime) -> None:
    """Taking off a second factor opens the account to whoever knows the password: administrators only, never own."""
    check_can_manage(by=by, at=at)
    if by.role != Role.ADMINISTRATOR:
        raise PermissionRefused(
            "Chỉ Quản trị hệ thống gỡ được xác thực hai lớp của người khác.", code="mfa.role"
        )
    if by.person is not None and person.pk == by.person.pk:
        raise PermissionRefused("Không tự gỡ xác thực hai lớp của mình tại đây.", code="mfa.self")


def check_can_invite_again(person: User, *, by: Acting, at: datetime) -> None:
    check_can_manage(by=by, at=at)
    if person.has_usable_password():
        raise RuleBroken(f"{person} đã đặt mật khẩu, không cần thư mời nữa.", code="invite.accepted")
    if not person.is_active:
        raise RuleBroken(f"Tài khoản của {person} đang bị khóa.", code="appoint.inactive")


def can_invite_again(person: User, *, by: Acting, at: datetime) -> Allowed:
    return allowed(check_can_invite_again, person, by=by, at=at)


def can_end(appointment: Appointment, *, by: Acting, at: datetime) -> Allowed:
    return allowed(check_can_end, appointment, by=by, at=at)


def can_decide(request: RoleRequest, *, by: Acting, at: datetime) -> Allowed:
    return allowed(check_can_decide, request, by=by, at=at)


def can_reset_mfa(person: User, *, by: Acting, at: datetime) -> Allowed:
    return allowed(check_can_reset_mfa, person, by=by, at=at)

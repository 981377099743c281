"""Who may write what about a producer, and what a producer's data must satisfy."""

from datetime import date, datetime
from typing import Any

from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import Permission, Role
from ocop.core.policy import check_permission
from ocop.producers.enums import LegalForm, MembershipKind
from ocop.producers.identifiers import phone_complaint, tax_code_complaint
from ocop.producers.models import Evidence, Invitation, Membership, Producer
from ocop.producers.queries import look_alikes

MAY_REGISTER = (None, Role.PRODUCER, Role.DELEGATE, Role.COMMUNE_OFFICER)


def check_can_register(*, by: Acting) -> None:
    """Anyone for oneself; a commune officer for somebody at the desk. Other offices keep their hands off."""
    if not by.known:
        raise PermissionRefused("Hãy đăng nhập rồi đăng ký chủ thể.", code="permission")
    if by.role not in MAY_REGISTER:
        raise PermissionRefused(
            f"Ông/bà đang làm việc với vai trò {by.role_label}; chủ thể tự đăng ký, hoặc cán bộ cấp xã đăng ký giúp.",
            code="producer.register.role",
        )


def check_is_of_unit(unit: Any, *, by: Acting) -> None:
    if by.unit is None or unit.pk != by.unit.pk:
        raise RuleBroken(
            f"Ông/bà làm việc cho {by.office}; chỉ đăng ký giúp chủ thể trên địa bàn mình.",
            code="producer.unit.other",
            field="unit",
        )


def check_acts_for(producer: Producer, permission: Permission, *, by: Acting) -> None:
    """The producer's own people with that right, or the commune officer of its place at the desk."""
    if by.may(Permission.DESK_ENTRY) and by.unit is not None:
        if by.unit.pk != producer.unit_id:
            raise PermissionRefused(
                f"{producer} thuộc địa bàn khác; chỉ cán bộ xã sở tại nhập giúp được.", code="unit"
            )
        return
    if by.party_id != producer.pk:
        raise PermissionRefused(f"Ông/bà không làm việc cho {producer}.", code="producer.party")
    check_permission(by, permission)


def check_can_edit(producer: Producer, *, by: Acting) -> None:
    check_acts_for(producer, Permission.PRODUCER_EDIT, by=by)


def check_can_edit_vault(producer: Producer, *, by: Acting) -> None:
    check_acts_for(producer, Permission.EVIDENCE_EDIT, by=by)


def check_data(data: dict[str, Any]) -> None:
    """What must hold whoever enters it: a known legal form, a commune of today, numbers that can be."""
    if data.get("legal_form") in ("", None, LegalForm.UNKNOWN):
        raise RuleBroken("Hãy chọn loại hình của chủ thể.", code="producer.legal_form", field="legal_form")
    unit = data.get("unit")
    if unit is None or unit.level != "commune" or unit.valid_to:
        raise RuleBroken(
            "Hãy chọn xã, phường hiện nay nơi chủ thể hoạt động.", code="producer.unit", field="unit"
        )
    for field, complaint in (("tax_code", tax_code_complaint), ("phone", phone_complaint)):
        if data.get(field) and (sentence := complaint(data[field])):
            raise RuleBroken(sentence, code=f"producer.{field}", field=field)
    workers = data.get("workers")
    for field, name in (("workers_local", "người trong xã"), ("workers_female", "lao động nữ")):
        if workers is not None and (data.get(field) or 0) > workers:
            raise RuleBroken(
                f"Số {name} không thể lớn hơn tổng số lao động ({workers}).",
                code="producer.workers",
                field=field,
            )


def check_is_new(data: dict[str, Any], *, confirmed: bool, besides: int | None = None) -> None:
    """One producer stands in the system once: the same tax code is refused, a like name asks back."""
    unit_id = data["unit"].pk
    found = look_alikes(
        name=data["name"], tax_code=data.get("tax_code", ""), unit_id=unit_id, besides=besides
    )
    same = next((one for one in found if data.get("tax_code") and one.tax_code == data["tax_code"]), None)
    if same:
        raise RuleBroken(
            f"Mã số thuế này đã đăng ký cho {same.name} ({_place(same)}). Nếu là cùng một chủ thể, hãy nhờ người đại diện "
            "mời ông/bà vào, hoặc liên hệ UBND xã.",
            code="producer.tax_code_taken",
            field="tax_code",
        )
    if found and not confirmed:
        raise RuleBroken(
            "Đã có chủ thể tên gần giống. Nếu là một, hãy nhờ UBND xã hoặc người đại diện mời ông/bà vào. "
            "Nếu là chủ thể khác, hãy đánh dấu xác nhận rồi gửi lại.",
            code="producer.look_alike",
            field="confirmed",
            details=[f"{one.name} – {_place(one)}" for one in found],
        )


def _place(producer: Producer) -> str:
    return producer.unit.full_name if producer.unit else producer.place_wording or "chưa rõ địa bàn"


def check_can_manage_people(producer: Producer, *, by: Acting) -> None:
    check_acts_for(producer, Permission.DELEGATE_MANAGE, by=by)


def check_can_invite(producer: Producer, email: str, *, by: Acting, at: datetime) -> None:
    check_can_manage_people(producer, by=by)
    day = local_date(at)
    if (
        by.may(Permission.DESK_ENTRY)
        and producer.memberships.on(day).filter(kind=MembershipKind.OWNER).exists()
    ):
        raise PermissionRefused(
            "Chủ thể đã có người đại diện trên hệ thống; người đó tự mời người khác.", code="delegate.desk"
        )
    if producer.memberships.on(day).filter(person__email__iexact=email).exists():
        raise RuleBroken(
            f"{email} đang làm việc cho chủ thể này rồi.", code="delegate.already", field="email"
        )


def check_can_accept(invitation: Invitation, *, by: Acting, at: datetime) -> None:
    if by.person is None or by.person.email.casefold() != invitation.email.casefold():
        raise PermissionRefused(
            f"Lời mời này gửi tới {invitation.email}. Hãy đăng nhập bằng địa chỉ đó để nhận.",
            code="invitation.person",
        )
    if invitation.accepted_at or invitation.cancelled_at:
        raise RuleBroken(
            "Lời mời này đã được dùng hoặc đã hủy. Hãy xin một lời mời mới.", code="invitation.closed"
        )
    if invitation.expires_at < at:
        raise RuleBroken("Lời mời đã quá hạn 14 ngày. Hãy xin một lời mời mới.", code="invitation.expired")


def check_can_end(membership: Membership, *, by: Acting) -> None:
    check_permission(by, Permission.DELEGATE_MANAGE)
    check_can_manage_people(membership.producer, by=by)
    if membership.ended_at:
        raise RuleBroken("Người này đã thôi làm việc cho chủ thể.", code="membership.ended")
    if by.person and membership.person_id == by.person.pk:
        raise RuleBroken(
            "Không tự kết thúc quyền của chính mình; hãy nhờ người khác hoặc UBND xã.", code="membership.self"
        )


def check_paper(*, issued_on: date | None, expires_on: date | None, on: date) -> None:
    if issued_on and issued_on > on:
        raise RuleBroken("Ngày cấp không thể ở sau hôm nay.", code="evidence.issued_later", field="issued_on")
    if issued_on and expires_on and expires_on < issued_on:
        raise RuleBroken("Ngày hết hạn phải sau ngày cấp.", code="evidence.days", field="expires_on")


def check_can_change_paper(evidence: Evidence, *, by: Acting) -> None:
    check_can_edit_vault(evidence.producer, by=by)
    if evidence.retired_at:
        raise RuleBroken(
            "Giấy tờ này đã bỏ khỏi kho nên không sửa được; hãy thêm giấy tờ mới.", code="evidence.retired"
        )

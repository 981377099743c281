"""Giving and ending offices: who may, who may not and with which sentence; rights end at once."""

from datetime import date

import pytest

from ocop.accounts import actions
from ocop.accounts.models import Appointment, RoleRequest
from ocop.audit.models import Event
from ocop.core.acting import Acting
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import Role
from tests.factories.accounts import AT, act, make_appointment, make_person, signed_in
from tests.factories.places import make_units

FROM = date(2026, 11, 2)


@pytest.fixture
def units(db):
    return make_units()


@pytest.fixture
def admin(units) -> Acting:
    return act(Role.ADMINISTRATOR, units["VN"])


def appoint(admin: Acting, person, role: Role, unit, **values):
    return actions.appoint(person=person, role=role, unit=unit, from_on=FROM, by=admin, at=AT, **values)


def test_appointing_gives_the_role_and_leaves_an_event(admin, units):
    person = make_person("Lê Văn Bình")

    held = appoint(admin, person, Role.COMMUNE_OFFICER, units["09556"], reference="QĐ 7/QĐ-UBND")

    assert (held.role, held.unit, held.created_by) == (Role.COMMUNE_OFFICER, units["09556"], admin.person)
    event = Event.objects.get(verb="appointment.made")
    assert event.data == {
        "person": person.pk,
        "role": "commune_officer",
        "unit": "09556",
        "from": "2026-11-02",
        "until": None,
        "reference": "QĐ 7/QĐ-UBND",
    }


def test_nobody_appoints_himself(admin, units):
    with pytest.raises(PermissionRefused, match="Không ai được tự cử mình"):
        appoint(admin, admin.person, Role.AUDITOR, units["VN"])


def test_a_role_exists_only_at_its_levels(admin, units):
    with pytest.raises(RuleBroken, match="chỉ có ở: cấp xã") as refusal:
        appoint(admin, make_person(), Role.COMMUNE_OFFICER, units["01"])

    assert refusal.value.field == "unit"


def test_a_former_unit_gets_no_officers(admin, units):
    with pytest.raises(RuleBroken, match="đã kết thúc từ 30/06/2025"):
        appoint(admin, make_person(), Role.COMMUNE_OFFICER, units["2025-C09556"])


def test_the_same_office_is_not_given_twice(admin, units):
    person = make_person()
    appoint(admin, person, Role.COMMUNE_OFFICER, units["09556"])

    with pytest.raises(RuleBroken, match="đang giữ vai trò"):
        appoint(admin, person, Role.COMMUNE_OFFICER, units["09556"])


def test_days_must_be_in_order(admin, units):
    with pytest.raises(RuleBroken, match="từ ngày bắt đầu trở đi"):
        appoint(admin, make_person(), Role.COMMUNE_OFFICER, units["09556"], until_on=date(2026, 11, 1))


def test_an_unconfirmed_address_gets_no_office(admin, units):
    person = make_person(email="tu.nhan@vidu.vn")
    person.emailaddress_set.create(email=person.email, verified=False, primary=True)

    with pytest.raises(RuleBroken, match="chưa được xác nhận"):
        appoint(admin, person, Role.COMMUNE_OFFICER, units["09556"])


def test_an_inactive_person_gets_no_office(admin, units):
    with pytest.raises(RuleBroken, match="đang bị khóa"):
        appoint(admin, make_person(is_active=False), Role.COMMUNE_OFFICER, units["09556"])


def test_the_province_office_appoints_in_its_own_communes_only(units):
    office = act(Role.PROVINCE_OFFICE, units["01"])
    appoint(office, make_person(), Role.COMMUNE_OFFICER, units["09556"])

    with pytest.raises(PermissionRefused, match="ngoài phạm vi"):
        appoint(office, make_person(), Role.COMMUNE_OFFICER, units["01290"])
    with pytest.raises(PermissionRefused, match="chỉ cử được vai trò ở cấp xã"):
        appoint(office, make_person(), Role.SECRETARY, units["01"])
    with pytest.raises(PermissionRefused, match="ngoài phạm vi"):
        appoint(office, make_person(), Role.INSPECTOR, units["01"])


def test_others_do_not_appoint(units):
    with pytest.raises(PermissionRefused, match="Việc này dành cho: .*Quản trị hệ thống"):
        appoint(act(Role.SECRETARY, units["01"]), make_person(), Role.COMMUNE_OFFICER, units["09556"])


def test_a_far_reaching_role_needs_the_second_person(admin, units):
    person = make_person()

    with pytest.raises(RuleBroken, match="cần hai người quản trị"):
        appoint(admin, person, Role.SIGNER, units["01"])
    asked = actions.request_role(
        person=person, role=Role.SIGNER, unit=units["01"], from_on=FROM, by=admin, at=AT
    )
    assert not Appointment.objects.filter(person=person).exists()
    with pytest.raises(PermissionRefused, match="người quản trị khác xác nhận"):
        actions.confirm_request(request=asked, by=admin, at=AT)

    second = act(Role.ADMINISTRATOR, units["VN"])
    held = actions.confirm_request(request=asked, by=second, at=AT)

    assert (held.person, held.role) == (person, Role.SIGNER)
    assert RoleRequest.objects.get().appointment == held
    with pytest.raises(RuleBroken, match="đã được xử lý"):
        actions.confirm_request(request=asked, by=second, at=AT)


def test_the_person_concerned_does_not_confirm(admin, units):
    second = act(Role.ADMINISTRATOR, units["VN"])
    asked = actions.request_role(
        person=second.person, role=Role.SIGNER, unit=units["01"], from_on=FROM, by=admin, at=AT
    )

    with pytest.raises(PermissionRefused, match="người được cử"):
        actions.confirm_request(request=asked, by=second, at=AT)


def test_a_refused_request_needs_a_reason_and_gives_nothing(admin, units):
    asked = actions.request_role(
        person=make_person(), role=Role.SIGNER, unit=units["01"], from_on=FROM, by=admin, at=AT
    )
    second = act(Role.ADMINISTRATOR, units["VN"])

    with pytest.raises(RuleBroken, match="lý do từ chối"):
        actions.refuse_request(request=asked, reason=" ", by=second, at=AT)
    actions.refuse_request(request=asked, reason="Chưa có văn bản", by=second, at=AT)

    asked.refresh_from_db()
    assert (asked.confirmed, asked.appointment) == (False, None)


def test_a_request_is_made_once(admin, units):
    person = make_person()
    values = {
        "person": person,
        "role": Role.SIGNER,
        "unit": units["01"],
        "from_on": FROM,
        "by": admin,
        "at": AT,
    }
    actions.request_role(**values)

    with pytest.raises(RuleBroken, match="đang chờ người thứ hai"):
        actions.request_role(**values)


def test_ending_needs_a_reason_and_is_not_done_to_oneself(admin, units):
    held = make_appointment(make_person(), Role.COMMUNE_OFFICER, units["09556"])
    own = admin.person.appointments.get()

    with pytest.raises(RuleBroken, match="lý do kết thúc"):
        actions.end_appointment(appointment=held, reason="", by=admin, at=AT)
    with pytest.raises(PermissionRefused, match="tự kết thúc vai trò của mình"):
        actions.end_appointment(appointment=own, reason="nghỉ", by=admin, at=AT)
    actions.end_appointment(appointment=held, reason="Chuyển công tác", by=admin, at=AT)
    with pytest.raises(RuleBroken, match="đã kết thúc"):
        actions.end_appointment(appointment=held, reason="lần nữa", by=admin, at=AT)


def test_the_province_office_does_not_end_what_it_cannot_give(units):
    office = act(Role.PROVINCE_OFFICE, units["01"])
    held = make_appointment(make_person(), Role.SECRETARY, units["01"])

    with pytest.raises(PermissionRefused, match="ngoài phạm vi"):
        actions.end_appointment(appointment=held, reason="x", by=office, at=AT)


def test_an_open_session_loses_its_rights_on_the_next_request(admin, units):
    office = act(Role.PROVINCE_OFFICE, units["01"])
    client = signed_in(office)
    assert client.get("/lam-viec/nguoi-dung/").status_code == 200

    held = office.person.appointments.get()
    actions.end_appointment(appointment=held, reason="Chuyển công tác", by=admin, at=AT)

    assert client.get("/lam-viec/nguoi-dung/").status_code == 403


def test_rights_end_when_the_unit_is_merged(units):
    office = act(Role.COMMUNE_OFFICER, units["09556"])
    units["09556"].valid_to = date(2026, 10, 31)
    units["09556"].save()

    assert not Appointment.objects.on(AT.date()).filter(person=office.person).exists()


def test_only_two_administrators_are_installed_from_the_machine(units):
    from ocop.core.acting import system

    by = system(AT.date())
    actions.install_administrator(person=make_person(), unit=units["VN"], by=by, at=AT)
    actions.install_administrator(person=make_person(), unit=units["VN"], by=by, at=AT)

    with pytest.raises(RuleBroken, match="Đã có hai người quản trị"):
        actions.install_administrator(person=make_person(), unit=units["VN"], by=by, at=AT)

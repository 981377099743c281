"""Registering a producer: who may, what is refused, and in which words."""

import pytest

from ocop.audit.models import Event
from ocop.core.acting import Acting, actings_of
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import Role
from ocop.producers.actions import registering
from ocop.producers.identifiers import check_digit_ok, clean_tax_code, tax_code_complaint
from tests.factories.accounts import AT, act, make_person
from tests.factories.places import make_units
from tests.factories.producers import acting_for, make_producer, producer_data

pytestmark = pytest.mark.django_db


def register(by=None, confirmed=False, **changes):
    unit = changes.pop("unit", None) or make_units()["09556"]
    by = by or Acting(person=make_person(), on=AT.date())
    return registering.register_producer(
        data=producer_data(unit, **changes), by=by, at=AT, confirmed=confirmed
    )


def refusal(**changes):
    with pytest.raises(RuleBroken) as refused:
        register(**changes)
    return refused.value


def test_registering_makes_the_person_its_representative():
    person = make_person()

    producer = register(by=Acting(person=person, on=AT.date()))

    acting = actings_of(person, AT.date())
    assert [(one.role, one.party_id) for one in acting] == [(Role.PRODUCER, producer.pk)]
    assert Event.objects.filter(verb="producer.registered", about_id=str(producer.pk)).count() == 1


def test_same_tax_code_is_refused_with_the_name_of_its_holder():
    first = make_producer(tax_code="0101234567")

    again = refusal(name="Tên khác hẳn", tax_code="010 123 4567", confirmed=True)

    assert again.code == "producer.tax_code_taken"
    assert first.name in again.sentence


def test_like_name_in_the_same_commune_asks_back_and_can_be_confirmed():
    make_producer(name="Hợp tác xã Mật ong Sơn Tây")

    asked = refusal(name="HTX mật ong sơn tây")

    assert (asked.code, asked.details) == (
        "producer.look_alike",
        ["Hợp tác xã Mật ong Sơn Tây – Phường Hà Đông"],
    )
    assert register(name="HTX mật ong sơn tây", confirmed=True).pk


def test_like_name_in_another_commune_is_no_matter():
    make_producer(name="Hợp tác xã Mật ong Sơn Tây")

    assert register(name="HTX mật ong Sơn Tây", unit=make_units()["01290"]).pk


@pytest.mark.parametrize(
    ("changes", "code", "words"),
    [
        ({"legal_form": "khac"}, "producer.legal_form", "chọn loại hình"),
        ({"tax_code": "012345678901"}, "producer.tax_code", "số định danh cá nhân"),
        ({"tax_code": "12345"}, "producer.tax_code", "10 chữ số"),
        ({"tax_code": "010123456²"}, "producer.tax_code", "10 chữ số"),
        ({"phone": "12345"}, "producer.phone", "bắt đầu bằng 0"),
        ({"workers": 5, "workers_local": 6, "workers_female": 1}, "producer.workers", "không thể lớn hơn"),
    ],
)
def test_impossible_data_is_refused_with_a_sentence(changes, code, words):
    refused = refusal(**changes)

    assert refused.code == code
    assert words in refused.sentence


def test_former_unit_is_refused():
    assert refusal(unit=make_units()["2025-C09556"]).code == "producer.unit"


def test_council_member_may_not_register():
    units = make_units()
    with pytest.raises(PermissionRefused, match="chủ thể tự đăng ký"):
        register(by=act(Role.MEMBER, units["01"]))


def test_commune_officer_registers_for_the_own_commune_only():
    units = make_units()
    officer = act(Role.COMMUNE_OFFICER, units["09556"])

    producer = register(by=officer)

    assert producer.memberships.count() == 0
    assert refusal(by=officer, unit=units["01290"]).code == "producer.unit.other"


def test_editing_names_the_fields_but_not_their_values():
    producer = make_producer()

    registering.edit_producer(
        producer=producer,
        data={"representative_ethnicity": "Tày", "phone": "+84 912 000 111"},
        by=acting_for(producer),
        at=AT,
    )

    producer.refresh_from_db()
    event = Event.objects.get(verb="producer.edited")
    assert (producer.phone, producer.representative_ethnicity) == ("0912000111", "Tày")
    assert event.data == {"fields": ["phone", "representative_ethnicity"]}


def test_editing_nothing_leaves_no_event():
    producer = make_producer()

    registering.edit_producer(
        producer=producer, data={"phone": producer.phone}, by=acting_for(producer), at=AT
    )

    assert not Event.objects.filter(verb="producer.edited").exists()


def test_stranger_may_not_edit():
    producer, other = make_producer(), make_producer()
    with pytest.raises(PermissionRefused, match="không làm việc cho"):
        registering.edit_producer(
            producer=producer, data={"phone": "0912000111"}, by=acting_for(other), at=AT
        )


def test_tax_code_is_cleaned_and_its_check_digit_known():
    assert clean_tax_code("0100 109 106-001") == "0100109106-001"
    assert tax_code_complaint("0100109106-001") == ""
    assert check_digit_ok("0100109106")
    assert not check_digit_ok("0100109107")

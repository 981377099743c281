"""The commune: receive, check, Mẫu 03, return or propose – and each refusal with its sentence."""

from datetime import date, datetime, timedelta

import pytest

from ocop.audit.models import Event
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import Role
from ocop.dossiers.actions import commune
from ocop.dossiers.models import Dossier
from ocop.dossiers.policies.commune import open_points
from ocop.dossiers.queries.office import days_left
from ocop.notify.models import Notification
from ocop.places.models import Unit
from tests.factories import offices as at_work
from tests.factories.accounts import AT, act
from tests.factories.dossiers import submitted_dossier
from tests.factories.offices import ITEM, Offices, fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier() -> Dossier:
    return submitted_dossier()


@pytest.fixture
def offices(dossier: Dossier) -> Offices:
    return Offices.of(dossier)


def test_accepting_gives_receipt_number_product_code_and_fifteen_working_days(
    dossier: Dossier, offices: Offices
) -> None:
    taken = at_work.accepted(dossier, offices)

    unit = taken.unit
    assert taken.state == "checking"
    assert taken.receipt_no == f"01/PĐK-{unit.province_key}-{unit.code}-2026"
    assert taken.product.official_code == f"{unit.province_key}-{unit.code}-1-2026"
    assert taken.due_on == date(2026, 11, 23)  # 15 working days after Monday 2 November 2026
    assert days_left(taken.due_on, date(2026, 11, 2)) == 15


def test_accepting_twice_is_refused_and_numbers_stay(dossier: Dossier, offices: Offices) -> None:
    taken = at_work.accepted(dossier, offices)

    with pytest.raises(RuleBroken, match="đang ở trạng thái “Xã đang kiểm tra”"):
        commune.accept_dossier(dossier=taken, by=offices.commune, at=AT)
    assert fresh(taken).receipt_no == taken.receipt_no


def test_another_commune_may_not_touch_the_dossier(dossier: Dossier) -> None:
    other = Unit.objects.communes().current().exclude(pk=dossier.unit_id).first()

    with pytest.raises(PermissionRefused, match="thuộc đơn vị khác"):
        commune.accept_dossier(dossier=dossier, by=act(Role.COMMUNE_OFFICER, other), at=AT)


def test_a_return_needs_an_item_with_words(dossier: Dossier, offices: Offices) -> None:
    dossier = at_work.accepted(dossier, offices)

    with pytest.raises(RuleBroken, match="ít nhất một mục"):
        commune.return_dossier(dossier=dossier, items=[], message="", by=offices.commune, at=AT)
    with pytest.raises(RuleBroken, match="cần sửa thế nào"):
        commune.return_dossier(
            dossier=dossier, items=[{**ITEM, "text": " "}], message="", by=offices.commune, at=AT
        )
    assert fresh(dossier).state == "checking"


def test_a_return_stops_the_clock_tells_the_producer_and_is_recorded(
    dossier: Dossier, offices: Offices
) -> None:
    dossier = at_work.accepted(dossier, offices)

    returned = commune.return_dossier(
        dossier=dossier, items=[ITEM], message="Cảm ơn ông/bà.", by=offices.commune, at=AT
    )

    dossier = fresh(dossier)
    assert (dossier.state, dossier.due_on) == ("returned", None)
    assert [item.text for item in returned.items.all()] == [ITEM["text"]]
    assert Notification.objects.filter(key="dossier.returned").exists()
    assert Event.objects.filter(verb="dossier.return", about_id=str(dossier.pk)).count() == 1


def test_forwarding_names_everything_that_is_still_open(dossier: Dossier, offices: Offices) -> None:
    dossier = at_work.accepted(dossier, offices)

    with pytest.raises(RuleBroken) as refused:
        commune.forward_dossier(dossier=dossier, samples=5, by=offices.commune, at=AT)

    assert refused.value.details == open_points(dossier)
    assert any("Chưa kiểm tra thành phần" in point for point in refused.value.details)
    assert "Chưa lập Mẫu 03 (bốn nội dung đánh giá của xã)." in refused.value.details


def test_an_incomplete_composition_needs_a_remark_and_blocks(dossier: Dossier, offices: Offices) -> None:
    dossier = at_work.checked(dossier, offices)

    with pytest.raises(RuleBroken, match="hãy ghi thiếu gì"):
        commune.record_composition(
            dossier=dossier, checks={"form_02": (False, "")}, by=offices.commune, at=AT
        )
    commune.record_composition(
        dossier=dossier, checks={"form_02": (False, "Thiếu phần 3")}, by=offices.commune, at=AT
    )
    with pytest.raises(RuleBroken) as refused:
        commune.forward_dossier(dossier=fresh(dossier), samples=5, by=offices.commune, at=AT)
    assert "Thành phần chưa đạt" in refused.value.details[0]


def test_too_few_samples_are_refused_by_number(dossier: Dossier, offices: Offices) -> None:
    dossier = at_work.checked(dossier, offices)

    with pytest.raises(RuleBroken, match="Cần kèm 5 mẫu sản phẩm; mới có 3"):
        commune.forward_dossier(dossier=dossier, samples=3, by=offices.commune, at=AT)


def test_a_complete_dossier_goes_to_the_province_with_mau_03_frozen(
    dossier: Dossier, offices: Offices
) -> None:
    dossier = at_work.forwarded(dossier, offices)

    assert (dossier.state, dossier.samples, dossier.due_on) == ("forwarded", 5, None)
    assert dossier.assessment.completed_at == AT
    assert dossier.assessment.version == dossier.versions.last()


def test_composition_and_mau_03_wait_for_receipt(dossier: Dossier, offices: Offices) -> None:
    with pytest.raises(RuleBroken, match="khi hồ sơ đã được tiếp nhận"):
        commune.save_assessment(dossier=dossier, contents={}, by=offices.commune, at=AT)


def test_bulk_receipt_tells_of_each_why_not(dossier: Dossier, offices: Offices) -> None:
    taken = at_work.accepted(dossier, offices)

    outcome = commune.accept_many(codes=[taken.code, "HS-KHONGCO"], by=offices.commune, at=AT)

    assert [code for code, _ in outcome] == [taken.code]
    assert "Không thể" in outcome[0][1]


@pytest.mark.parametrize(
    ("due", "today", "left"),
    [
        (date(2026, 11, 23), date(2026, 11, 23), 0),
        (date(2026, 11, 23), date(2026, 11, 20), 1),
        (date(2026, 11, 20), date(2026, 11, 23), -1),
    ],
)
def test_days_left_counts_working_days(due: date, today: date, left: int) -> None:
    assert days_left(due, today) == left


def test_a_second_round_of_receipt_keeps_number_and_starts_the_clock_anew(
    dossier: Dossier, offices: Offices
) -> None:
    from ocop.dossiers.actions import answering, submitting
    from tests.factories.producers import acting_for

    dossier = at_work.accepted(dossier, offices)
    number = dossier.receipt_no
    returned = commune.return_dossier(dossier=dossier, items=[ITEM], message="", by=offices.commune, at=AT)
    later: datetime = AT + timedelta(days=7)
    owner = acting_for(dossier.producer)
    for item in returned.items.all():
        answering.answer_item(item=item, answer="Đã nộp thêm hợp đồng.", by=owner, at=later)
    submitting.submit(dossier=fresh(dossier), by=owner, at=later)

    commune.accept_dossier(dossier=fresh(dossier), by=offices.commune, at=later)

    assert (fresh(dossier).receipt_no, fresh(dossier).due_on) == (number, date(2026, 11, 30))

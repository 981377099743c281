"""Pages of the offices: what they show, who may not, and how many statements they cost."""

import pytest
from django.test import Client
from django.urls import reverse

from ocop.core.permissions import Role
from ocop.dossiers.models import Dossier
from ocop.places.models import Unit
from tests.factories import offices as at_work
from tests.factories.accounts import act, signed_in
from tests.factories.dossiers import submitted_dossier
from tests.factories.offices import Offices

pytestmark = pytest.mark.django_db
PAGES = ["office", "office-composition", "office-assessment", "office-appraisal", "office-history"]


@pytest.fixture
def dossier() -> Dossier:
    return submitted_dossier()


@pytest.fixture
def offices(dossier: Dossier) -> Offices:
    return Offices.of(dossier)


@pytest.fixture
def officer(offices: Offices) -> Client:
    return signed_in(offices.commune)


def test_the_queue_shows_new_dossiers_and_receives_the_ticked_ones(officer: Client, dossier: Dossier) -> None:
    page = officer.get(reverse("dossiers:office-queue"))
    assert dossier.code in page.content.decode()

    answer = officer.post(reverse("dossiers:office-accept-chosen"), {"code": [dossier.code]}, follow=True)

    assert "Đã tiếp nhận 1 hồ sơ." in answer.content.decode()
    assert Dossier.objects.get(pk=dossier.pk).state == "checking"


def test_the_queue_finds_without_marks_and_says_when_nothing_is_there(
    officer: Client, dossier: Dossier
) -> None:
    url = reverse("dossiers:office-queue")

    assert (
        dossier.code
        in officer.get(url, {"q": at_work.fresh(dossier).product.search_key[:6]}).content.decode()
    )
    assert (
        "Không có hồ sơ nào trong thư mục này."
        in officer.get(url, {"q": "khongconaonhuvay"}).content.decode()
    )


@pytest.mark.parametrize("name", PAGES)
def test_every_tab_opens_for_the_commune_and_not_for_strangers(
    name: str, officer: Client, dossier: Dossier
) -> None:
    url = reverse(f"dossiers:{name}", args=[dossier.code])
    other = Unit.objects.communes().current().exclude(pk=dossier.unit_id).first()

    assert officer.get(url).status_code == 200
    assert signed_in(act(Role.COMMUNE_OFFICER, other)).get(url).status_code == 404
    assert Client().get(url).status_code == 302


def test_a_return_without_items_keeps_what_was_typed(
    officer: Client, dossier: Dossier, offices: Offices
) -> None:
    at_work.accepted(dossier, offices)

    answer = officer.post(
        reverse("dossiers:office-return", args=[dossier.code]), {"message": "Xin bổ sung giấy Ưỡn"}
    )

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "ít nhất một mục" in text
    assert "Xin bổ sung giấy Ưỡn" in text


def test_a_half_filled_item_is_told_field_by_field(
    officer: Client, dossier: Dossier, offices: Offices
) -> None:
    at_work.accepted(dossier, offices)

    answer = officer.post(reverse("dossiers:office-return", args=[dossier.code]), {"where_1": "1.1"})

    assert "Hãy chọn lý do." in answer.content.decode()
    assert "Hãy ghi chủ thể cần sửa thế nào." in answer.content.decode()


def test_the_forward_button_is_refused_with_its_sentence(
    officer: Client, dossier: Dossier, offices: Offices
) -> None:
    at_work.accepted(dossier, offices)

    assert (
        "Chưa thể đề nghị lên tỉnh"
        in officer.get(reverse("dossiers:office", args=[dossier.code])).content.decode()
    )


def test_a_commune_officer_may_not_assign_advisers(officer: Client, dossier: Dossier) -> None:
    answer = officer.post(reverse("dossiers:office-assign", args=[dossier.code]))

    assert answer.status_code == 403
    assert "Cơ quan tham mưu cấp tỉnh" in answer.content.decode()


def test_the_commune_goes_through_its_pages_to_the_proposal(officer: Client, dossier: Dossier) -> None:
    code = dossier.code
    officer.post(reverse("dossiers:office-accept", args=[code]))
    composition = officer.get(reverse("dossiers:office-composition", args=[code])).context["form"]
    officer.post(
        reverse("dossiers:office-composition", args=[code]),
        {f"ok_{item.key}": "yes" for item in composition.items},
    )
    words = {
        f"{name}_{c}": value
        for c in ("origin", "labour", "idea", "identity")
        for name, value in (("finding", "confirmed"), ("words", "Đúng."))
    }
    officer.post(
        reverse("dossiers:office-assessment", args=[code]),
        {**words, "proposal": "Đề nghị", "signer_name": "Trần Ký", "signer_title": "PCT"},
    )

    answer = officer.post(reverse("dossiers:office-forward", args=[code]), {"samples": "5"}, follow=True)

    assert "Đã đề nghị cấp tỉnh" in answer.content.decode()


def test_a_double_click_receives_once(officer: Client, dossier: Dossier) -> None:
    url, data = reverse("dossiers:office-accept", args=[dossier.code]), {"_once": "khoa-1"}

    assert [officer.post(url, data).status_code for _ in range(2)] == [302, 302]
    assert Dossier.objects.get(pk=dossier.pk).receipt_no.startswith("01/")


def test_rounds_are_planned_with_the_legal_dates_filled_in(offices: Offices) -> None:
    client = signed_in(offices.province)

    form = client.get(reverse("dossiers:round-new")).context["form"]
    answer = client.post(
        reverse("dossiers:round-new"),
        {"year": "2027", "name": "Đợt 1", "proposed_by_on": "30/4/2027", "done_by_on": "30-06-2027"},
        follow=True,
    )

    assert (form.initial["proposed_by_on"].day, form.initial["done_by_on"].day) == (30, 30)
    assert "Đã lập đợt" in answer.content.decode()
    wrong = client.post(
        reverse("dossiers:round-new"),
        {"year": "2027", "name": "Đợt 2", "proposed_by_on": "30/6/2027", "done_by_on": "30/4/2027"},
    )
    assert "phải sau ngày nhận hồ sơ" in wrong.content.decode()


def test_the_queue_costs_the_same_for_three_and_thirty(officer: Client, dossier: Dossier) -> None:
    url = reverse("dossiers:office-queue")
    officer.get(url)
    few = count(officer, url)
    for _ in range(9):
        copy_of(dossier)

    assert count(officer, url) == few <= 20


def count(client: Client, url: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def copy_of(dossier: Dossier) -> Dossier:
    """Another submitted dossier in the same commune, written directly: only the list's cost is looked at."""
    from ocop.core.fields import public_code

    product = dossier.product
    product.pk, product.code = None, public_code("SP")
    product.save()
    copy = Dossier.objects.get(pk=dossier.pk)
    copy.pk, copy.code, copy.product = None, public_code("HS"), product
    copy.save()
    return copy


@pytest.mark.parametrize("name", PAGES)
def test_no_tab_costs_more_than_twenty_statements(
    name: str, officer: Client, dossier: Dossier, offices: Offices
) -> None:
    at_work.forwarded(dossier, offices)
    url = reverse(f"dossiers:{name}", args=[dossier.code])
    officer.get(url)

    assert count(officer, url) <= 20

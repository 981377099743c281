"""Beginning a dossier: which kind when, one at a time, from the last one."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import Role
from ocop.dossiers.actions import handing, starting, submitting
from ocop.dossiers.models import Dossier
from ocop.dossiers.queries.drafts import carried_over
from ocop.producers.actions import vault
from tests.dossiers.recognition import held
from tests.factories.accounts import AT, act, signed_in
from tests.factories.dossiers import draft_dossier, submitted_dossier
from tests.factories.places import make_units
from tests.factories.producers import acting_for, make_producer
from tests.factories.products import make_product
from tests.factories.programme import make_criteria_set

pytestmark = pytest.mark.django_db
TODAY = AT.date()


def start(product, kind="first", by=None):
    make_criteria_set(9)
    return starting.start(product=product, kind=kind, by=by or acting_for(product.producer), at=AT)


def refusal(product, kind="first", by=None):
    with pytest.raises(RuleBroken) as refused:
        start(product, kind, by)
    return refused.value


def test_first_dossier_points_to_its_rule_set_and_place():
    dossier = draft_dossier()

    assert (dossier.procedure, dossier.criteria_set.number, dossier.unit, dossier.desk) == (
        "26-2026",
        9,
        dossier.producer.unit,
        False,
    )


def test_second_open_dossier_is_refused_by_the_code_of_the_first():
    dossier = draft_dossier()

    refused = refusal(dossier.product)

    assert refused.code == "start.open"
    assert dossier.code in refused.sentence


def test_product_without_set_or_place_is_refused():
    product = make_product(criteria_set_number=None)
    assert refusal(product).code == "start.no_set"

    product = make_product()
    type(product).objects.filter(pk=product.pk).update(unit=make_units()["2025-C09556"])
    product.refresh_from_db()
    assert refusal(product).code == "start.no_unit"


def test_stranger_may_not_start():
    with pytest.raises(PermissionRefused):
        start(make_product(), by=acting_for(make_producer()))


@pytest.mark.parametrize("kind", ["upgrade", "re_evaluation"])
def test_product_never_recognised_may_only_be_filed_for_the_first_time(kind):
    assert refusal(make_product(), kind).code == "start.no_recognition"


@pytest.mark.parametrize(
    ("kind", "days_left", "code"),
    [
        ("first", 400, "start.still_valid"),
        ("first", 150, "start.still_valid"),
        ("first", 119, None),
        ("first", -1, None),
        ("upgrade", 400, None),
        ("upgrade", 0, None),
        ("upgrade", -1, "start.upgrade_expired"),
        ("re_evaluation", 181, None),  # begun early, submitted when the window opens
        ("re_evaluation", 180, None),
        ("re_evaluation", 120, None),
        ("re_evaluation", 119, "start.late"),
        ("re_evaluation", -1, "start.expired"),
    ],
)
def test_kind_follows_the_days_left_of_the_recognition(kind, days_left, code):
    with held(valid_until=TODAY + timedelta(days=days_left)):
        product = make_product()
        if code:
            assert refusal(product, kind).code == code
        else:
            assert start(product, kind).prior["stars"] == 3


def test_five_stars_cannot_be_upgraded_and_a_revoked_product_starts_anew():
    with held(stars=5):
        assert refusal(make_product(), "upgrade").code == "start.highest"
    with held(revoked=True):
        assert refusal(make_product(), "upgrade").code == "start.no_recognition"
        assert start(make_product()).kind == "first"


def test_re_evaluation_begun_early_is_not_taken_before_its_window():
    with held(valid_until=TODAY + timedelta(days=200)):
        dossier = start(make_product(), "re_evaluation")
        with pytest.raises(RuleBroken, match="Chưa đến ngày nộp") as refused:
            submitting.submit(dossier=dossier, by=acting_for(dossier.producer), at=AT)
    assert refused.value.code == "dossier.kind.too_early"


def test_kind_can_be_changed_until_submission():
    dossier = submitted_dossier()
    with pytest.raises(RuleBroken, match="không sửa được nữa"):
        starting.change_kind(dossier=dossier, kind="first", by=acting_for(dossier.producer), at=AT)

    with held():
        dossier = start(make_product(), "upgrade")
        with pytest.raises(RuleBroken) as refused:
            starting.change_kind(dossier=dossier, kind="first", by=acting_for(dossier.producer), at=AT)
    assert refused.value.code == "start.still_valid"


def test_next_dossier_starts_from_the_last_and_says_what_stayed_behind():
    last = submitted_dossier()
    by = acting_for(last.producer)
    first, second, third = last.producer.evidence.order_by("pk")[:3]
    handing.withdraw(dossier=last, reason="Làm lại", by=by, at=AT)
    vault.retire_evidence(evidence=first, by=by, at=AT)
    vault.add_version(evidence=second, title="Bản mới", by=by, at=AT)
    vault.add_version(evidence=third, expires_on=TODAY, by=by, at=AT)

    dossier = starting.start(product=last.product, kind="first", by=by, at=AT + timedelta(days=1))

    carried = carried_over(dossier, TODAY + timedelta(days=1))
    assert (dossier.previous, dossier.choices, dossier.answers["plan"]) == (
        last,
        last.choices,
        last.answers["plan"],
    )
    assert [paper.title for paper in carried.renewed] == ["Bản mới"]
    assert dict(carried.left) == {
        first.title: "đã bỏ khỏi kho minh chứng",
        third.title: f"đã hết hạn ngày {TODAY:%d/%m/%Y}",
    }


def test_choices_of_another_criteria_set_are_not_carried_over():
    last = submitted_dossier()
    by = acting_for(last.producer)
    handing.withdraw(dossier=last, reason="Đổi bộ", by=by, at=AT)
    type(last.product).objects.filter(pk=last.product_id).update(criteria_set_number=4)
    make_criteria_set(4)

    dossier = starting.start(product=last.product, kind="first", by=by, at=AT)

    assert (dossier.choices, dossier.links.count(), bool(dossier.answers)) == ({}, 0, True)


def test_officer_starts_at_the_desk_of_the_own_commune_only():
    units = make_units()
    make_criteria_set(9)
    product = make_product()

    dossier = starting.start_desk_dossier(
        product=product, kind="first", by=act(Role.COMMUNE_OFFICER, units["09556"]), at=AT
    )

    assert dossier.desk
    with pytest.raises(PermissionRefused, match="địa bàn khác"):
        starting.start_desk_dossier(
            product=make_product(), kind="first", by=act(Role.COMMUNE_OFFICER, units["01290"]), at=AT
        )
    with pytest.raises(RuleBroken, match="bàn tiếp nhận"):
        starting.start_desk_dossier(
            product=make_product(), kind="first", by=acting_for(product.producer), at=AT
        )


def test_start_page_says_why_a_kind_is_closed_and_leads_to_the_open_dossier():
    product = make_product()
    make_criteria_set(9)
    client = signed_in(acting_for(product.producer))
    url = reverse("dossiers:start", args=[product.code])

    assert "chưa từng được công nhận" in client.get(url).content.decode()
    answer = client.post(url, {"kind": "first"})

    dossier = Dossier.objects.get()
    assert answer["Location"] == dossier.get_absolute_url()
    assert client.get(url)["Location"] == dossier.get_absolute_url()


def test_start_page_shows_the_filing_window():
    with held(valid_until=date(2027, 4, 1)):
        product = make_product()
        page = (
            signed_in(acting_for(product.producer))
            .get(reverse("dossiers:start", args=[product.code]))
            .content.decode()
        )
    assert "khung nộp hồ sơ đánh giá lại" in page

"""Province: receive, ask back, advisory group, rounds with their legal dates."""

from datetime import date

import pytest

from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import Role
from ocop.dossiers.actions import appraisal, province, rounds
from ocop.dossiers.models import Appraisal, Dossier
from ocop.places.models import Unit
from tests.factories import offices as at_work
from tests.factories.accounts import AT, act, make_person
from tests.factories.dossiers import submitted_dossier
from tests.factories.offices import ITEM, Offices, fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier() -> Dossier:
    return submitted_dossier()


@pytest.fixture
def offices(dossier: Dossier) -> Offices:
    return Offices.of(dossier)


def test_another_province_does_not_even_see_it(dossier: Dossier, offices: Offices) -> None:
    dossier = at_work.forwarded(dossier, offices)
    other = Unit.objects.provinces().current().exclude(key=dossier.unit.province_key).first()
    stranger = act(Role.PROVINCE_OFFICE, other)

    assert not Dossier.objects.visible_to(stranger).exists()
    with pytest.raises(PermissionRefused, match="thuộc tỉnh khác"):
        province.receive_dossier(dossier=dossier, by=stranger, at=AT)


def test_before_the_commune_proposes_the_province_sees_nothing(dossier: Dossier, offices: Offices) -> None:
    assert not Dossier.objects.visible_to(offices.province).exists()


def test_asking_back_names_items_and_waits_for_the_producer(dossier: Dossier, offices: Offices) -> None:
    dossier = at_work.forwarded(dossier, offices)
    province.receive_dossier(dossier=dossier, by=offices.province, at=AT)

    returned = province.ask_back(dossier=fresh(dossier), items=[ITEM], message="", by=offices.province, at=AT)

    assert (fresh(dossier).state, returned.by_level) == ("completing", "province")


def test_only_a_member_of_the_advisory_group_can_be_assigned(dossier: Dossier, offices: Offices) -> None:
    dossier = at_work.forwarded(dossier, offices)
    province.receive_dossier(dossier=dossier, by=offices.province, at=AT)
    stranger = make_person("Lê Văn Lạ")

    with pytest.raises(RuleBroken, match="không phải thành viên Tổ tư vấn"):
        province.assign_adviser(dossier=fresh(dossier), adviser=stranger, by=offices.province, at=AT)


def test_who_wrote_mau_03_does_not_appraise_the_same_dossier(dossier: Dossier, offices: Offices) -> None:
    dossier = at_work.forwarded(dossier, offices)
    province.receive_dossier(dossier=dossier, by=offices.province, at=AT)
    both = act(Role.ADVISER, offices.province.unit, person=offices.commune.person)

    with pytest.raises(RuleBroken, match="đã lập Mẫu 03"):
        province.assign_adviser(dossier=fresh(dossier), adviser=both.person, by=offices.province, at=AT)


def test_an_adviser_writes_only_on_own_dossiers(dossier: Dossier, offices: Offices) -> None:
    dossier = at_work.assigned(dossier, offices)
    other = act(Role.ADVISER, offices.province.unit)

    with pytest.raises(PermissionRefused, match="giao cho thành viên khác"):
        appraisal.save_appraisal(dossier=dossier, notes={}, by=other, at=AT, conclusion="x")


def test_a_report_needs_conclusion_and_recommendation(dossier: Dossier, offices: Offices) -> None:
    dossier = at_work.assigned(dossier, offices)

    with pytest.raises(RuleBroken, match="chưa có nhận xét chung"):
        appraisal.report(dossier=dossier, by=offices.adviser, at=AT)
    appraisal.save_appraisal(
        dossier=dossier, notes={}, by=offices.adviser, at=AT, conclusion="Tốt.", recommended=None
    )
    with pytest.raises(RuleBroken, match="có hay không đề nghị"):
        appraisal.report(dossier=dossier, by=offices.adviser, at=AT)


def test_a_report_handed_in_never_changes(dossier: Dossier, offices: Offices) -> None:
    from django.db import DatabaseError, transaction

    at_work.appraised(dossier, offices)

    with pytest.raises(DatabaseError), transaction.atomic():
        Appraisal.objects.update(conclusion="khác")


def test_a_dossier_proposed_after_the_last_day_waits_for_the_next_round(
    dossier: Dossier, offices: Offices
) -> None:
    dossier = at_work.appraised(dossier, offices)
    early = at_work.open_round(offices, proposed_by_on=date(2026, 11, 1))

    with pytest.raises(RuleBroken, match="sau hạn 01/11/2026"):
        rounds.schedule(dossier=dossier, round_=early, by=offices.province, at=AT)


def test_the_last_day_itself_counts(dossier: Dossier, offices: Offices) -> None:
    dossier = at_work.appraised(dossier, offices)
    just = at_work.open_round(offices, proposed_by_on=AT.date())

    assert rounds.schedule(dossier=dossier, round_=just, by=offices.province, at=AT).state == "in_round"


def test_an_empty_round_is_not_closed_and_a_closed_one_takes_no_more(
    dossier: Dossier, offices: Offices
) -> None:
    round_ = at_work.open_round(offices)
    with pytest.raises(RuleBroken, match="chưa có hồ sơ nào"):
        rounds.close_round(round_=round_, by=offices.province, at=AT)
    dossier = at_work.scheduled(dossier, offices)

    rounds.close_round(round_=dossier.round, by=offices.province, at=AT)

    with pytest.raises(RuleBroken, match="đang ở trạng thái"):
        rounds.schedule(dossier=dossier, round_=dossier.round, by=offices.province, at=AT)
    with pytest.raises(RuleBroken, match="chưa có quyết định"):
        rounds.finish_round(round_=dossier.round, by=offices.province, at=AT)


def test_withdrawing_from_a_round_needs_a_reason(dossier: Dossier, offices: Offices) -> None:
    dossier = at_work.scheduled(dossier, offices)

    with pytest.raises(RuleBroken, match="Cần ghi lý do"):
        rounds.unschedule(dossier=dossier, reason="", by=offices.province, at=AT)
    assert (
        rounds.unschedule(dossier=dossier, reason="Chờ kiểm nghiệm lại", by=offices.province, at=AT).round
        is None
    )


def test_disqualifying_is_final_and_carries_its_reason(dossier: Dossier, offices: Offices) -> None:
    dossier = at_work.appraised(dossier, offices)

    province.disqualify(
        dossier=dossier, reason="Hồ sơ giả mạo giấy an toàn thực phẩm.", by=offices.province, at=AT
    )

    with pytest.raises(RuleBroken, match="“Hồ sơ bị loại”"):
        province.disqualify(dossier=fresh(dossier), reason="lần nữa", by=offices.province, at=AT)

"""Texts, days and numbers of a draft (I20): every refusal with its sentence."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from ocop.core.errors import RuleBroken, StaleWrite
from ocop.core.permissions import Role
from ocop.programme.models import NumberSeries
from ocop.recognition.actions import correcting, decisions
from ocop.recognition.digests import text_print
from ocop.recognition.integrity import numbers_without_gaps
from ocop.recognition.models import Decision
from ocop.recognition.papers import decision_document
from tests.factories.accounts import AT, act
from tests.factories.recognition import (
    DAY,
    SIGNER,
    make_draft,
    make_office,
    make_published,
    make_rated,
    make_sent,
    sign,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_office()


def refusal(func, **given):
    with pytest.raises(RuleBroken) as refused:
        func(at=AT, **given)
    return refused.value.sentence


def send(decision, office, on=DAY, at=AT):
    return decisions.send_for_signature(decision=decision, decided_on=on, by=office.drafter, at=at)


def test_a_draft_begins_with_texts_of_its_kind(office):
    decision = make_draft(office, make_rated(office), make_rated(office, "Rượu", "88"))

    assert decision.title == "Công nhận sản phẩm OCOP, Đợt 2 năm 2026"
    assert "36 tháng" in decision.body["articles"][0] and decision.body["place"] == "Hà Nội"
    assert [(line.place, line.product.name, line.stars) for line in decision.lines.all()] == [
        (1, "Rượu", 4),
        (2, "Nước mắm thử", 4),
    ]
    said = decision.lines.first().snapshot
    assert (said["product"], said["address"], said["mean"]) == (
        "Rượu",
        "Tổ 3, Phường Hà Đông, Hà Nội",
        "88.00",
    )


def test_only_offices_draft(office):
    assert "Việc này dành cho" in refusal(
        decisions.draft_decision, kind="recognise", results=[make_rated(office)], by=office.signer
    )


def test_sending_asks_for_the_signer(office):
    decision = decisions.draft_decision(
        kind="recognise", results=[make_rated(office)], by=office.drafter, at=AT
    )
    assert "Hãy ghi người ký và chức vụ" in refusal(
        decisions.send_for_signature, decision=decision, decided_on=DAY, by=office.drafter
    )


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (DAY + timedelta(days=31), "quá xa"),
        (DAY - timedelta(days=2), "không thể trước ngày Hội đồng chốt kết quả (01/11/2026)"),
    ],
)
def test_days_out_of_order_are_refused(office, day, sentence):
    decision = make_draft(office, make_rated(office))
    assert sentence in refusal(
        decisions.send_for_signature, decision=decision, decided_on=day, by=office.drafter
    )


def test_a_number_stays_with_its_year(office):
    decision = make_sent(office, make_rated(office))
    decision = decisions.take_back(decision=decision, reason="Sửa", by=office.drafter, at=AT)
    later = AT.replace(year=2027, month=1, day=5)
    with pytest.raises(RuleBroken, match="Số 01/QĐ-UBND đã cấp cho năm 2026"):
        send(decision, office, date(2027, 1, 5), later)


def test_a_numbered_draft_is_not_dropped(office):
    decision = decisions.take_back(
        decision=make_sent(office, make_rated(office)), reason="Sửa", by=office.drafter, at=AT
    )
    assert "không bỏ được dự thảo" in refusal(
        decisions.drop, decision=decision, reason="x", by=office.drafter
    )


@pytest.mark.parametrize("step", ["take_back", "drop", "refuse"])
def test_going_back_needs_a_reason(office, step):
    decision = (
        make_draft(office, make_rated(office)) if step == "drop" else make_sent(office, make_rated(office))
    )
    who = office.signer if step == "refuse" else office.drafter
    assert "Cần ghi lý do" in refusal(getattr(decisions, step), decision=decision, reason=" ", by=who)


@pytest.mark.parametrize("step", ["edit", "send", "take_back", "drop", "correct"])
def test_another_office_is_refused(office, step):
    decision = make_draft(office, make_rated(office))
    if step == "take_back":
        decision = send(decision, office)
    if step == "correct":
        decision = make_published(office, make_rated(office, "Hai"))
    stranger = act(Role.PROVINCE_OFFICE, make_office("04").unit)
    call = {
        "edit": (decisions.edit_decision, {"title": "x", "body": {}, **SIGNER}),
        "send": (decisions.send_for_signature, {"decided_on": DAY}),
        "take_back": (decisions.take_back, {"reason": "x"}),
        "drop": (decisions.drop, {"reason": "x"}),
        "correct": (correcting.draft_correction, {}),
    }
    func, more = call[step]
    assert "thuộc đơn vị khác" in refusal(func, decision=decision, by=stranger, **more)


def test_only_a_draft_is_edited(office):
    decision = make_sent(office, make_rated(office))
    assert "Chỉ sửa được khi còn là dự thảo" in refusal(
        decisions.edit_decision, decision=decision, title="x", body={}, by=office.drafter, **SIGNER
    )


def test_a_stale_edit_overwrites_nothing(office):
    decision = make_draft(office, make_rated(office))
    seen = text_print(decision)
    decisions.edit_decision(
        decision=decision, title="Một", body=decision.body, by=office.drafter, at=AT, seen=seen, **SIGNER
    )
    with pytest.raises(StaleWrite):
        decisions.edit_decision(
            decision=decision,
            title="Hai",
            body=decision.body,
            by=office.publisher,
            at=AT,
            seen=seen,
            **SIGNER,
        )
    assert Decision.objects.get().title == "Một"


def test_numbers_follow_each_other_per_office_and_year(office):
    other = make_office("04")
    numbers = [make_sent(office, make_rated(office, f"SP {n}")).number_text for n in range(3)]
    assert numbers == ["01/QĐ-UBND", "02/QĐ-UBND", "03/QĐ-UBND"]
    assert make_sent(other, make_rated(other)).number_text == "01/QĐ-UBND"
    later = AT.replace(year=2027, month=1, day=5)
    assert make_sent(office, make_rated(office, "Sau"), on=later.date(), at=later).number_text == "01/QĐ-UBND"


def test_a_rolled_back_send_leaves_no_gap(office, monkeypatch):
    first = make_draft(office, make_rated(office))
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        send(first, office)
        raise ZeroDivisionError
    first.refresh_from_db()
    assert (first.number, NumberSeries.objects.filter(kind="decision").count()) == (None, 0)

    second = make_sent(office, make_rated(office, "Hai"))
    assert (second.number, send(first, office).number) == (1, 2)
    assert numbers_without_gaps().ok


def test_a_failing_typesetter_leaves_no_number(office, settings, monkeypatch):
    decision = make_draft(office, make_rated(office))
    settings.MEDIA_ROOT = "/proc/none"
    with pytest.raises(OSError):
        send(decision, office)
    decision.refresh_from_db()
    assert (decision.state, decision.number, NumberSeries.objects.filter(kind="decision").count()) == (
        "draft",
        None,
        0,
    )


def test_the_approval_of_a_result_and_the_centre_use_their_own_words(office):
    centre = make_office("VN")
    approve = make_draft(office, make_rated(office, mean="95"), kind="approve_result")
    five = make_draft(centre, make_rated(centre, "Cao", "95"))

    assert "chuyển hồ sơ" in approve.body["articles"][0]
    assert (send(five, centre).number_text, five.body["place"]) == ("01/QĐ-BNNMT", "Hà Nội")
    assert sign(make_sent(centre, make_rated(centre, "Nữa", "91")), centre).state == "signed"


@pytest.mark.parametrize(
    ("title", "written", "lines"),
    [
        ("Chủ tịch", [], ()),
        ("Phó Chủ tịch", [], ("KT. CHỦ TỊCH",)),
        ("Thứ trưởng", [], ("KT. BỘ TRƯỞNG",)),
        ("Phó Chủ tịch", ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"], ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH")),
    ],
)
def test_a_deputy_signs_in_the_place_of_the_head(office, title, written, lines):
    decision = make_draft(office, make_rated(office))
    decision.signer_title, decision.body["authority"] = title, written

    assert decision_document(decision).authority_lines == lines

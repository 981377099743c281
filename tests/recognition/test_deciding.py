"""From a council's result to a certificate: each level decides what is its own (26/2026/QĐ-TTg Điều 4, 7)."""

from datetime import date, timedelta

import pytest

from ocop.audit.models import Event
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.dossiers.actions.rounds import rerun
from ocop.recognition.actions import decisions, publishing
from ocop.recognition.models import Certificate, Decision
from ocop.recognition.queries.lines import waiting_for
from tests.factories.accounts import AT
from tests.factories.places import make_units
from tests.factories.recognition import (
    DAY,
    make_draft,
    make_office,
    make_published,
    make_rated,
    make_sent,
    settle,
    sign,
)

pytestmark = pytest.mark.django_db


def refusal(func, **given):
    with pytest.raises(RuleBroken) as refused:
        func(**given)
    return refused.value.sentence


@pytest.mark.parametrize(("mean", "stars"), [("50", 3), ("69.99", 3), ("70", 4), ("89.99", 4)])
def test_three_and_four_stars_become_certificates_of_the_province(mean, stars):
    office = make_office()
    result = make_rated(office, mean=mean)
    decision = make_published(office, result)

    certificate = Certificate.objects.get(line__decision=decision)
    result.dossier.refresh_from_db()
    assert (decision.state, decision.number_text) == ("published", "01/QĐ-UBND")
    assert (certificate.stars, certificate.valid_from, certificate.valid_until) == (
        stars,
        DAY,
        date(2029, 11, 2),
    )
    assert (result.dossier.state, certificate.number_text) == ("recognised", "01/2026/GCN-OCOP-01")
    assert certificate.snapshot["signer_name"] == "Trần Văn Ký" and len(certificate.token) == 28
    assert [
        e.verb
        for e in Event.objects.filter(about_id=str(decision.pk), about_type="recognition.decision").order_by(
            "seq"
        )
    ] == ["decision.draft", "decision.edit", "decision.send", "decision.sign", "decision.publish"]


def test_ninety_is_approved_sent_up_and_recognised_by_the_centre():
    office, centre = make_office(), make_office("VN")
    result = make_rated(office, mean="93.5")
    approved = make_published(office, result, kind="approve_result")
    dossier = result.dossier
    dossier.refresh_from_db()
    assert (dossier.state, Certificate.objects.count(), approved.lines.get().stars) == ("sent_up", 0, 5)

    _to_centre(dossier)
    decided = make_published(centre, settle(centre, dossier, "91"))
    dossier.refresh_from_db()
    certificate = Certificate.objects.get()
    assert (dossier.state, certificate.stars, decided.number_text, certificate.unit.key) == (
        "recognised",
        5,
        "01/QĐ-BNNMT",
        "VN",
    )


def test_a_central_result_below_ninety_goes_back_and_the_province_uses_it():
    office, centre = make_office(), make_office("VN")
    dossier = _sent_back(office, centre)

    waiting = waiting_for(office.drafter)
    assert [r.mean_shown for r in waiting.recognise] == [85] and not waiting.approve_result
    make_published(office, *waiting.recognise)
    dossier.refresh_from_db()
    assert (dossier.state, Certificate.objects.get().stars) == ("recognised", 4)


def test_a_central_result_below_ninety_may_be_run_again_and_the_old_one_then_counts_no_more():
    office, centre = make_office(), make_office("VN")
    dossier = _sent_back(office, centre)
    old = dossier.results.get(level="central")
    rerun(dossier=dossier, reason="Tỉnh tự đánh giá lại", by=office.drafter, at=AT)
    type(dossier).objects.filter(pk=dossier.pk).update(state="rated")
    new = settle(office, dossier, "75", at=AT + timedelta(minutes=1))

    with pytest.raises(RuleBroken, match="đã được điều chỉnh"):
        make_draft(office, type(old).objects.get(pk=old.pk))
    make_published(office, type(new).objects.get(pk=new.pk))
    assert Certificate.objects.get().stars == 4


def _to_centre(dossier):
    type(dossier).objects.filter(pk=dossier.pk).update(state="central_rated")
    dossier.refresh_from_db()


def _sent_back(office, centre):
    result = make_rated(office, mean="93.5")
    make_published(office, result, kind="approve_result")
    dossier = result.dossier
    _to_centre(dossier)
    settle(centre, dossier, "85")
    publishing.send_back(dossier=dossier, reason="Dưới 90 điểm", by=centre.drafter, at=AT)
    dossier.refresh_from_db()
    assert dossier.state == "sent_back"
    return dossier


def test_below_three_stars_is_concluded_without_a_decision():
    office = make_office()
    dossier = make_rated(office, mean="49.99").dossier

    publishing.conclude(dossier=dossier, by=office.drafter, at=AT)
    dossier.refresh_from_db()
    assert (dossier.state, Decision.objects.count()) == ("not_recognised", 0)


def test_waiting_results_are_grouped_by_what_may_be_decided():
    office = make_office()
    low, three, four, five = (
        make_rated(office, name, mean) for name, mean in [("A", "45"), ("B", "55"), ("C", "80"), ("D", "95")]
    )
    make_rated(make_office("04"), "Tỉnh khác", "80")
    taken = make_rated(office, "Đã soạn", "60")
    make_draft(office, taken)

    waiting = waiting_for(office.drafter)
    assert waiting.recognise == [three, four]
    assert (waiting.approve_result, waiting.conclude, waiting.send_back) == ([five], [low], [])


@pytest.mark.parametrize(
    ("mean", "kind", "sentence"),
    [
        ("80", "approve_result", "phải đưa vào quyết định “công nhận sản phẩm ocop”"),
        (
            "95",
            "recognise",
            "phải đưa vào quyết định “phê duyệt kết quả và đề nghị trung ương (tiềm năng 5 sao)”",
        ),
        ("45.5", "recognise", "kết quả 45,50 điểm, 2 sao không thuộc thẩm quyền quyết định của cấp này"),
    ],
)
def test_a_result_in_the_wrong_decision_is_refused(mean, kind, sentence):
    office = make_office()
    result = make_rated(office, mean=mean)
    result.refresh_from_db()

    assert sentence in refusal(
        decisions.draft_decision, kind=kind, results=[result], by=office.drafter, at=AT
    )
    assert Decision.objects.count() == 0


def test_the_centre_does_not_decide_four_stars_but_sends_back():
    centre = make_office("VN")
    result = make_rated(centre, mean="80")

    assert "không thuộc thẩm quyền" in refusal(
        decisions.draft_decision, kind="recognise", results=[result], by=centre.drafter, at=AT
    )
    assert waiting_for(centre.drafter).send_back == [result]


def test_another_province_is_refused():
    office, other = make_office(), make_office("04")
    result = make_rated(other)

    assert "thuộc tỉnh khác" in refusal(
        decisions.draft_decision, kind="recognise", results=[result], by=office.drafter, at=AT
    )
    low = make_rated(other, mean="40")
    assert "thuộc tỉnh khác" in refusal(publishing.conclude, dossier=low.dossier, by=office.drafter, at=AT)


def test_a_result_stands_in_one_decision_only():
    office = make_office()
    result = make_rated(office)
    first = make_draft(office, result)

    assert "đã có trong một quyết định khác" in refusal(
        decisions.draft_decision, kind="recognise", results=[result], by=office.drafter, at=AT
    )
    decisions.drop(decision=first, reason="Soạn lại", by=office.drafter, at=AT)
    assert make_draft(office, result).lines.count() == 1


def test_an_empty_decision_is_refused():
    assert "ít nhất một sản phẩm" in refusal(
        decisions.draft_decision, kind="recognise", by=make_office().drafter, at=AT
    )


def test_each_line_is_asked_again_before_publishing():
    office = make_office()
    good, gone = make_rated(office, "Một"), make_rated(office, "Hai")
    decision = sign(make_sent(office, good, gone), office)
    type(gone.dossier).objects.filter(pk=gone.dossier_id).update(state="disqualified")

    assert "“Hai”: hồ sơ không còn chờ quyết định" in refusal(
        publishing.publish, decision=decision, by=office.publisher, at=AT
    )
    assert (Certificate.objects.count(), Decision.objects.get(pk=decision.pk).state) == (0, "signed")


def test_conclude_and_send_back_refuse_good_results():
    office, centre = make_office(), make_office("VN")
    assert "phải có quyết định" in refusal(
        publishing.conclude, dossier=make_rated(office).dossier, by=office.drafter, at=AT
    )
    five = make_rated(centre, mean="95").dossier
    assert "thuộc thẩm quyền của Bộ" in refusal(
        publishing.send_back, dossier=five, reason="x", by=centre.drafter, at=AT
    )
    low = make_rated(centre, mean="40").dossier
    assert "Trung ương trả kết quả về tỉnh" in refusal(
        publishing.conclude, dossier=low, by=centre.drafter, at=AT
    )
    with pytest.raises(PermissionRefused, match="Chỉ trung ương"):
        low.unit = make_units()["09556"]
        publishing.send_back(dossier=low, reason="x", by=office.drafter, at=AT)


def test_rating_of_another_time_is_decided_under_its_own_rules():
    office = make_office()
    result = make_rated(office, mean="85", procedure="148-1489")

    assert waiting_for(office.drafter).recognise == [result]

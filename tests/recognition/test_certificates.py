"""Certificates: term by the calendar (I21), one active per product (I22), corrections that keep the term (I18)."""

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from ocop.core.clock import local_date
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.documents.certificates import render_certificate
from ocop.recognition.actions import correcting, decisions, publishing, revoking
from ocop.recognition.models import Certificate, Decision, DecisionLine, Revocation, Suspension
from ocop.recognition.papers import certificate_data
from ocop.recognition.queries.status import in_use, status_of, with_status
from ocop.recognition.standing import from_certificates
from ocop.rulebook.validity import Status
from tests.factories.accounts import AT
from tests.factories.recognition import (
    DAY,
    make_certificate,
    make_office,
    make_published,
    make_rated,
    make_sent,
    name_signer,
    sign,
)

pytestmark = pytest.mark.django_db
MORE = {"ground": "b", "words": "Không còn đạt", "concluded_on": DAY, "concluded_by": "Đoàn kiểm tra"}


@pytest.fixture
def office():
    return make_office()


def refusal(func, at=AT, **given):
    with pytest.raises(RuleBroken) as refused:
        func(at=at, **given)
    return refused.value.sentence


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2027, 2, 28), date(2030, 2, 28)),
        (date(2028, 2, 29), date(2031, 2, 28)),
        (date(2027, 8, 31), date(2030, 8, 31)),
        (date(2026, 12, 31), date(2029, 12, 31)),
    ],
)
def test_the_term_is_thirty_six_months_by_the_calendar(first, last):
    at = datetime.combine(first, AT.timetz())
    office = make_office(on=first)
    assert make_certificate(office, on=first, at=at).valid_until == last


def test_a_new_recognition_supersedes_the_old_certificate(office):
    old = make_certificate(office)
    at = AT + timedelta(days=100)
    result = make_rated(office, mean="85", product=old.product, at=at - timedelta(days=1))
    make_published(office, result, on=local_date(at), at=at)
    old.refresh_from_db()
    new = Certificate.objects.get(superseded_on=None)

    assert (old.superseded_by, old.superseded_on, new.stars, new.number_text) == (
        new,
        local_date(at),
        4,
        "01/2027/GCN-OCOP-01",
    )
    assert status_of(old, local_date(at)) == Status.SUPERSEDED
    assert status_of(old, local_date(at) - timedelta(days=1)) == Status.VALID
    standing = from_certificates(old.product, local_date(at))
    assert (standing.stars, standing.certificate) == (4, new.number_text)


def test_the_database_allows_one_active_certificate_only(office):
    old = make_certificate(office)
    line = make_published(office, make_rated(office, "Khác")).lines.get()
    other = Certificate.objects.get(line=line)
    copy = {f.attname: getattr(other, f.attname) for f in Certificate._meta.concrete_fields if f.name != "id"}
    fresh = DecisionLine.objects.create(decision=line.decision, place=9, product=old.product, stars=3)
    with pytest.raises(DatabaseError), transaction.atomic():
        Certificate.objects.create(
            **copy
            | {
                "token": "X" * 28,
                "number_text": "x",
                "number": 99,
                "line_id": fresh.pk,
                "product_id": old.product_id,
            }
        )


def test_the_same_certificate_gives_the_same_bytes(office):
    one = make_certificate(office)
    first = render_certificate(certificate_data(one))
    one.product.name = "Đổi tên"
    one.product.save()

    assert render_certificate(certificate_data(Certificate.objects.get(pk=one.pk))) == first


def test_published_rows_never_change(office):
    decision = make_published(office, make_rated(office))
    line, certificate = decision.lines.get(), Certificate.objects.get()
    for rows, change in [
        (Decision.objects.filter(pk=decision.pk), {"title": "x"}),
        (Decision.objects.filter(pk=decision.pk), {"signature": {"state": "x"}}),
        (DecisionLine.objects.filter(pk=line.pk), {"stars": 5}),
        (Certificate.objects.filter(pk=certificate.pk), {"valid_until": date(2040, 1, 1)}),
        (Certificate.objects.filter(pk=certificate.pk), {"token": "y"}),
    ]:
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
        with pytest.raises(DatabaseError), transaction.atomic():
            rows._raw_delete(rows.db)


# correction


def corrected(office, decision, at=AT, on=DAY):
    made = correcting.draft_correction(decision=decision, by=office.drafter, at=at)
    correcting.edit_line(line=made.lines.first(), words={"product": "Mật ong rừng"}, by=office.drafter, at=at)
    made = decisions.send_for_signature(
        decision=name_signer(made, office, at=at), decided_on=on, by=office.drafter, at=at
    )
    return publishing.publish(decision=sign(made, office, at=at), by=office.publisher, at=at)


def test_a_correction_supersedes_and_keeps_the_term(office):
    decision = make_published(office, make_rated(office, "Mật ong"))
    old, at = Certificate.objects.get(), AT + timedelta(days=40)
    made = corrected(office, decision, at=at, on=local_date(at))
    decision.refresh_from_db()
    old.refresh_from_db()
    new = Certificate.objects.get(line__decision=made)

    assert (decision.state, made.supersedes, decision.superseded_by.get(), made.number) == (
        "superseded",
        decision,
        made,
        2,
    )
    assert (new.valid_from, new.valid_until, new.snapshot["product"]) == (
        old.valid_from,
        old.valid_until,
        "Mật ong rừng",
    )
    assert (old.superseded_by, old.snapshot["product"], decision.lines.get().snapshot["product"]) == (
        new,
        "Mật ong",
        "Mật ong",
    )


def test_a_revoked_certificate_is_not_given_back_by_a_correction(office):
    decision = make_published(office, make_rated(office))
    revoke(office, Certificate.objects.get())
    corrected(office, decision)

    assert Certificate.objects.count() == 1


def test_open_matters_stop_a_correction(office):
    decision = make_published(office, make_rated(office))
    certificate = Certificate.objects.get()
    revoking.suspend(certificate=certificate, reason="Kiểm tra", by=office.publisher, at=AT)
    made = name_signer(correcting.draft_correction(decision=decision, by=office.drafter, at=AT), office)
    assert "đang tạm dừng" in refusal(
        decisions.send_for_signature, decision=made, decided_on=DAY, by=office.drafter
    )
    propose(office, certificate)
    assert "đang có đề nghị thu hồi" in refusal(
        decisions.send_for_signature, decision=made, decided_on=DAY, by=office.drafter
    )


def test_what_cannot_be_corrected(office):
    draft = make_sent(office, make_rated(office))
    assert "Chỉ thay thế được quyết định đang có hiệu lực" in refusal(
        correcting.draft_correction, decision=draft, by=office.drafter
    )
    published = make_published(office, make_rated(office, "Hai"))
    correcting.draft_correction(decision=published, by=office.drafter, at=AT)
    assert "Đã có một dự thảo thay thế" in refusal(
        correcting.draft_correction, decision=published, by=office.drafter
    )
    done = revoke(office, Certificate.objects.get())
    assert "Quyết định thu hồi không sửa bằng cách này" in refusal(
        correcting.draft_correction, decision=done, by=office.drafter
    )


def test_words_of_an_ordinary_annex_are_not_edited(office):
    draft = decisions.draft_decision(kind="recognise", results=[make_rated(office)], by=office.drafter, at=AT)
    assert "chỉ sửa được trong quyết định thay thế" in refusal(
        correcting.edit_line, line=draft.lines.get(), words={"product": "x"}, by=office.drafter
    )


# suspension and revocation


def propose(office, certificate, **more):
    return revoking.propose_revocation(certificate=certificate, by=office.publisher, at=AT, **MORE | more)


def revoke(office, certificate):
    decision = decisions.draft_decision(
        kind="revoke", revocations=[propose(office, certificate)], by=office.drafter, at=AT
    )
    decision = decisions.send_for_signature(
        decision=name_signer(decision, office), decided_on=DAY, by=office.drafter, at=AT
    )
    return publishing.publish(decision=sign(decision, office), by=office.publisher, at=AT)


def test_a_revocation_runs_from_proposal_to_decision(office):
    certificate = make_certificate(office)
    decision = revoke(office, certificate)
    revocation = Revocation.objects.get()

    assert (revocation.state, revocation.revoked_on, revocation.due_on, revocation.decision) == (
        "decided",
        DAY,
        DAY + timedelta(days=15),
        decision,
    )
    assert status_of(Certificate.objects.get(), DAY) == Status.REVOKED
    assert "đã thu hồi" in refusal(
        revoking.propose_revocation, certificate=certificate, by=office.publisher, **MORE
    )
    assert from_certificates(certificate.product, DAY).revoked


@pytest.mark.parametrize(
    ("change", "sentence"),
    [({"ground": "g"}, "sáu căn cứ"), ({"concluded_on": DAY + timedelta(days=1)}, "không thể sau hôm nay")],
)
def test_wrong_proposals_are_refused(office, change, sentence):
    assert sentence in refusal(
        revoking.propose_revocation,
        certificate=make_certificate(office),
        by=office.publisher,
        **MORE | change,
    )


def test_a_second_proposal_and_another_office_are_refused(office):
    certificate = make_certificate(office)
    propose(office, certificate)
    assert "Đã có một đề nghị thu hồi" in refusal(
        revoking.propose_revocation, certificate=certificate, by=office.publisher, **MORE
    )
    assert "do cơ quan khác cấp" in refusal(
        revoking.propose_revocation, certificate=certificate, by=make_office("04").publisher, **MORE
    )
    with pytest.raises(PermissionRefused, match="Việc này dành cho"):
        revoking.propose_revocation(certificate=certificate, by=office.signer, at=AT, **MORE)


def test_a_dismissed_proposal_leaves_its_draft_and_a_sent_one_stays(office):
    first, second = (
        propose(office, make_certificate(office)),
        propose(office, make_certificate(office, "Hai")),
    )
    draft = decisions.draft_decision(kind="revoke", revocations=[first, second], by=office.drafter, at=AT)
    revoking.dismiss_revocation(revocation=first, reason="Đã khắc phục", by=office.publisher, at=AT)
    assert list(draft.revocations.all()) == [second]
    decisions.send_for_signature(
        decision=name_signer(draft, office), decided_on=DAY, by=office.drafter, at=AT
    )
    assert "nằm trong quyết định đã trình ký" in refusal(
        revoking.dismiss_revocation, revocation=second, reason="x", by=office.publisher
    )


def test_revocations_go_into_revoking_decisions_once(office):
    one = propose(office, make_certificate(office))
    assert "quyết định thu hồi" in refusal(
        decisions.draft_decision, kind="recognise", revocations=[one], by=office.drafter
    )
    draft = decisions.draft_decision(kind="revoke", revocations=[one], by=office.drafter, at=AT)
    assert "đã có trong một quyết định khác" in refusal(
        decisions.draft_decision, kind="revoke", revocations=[one], by=office.drafter
    )
    decisions.drop(decision=draft, reason="x", by=office.drafter, at=AT)
    assert (
        decisions.draft_decision(
            kind="revoke", revocations=[one], by=office.drafter, at=AT
        ).revocations.count()
        == 1
    )
    other = make_office("04")
    assert "do cơ quan khác cấp" in refusal(
        decisions.draft_decision, kind="revoke", revocations=[one], by=other.drafter
    )


def test_suspending_and_lifting_show_at_once(office):
    certificate = make_certificate(office)
    stop = revoking.suspend(certificate=certificate, reason="Kiểm tra", by=office.publisher, at=AT)
    assert status_of(Certificate.objects.get(), DAY) == Status.SUSPENDED
    assert "đang tạm dừng rồi" in refusal(
        revoking.suspend, certificate=certificate, reason="x", by=office.publisher
    )
    revoking.lift_suspension(suspension=stop, by=office.publisher, at=AT + timedelta(days=3))
    assert status_of(Certificate.objects.get(), DAY + timedelta(days=3)) == Status.VALID
    assert status_of(Certificate.objects.get(), DAY + timedelta(days=2)) == Status.SUSPENDED
    assert "đã được bỏ" in refusal(
        revoking.lift_suspension, suspension=Suspension.objects.get(), by=office.publisher
    )


def test_the_status_asked_of_the_database_is_the_computed_one(office):
    certificates = [make_certificate(office, f"SP {n}") for n in range(4)]
    revoking.suspend(certificate=certificates[0], reason="x", by=office.publisher, at=AT)
    revoke(office, certificates[1])
    corrected(office, certificates[2].line.decision)
    days = [
        DAY - timedelta(days=1),
        DAY,
        DAY + timedelta(days=1),
        certificates[3].valid_until - timedelta(days=180),
        certificates[3].valid_until - timedelta(days=181),
        certificates[3].valid_until,
        certificates[3].valid_until + timedelta(days=1),
    ]
    for day in days:
        rows = list(Certificate.objects.for_status())
        for status in [s for s in Status if s != Status.UNKNOWN]:
            asked = set(with_status(Certificate.objects.all(), status, day).values_list("pk", flat=True))
            assert asked == {one.pk for one in rows if status_of(one, day) == status}, (day, status)
        in_use_now = {
            one.pk
            for one in rows
            if status_of(one, day) in {Status.VALID, Status.EXPIRING, Status.SUSPENDED, Status.NOT_YET}
        }
        assert set(in_use(Certificate.objects.all(), day).values_list("pk", flat=True)) <= in_use_now

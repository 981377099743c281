"""The integrity checks hold on an honest installation and name what was tampered with behind the triggers."""

from datetime import date

import pytest

from ocop.core.acting import system
from ocop.core.immutability import triggers_off
from ocop.programme.models import NumberSeries
from ocop.recognition import integrity
from ocop.recognition.actions import signing
from ocop.recognition.actions.history import import_products
from ocop.recognition.models import Certificate, Credential, Decision, DecisionLine, ReviewTask
from ocop.registry.models import Entry
from ocop.transparency.models import LogEntry
from tests.factories.accounts import AT
from tests.factories.recognition import make_certificate, make_office, make_published, make_rated, make_sent
from tests.recognition.test_importing import row

pytestmark = pytest.mark.django_db
CHECKS = (
    integrity.published_as_recorded,
    integrity.issued_under_signed_decision,
    integrity.numbers_without_gaps,
    integrity.terms_by_calendar,
    integrity.one_active_per_product,
    integrity.one_responsible_unit,
)


@pytest.fixture
def office():
    return make_office()


@pytest.fixture
def certificate(office):
    make_published(office, make_rated(office, "Hai", "55"))
    return make_certificate(office)


def failing():
    return {check.__name__ for check in CHECKS if not check().ok}


def test_an_honest_installation_passes(certificate, office):
    import_products(rows=[(2, row()), (3, row(commune="Phường Quang Trung"))], by=system(AT.date()), at=AT)
    assert failing() == set()
    assert [check().rows > 0 for check in CHECKS] == [True] * len(CHECKS)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (
            lambda c: Decision.objects.filter(pk=c.line.decision_id).update(title="Khác"),
            {"published_as_recorded"},
        ),
        (
            lambda c: DecisionLine.objects.filter(pk=c.line_id).update(snapshot={"product": "Khác"}),
            {"published_as_recorded"},
        ),
        (
            lambda c: DecisionLine.objects.filter(pk=c.line_id).update(stars=5),
            {"published_as_recorded", "issued_under_signed_decision"},
        ),
        (
            lambda c: Certificate.objects.filter(pk=c.pk).update(stars=5),
            {"published_as_recorded", "issued_under_signed_decision"},
        ),
        (lambda c: Certificate.objects.filter(pk=c.pk).update(token="A" * 28), {"published_as_recorded"}),
        (
            lambda c: Certificate.objects.filter(pk=c.pk).update(valid_until=date(2035, 1, 1)),
            {"published_as_recorded", "terms_by_calendar"},
        ),
        (lambda c: Certificate.objects.filter(pk=c.pk).update(number=7), {"numbers_without_gaps"}),
        (
            lambda c: Certificate.objects.filter(pk=c.pk).update(superseded_on=date(2026, 12, 1)),
            {"one_active_per_product"},
        ),
        (lambda c: Decision.objects.filter(pk=c.line.decision_id).update(number=9), {"numbers_without_gaps"}),
        (lambda c: NumberSeries.objects.filter(kind="decision").update(last=1), {"numbers_without_gaps"}),
        (
            lambda c: Decision.objects.filter(pk=c.line.decision_id).update(signature={}),
            {"issued_under_signed_decision"},
        ),
        (
            lambda c: Decision.objects.filter(pk=c.line.decision_id).update(signed_file=None),
            {"published_as_recorded", "issued_under_signed_decision"},
        ),
    ],
)
def test_tampering_is_found(certificate, change, found):
    with triggers_off():
        change(certificate)
    assert failing() == found


def test_a_deleted_certificate_leaves_a_gap(certificate):
    first = Certificate.objects.get(number=1)
    with triggers_off():
        Entry.objects.filter(product=first.product).delete()
        Credential.objects.filter(certificate=first).delete()
        LogEntry.objects.filter(certificate=first).delete()
        first.delete()
    assert failing() == {"numbers_without_gaps"}


def test_a_missing_confirmation_is_found(office):
    from django.core.files.uploadedfile import SimpleUploadedFile

    decision = make_sent(office, make_rated(office))
    scan = SimpleUploadedFile("q.pdf", decision.draft_file.read_bytes(), "application/pdf")
    signing.attach_scan(decision=decision, upload=scan, by=office.drafter, at=AT)
    for person in (office.publisher, office.signer):
        signing.confirm_scan(decision=decision, words="", by=person, at=AT)
    assert integrity.issued_under_signed_decision().ok
    with triggers_off():
        decision.confirmations.first().delete()
    assert "thiếu xác nhận của hai người" in integrity.issued_under_signed_decision().problems[0]


def test_a_place_question_that_vanished_is_found():
    from tests.factories.places import make_units

    make_units()
    import_products(rows=[(2, row(province="Xứ Lạ", commune="", district=""))], by=system(AT.date()), at=AT)
    assert integrity.one_responsible_unit().ok
    ReviewTask.objects.all().delete()
    assert not integrity.one_responsible_unit().ok

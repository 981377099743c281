"""Handing in: what is frozen, what stops it, who may, and that it happens once."""

import json
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from ocop.audit.models import Event
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import Role
from ocop.dossiers.actions import answering, handing, starting, submitting
from ocop.dossiers.models import Dossier, DossierVersion, Return, ReturnItem, VersionFile
from ocop.dossiers.queries.comparing import differences
from ocop.dossiers.queries.findings import findings_of, place_of
from ocop.dossiers.queries.manifest import build_manifest, digest
from ocop.dossiers.queries.progress import holder_of, steps_taken
from ocop.notify.models import Notification
from ocop.producers.actions import registering, vault
from tests.dossiers.recognition import held
from tests.factories.accounts import AT, act
from tests.factories.dossiers import draft_dossier, ready_dossier, submitted_dossier
from tests.factories.places import make_units
from tests.factories.producers import acting_for, make_producer
from tests.factories.products import make_product

pytestmark = pytest.mark.django_db


def submit(dossier, by=None, at=AT):
    return submitting.submit(dossier=dossier, by=by or acting_for(dossier.producer), at=at)


def move_to(dossier, state):
    """As the offices would, without their screens."""
    Dossier.objects.filter(pk=dossier.pk).update(state=state)
    return Dossier.objects.get(pk=dossier.pk)


def returned(dossier, state="returned", where="1.1"):
    back = Return.objects.create(dossier=dossier, by_level="commune", returned_at=AT)
    item = ReturnItem.objects.create(
        returned=back, where=where, label="Tiêu chí 1.1", reason="missing", text="Thêm hợp đồng"
    )
    return move_to(dossier, state), item


def test_submit_freezes_a_version_whose_hash_is_that_of_its_manifest():
    dossier = ready_dossier()

    version = submit(dossier)

    dossier.refresh_from_db()
    version.refresh_from_db()
    event = Event.objects.get(verb="dossier.submit")
    assert (dossier.state, dossier.submitted_at, version.number) == ("submitted", AT, 1)
    assert version.sha256 == digest(version.manifest) == event.data["sha256"]
    assert version.files.count() == len(version.manifest["evidence"]) + 1


def test_hash_is_the_same_for_the_same_content_and_changes_with_it():
    dossier = ready_dossier()
    first, second = build_manifest(dossier, at=AT), build_manifest(Dossier.objects.get(pk=dossier.pk), at=AT)

    changed = json.loads(json.dumps(first))
    changed["comments"]["1.1"] = "khác"

    assert digest(first) == digest(second) == digest(json.loads(json.dumps(first, sort_keys=True)))
    assert digest(changed) != digest(first)


def test_manifest_holds_no_sensitive_facts_of_the_representative():
    text = json.dumps(submit(ready_dossier()).manifest, ensure_ascii=False)

    assert "representative_in_group" in text
    assert not any(word in text for word in ("representative_sex", "ethnicity", "disability"))


def test_frozen_version_keeps_the_old_paper_when_the_vault_has_a_newer_one():
    version = submit(ready_dossier())
    dossier = version.dossier
    paper = dossier.producer.evidence.first()
    before = [p["file"]["sha256"] for p in version.manifest["evidence"] if p["code"] == paper.code]

    vault.add_version(evidence=paper, title="Bản mới", by=acting_for(dossier.producer), at=AT)

    version.refresh_from_db()
    assert [p["file"]["sha256"] for p in version.manifest["evidence"] if p["code"] == paper.code] == before


def test_versions_and_their_files_cannot_be_changed_in_the_database():
    submit(ready_dossier())
    for attempt in (
        lambda: DossierVersion.objects.update(sha256="0" * 64),
        lambda: DossierVersion.objects.all()._raw_delete("default"),
        lambda: VersionFile.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError, match="immutable"), transaction.atomic():
            attempt()


def test_submit_refuses_an_empty_draft_and_names_what_is_missing():
    dossier = draft_dossier()

    with pytest.raises(RuleBroken) as refused:
        submit(dossier)

    assert refused.value.code == "dossier.incomplete"
    assert any("Chưa tự chấm tiêu chí 1.1" in sentence for sentence in refused.value.details)


def test_expired_obligatory_paper_stops_the_submission():
    dossier = ready_dossier()
    papers = dossier.producer.evidence.filter(subject="business_registration", links__isnull=False)
    by = acting_for(dossier.producer)
    for paper in papers.distinct():
        vault.add_version(
            evidence=paper,
            issued_on=AT.date() - timedelta(days=9),
            expires_on=AT.date() - timedelta(days=1),
            by=by,
            at=AT,
        )

    with pytest.raises(RuleBroken) as refused:
        submit(dossier)

    assert any("đã hết hạn" in sentence for sentence in refused.value.details)


def test_submitting_twice_makes_one_version():
    dossier = submitted_dossier()
    with pytest.raises(RuleBroken) as refused:
        submit(dossier)

    assert (refused.value.code, dossier.versions.count()) == ("dossier.submit.state", 1)


def test_delegate_and_stranger_may_not_submit():
    dossier = ready_dossier()
    with pytest.raises(PermissionRefused, match=r"Hãy nhờ Nguyễn Thị Lan đăng nhập"):
        submit(dossier, by=acting_for(dossier.producer, "delegate"))
    with pytest.raises(PermissionRefused, match="chỉ người của chủ thể"):
        submit(dossier, by=acting_for(make_producer()))


def test_upgrade_needs_a_recognition_still_in_force_on_the_day_of_filing():
    with held(valid_until=AT.date()):
        dossier = ready_dossier(make_product(), kind="upgrade")
        with pytest.raises(RuleBroken, match="hãy đổi sang đánh giá lần đầu"):
            submit(dossier, at=AT + timedelta(days=1))
        assert submit(dossier).manifest["prior"]["stars"] == 3


def test_submission_tells_the_commune_and_gives_the_producer_a_receipt():
    officer = act(Role.COMMUNE_OFFICER, make_units()["09556"])

    dossier = submitted_dossier()

    told = set(Notification.objects.values_list("key", "person_id"))
    assert told == {
        ("dossier.submitted", officer.person.pk),
        ("dossier.received", acting_for(dossier.producer).person.pk),
    }


# --- returned ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("state", "after"), [("returned", "submitted"), ("completing", "received")])
def test_returned_dossier_is_handed_in_again_once_every_item_is_answered(state, after):
    dossier, item = returned(submitted_dossier(), state)
    by = acting_for(dossier.producer)
    with pytest.raises(RuleBroken, match="Còn 1 mục chưa trả lời: Tiêu chí 1.1"):
        submit(dossier)

    answering.answer_item(item=item, answer="Đã thêm hợp đồng", by=by, at=AT)
    version = submit(dossier, at=AT + timedelta(days=1))

    dossier.refresh_from_db()
    assert (dossier.state, version.number, dossier.submitted_at) == (after, 2, AT)
    assert dossier.returns.get().answered_at == AT + timedelta(days=1)


def test_answer_needs_words_and_an_open_return():
    dossier, item = returned(submitted_dossier())
    by = acting_for(dossier.producer)
    with pytest.raises(RuleBroken, match="hãy ghi ông/bà đã sửa thế nào"):
        answering.answer_item(item=item, answer=" ", by=by, at=AT)
    with pytest.raises(PermissionRefused):
        answering.answer_item(item=item, answer="x", by=acting_for(make_producer()), at=AT)
    answering.answer_item(item=item, answer="x", by=by, at=AT)
    submit(dossier)
    item.refresh_from_db()
    with pytest.raises(RuleBroken, match="đã gửi xong"):
        answering.answer_item(item=item, answer="y", by=by, at=AT)


def test_versions_compared_show_only_what_differs():
    dossier, item = returned(submitted_dossier())
    by = acting_for(dossier.producer)
    registering.edit_producer(producer=dossier.producer, data={"phone": "0912000999"}, by=by, at=AT)
    answering.answer_item(item=item, answer="Đã sửa", by=by, at=AT)
    submit(Dossier.objects.get(pk=dossier.pk))

    old, new = (one.manifest for one in dossier.versions.order_by("number"))
    assert [(row.label, row.before, row.after) for row in differences(old, new)] == [
        ("điện thoại", "0912345678", "0912000999")
    ]


def test_resubmission_after_the_window_closed_is_still_taken():
    with held(valid_until=AT.date() + timedelta(days=150)):
        dossier = ready_dossier(make_product(), kind="re_evaluation")
        submit(dossier)
        dossier, item = returned(dossier)
        later = AT + timedelta(days=40)
        answering.answer_item(item=item, answer="Đã sửa", by=acting_for(dossier.producer), at=later)

        assert submit(dossier, at=later).number == 2


# --- desk ----------------------------------------------------------------------------------------------


def desk():
    officer = act(Role.COMMUNE_OFFICER, make_units()["09556"])
    product = make_product()
    dossier = ready_dossier(product, by=officer)
    return dossier, officer


def test_desk_dossier_is_offered_and_confirmed_by_the_producer():
    dossier, officer = desk()

    handing.offer(dossier=dossier, by=officer, at=AT)
    with pytest.raises(PermissionRefused):
        submit(dossier, by=officer)
    version = submit(dossier)

    dossier.refresh_from_db()
    assert (dossier.desk, dossier.state, version.number) == (True, "submitted", 1)
    assert Event.objects.filter(verb="dossier.confirm").count() == 1


def test_producer_declines_with_a_reason_and_the_desk_goes_on():
    dossier, officer = desk()
    handing.offer(dossier=dossier, by=officer, at=AT)

    with pytest.raises(RuleBroken, match="Cần ghi lý do"):
        handing.decline(dossier=dossier, reason=" ", by=acting_for(dossier.producer), at=AT)
    dossier = handing.decline(
        dossier=dossier, reason="Sai số lao động", by=acting_for(dossier.producer), at=AT
    )

    assert dossier.state == "draft"
    assert Notification.objects.filter(key="dossier.declined", person=officer.person).exists()


def test_own_dossier_is_not_offered_and_an_officer_does_not_withdraw():
    officer = act(Role.COMMUNE_OFFICER, make_units()["09556"])
    dossier = draft_dossier()
    with pytest.raises(RuleBroken, match="chủ thể tự lập"):
        handing.offer(dossier=dossier, by=officer, at=AT)
    with pytest.raises(PermissionRefused):
        handing.withdraw(dossier=dossier, reason="x", by=officer, at=AT)


# --- after ---------------------------------------------------------------------------------------------


def test_withdrawn_dossier_makes_room_for_a_new_one():
    dossier = submitted_dossier()
    by = acting_for(dossier.producer)

    handing.withdraw(dossier=dossier, reason="Làm lại", by=by, at=AT)

    assert starting.start(product=dossier.product, kind="first", by=by, at=AT).previous == dossier


@pytest.mark.parametrize("state", ["in_round", "scoring", "recognised"])
def test_dossier_before_the_council_cannot_be_withdrawn(state):
    dossier = move_to(submitted_dossier(), state)
    with pytest.raises(RuleBroken, match="Không thể “rút hồ sơ”"):
        handing.withdraw(dossier=dossier, reason="x", by=acting_for(dossier.producer), at=AT)


def test_way_is_told_in_public_words_with_its_holder():
    dossier = submitted_dossier()

    assert [one.label for one in steps_taken(dossier)] == ["Đã nộp", "Bắt đầu soạn hồ sơ"]
    assert holder_of(dossier, AT.date()).who == "UBND Phường Hà Đông"
    assert holder_of(move_to(dossier, "recognised"), AT.date()) is None


def test_every_finding_leads_to_a_place():
    dossier = draft_dossier()

    places = {place_of(finding) for finding in findings_of(dossier, AT.date())}

    assert {
        ("section", "results"),
        ("section", "figures"),
        ("section", "plan"),
        ("criterion", "1.1"),
    } <= places
    assert {sort for sort, _ in places} <= {"section", "criterion", "dossier", "product", "producer"}

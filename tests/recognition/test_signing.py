"""Signing (I19): the signed PDF is the very draft with a valid signature, or a scan that two people confirm."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ocop.audit.models import Event
from ocop.core.errors import PermissionRefused, RuleBroken, StaleWrite
from ocop.core.permissions import Role
from ocop.documents.signatures import sign_pdf_demo
from ocop.documents.signatures.keys import new_authority, new_signer
from ocop.documents.signatures.signing import sign_pdf
from ocop.producers.models import Membership
from ocop.recognition.actions import decisions, publishing, signing
from ocop.recognition.models import Decision, PaperConfirmation
from tests.factories.accounts import AT, act
from tests.factories.recognition import (
    DAY,
    make_draft,
    make_office,
    make_rated,
    make_sent,
    sign,
    signed_upload,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_office()


@pytest.fixture
def sent(office):
    return make_sent(office, make_rated(office))


def pdf(content):
    return SimpleUploadedFile("da-ky.pdf", content, "application/pdf")


def refusal(func, **given):
    with pytest.raises(RuleBroken) as refused:
        func(at=AT, **given)
    return refused.value


def test_a_valid_signature_is_kept_with_signer_and_sentence(office, sent):
    signed = sign(sent, office)

    assert (signed.state, signed.signing_mode, signed.signed_by, signed.signature["signer"]) == (
        "signed",
        "signed_pdf",
        office.signer.person,
        "Trần Văn Ký",
    )
    assert "hợp lệ" in signed.signature["sentence"]


def altered(sent, office):
    """Bytes of the signed part changed."""
    good = signed_upload(sent).read()
    place = good.index(b"/Type")
    return good[:place] + b"/tYpe" + good[place + 5 :]


def unsigned(sent, office):
    return sent.draft_file.read_bytes()


def wrong_document(sent, office):
    other = make_sent(office, make_rated(office, "Khác"))
    return sign_pdf_demo(other.draft_file.read_bytes(), signer_name="Trần Văn Ký", at=AT)


def unknown_chain(sent, office):
    authority = new_authority("Nhà cung cấp lạ")
    return sign_pdf(
        sent.draft_file.read_bytes(),
        signer=new_signer(authority, "Ai đó", from_=AT),
        authority=authority,
        at=AT,
    )


@pytest.mark.parametrize(
    ("make", "state", "words"),
    [
        (unsigned, "unsigned", "chưa có chữ ký số nào"),
        (wrong_document, "wrong_document", "không phải là bản dự thảo"),
        (unknown_chain, "unknown_chain", "không thuộc các tổ chức"),
        (altered, "altered", "bị thay đổi sau khi ký"),
    ],
)
def test_each_failure_is_told_apart_and_recorded(office, sent, make, state, words):
    refused = refusal(signing.sign_with_pdf, decision=sent, upload=pdf(make(sent, office)), by=office.signer)

    assert (refused.code, refused.field) == (f"signature.{state}", "upload")
    assert words in refused.sentence
    event = Event.objects.get(verb="decision.signature_refused")
    assert event.data["state"] == state
    assert Decision.objects.get(pk=sent.pk).state == "for_signature"


def test_a_file_that_is_no_pdf_is_refused_by_the_upload_check(office, sent):
    refused = refusal(
        signing.sign_with_pdf, decision=sent, upload=SimpleUploadedFile("x.pdf", b"hello"), by=office.signer
    )
    assert refused.code.startswith("upload.")


def test_only_a_signer_of_the_unit_signs(office, sent):
    assert (
        "Việc này dành cho: Người ký quyết định"
        in refusal(
            signing.sign_with_pdf, decision=sent, upload=signed_upload(sent), by=office.drafter
        ).sentence
    )
    other = act(Role.SIGNER, make_office("04").unit)
    assert (
        "thuộc đơn vị khác"
        in refusal(signing.sign_with_pdf, decision=sent, upload=signed_upload(sent), by=other).sentence
    )


def test_whoever_drafted_or_sent_does_not_sign(office, sent):
    both = act(Role.SIGNER, office.unit, office.drafter.person)
    assert (
        "Người soạn hoặc trình"
        in refusal(signing.sign_with_pdf, decision=sent, upload=signed_upload(sent), by=both).sentence
    )


def test_a_verifier_of_a_dossier_does_not_sign(office, sent):
    dossier = sent.lines.get().dossier
    type(dossier).objects.filter(pk=dossier.pk).update(adviser=office.signer.person)
    refused = refusal(signing.sign_with_pdf, decision=sent, upload=signed_upload(sent), by=office.signer)
    assert f"đã thẩm tra hồ sơ {dossier.code}" in refused.sentence


@pytest.mark.parametrize("step", ["send", "sign", "publish", "confirm", "draft"])
def test_nobody_decides_on_the_own_product(office, step):
    result = make_rated(office)
    person = {
        "send": office.drafter,
        "draft": office.drafter,
        "sign": office.signer,
        "publish": office.publisher,
        "confirm": office.publisher,
    }[step]
    decision = (
        None
        if step == "draft"
        else make_draft(office, result)
        if step == "send"
        else make_sent(office, result)
    )
    if step == "confirm":
        signing.attach_scan(
            decision=decision, upload=pdf(decision.draft_file.read_bytes()), by=office.drafter, at=AT
        )
    decision = sign(decision, office) if step == "publish" else decision
    Membership.objects.create(
        person=person.person, producer=result.dossier.producer, kind="owner", from_on=DAY, created_at=AT
    )
    act_ = {
        "draft": lambda: decisions.draft_decision(kind="recognise", results=[result], by=person, at=AT),
        "send": lambda: decisions.send_for_signature(decision=decision, decided_on=DAY, by=person, at=AT),
        "sign": lambda: sign(decision, office),
        "publish": lambda: publishing.publish(decision=decision, by=person, at=AT),
        "confirm": lambda: signing.confirm_scan(decision=decision, words="", by=person, at=AT),
    }[step]

    with pytest.raises(PermissionRefused, match="người của chủ thể"):
        act_()


def test_a_draft_that_changed_while_signing_is_not_signed(office, sent, monkeypatch):
    upload = signed_upload(sent)
    stale = Decision.objects.select_related("draft_file").get(pk=sent.pk)
    decisions.take_back(decision=sent, reason="Sửa", by=office.drafter, at=AT)
    decisions.edit_decision(
        decision=sent,
        title="Khác",
        body=sent.body,
        signer_name="Trần Văn Ký",
        signer_title="Chủ tịch",
        by=office.drafter,
        at=AT,
    )
    decisions.send_for_signature(decision=sent, decided_on=DAY, by=office.drafter, at=AT)

    with pytest.raises(StaleWrite, match="vừa được sửa và trình lại"):
        signing.sign_with_pdf(decision=stale, upload=upload, by=office.signer, at=AT)


def scanned(office, decision):
    return signing.attach_scan(
        decision=decision, upload=pdf(decision.draft_file.read_bytes()), by=office.drafter, at=AT
    )


def test_paper_needs_two_other_people(office, sent):
    decision = scanned(office, sent)
    assert (
        "cần hai người khác"
        in refusal(signing.confirm_scan, decision=decision, words="", by=office.drafter).sentence
    )
    decision = signing.confirm_scan(decision=decision, words="", by=office.publisher, at=AT)
    assert decision.state == "for_signature"
    assert (
        "xác nhận rồi"
        in refusal(signing.confirm_scan, decision=decision, words="", by=office.publisher).sentence
    )
    assert (
        "không thể “công bố”"
        in refusal(publishing.publish, decision=decision, by=office.publisher).sentence.lower()
    )

    decision = signing.confirm_scan(decision=decision, words="Đã so bản giấy", by=office.signer, at=AT)
    assert (decision.state, decision.signature["state"]) == ("signed", "paper")
    assert publishing.publish(decision=decision, by=office.publisher, at=AT).state == "published"


def test_confirmations_count_for_one_scan_only(office, sent):
    decision = scanned(office, sent)
    signing.confirm_scan(decision=decision, words="", by=office.publisher, at=AT)
    decision = scanned(office, decision)

    assert signing.confirm_scan(decision=decision, words="", by=office.signer, at=AT).state == "for_signature"
    assert signing.confirm_scan(decision=decision, words="", by=office.publisher, at=AT).state == "signed"
    assert PaperConfirmation.objects.count() == 3


@pytest.mark.parametrize("back", ["take_back", "refuse"])
def test_going_back_voids_the_scan(office, sent, back):
    decision = scanned(office, sent)
    who = office.drafter if back == "take_back" else office.signer
    decision = getattr(decisions, back)(decision=decision, reason="Sai", by=who, at=AT)

    assert (decision.state, decision.signed_file, decision.signing_mode) == ("draft", None, "")
    again = decisions.send_for_signature(decision=decision, decided_on=DAY, by=office.drafter, at=AT)
    assert again.number_text == "01/QĐ-UBND"
    assert (
        "Chưa có bản quét"
        in refusal(signing.confirm_scan, decision=again, words="", by=office.publisher).sentence
    )


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.AUDITOR])
def test_those_who_only_read_do_not_confirm(office, sent, role):
    decision = scanned(office, sent)
    with pytest.raises(PermissionRefused, match="Việc này dành cho"):
        signing.confirm_scan(decision=decision, words="", by=act(role, office.unit), at=AT)


def test_a_scan_is_taken_only_while_waiting_for_signature(office):
    draft = make_draft(office, make_rated(office))
    assert (
        "khi quyết định đang trình ký"
        in refusal(signing.attach_scan, decision=draft, upload=pdf(b"%PDF"), by=office.drafter).sentence
    )


def test_a_signed_decision_may_be_taken_back_until_published(office, sent):
    decision = decisions.take_back(decision=sign(sent, office), reason="Sai ngày", by=office.drafter, at=AT)

    assert (decision.state, decision.signature, decision.signed_by) == ("draft", {}, None)
    assert (decision.number_text, decision.signed_file) == ("01/QĐ-UBND", None)


def test_the_signer_does_not_publish(office, sent):
    decision = sign(sent, office)
    both = act(Role.PROVINCE_OFFICE, office.unit, office.signer.person)
    assert "Người ký không tự công bố" in refusal(publishing.publish, decision=decision, by=both).sentence


def test_nothing_is_published_before_its_day_nor_while_issuing_is_stopped(office, settings):
    decision = sign(make_sent(office, make_rated(office), on=DAY.replace(day=5)), office)
    assert (
        "Quyết định đề ngày 05/11/2026; đến ngày đó mới công bố được"
        in refusal(publishing.publish, decision=decision, by=office.publisher).sentence
    )
    settings.OCOP_STOP_ISSUING = True
    assert "tạm ngừng cấp" in refusal(publishing.publish, decision=decision, by=office.publisher).sentence


def test_signed_draft_of_another_decision_is_named(office):
    mine = make_sent(office, make_rated(office, "Một"))
    other = make_sent(office, make_rated(office, "Hai"))

    with pytest.raises(RuleBroken) as refusal:
        signing.sign_with_pdf(decision=mine, upload=signed_upload(other), by=office.signer, at=AT)

    assert refusal.value.code == "signature.wrong_document"
    assert refusal.value.sentence.endswith(f"Tệp này được ký trên bản của {other}.")


def test_signed_older_draft_of_the_same_decision_is_named(office):
    decision = make_sent(office, make_rated(office))
    old = signed_upload(decision)
    decision = decisions.take_back(decision=decision, reason="Sửa chữ", by=office.drafter, at=AT)
    decision = decisions.edit_decision(
        decision=decision,
        title="Tên mới",
        body=decision.body,
        signer_name="Trần Văn Ký",
        signer_title="Chủ tịch",
        by=office.drafter,
        at=AT,
    )
    decision = decisions.send_for_signature(decision=decision, decided_on=DAY, by=office.drafter, at=AT)

    with pytest.raises(RuleBroken) as refusal:
        signing.sign_with_pdf(decision=decision, upload=old, by=office.signer, at=AT)

    assert "bản cũ, trước khi dự thảo được sửa" in refusal.value.sentence


def test_file_that_waits_for_the_virus_scanner_is_not_taken(office, settings):
    decision = make_sent(office, make_rated(office))
    settings.OCOP_CLAMAV = "127.0.0.1:9"

    with pytest.raises(RuleBroken) as refusal:
        signing.sign_with_pdf(decision=decision, upload=signed_upload(decision), by=office.signer, at=AT)

    decision.refresh_from_db()
    assert (refusal.value.code, decision.state) == ("upload.pending", "for_signature")


def test_level_of_the_signature_and_what_was_not_checked_are_kept(office):
    decision = sign(make_sent(office, make_rated(office)), office)

    assert decision.signature["levels"] == ["PAdES B-B"]
    assert "không có danh sách thu hồi (CRL)" in decision.signature["notes"][0]

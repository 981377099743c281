"""What a signed file is worth: every reason told apart, nothing believed that was not checked (I19)."""

import stat
import subprocess
import threading
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from ocop.core.errors import RuleBroken
from ocop.documents.signatures import sign_pdf_demo, verify_signed_pdf
from ocop.documents.signatures.keys import demo_authority
from tests.documents import signed_samples
from tests.documents.signed_samples import AT, LATER, NAME, TAMPERINGS, Office, draft, updated
from tests.factories.documents import accepted, picture


@pytest.fixture(scope="module")
def office():
    return Office()


@pytest.fixture(scope="module")
def original():
    return draft()


@pytest.fixture(scope="module")
def signed(office, original):
    return office.sign(original)


def judge(original, signed, office, at=LATER):
    return verify_signed_pdf(original, signed, at=at, trust_roots=office.roots)


def test_signed_draft_is_valid_and_tells_who_and_when(original, signed, office):
    verdict = judge(original, signed, office)

    assert (verdict.ok, verdict.state, verdict.signer, verdict.signed_at) == (True, "valid", NAME, AT)
    assert verdict.sentence == (
        "Chữ ký số hợp lệ: Nguyễn Văn Ưởng ký lúc 10:00 ngày 01/06/2026; nội dung còn nguyên từ khi ký."
    )
    assert signed.startswith(original)


def test_second_signature_of_the_office_is_added(original, signed, office):
    twice = office.sign(signed, name="Ủy ban nhân dân xã", at=AT + timedelta(hours=1))
    verdict = judge(original, twice, office)

    assert verdict.ok
    assert [one.signer for one in verdict.signatures] == [NAME, "Ủy ban nhân dân xã"]


def test_unsigned_draft_is_told_so(original, office):
    assert judge(original, original, office).state == "unsigned"


def test_signature_over_another_document_is_the_wrong_document(signed, office):
    assert judge(draft(number=6), signed, office).state == "wrong_document"


def test_draft_printed_anew_before_signing_is_the_wrong_document(original, office):
    printed_anew = draft(subject="Về việc công nhận sản phẩm đạt 5 sao")

    assert judge(original, office.sign(printed_anew), office).state == "wrong_document"


@pytest.mark.parametrize("tampering", TAMPERINGS, ids=lambda one: one.__name__)
def test_content_changed_inside_the_file_before_signing_is_the_wrong_document(tampering, original, office):
    changed = office.sign(updated(original, tampering))

    assert changed.startswith(original), "the same first bytes are not enough"
    assert judge(original, changed, office).state == "wrong_document"


@pytest.mark.parametrize("tampering", TAMPERINGS, ids=lambda one: one.__name__)
def test_content_changed_after_signing_is_altered(tampering, original, signed, office):
    assert judge(original, updated(signed, tampering), office).state == "altered"


def test_notes_about_the_file_may_be_added_by_the_signing_program(original, office):
    assert judge(original, office.sign(updated(original, signed_samples.metadata)), office).ok


@pytest.mark.parametrize("place", [100, 5000, 20_000, -600, -300, -20])
def test_one_flipped_bit_is_never_valid(place, original, signed, office):
    content = bytearray(signed)
    content[place] ^= 1

    assert judge(original, bytes(content), office).state in ("altered", "unreadable", "unsigned")


def test_flipped_bit_in_the_signed_text_is_altered(original, signed, office):
    content = bytearray(signed)
    content[len(original) // 2] ^= 1

    assert judge(original, bytes(content), office).state == "altered"


def test_unknown_authority_is_named_and_not_believed(original, signed):
    verdict = judge(original, signed, Office("Khác"))

    assert (verdict.ok, verdict.state) == (False, "unknown_chain")
    assert "do “Chứng thực thử” cấp không thuộc các tổ chức chứng thực" in verdict.sentence


def test_authority_of_the_same_name_is_not_believed(original, signed):
    assert judge(original, signed, Office("Chứng thực thử")).state == "unknown_chain"


def test_certificate_out_of_its_term_at_hand_in_is_expired(original, office):
    signed = office.sign(original, to=AT + timedelta(days=365))
    verdict = judge(original, signed, office, at=AT + timedelta(days=400))

    assert verdict.state == "expired"
    assert "từ 01/06/2026 đến 01/06/2027" in verdict.sentence


def test_verdict_of_the_day_of_hand_in_stays_the_same_years_later(original, signed, office):
    assert judge(original, signed, office, at=LATER) == judge(original, signed, office, at=LATER)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"x" * 1000, picture(), b"%PDF-1.7\n%%EOF"])
def test_unreadable_file_has_its_sentence(content, original, office):
    verdict = judge(original, content, office)

    assert (verdict.state, verdict.signatures) == ("unreadable", ())
    assert verdict.sentence.startswith("Không đọc được")


def test_cut_signed_file_is_not_valid(original, signed, office):
    assert not judge(original, signed[:-2000], office).ok


def test_without_a_draft_only_the_signatures_are_judged(signed, office):
    assert judge(None, signed, office).ok


def test_demo_installation_signs_and_believes_its_own_key(settings, original, tmp_path):
    settings.OCOP_DEMO, settings.OCOP_DATA = True, tmp_path
    verdict = verify_signed_pdf(original, sign_pdf_demo(original, signer_name=NAME, at=AT), at=LATER)

    assert (verdict.ok, verdict.demo, verdict.signed_at) == (True, True, AT)
    key = tmp_path / "keys" / "demo-authority.pem"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_real_installation_neither_signs_nor_believes_demo_keys(settings, original, tmp_path):
    settings.OCOP_DEMO, settings.OCOP_DATA = True, tmp_path
    signed = sign_pdf_demo(original, signer_name=NAME, at=AT)
    settings.OCOP_DEMO = False

    assert verify_signed_pdf(original, signed, at=LATER).state == "unknown_chain"
    with pytest.raises(RuleBroken, match="Chỉ bản demo"):
        sign_pdf_demo(original, signer_name=NAME, at=AT)


def test_roots_come_from_the_folder_of_the_installation(settings, original, signed, office, tmp_path):
    settings.OCOP_DEMO, settings.OCOP_TRUST_ROOTS = False, tmp_path / "trust"
    assert verify_signed_pdf(original, signed, at=LATER).state == "unknown_chain"

    (tmp_path / "trust").mkdir()
    (tmp_path / "trust" / "co-quan.crt").write_bytes(office.authority[1].public_bytes(Encoding.DER))
    assert verify_signed_pdf(original, signed, at=LATER).ok


def test_two_processes_starting_at_once_get_the_same_demo_key(tmp_path):
    found = []
    workers = [threading.Thread(target=lambda: found.append(demo_authority(tmp_path)[1])) for _ in range(6)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert len(found) == 6
    assert len({certificate.serial_number for certificate in found}) == 1


@pytest.mark.django_db
def test_signed_file_passes_the_upload_check_unchanged(signed):
    assert accepted(signed, "quyet-dinh.pdf").read_bytes() == signed


def test_another_program_agrees(signed, tmp_path):
    path = tmp_path / "signed.pdf"
    path.write_bytes(signed)
    try:
        done = subprocess.run(
            ["pdfsig", "-nocert", path], capture_output=True, text=True, check=False, timeout=60
        )
    except FileNotFoundError:
        pytest.skip("pdfsig of poppler-utils is not installed")

    assert "Signature is Valid" in done.stdout
    assert "Total document signed" in done.stdout

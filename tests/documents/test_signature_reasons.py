"""Each reason for which a signed file is refused, told apart; and what was not checked, said."""

import io
from datetime import timedelta

import pytest
from asn1crypto import keys as asn1_keys
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer
from pyhanko.sign import timestamps

from ocop.documents.signatures import verify_signed_pdf
from ocop.documents.signatures.keys import new_signer
from ocop.documents.signatures.revocation import Lists, crl_lists
from ocop.documents.signatures.signing import as_asn1, sign_pdf
from tests.documents.signed_samples import AT, LATER, NAME, Office, draft


@pytest.fixture(scope="module")
def office():
    return Office()


@pytest.fixture(scope="module")
def original():
    return draft()


def crl(office, *revoked, made=AT - timedelta(days=1), until=AT + timedelta(days=30)):
    """A list of that authority: (certificate, moment) pairs."""
    key, certificate = office.authority
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(certificate.subject)
        .last_update(made)
        .next_update(until)
    )
    for one, moment in revoked:
        entry = x509.RevokedCertificateBuilder().serial_number(one.serial_number).revocation_date(moment)
        builder = builder.add_revoked_certificate(entry.build())
    return builder.sign(key, hashes.SHA256())


def signed_by(office, original, **more):
    signer = new_signer(office.authority, NAME, from_=AT - timedelta(days=30))
    return signer[1], sign_pdf(original, signer=signer, authority=office.authority, at=AT, **more)


def judge(original, signed, office, lists=(), at=LATER, roots=None):
    return verify_signed_pdf(
        original, signed, at=at, trust_roots=office.roots if roots is None else roots, lists=Lists(lists)
    )


def test_not_yet_valid_certificate_has_its_own_sentence(original, office):
    verdict = judge(original, office.sign(original, from_=AT + timedelta(hours=2)), office)

    assert verdict.state == "not_yet_valid"
    assert "chỉ có hiệu lực từ 01/06/2026" in verdict.sentence


def test_withdrawn_certificate_is_refused_with_its_day(original, office):
    certificate, signed = signed_by(office, original)

    verdict = judge(original, signed, office, [crl(office, (certificate, AT - timedelta(days=2)))])

    assert verdict.state == "revoked"
    assert "thu hồi từ 30/05/2026" in verdict.sentence


def test_list_of_somebody_else_with_the_same_name_counts_for_nothing(original, office):
    certificate, signed = signed_by(office, original)
    forged = crl(Office(), (certificate, AT - timedelta(days=2)))

    verdict = judge(original, signed, office, [forged])

    assert verdict.state == "valid"
    assert "không có danh sách thu hồi (CRL) của “Chứng thực thử”" in verdict.notes[0]


def test_certificate_not_on_a_fresh_list_is_checked_and_nothing_is_noted(original, office):
    _, signed = signed_by(office, original)

    verdict = judge(original, signed, office, [crl(office)])

    assert (verdict.state, verdict.notes) == ("valid", ())


def test_old_list_is_told_as_old_and_still_refuses_what_it_names(original, office):
    certificate, signed = signed_by(office, original)
    old = {"made": AT - timedelta(days=90), "until": AT - timedelta(days=60)}

    clean = judge(original, signed, office, [crl(office, **old)])
    named = judge(original, signed, office, [crl(office, (certificate, AT - timedelta(days=70)), **old)])

    assert clean.state == "valid" and "lập ngày 03/03/2026" in clean.notes[0]
    assert named.state == "revoked"


def test_without_time_stamp_a_later_withdrawal_counts_and_with_one_it_does_not(original, office):
    stamper = time_stamper(office)
    certificate, bare = signed_by(office, original)
    certificate_2, stamped = signed_by(office, original, timestamper=stamper)
    at = AT + timedelta(days=5)

    bare = judge(original, bare, office, [crl(office, (certificate, AT + timedelta(days=2)))], at=at)
    proved = judge(original, stamped, office, [crl(office, (certificate_2, AT + timedelta(days=2)))], at=at)

    assert (bare.state, bare.signatures[0].level) == ("revoked", "PAdES B-B")
    assert (proved.state, proved.signatures[0].level) == ("valid", "PAdES B-T")


def time_stamper(office):
    """A service that stamps times, with a certificate of that authority (the library's dummy speaks RSA only)."""
    key = rsa.generate_private_key(65537, 2048)
    authority_key, authority = office.authority
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Dấu thời gian thử")]))
        .issuer_name(authority.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(AT - timedelta(days=30))
        .not_valid_after(AT + timedelta(days=300))
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    )
    certificate = builder.sign(authority_key, hashes.SHA256())
    return timestamps.DummyTimeStamper(as_asn1(certificate), private(key), fixed_dt=AT)


def private(key):
    return asn1_keys.PrivateKeyInfo.load(
        key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )


def test_encrypted_file_has_its_own_sentence(original, office):
    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(original)))
    writer.encrypt("mat-khau", "mat-khau")
    out = io.BytesIO()
    writer.write(out)

    verdict = judge(original, out.getvalue(), office)

    assert verdict.state == "encrypted"
    assert "có mật khẩu" in verdict.sentence


def test_several_signatures_are_all_judged_and_counted(original, office):
    twice = office.sign(office.sign(original), name="Ủy ban nhân dân xã")
    stranger = Office("Nơi khác").sign(office.sign(original))

    assert judge(original, twice, office).notes[0] == "Tệp có 2 chữ ký, tất cả đều được kiểm tra."
    assert judge(original, stranger, office).state == "unknown_chain"


def test_empty_update_after_signing_is_no_change(original, office):
    writer = IncrementalPdfFileWriter(io.BytesIO(office.sign(original)))
    out = io.BytesIO()
    writer.write(out)

    assert judge(original, out.getvalue(), office).ok


def test_lists_are_read_from_the_folder_in_both_forms(office, tmp_path):
    one = crl(office)
    (tmp_path / "a.crl").write_bytes(one.public_bytes(serialization.Encoding.DER))
    (tmp_path / "b.pem").write_bytes(one.public_bytes(serialization.Encoding.PEM))
    assert len(crl_lists(tmp_path)._lists) == 2

    (tmp_path / "c.crl").write_bytes(b"x")
    with pytest.raises(ValueError, match="c.crl is not a list"):
        crl_lists(tmp_path)
    assert crl_lists(tmp_path / "none")._lists == []

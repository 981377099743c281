"""The office's seal: by file, by token, in the demo; every wrong setting has its sentence."""

import http.server
import os
import shutil
import subprocess
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import pkcs12

from ocop.core.errors import RuleBroken
from ocop.documents.signatures import verify_signed_pdf
from ocop.documents.signatures.keys import new_signer
from ocop.documents.signatures.revocation import Lists
from ocop.documents.signatures.sealing import open_seal
from tests.documents.signed_samples import AT, LATER, Office, draft
from tests.documents.test_signature_reasons import time_stamper

SECRET = "mật khẩu của tệp"
SOFTHSM = next(
    (
        path
        for path in (os.environ.get("OCOP_TEST_SOFTHSM", ""), "/usr/lib/softhsm/libsofthsm2.so")
        if path and Path(path).is_file()
    ),
    "",
)


SOFTHSM_UTIL = os.environ.get("OCOP_TEST_SOFTHSM_UTIL") or shutil.which("softhsm2-util") or ""
PIN = "123456"


@pytest.fixture(scope="module")
def office():
    return Office()


@pytest.fixture
def unset(settings, tmp_path):
    settings.OCOP_DEMO = False
    settings.OCOP_DATA = tmp_path
    settings.OCOP_SEAL_SECRET_FILE = str(tmp_path / "secret")
    (tmp_path / "secret").write_text(SECRET + "\n", encoding="utf-8")
    return settings


def key_file(folder, office, *, from_=AT - timedelta(days=1), secret=SECRET):
    key, certificate = new_signer(office.authority, "Con dấu UBND tỉnh thử", from_=from_)
    content = pkcs12.serialize_key_and_certificates(
        b"seal",
        key,
        certificate,
        [office.authority[1]],
        serialization.BestAvailableEncryption(secret.encode()),
    )
    path = folder / "seal.p12"
    path.write_bytes(content)
    return path


def sealed(original, at=AT):
    with open_seal(at=at) as seal:
        return seal.put_on(original, at=at), seal


def refusal(at=AT):
    with pytest.raises(RuleBroken) as found, open_seal(at=at):
        pass
    return found.value.code, found.value.sentence


def judge(original, signed, office):
    return verify_signed_pdf(original, signed, at=LATER, trust_roots=office.roots, lists=Lists([]))


def test_key_in_a_file_seals(unset, tmp_path, office):
    unset.OCOP_SEAL = f"pkcs12:{key_file(tmp_path, office)}"
    original = draft()

    signed, seal = sealed(original)

    verdict = judge(original, signed, office)
    assert (verdict.state, verdict.signer) == ("valid", "Con dấu UBND tỉnh thử")
    assert (seal.level, verdict.signatures[0].level) == ("PAdES B-B", "PAdES B-B")


def test_demo_without_setting_uses_its_own_key(unset, tmp_path):
    unset.OCOP_DEMO = True
    original = draft()

    signed, seal = sealed(original)

    assert seal.demo
    assert verify_signed_pdf(original, signed, at=LATER).ok


def test_installation_without_key_says_which_setting(unset):
    code, sentence = refusal()

    assert code == "seal.none"
    assert "OCOP_SEAL" in sentence


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("usb:abc", "seal.form"),
        ("pkcs12:", "seal.form"),
        ("pkcs12:/khong/co.p12", "seal.missing"),
        ("pkcs11:/khong/co.so", "seal.library"),
    ],
)
def test_wrong_setting_has_its_sentence(unset, value, code):
    unset.OCOP_SEAL = value

    assert refusal()[0] == code


def test_wrong_password_and_damaged_file_are_told(unset, tmp_path, office):
    unset.OCOP_SEAL = f"pkcs12:{key_file(tmp_path, office, secret='khác')}"
    assert refusal()[0] == "seal.unreadable"

    (tmp_path / "seal.p12").write_bytes(b"x" * 100)
    assert refusal()[0] == "seal.unreadable"


def test_key_out_of_its_term_is_refused(unset, tmp_path, office):
    unset.OCOP_SEAL = f"pkcs12:{key_file(tmp_path, office)}"

    code, sentence = refusal(at=AT + timedelta(days=2000))

    assert code == "seal.term"
    assert "từ 31/05/2026 đến 30/05/2029" in sentence


def test_file_that_is_no_module_is_told(unset, tmp_path):
    (tmp_path / "no.so").write_bytes(b"x")
    unset.OCOP_SEAL = f"pkcs11:{tmp_path / 'no.so'}"

    assert refusal()[0] == "seal.token"


@pytest.fixture
def token(unset, tmp_path, office, monkeypatch):
    """A software token with key and certificate of that authority, as an office's HSM would hold them."""
    if not (SOFTHSM and SOFTHSM_UTIL):
        pytest.skip(
            "no SoftHSM here (OCOP_TEST_SOFTHSM: libsofthsm2.so, OCOP_TEST_SOFTHSM_UTIL: softhsm2-util)"
        )
    (tmp_path / "tokens").mkdir()
    (tmp_path / "conf").write_text(f"directories.tokendir = {tmp_path / 'tokens'}\nlog.level = ERROR\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(tmp_path / "conf"))
    key, certificate = new_signer(office.authority, "Con dấu UBND tỉnh thử", from_=AT - timedelta(days=1))
    (tmp_path / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    util = [SOFTHSM_UTIL, "--module", SOFTHSM, "--token", "ocop"]
    subprocess.run(
        [
            SOFTHSM_UTIL,
            "--module",
            SOFTHSM,
            "--init-token",
            "--free",
            "--label",
            "ocop",
            "--pin",
            PIN,
            "--so-pin",
            PIN,
        ],
        check=True,
        capture_output=True,
    )
    subprocess.run(
        [*util, "--import", str(tmp_path / "key.pem"), "--label", "dau", "--id", "01", "--pin", PIN],
        check=True,
        capture_output=True,
    )
    _put_certificate(certificate)
    (tmp_path / "secret").write_text(PIN)
    unset.OCOP_SEAL, unset.OCOP_SEAL_TOKEN, unset.OCOP_SEAL_KEY = f"pkcs11:{SOFTHSM}", "ocop", "dau"
    return unset


def _put_certificate(certificate):
    import pkcs11
    from pkcs11.util.x509 import decode_x509_certificate

    module = pkcs11.lib(SOFTHSM)
    module.reinitialize()
    with module.get_token(token_label="ocop").open(rw=True, user_pin=PIN) as session:
        attributes = decode_x509_certificate(certificate.public_bytes(serialization.Encoding.DER))
        session.create_object(
            {
                **attributes,
                pkcs11.Attribute.TOKEN: True,
                pkcs11.Attribute.LABEL: "dau",
                pkcs11.Attribute.ID: b"\x01",
            }
        )


def test_key_in_a_token_seals_without_leaving_it(token, office):
    original = draft()

    signed, seal = sealed(original)

    verdict = judge(original, signed, office)
    assert (verdict.state, verdict.signer) == ("valid", "Con dấu UBND tỉnh thử")


@pytest.mark.parametrize(
    ("setting", "value", "code"),
    [("OCOP_SEAL_TOKEN", "khác", "seal.token"), ("OCOP_SEAL_KEY", "khác", "seal.key")],
)
def test_wrong_label_of_a_token_is_told(token, setting, value, code):
    setattr(token, setting, value)

    assert refusal()[0] == code


def test_wrong_pin_is_told(token, tmp_path):
    (tmp_path / "secret").write_text("9999")

    assert refusal()[0] == "seal.token"


def test_time_stamp_of_a_service_makes_the_higher_level(unset, tmp_path, office):
    unset.OCOP_SEAL = f"pkcs12:{key_file(tmp_path, office)}"
    with time_service(office) as url:
        unset.OCOP_TSA_URL = url
        original = draft()
        signed, seal = sealed(original)

    assert (seal.level, judge(original, signed, office).signatures[0].level) == ("PAdES B-T", "PAdES B-T")


def test_dead_time_service_fails_the_seal_instead_of_lowering_it(unset, tmp_path, office):
    from pyhanko.sign.timestamps import TimestampRequestError

    unset.OCOP_SEAL = f"pkcs12:{key_file(tmp_path, office)}"
    unset.OCOP_TSA_URL = "http://127.0.0.1:9/"

    with pytest.raises(TimestampRequestError, match="does not answer"):
        sealed(draft())


class time_service:
    """A real HTTP service around the library's dummy, on a free port."""

    def __init__(self, office):
        self.stamper = time_stamper(office)

    def __enter__(self):
        from asn1crypto import tsp

        stamper = self.stamper

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                import asyncio

                asked = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
                answer = asyncio.run(stamper.async_request_tsa_response(asked)).dump()
                self.send_response(200)
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *args):
                pass

        self.server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self.server.server_port}/"

    def __exit__(self, *args):
        self.server.shutdown()
        self.server.server_close()

"""The verdict on a scanned code: true in every case, of the same shape and cost, light, and asking nobody's session."""

import re
import statistics
import subprocess
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ocop.core.acting import system
from ocop.core.clock import local_date, now, today
from ocop.core.immutability import triggers_off
from ocop.documents.certificates import render_certificate
from ocop.documents.credentials import cwt, keyring
from ocop.documents.credentials.curve import SoftSigner
from ocop.recognition.models import Certificate, Credential, Revocation, Suspension
from ocop.recognition.papers import certificate_data, certificate_url, check_url, code_url
from ocop.registry.queries.checking import held
from ocop.registry.verdicts import verdict
from tests.factories.recognition import make_certificate, make_office

pytestmark = pytest.mark.django_db
ABSENT = "A2" * 14
TAG = re.compile(r"<(/?[a-z][a-z0-9]*)")


@pytest.fixture(autouse=True)
def demo_keys(settings):
    settings.OCOP_DEMO = True


@pytest.fixture
def certificate() -> Certificate:
    at = now() - timedelta(days=1)
    return make_certificate(make_office(on=local_date(at)), "Nước mắm thử", on=local_date(at), at=at)


def page(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def word(client: Client, url: str) -> str:
    return re.search(r'verdict-word">([^<]*)<', page(client, url)).group(1)  # type: ignore[union-attr]


def code_path(certificate: Certificate) -> str:
    return "/K/" + certificate_url(certificate).rsplit("/", 1)[1]


def revoke(one: Certificate) -> None:
    Revocation.objects.create(
        certificate=one, ground="b", words="Không còn đạt", concluded_on=today(), concluded_by="Đoàn kiểm tra",
        due_on=today(), proposed_at=now(), state="decided", state_at=now(), revoked_on=today(),
    )  # fmt: skip


def suspend(one: Certificate) -> None:
    Suspension.objects.create(certificate=one, from_on=today(), reason="Đang kiểm tra", at=now())


def supersede(one: Certificate) -> None:
    Certificate.objects.filter(pk=one.pk).update(superseded_on=today())


def end_on(days: int) -> Callable[[Certificate], None]:
    def move(one: Certificate) -> None:
        with triggers_off():
            Certificate.objects.filter(pk=one.pk).update(
                valid_from=today() - timedelta(days=500), valid_until=today() + timedelta(days=days)
            )

    return move


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda one: None, "CÒN HIỆU LỰC"),
        (end_on(30), "SẮP HẾT HẠN"),
        (end_on(0), "SẮP HẾT HẠN"),
        (end_on(-1), "HẾT HẠN"),
        (supersede, "ĐÃ THAY THẾ"),
        (suspend, "TẠM DỪNG"),
        (revoke, "ĐÃ THU HỒI"),
    ],
)
def test_label_and_certificate_code_say_what_the_register_says(
    client: Client, certificate: Certificate, change: Callable[[Certificate], None], expected: str
) -> None:
    change(certificate)

    assert word(client, f"/kiem-tra/{certificate.token}/") == word(client, code_path(certificate)) == expected


def test_the_page_of_a_valid_certificate_shows_the_facts_and_the_signature(
    client: Client, certificate: Certificate
) -> None:
    shown = page(client, code_path(certificate))

    assert "Nước mắm thử" in shown and certificate.number_text in shown and "4 sao" in shown
    assert "Đúng, do nơi cấp ký." in shown and "Chỉ áp dụng cho sản phẩm này." in shown
    assert "Đúng, do nơi cấp ký." in page(client, f"/kiem-tra/{certificate.token}/")


def _signed_by(certificate: Certificate, signer: SoftSigner, **changes: object) -> str:
    from dataclasses import replace

    stored = Credential.objects.get(certificate=certificate)
    read = cwt.read_cwt(bytes(stored.cwt))
    return cwt.to_text(cwt.make_cwt(replace(read.claims, **changes), signer, read.kid))  # type: ignore[arg-type]


def test_forged_truncated_foreign_and_unknown_codes_get_a_true_verdict_and_no_facts(
    client: Client, certificate: Certificate
) -> None:
    text = code_path(certificate)
    stranger = SoftSigner(ec.generate_private_key(ec.SECP256R1()))
    stored = bytes(Credential.objects.get(certificate=certificate).cwt)
    other_kid = stored.replace(cwt.read_cwt(stored).kid, b"otherkid")
    cases = {
        f"/K/{_signed_by(certificate, stranger)}": "MÃ GIẢ",
        f"/K/{_signed_by(certificate, stranger, stars=5)}": "MÃ GIẢ",
        text[:-20]: "MÃ KHÔNG ĐỦ",
        f"/K/{cwt.to_text(other_kid)}": "MÃ CỦA NƠI KHÁC",
        "/K/MFRGGZDFMZTWQ2LK": "KHÔNG PHẢI MÃ OCOP",
        f"/kiem-tra/{ABSENT}/": "KHÔNG CÓ TRONG SỔ",
    }

    for url, expected in cases.items():
        answer = client.get(url)
        assert (answer.status_code, word(client, url)) == (404, expected), url
        assert "Nước mắm thử" not in answer.content.decode() and "4 sao" not in answer.content.decode()


def test_a_rightly_signed_code_of_a_certificate_that_is_not_there_is_not_in_the_register(
    client: Client, certificate: Certificate
) -> None:
    key = keyring.signing_key(now())
    url = f"/K/{_signed_by(certificate, key.signer, token=ABSENT)}"  # type: ignore[arg-type]

    assert word(client, url) == "KHÔNG CÓ TRONG SỔ"


def test_after_a_rotation_old_codes_still_hold_and_after_a_revocation_the_register_decides(
    client: Client, certificate: Certificate
) -> None:
    old = keyring.signing_key(now())
    keyring.rotate(by=system(today()), at=now())
    assert "Đúng, do nơi cấp ký." in page(client, code_path(certificate))

    keyring.revoke(kid=old.kid, reason="Lộ khóa", by=system(today()), at=now())
    shown = page(client, code_path(certificate))
    assert "Khóa ký đã bị hủy, cần kiểm tra trong sổ đăng ký." in shown and "CÒN HIỆU LỰC" in shown


def test_every_answer_has_the_same_parts_in_the_same_order(client: Client, certificate: Certificate) -> None:
    shapes = {
        url: [tag for tag in TAG.findall(page(client, url)) if tag not in ("li", "/li", "a", "/a", "svg", "/svg", "use", "/use", "span", "/span")]
        for url in (f"/kiem-tra/{certificate.token}/", code_path(certificate), f"/kiem-tra/{ABSENT}/", "/K/MFRGGZDFMZTWQ2LK")
    }  # fmt: skip

    assert len({tuple(tags) for tags in shapes.values()}) == 1


@pytest.mark.parametrize("kind", ["label", "code", "absent", "foreign", "cut"])
def test_one_statement_no_cookie_no_script_and_few_bytes(
    client: Client, certificate: Certificate, kind: str
) -> None:
    url = {
        "label": f"/kiem-tra/{certificate.token}/",
        "code": code_path(certificate),
        "absent": f"/kiem-tra/{ABSENT}/",
        "foreign": "/K/MFRGGZDFMZTWQ2LK",
        "cut": code_path(certificate)[:-9],
    }[kind]
    client.cookies["sessionid"] = "x" * 32  # also somebody who has signed in costs no more
    client.get(url)
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(url)

    assert (len(seen), str(answer.cookies)) == (1, "")
    assert b"<script" not in answer.content and b"<form" not in answer.content
    assert _weight(answer.content.decode()) <= 50_000


def _weight(shown: str) -> int:
    """The page and everything it names, not even compressed."""
    files = {name.split("#")[0] for name in re.findall(r'(?:href|src)="/static/([^"]+)"', shown)}
    return len(shown.encode()) + sum((Path("static") / name).stat().st_size for name in files)


def test_a_repeated_scan_is_answered_without_a_body_until_something_changes(
    client: Client, certificate: Certificate
) -> None:
    url = f"/kiem-tra/{certificate.token}/"
    first = client.get(url)
    again = client.get(url, headers={"If-None-Match": first["ETag"]})
    revoke(certificate)
    changed = client.get(url, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content, first["Cache-Control"]) == (304, b"", "no-cache")
    assert changed.status_code == 200 and "ĐÃ THU HỒI" in changed.content.decode()


def test_hidden_and_absent_codes_take_the_same_time(client: Client, certificate: Certificate) -> None:
    urls = (f"/kiem-tra/{certificate.token}/", f"/kiem-tra/{ABSENT}/")
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(200):
        for url, times in zip(urls, taken, strict=True):
            start = time.perf_counter()
            client.get(url)
            times.append(time.perf_counter() - start)
    known, absent = (statistics.median(times) for times in taken)

    assert abs(known - absent) < max(0.002, 0.05 * known)


def test_the_code_on_the_paper_reads_back_as_the_address(certificate: Certificate, tmp_path: Path) -> None:
    pdf, picture = tmp_path / "giay.pdf", tmp_path / "giay"
    pdf.write_bytes(render_certificate(certificate_data(certificate)))
    subprocess.run(["pdftoppm", "-r", "200", "-png", str(pdf), str(picture)], check=True)
    read = subprocess.run(
        ["zbarimg", "-q", "--raw", *map(str, tmp_path.glob("giay*.png"))], check=True, capture_output=True
    )

    url = certificate_url(certificate)
    assert read.stdout.decode().strip() == url == url.upper()
    assert url.startswith("HTTP") and check_url(certificate) != url


def test_the_longest_names_still_print_with_squares_that_a_phone_reads(certificate: Certificate) -> None:
    import segno

    key = keyring.signing_key(now())
    long = cwt.short("Trà Shan tuyết cổ thụ hảo hạng hộp quà tặng đặc biệt " * 3)
    url = code_url(
        cwt.make_cwt(
            cwt.Claims("did:web:ocop.thanhphohochiminh.gov.vn", "A" * 28, "00001/2026/GCN-OCOP-01", long, long, 5,
                       "12345/QĐ-UBND", now(), now(), now(), 12, 131_071, True), key.signer, key.kid_bytes)
    )  # fmt: skip
    code = segno.make_qr(url, error="m", boost_error=False)

    assert code.mode == "alphanumeric" and 31 / code.symbol_size(border=0)[0] >= 0.36  # mm a square


def test_status_follows_the_day(certificate: Certificate) -> None:
    def on(at: datetime) -> str:
        return verdict(held(certificate.token, local_date(at)), at).word

    assert on(now() - timedelta(days=30)) == "CHƯA CÓ HIỆU LỰC"
    assert on(now() + timedelta(days=1000)) == "SẮP HẾT HẠN"
    assert on(now() + timedelta(days=1100)) == "HẾT HẠN"


def test_the_page_speaks_english_when_asked_and_keeps_no_choice(
    client: Client, certificate: Certificate
) -> None:
    answer = client.get(f"/kiem-tra/{certificate.token}/?tieng=en")

    assert b"Signature" in answer.content and answer["Content-Language"] == "en" and not answer.cookies


def test_only_the_scanning_pages_may_use_the_camera(client: Client) -> None:
    allowed = {url: client.get(url)["Permissions-Policy"].split(",")[0] for url in (
        "/", "/kiem-tra/", f"/kiem-tra/{ABSENT}/", "/kiem-tra/quet/", "/kiem-tra/ngoai-tuyen/")}  # fmt: skip

    assert [url for url, policy in allowed.items() if policy == "camera=(self)"] == list(allowed)[3:]
    assert set(allowed.values()) == {"camera=()", "camera=(self)"}


def test_the_worker_keeps_the_files_it_names_and_may_serve_scanned_addresses(client: Client) -> None:
    answer = client.get("/kiem-tra/ngoai-tuyen.js")
    files = re.findall(r'"(/static/[^"]+)"', answer.content.decode().replace("\\u002D", "-"))

    assert answer["Service-Worker-Allowed"] == "/" and answer["Content-Type"].startswith("text/javascript")
    assert len(files) >= 8 and all(Path(f".{name}").exists() for name in files)
    assert client.get("/kiem-tra/ngoai-tuyen.webmanifest").json()["scope"] == "/kiem-tra/"

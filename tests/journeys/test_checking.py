"""A buyer checks a code: on a slow line, without a script, in English, on paper, with the camera, and with no network."""

import io
import os
import random
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import segno
from cryptography.hazmat.primitives.asymmetric import ec
from django.db import connection
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from ocop.core.clock import local_date, now, today
from ocop.documents.credentials import cwt, keyring
from ocop.documents.credentials.curve import SoftSigner
from ocop.documents.credentials.verifying import verify_cwt
from ocop.recognition.models import Certificate, Credential
from ocop.recognition.papers import certificate_url, check_url
from tests.factories.recognition import make_certificate, make_office
from tests.journeys.axe import assert_axe_clean, assert_fits
from tests.journeys.conftest import ARGS
from tests.registry.test_checking import end_on, revoke

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
OFFLINE, SCAN = "/kiem-tra/ngoai-tuyen/", "/kiem-tra/quet/"
SLOW = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 50_000,
    "uploadThroughput": 50_000,
}  # bytes a second


@pytest.fixture
def certificate(settings: Any, live_server: Any) -> Certificate:
    settings.OCOP_DEMO, settings.OCOP_PUBLIC_URL = True, live_server.url
    with ThreadPoolExecutor(
        1
    ) as aside:  # signing runs an event loop, and the browser's driver has one in this thread
        return aside.submit(issued).result()


def issued() -> Certificate:
    at = now() - timedelta(days=1)
    try:
        return make_certificate(make_office(on=local_date(at)), "Nước mắm thử", on=local_date(at), at=at)
    finally:
        connection.close()


def forged(certificate: Certificate) -> str:
    read = cwt.read_cwt(bytes(Credential.objects.get(certificate=certificate).cwt))
    stranger = SoftSigner(ec.generate_private_key(ec.SECP256R1()))
    return "/K/" + cwt.to_text(cwt.make_cwt(replace(read.claims, stars=5), stranger, read.kid))


def path_of(certificate: Certificate) -> str:
    return "/K/" + certificate_url(certificate).rsplit("/", 1)[1]


def verdict(page: Page) -> Any:
    return page.locator(".verdict-word")


def good(page: Page) -> None:
    assert_axe_clean(page)
    assert_fits(page)


def test_each_answer_is_read_on_a_phone(new_page: Callable[..., Page], certificate: Certificate) -> None:
    page = new_page(phone=True)
    page.allowed.append("404")  # type: ignore[attr-defined]
    for url, word in {
        path_of(certificate): "CÒN HIỆU LỰC",
        forged(certificate): "MÃ GIẢ",
        path_of(certificate)[:-30]: "MÃ KHÔNG ĐỦ",
        f"/kiem-tra/{'A2' * 14}/": "KHÔNG CÓ TRONG SỔ",
    }.items():
        page.goto(url)
        expect(verdict(page)).to_have_text(word)
        good(page)
    end_on(-1)(certificate)
    page.goto(f"/kiem-tra/{certificate.token}/")
    expect(verdict(page)).to_have_text("HẾT HẠN")
    revoke(certificate)
    page.reload()
    expect(verdict(page)).to_have_text("ĐÃ THU HỒI")
    good(page)


def test_without_script_in_english_and_on_paper(
    new_page: Callable[..., Page], certificate: Certificate
) -> None:
    page = new_page(javascript=False)
    page.goto(path_of(certificate))
    expect(verdict(page)).to_have_text("CÒN HIỆU LỰC")
    page.get_by_role("link", name="English").click()
    expect(verdict(page)).to_have_text("VALID")
    expect(page.get_by_text("This product only.")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation")).to_be_hidden()
    expect(verdict(page)).to_be_visible()


def test_on_a_slow_line_the_verdict_comes_with_few_bytes(
    new_page: Callable[..., Page], certificate: Certificate
) -> None:
    page = new_page(phone=True)
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW)
    sizes: list[float] = []
    line.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(f"/kiem-tra/{certificate.token}/", wait_until="networkidle")

    expect(verdict(page)).to_have_text("CÒN HIỆU LỰC")
    assert 0 < sum(sizes) <= 50_000
    painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    assert painted < 4000


def test_the_installed_page_checks_without_a_network(
    new_page: Callable[..., Page], certificate: Certificate
) -> None:
    page = new_page(phone=True)
    page.allowed += ["ERR_INTERNET_DISCONNECTED", "Failed to load resource"]  # type: ignore[attr-defined]
    ready(page)
    good(page)
    page.context.set_offline(True)
    page.goto(path_of(certificate))  # what the camera of the phone opens
    expect(verdict(page)).to_have_text("CÒN HIỆU LỰC")
    expect(page.locator(".verdict-lead")).to_contain_text("Chữ ký đúng, trong thời hạn.")
    expect(page.locator(".verdict-lead")).to_contain_text(f"{today():%d/%m/%Y}")
    expect(page.get_by_role("heading", name="Nước mắm thử")).to_be_visible()
    good(page)
    for text, word in {
        forged(certificate): "MÃ GIẢ",
        path_of(certificate)[:-30]: "MÃ KHÔNG ĐỦ",
        "https://example.org/": "KHÔNG PHẢI MÃ OCOP",
        check_url(certificate): "CẦN MẠNG ĐỂ KIỂM TRA",
        stranger_code(certificate): "CẦN MẠNG ĐỂ LẤY KHÓA",
    }.items():
        typed(page, text)
        expect(verdict(page)).to_have_text(word)


def ready(page: Page) -> None:
    """The page once with a network: worker installed, keys and lists kept."""
    page.goto(OFFLINE)
    expect(page.get_by_text("Khóa và danh sách trạng thái trong máy: lúc")).to_be_visible()
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function(
        "navigator.serviceWorker.getRegistrations().then(all => all.length === 2 && all.every(one => one.active))"
    )


def typed(page: Page, text: str) -> None:
    page.get_by_label("Hoặc dán nội dung của mã").fill(text)
    page.get_by_role("button", name="Kiểm tra").click()


def stranger_code(certificate: Certificate) -> str:
    read = cwt.read_cwt(bytes(Credential.objects.get(certificate=certificate).cwt))
    return cwt.to_text(
        cwt.make_cwt(read.claims, SoftSigner(ec.generate_private_key(ec.SECP256R1())), b"otherkid")
    )


def test_the_kept_list_tells_of_a_revocation_and_of_its_age(
    new_page: Callable[..., Page], certificate: Certificate
) -> None:
    revoke(certificate)
    page = new_page(phone=True)
    page.allowed += ["ERR_INTERNET_DISCONNECTED", "Failed to load resource"]  # type: ignore[attr-defined]
    ready(page)
    page.context.set_offline(True)
    typed(page, certificate_url(certificate))
    expect(verdict(page)).to_have_text("ĐÃ THU HỒI")
    page.evaluate(AGE)
    typed(page, certificate_url(certificate))
    expect(page.locator(".verdict-lead")).to_contain_text("Danh sách đã cũ hơn 7 ngày")
    page.evaluate("caches.delete('ocop-kiem-tra-so')")
    typed(page, certificate_url(certificate))
    expect(verdict(page)).to_have_text("CẦN MẠNG ĐỂ LẤY KHÓA")


AGE = """async () => {
  const cache = await caches.open('ocop-kiem-tra-so'), name = '/kiem-tra/so-da-luu.json';
  const record = await (await cache.match(name)).json();
  for (const list of Object.values(record.lists)) list.at -= 8 * 86400;
  await cache.put(name, new Response(JSON.stringify(record)));
}"""


def test_the_browser_and_the_server_judge_every_changed_code_alike(
    new_page: Callable[..., Page], certificate: Certificate
) -> None:
    chance, text = random.Random(7), certificate_url(certificate).rsplit("/", 1)[1]
    content = bytes(Credential.objects.get(certificate=certificate).cwt)
    codes = [text, text.lower(), f"HTTPS://OCOP.VN/K/{text}"]
    for _ in range(300):
        place = chance.randrange(len(content))
        changed = bytearray(content)
        changed[place] ^= 1 << chance.randrange(8)
        codes.append(cwt.to_text(bytes(changed[: chance.choice([len(content), len(content), place + 1])])))
        codes.append(text[: chance.randrange(3, len(text))])
    page = new_page()
    page.goto(OFFLINE)
    at, issuer, keys = int(now().timestamp()), keyring.issuer(), keyring.published_keys()
    theirs = page.evaluate(JUDGE, [codes, at, issuer])

    assert theirs == [str(verify_cwt(code, keys, now(), issuer=issuer).proof) for code in codes]
    assert len(set(theirs)) >= 5


JUDGE = """async ([codes, at, issuer]) => {
  const { verifyCode } = await import('/static/js/check/codes.js');
  const { keys } = await (await fetch('/.well-known/jwks.json')).json();
  return Promise.all(codes.map(async (code) => (await verifyCode(code, keys, at, issuer)).proof));
}"""


def picture(text: str, scale: int = 5) -> bytes:
    out = io.BytesIO()
    segno.make_qr(text, error="m").save(out, kind="png", scale=scale, border=4)
    return out.getvalue()


def test_a_photo_of_the_code_leads_to_its_verdict_and_a_foreign_one_nowhere(
    new_page: Callable[..., Page], certificate: Certificate
) -> None:
    page = new_page(phone=True)
    page.goto(SCAN)
    good(page)
    give(page, b"", blank=True)
    expect(page.get_by_text("Không thấy mã nào trong ảnh.")).to_be_visible()
    give(page, picture("https://lua-dao.example/K/ABC"))
    expect(page.get_by_text("Đây không phải mã OCOP của trang này.")).to_contain_text(
        "https://lua-dao.example/K/ABC"
    )
    assert page.url.endswith(SCAN)
    give(page, picture(certificate_url(certificate)))
    page.wait_for_url(re.compile("/K/"))
    expect(verdict(page)).to_have_text("CÒN HIỆU LỰC")


def give(page: Page, content: bytes, *, blank: bool = False) -> None:
    if blank:
        out = io.BytesIO()
        Image.new("RGB", (300, 200), "white").save(out, "PNG")
        content = out.getvalue()
    page.get_by_label("Hoặc chọn ảnh chụp mã").set_input_files(
        {"name": "ma.png", "mimeType": "image/png", "buffer": content}
    )


def test_a_device_without_a_camera_is_told_so(
    new_page: Callable[..., Page], certificate: Certificate
) -> None:
    page = new_page()
    page.goto(SCAN)
    page.get_by_role("button", name="Mở máy ảnh").click()
    expect(
        page.get_by_text("Hãy cho phép trong cài đặt").or_(page.get_by_text("không có máy ảnh"))
    ).to_be_visible()


@pytest.mark.parametrize("allowed", [True, False])
def test_the_camera_finds_the_code_when_it_may(
    browser: Browser, live_server: Any, certificate: Certificate, tmp_path: Path, allowed: bool
) -> None:
    seeing = browser.browser_type.launch(
        executable_path=os.environ.get("OCOP_CHROMIUM", "/usr/bin/chromium"),
        args=[
            *ARGS,
            "--use-fake-device-for-media-stream",
            f"--use-file-for-fake-video-capture={film(tmp_path, certificate_url(certificate))}",
        ],
    )
    context = seeing.new_context(base_url=live_server.url, permissions=["camera"] if allowed else [])
    page = context.new_page()
    page.goto(SCAN)
    page.get_by_role("button", name="Mở máy ảnh").click()
    if allowed:
        page.wait_for_url(re.compile("/K/"))
        expect(verdict(page)).to_have_text("CÒN HIỆU LỰC")
    else:
        expect(page.get_by_text("Máy ảnh chưa được phép dùng.")).to_be_visible()
    seeing.close()


def film(folder: Path, text: str) -> Path:
    """A camera that looks at this code."""
    path, frame, code = folder / "ma.mjpeg", io.BytesIO(), Image.open(io.BytesIO(picture(text)))
    scene = Image.new("RGB", (640, 480), "white")
    scene.paste(code.convert("RGB"), ((640 - code.width) // 2, (480 - code.height) // 2))
    scene.save(frame, "JPEG", quality=95)
    path.write_bytes(frame.getvalue() * 3)
    return path

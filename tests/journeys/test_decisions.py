"""From the council's results to a certificate in a real browser: office on a desk screen, signer on a phone."""

import asyncio
import os
from contextlib import contextmanager
from pathlib import Path

import pytest

from ocop.core.permissions import Role
from ocop.producers.models import Membership
from ocop.recognition.actions import publishing, revoking
from ocop.recognition.models import Certificate, Decision, ReviewTask
from tests.factories.accounts import AT, act
from tests.factories.recognition import DAY, make_certificate, make_office, make_rated, make_sent
from tests.journeys.axe import assert_axe_clean, assert_fits
from tests.recognition.test_importing import bring, row

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("OCOP_SHOTS", "")


@pytest.fixture(autouse=True)
def demo_keys(settings, tmp_path):
    settings.OCOP_DEMO, settings.OCOP_DATA = True, tmp_path


@contextmanager
def own_loop():
    """Signing runs an event loop of its own; the browser driver's one steps aside meanwhile."""
    running = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    try:
        yield
    finally:
        asyncio._set_running_loop(running)


def look(page, name):
    """Nobody is shut out, nothing sticks out, at desk and phone width."""
    assert_axe_clean(page)
    wide = page.viewport_size
    for width, height in ((1366, 768), (360, 740)):
        page.set_viewport_size({"width": width, "height": height})
        assert_fits(page)
        if SHOTS:
            page.screenshot(path=Path(SHOTS) / f"{name}-{width}.png", full_page=True)
    assert_axe_clean(page)
    page.set_viewport_size(wide)


def press(page, label):
    page.get_by_role("button", name=label, exact=True).click()


def test_office_and_signer_bring_results_to_certificates(new_page):
    office = make_office()
    for name, mean in (
        ("Nước mắm Cát Bà", "82.25"),
        ("Mật ong bạc hà", "55"),
        ("Trà sen", "45"),
        ("Lụa tơ tằm", "93"),
    ):
        make_rated(office, name, mean, demo=True)
    desk = new_page(office.drafter.person, acting=office.drafter.key)
    desk.goto("/lam-viec/quyet-dinh/soan/")
    look(desk, "soan")
    press(desk, "Soạn dự thảo với các dòng đã chọn")
    look(desk, "sua")
    desk.get_by_label("Chức vụ người ký").fill("Chủ tịch")
    desk.get_by_label("Họ tên người ký").fill("Trần Văn Ký")
    press(desk, "Ghi dự thảo")
    look(desk, "du-thao")
    desk.get_by_role("link", name="Trình ký").click()
    desk.get_by_label("Ngày ban hành").fill("02/11/2026")
    look(desk, "trinh-ky")
    press(desk, "Trình ký")
    assert "01/QĐ-UBND" in desk.inner_text("h1")

    phone = new_page(office.signer.person, acting=office.signer.key, phone=True)
    phone.goto("/lam-viec/quyet-dinh/cho-ky/")
    look(phone, "cho-ky")
    phone.get_by_role("link", name="Xem và ký").click()
    look(phone, "ky")
    press(phone, "Ký thử bằng khóa demo")
    assert "Chữ ký số hợp lệ" in phone.inner_text("main")
    look(phone, "da-ky")

    other = new_page(office.publisher.person, acting=office.publisher.key)
    other.goto("/lam-viec/quyet-dinh/?tinh_trang=signed")
    look(other, "danh-sach")
    other.get_by_role("link", name="01/QĐ-UBND").click()
    other.get_by_role("link", name="Công bố").click()
    look(other, "cong-bo")
    press(other, "Công bố")
    assert "Đã công bố" in other.inner_text("main")
    assert Certificate.objects.count() == 2 and Decision.objects.get().state == "published"


def test_certificates_results_and_revocation_look_right(new_page):
    office = make_office()
    with own_loop():
        one, stopped = (
            make_certificate(office, "Nước mắm Cát Bà", mean="82.25", demo=True),
            make_certificate(office, "Đang dừng"),
        )
    low = make_rated(office, "Trà sen", "62", stars=3)
    short = make_rated(office, "Trà lài", "72", stars=3)
    publishing.conclude(dossier=make_rated(office, "Bánh", "45").dossier, by=office.drafter, at=AT)
    revoking.suspend(certificate=stopped, reason="Đang kiểm tra nhãn", by=office.publisher, at=AT)
    revoking.propose_revocation(
        certificate=one,
        ground="b",
        words="Không còn đạt tiêu chí 3.5",
        concluded_on=DAY,
        concluded_by="Đoàn kiểm tra",
        by=office.publisher,
        at=AT,
    )
    desk = new_page(office.publisher.person, acting=office.publisher.key)
    for name, url in [
        ("giay", "/lam-viec/giay-chung-nhan/"),
        ("mot-giay", one.get_absolute_url()),
        ("nhan", f"{one.get_absolute_url()}nhan/"),
        ("thu-hoi", "/lam-viec/thu-hoi/"),
        ("de-nghi", f"{one.get_absolute_url()}de-nghi-thu-hoi/"),
        ("tam-dung", f"{one.get_absolute_url()}tam-dung/"),
        ("soan-thu-hoi", "/lam-viec/quyet-dinh/soan/?loai=revoke"),
        ("ket-qua", f"/lam-viec/xu-ly/{short.dossier.code}/ket-qua/"),
        ("ket-luan", f"/lam-viec/xu-ly/{low.dossier.code}/ket-luan/"),
    ]:
        desk.goto(url)
        look(desk, name)

    held = Membership.objects.create(
        person=act(Role.MEMBER, office.unit).person,
        producer=one.product.producer,
        kind="owner",
        from_on=DAY,
        created_at=AT,
    )
    phone = new_page(held.person, acting=f"p{held.pk}", phone=True)
    for name, url in [
        ("chu-the-giay", "/lam-viec/giay-chung-nhan/"),
        ("chu-the-mot-giay", one.get_absolute_url()),
        ("chu-the-ket-qua", f"/lam-viec/ho-so/{one.line.dossier.code}/ket-qua/"),
    ]:
        phone.goto(url)
        look(phone, name)


def test_the_paper_way_and_old_records_look_right(new_page):
    office = make_office()
    decision = make_sent(office, make_rated(office, "Nước mắm", demo=True))
    bring(row(commune="Phường Quang Trung"), row("Chè"), row("Chè", stars="3"))
    desk = new_page(office.drafter.person, acting=office.drafter.key)
    place, question = ReviewTask.objects.get(kind="place"), ReviewTask.objects.get(kind="contradiction")
    for name, url in [
        ("ban-giay", f"{decision.get_absolute_url()}ban-giay/"),
        ("xac-nhan", f"{decision.get_absolute_url()}xac-nhan/"),
        ("rut-ve", f"{decision.get_absolute_url()}rut-ve/"),
        ("du-lieu-cu", "/lam-viec/du-lieu-cu/"),
        ("noi", f"/lam-viec/du-lieu-cu/{place.pk}/?q=ba+dinh"),
        ("mau-thuan", f"/lam-viec/du-lieu-cu/{question.pk}/"),
    ]:
        desk.goto(url)
        look(desk, name)

    from tests.recognition.test_importing import as_csv

    desk.goto("/lam-viec/du-lieu-cu/nhap/")
    look(desk, "nhap")
    desk.get_by_label("Danh sách đã công bố").set_input_files(
        {"name": "ds.csv", "mimeType": "text/csv", "buffer": as_csv(row("Gạo"), row("Nếp", stars="7"))}
    )
    press(desk, "Tải lên và xem trước")
    look(desk, "xem-truoc")
    press(desk, "Nhập các dòng này")
    assert "Đã nhập 1 dòng" in desk.inner_text("main")

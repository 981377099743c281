"""After recognition, in a real browser: a check without a network to suspension and the proposal to revoke, a report of a
buyer to a finding, a reward from decision to payment, the periodic report on a phone without scripts."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from ocop.core.permissions import Role
from ocop.recognition.models import Revocation, Suspension
from ocop.supervision.models import Advice, Finding, PeriodicReport, Visit
from ocop.supervision.queries.checklists import checklist
from ocop.support.models import Claim
from tests.factories.accounts import act, make_person
from tests.factories.inspections import inspector, make_period, make_visit, supervisor
from tests.factories.places import make_units
from tests.factories.recognition import make_certificate, make_office
from tests.factories.supervision import make_report
from tests.factories.support import PAPERS, make_policy, owner_of, recognised
from tests.journeys.season import look, own_loop

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
NewPage = Callable[..., Page]
STATE = "[data-scoring] [data-save-state]"
ROOM = "/lam-viec/giam-sat/"


def choose(page: Page, code: str, value: str) -> None:
    page.locator(f'input[name="{code}"][value="{value}"]').check(force=True)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def fill_in(page: Page, visit: Visit, *bad: str) -> None:
    for item in checklist(visit):
        choose(page, item.code, "bad" if item.code in bad else "good")
        if item.code in bad:
            page.locator(f'[name="note-{item.code}"]').fill("Giấy hết hạn từ tháng 8")


def test_an_inspection_offline_to_suspension_and_revocation(settings, tmp_path, new_page: NewPage) -> None:
    settings.OCOP_DEMO, settings.OCOP_DATA = True, tmp_path
    office = make_office(on=timezone.localdate())
    with own_loop():
        certificate = make_certificate(office)
    who = inspector()
    visit = make_visit(certificate.product, office.drafter, at=timezone.now())
    phone = new_page(who.person, phone=True, acting=who.key)
    phone.allowed.append("ERR_INTERNET_DISCONNECTED")
    phone.goto(f"{visit.get_absolute_url()}bat-dau/")
    press(phone, "Bắt đầu")
    phone.goto(f"{visit.get_absolute_url()}phieu/")
    look(phone)
    visit.refresh_from_db()

    phone.context.set_offline(True)
    fill_in(phone, visit, "attp-1")
    expect(phone.locator(STATE)).to_contain_text("Chờ mạng")
    assert visit.answers.count() == 0
    certificate.product.packaging = "Chai 330 ml"
    certificate.product.save()
    phone.context.set_offline(False)
    expect(phone.locator(STATE)).to_contain_text("Đã lưu", timeout=20_000)
    press(phone, "Lưu và chốt kết quả")
    press(phone, "Chốt kết quả")
    expect(phone.get_by_text("Sản phẩm đã thay đổi từ khi mở phiếu")).to_be_visible()
    expect(phone.get_by_text("Chai 330 ml").first).to_be_visible()
    look(phone)

    for kind in ("suspend", "revoke"):
        phone.goto(f"{visit.get_absolute_url()}kien-nghi/")
        choose(phone, "kind", kind)
        if kind == "revoke":
            choose(phone, "ground", "b")
        phone.get_by_role("textbox", name="Kết luận").fill("Không còn đủ điều kiện an toàn thực phẩm.")
        press(phone, "Gửi kiến nghị")
    desk = new_page(office.drafter.person, acting=office.drafter.key)
    for advice in Advice.objects.order_by("pk"):
        desk.goto(advice.get_absolute_url())
        look(desk)
        desk.get_by_role("link", name="Làm theo kiến nghị").click()
        press(desk, "Làm theo kiến nghị")
    assert Suspension.objects.filter(certificate=certificate, until_on=None).count() == 1
    assert Revocation.objects.get(certificate=certificate).state == "proposed"


def test_a_buyers_report_becomes_a_finding_that_is_put_right(new_page: NewPage) -> None:
    product, who = recognised()[0], inspector()
    case = make_report(product=product, kind="more_stars").case
    officer = act(Role.COMMUNE_OFFICER, make_units()["09556"], make_person("Lê Thị Xã"))
    commune = new_page(officer.person, acting=officer.key)
    commune.goto(f"{case.get_absolute_url()}look/")
    press(commune, "Bắt đầu xác minh")
    commune.get_by_role("link", name="Lập cuộc kiểm tra").click()
    press(commune, "Lập cuộc kiểm tra")
    visit = Visit.objects.get()
    look(commune)

    plain = new_page(who.person, phone=True, javascript=False, acting=who.key)
    plain.goto(f"{visit.get_absolute_url()}bat-dau/")
    press(plain, "Bắt đầu")
    plain.goto(f"{visit.get_absolute_url()}phieu/")
    visit.refresh_from_db()
    fill_in(plain, visit, "sao-1")
    press(plain, "Lưu và chốt kết quả")
    press(plain, "Chốt kết quả")
    finding = Finding.objects.get()
    assert finding.visit.case == case

    owner = owner_of(product)
    producer = new_page(owner.person, phone=True, acting=owner.key)
    producer.goto(finding.get_absolute_url())
    look(producer)
    producer.get_by_role("link", name="Báo đã khắc phục").click()
    producer.get_by_label("Đã khắc phục thế nào").fill("Đã in lại nhãn 3 sao")
    press(producer, "Báo đã khắc phục")
    plain.goto(f"{finding.get_absolute_url()}accept/")
    press(plain, "Xác nhận đã khắc phục")
    expect(plain.get_by_text("Đã khắc phục").first).to_be_visible()


def test_a_reward_from_the_decision_to_the_payment(new_page: NewPage) -> None:
    on = timezone.localdate()
    product, _ = recognised(decision_date=(on - timedelta(days=20)).isoformat(), year=str(on.year))
    first, second = supervisor(), supervisor()
    make_policy(first, from_on=on - timedelta(days=60), until_on=on + timedelta(days=60))
    owner = owner_of(product)
    phone = new_page(owner.person, phone=True, javascript=False, acting=owner.key)
    phone.goto("/lam-viec/ho-tro/khoan-chua-de-nghi/")
    phone.get_by_role("link", name="Nộp đề nghị cho Mật ong").click()
    press(phone, "Nộp đề nghị")
    expect(phone.get_by_text("chưa kiểm tra giấy tờ")).to_be_visible()
    claim = Claim.objects.get()

    one, two = (new_page(who.person, acting=who.key) for who in (first, second))
    one.goto(claim.get_absolute_url())
    look(one)
    one.get_by_role("link", name="Xác nhận đủ giấy tờ").click()
    for paper in PAPERS:
        one.get_by_label(paper).check()
    press(one, "Xác nhận đủ giấy tờ")
    expect(one.get_by_text("cần người thứ hai")).to_be_visible()
    two.goto(f"{claim.get_absolute_url()}approve/")
    two.get_by_label("Văn bản duyệt").fill("QĐ 5/QĐ-SNN")
    press(two, "Duyệt")
    two.get_by_role("link", name="Ghi đã chi").click()
    two.get_by_label("Ngày chi").fill(f"{on:%d/%m/%Y}")
    two.get_by_label("Chứng từ chi").fill("UNC 045")
    press(two, "Ghi đã chi")
    phone.goto("/lam-viec/ho-tro/")
    expect(phone.get_by_text("Đã chi").first).to_be_visible()
    claim.refresh_from_db()
    assert (claim.state, claim.paid_on) == ("paid", on)


def test_the_periodic_report_on_a_phone_without_scripts(new_page: NewPage) -> None:
    product = recognised()[0]
    owner = owner_of(product)
    make_period()
    looked = new_page(owner.person, phone=True, acting=owner.key)
    looked.goto("/lam-viec/bao-cao-dinh-ky/")
    look(looked)
    phone = new_page(owner.person, phone=True, javascript=False, acting=owner.key)
    phone.goto("/lam-viec/bao-cao-dinh-ky/")
    phone.get_by_role("link", name="Báo cáo 9 tháng đầu năm 2026").click()
    looked.goto(phone.url)
    look(looked)
    phone.get_by_label("Doanh thu của cơ sở trong kỳ (triệu đồng)").fill("1250,5")
    phone.get_by_label("Trong đó từ sản phẩm OCOP (triệu đồng)").fill("900")
    phone.get_by_label("Lao động thường xuyên cuối kỳ (người)").fill("14")
    press(phone, "Gửi báo cáo")
    expect(phone.get_by_text("Đã báo cáo").first).to_be_visible()
    assert PeriodicReport.objects.get().workers == 14

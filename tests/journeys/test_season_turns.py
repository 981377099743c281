"""Where a season does not go straight on: returned, conflicted, over the gap, to the centre, revoked, without scripts."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from ocop.core.clock import today
from ocop.demo.builders import councils as c
from ocop.demo.builders import decisions as q
from ocop.demo.builders import dossiers as d
from ocop.demo.builders import sides as s
from ocop.demo.builders.councils import CENTRE, PROVINCE
from ocop.demo.builders.dossiers import Plan
from ocop.demo.cast import PASSWORD
from ocop.demo.world import World
from ocop.dossiers.models import Dossier
from ocop.evaluation.models import Result, Sheet
from ocop.recognition.enums import DecisionKind
from ocop.recognition.models import Certificate
from tests.journeys.season import (
    Stage,
    field,
    follow,
    look,
    make_ground,
    own_loop,
    press,
    says,
    step,
    vn,
    with_goods,
)

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world(settings: Any, tmp_path: Any) -> World:
    settings.OCOP_DEMO, settings.OCOP_DATA = True, tmp_path
    return make_ground()


@pytest.fixture
def stage(world: World, new_page: Any) -> Stage:
    return Stage(world, new_page)


def on_a_round(world: World, plans: dict[str, Plan], *, ago: int = 12) -> None:
    """Goods appraised and put on a closed round, the council established."""
    with_goods(world, *plans)
    c.establish(world, PROVINCE, ago=60)
    c.plan_round(
        world,
        "round",
        PROVINCE,
        name="Đợt thử",
        proposed_by=world.days.on(ago),
        done_by=s.year_end(world.days),
        ago=59,
    )
    for key, plan in plans.items():
        d.to_appraised(world, key, plan, ago=ago + 3)
        d.schedule(world, key, "round", ago=ago + 1)
    c.close_round(world, "round", PROVINCE, ago=ago)


def in_session(world: World, products: list[str], *, interest: dict[str, str] | None = None) -> str:
    """Scoring is open. Returns the session's address."""
    session = c.prepare(world, "session", PROVINCE, "round", products, name="Phiên thử", ago=9)
    c.convene(world, "session", PROVINCE, ago=9)
    c.declare(world, "session", PROVINCE, ago=8, interest=interest)
    c.open_scoring(world, "session", PROVINCE, ago=7)
    return str(session.get_absolute_url())


def sheet_url(session: str, dossier: Dossier) -> str:
    return f"/lam-viec/cham-diem/{session.rstrip('/').rsplit('/', 1)[1]}/{dossier.code}/"


def test_returned_dossier_is_mended_item_by_item_and_forwarded(stage: Stage, world: World) -> None:
    with_goods(world, "bun-sen")
    d.file(world, "bun-sen", Plan(72, 4), ago=4)
    d.accept(world, "bun-sen", ago=3)
    code = world.dossiers["bun-sen"].code
    officer = stage.page("xa")
    officer.goto(f"/lam-viec/xu-ly/{code}/")
    follow(officer, "Trả lại để bổ sung")
    look(officer)
    press(officer, "Trả lại hồ sơ")
    expect(officer.locator("main")).to_contain_text("Hãy chọn ít nhất một mục")
    for number, (where, why) in enumerate(
        (("1.1", "Hợp đồng mờ trang 2, xin chụp lại."), ("form_02", "Ghi rõ sản lượng từng năm.")), 1
    ):
        item = officer.locator("details").filter(has_text=f"Mục cần sửa {number}")
        if item.get_attribute("open") is None:
            item.locator("summary").click()
        item.get_by_label("Chỗ cần sửa").select_option(where)
        item.get_by_label("Lý do").select_option(index=1)
        item.get_by_label("Cần sửa thế nào").fill(why)
    press(officer, "Trả lại hồ sơ")
    says(officer, "Đã trả hồ sơ")

    phone = stage.page("chu-the", phone=True)
    phone.goto("/lam-viec/")
    look(phone)
    phone.goto(f"/lam-viec/ho-so/{code}/bo-sung/")
    look(phone)
    follow(phone, "Mở chỗ cần sửa")
    field(phone, "Lời giải thích của chủ thể").fill("Đã chụp lại hợp đồng, rõ từng trang.")
    phone.get_by_role("button", name=re.compile("^Lưu và sang")).click()
    for answer in ("Đã chụp lại trang 2.", "Đã ghi sản lượng ba năm."):
        phone.goto(f"/lam-viec/ho-so/{code}/bo-sung/")
        open_ones = phone.locator("main form").filter(has_not_text="Đã trả lời")
        place = 0 if "trang" in answer else 1
        open_ones.nth(place).get_by_role("textbox").fill(answer)
        open_ones.nth(place).get_by_role("button", name="Ghi trả lời").click()
        says(phone, "Đã ghi trả lời")
    follow(phone, "Xem lại và nộp lại")
    phone.get_by_label(re.compile("Tôi cam đoan")).check()
    press(phone, "Nộp hồ sơ")
    expect(phone.locator(".receipt-number")).to_have_text(code)
    phone.goto(f"/lam-viec/ho-so/{code}/so-sanh/")
    look(phone)
    assert world.dossier("bun-sen").versions.count() == 2

    officer.goto(f"/lam-viec/xu-ly/{code}/dien-bien/")
    says(officer, "Đã chụp lại trang 2.")
    officer.goto(f"/lam-viec/xu-ly/{code}/")
    step(officer, "Tiếp nhận")
    d.assess(world, "bun-sen", ago=1)
    officer.goto(f"/lam-viec/xu-ly/{code}/")
    step(officer, "Đề nghị lên tỉnh")
    says(officer, "Đã đề nghị cấp tỉnh")
    officer.goto(f"/lam-viec/xu-ly/{code}/dien-bien/")
    look(officer)


def test_conflicted_member_sees_nothing_and_the_others_count(stage: Stage, world: World) -> None:
    on_a_round(world, {"hoa-lan": Plan(74, 4), "cuc-hoa-mi": Plan(66, 3)})
    session = c.prepare(
        world, "session", PROVINCE, "round", ["hoa-lan", "cuc-hoa-mi"], name="Phiên thử", ago=3
    )
    c.convene(world, "session", PROVINCE, ago=3)
    c.declare(
        world, "session", PROVINCE, ago=2, only=[key for key in PROVINCE.scoring if key != "thanh-vien-3"]
    )
    url = session.get_absolute_url()
    kept_out = world.dossier("hoa-lan")

    page = stage.page("thanh-vien-3")
    page.goto("/lam-viec/cham-diem/")
    follow(page, "Phiên thử")
    page.get_by_label(f"Xung đột với {kept_out.product.name}").select_option("family")
    page.get_by_label(f"Nói rõ về {kept_out.product.name}").fill("Em gái là giám đốc hợp tác xã.")
    press(page, "Gửi lời khai")
    expect(page.locator("main")).to_contain_text("Hãy đánh dấu xác nhận")
    expect(page.get_by_label(f"Nói rõ về {kept_out.product.name}")).to_have_value(
        "Em gái là giám đốc hợp tác xã."
    )
    look(page)
    page.get_by_label(re.compile("^Tôi đã xem toàn bộ chương trình")).check()
    press(page, "Gửi lời khai")

    secretary = stage.page("thu-ky")
    secretary.goto(f"{url}thanh-vien/")
    says(secretary, "Em gái là giám đốc")
    look(secretary)
    secretary.goto(url)
    step(secretary, "Mở chấm điểm")

    page.goto("/lam-viec/cham-diem/")
    follow(page, "Phiên thử")
    expect(page.locator("main")).to_contain_text("Cúc họa mi")
    expect(page.locator("main")).not_to_contain_text("Lan hồ điệp")
    look(page)
    page.allowed.append("404")  # type: ignore[attr-defined]
    answer = page.goto(sheet_url(url, kept_out))
    assert answer is not None and answer.status == 404
    for key in ("hoa-lan", "cuc-hoa-mi"):
        c.score(world, key, PROVINCE, ago=0)
    secretary.goto(url)
    step(secretary, "Đề nghị khóa kết quả")
    chair = stage.page("chu-tich")
    chair.goto(url)
    step(chair, "Khóa kết quả")
    chair.goto(f"{url}san-pham/{kept_out.code}/")
    says(chair, "của 5 phiếu")
    look(chair)
    assert [Result.objects.get(dossier=world.dossiers[key]).counted for key in ("hoa-lan", "cuc-hoa-mi")] == [
        5,
        6,
    ]


def test_gap_is_discussed_and_scored_again_with_a_reason(stage: Stage, world: World) -> None:
    on_a_round(world, {"hoa-lan": Plan(76, 4)})
    url = in_session(world, ["hoa-lan"])
    c.score(world, "hoa-lan", PROVINCE, ago=6, lower={"thanh-vien-5": c.GAP})
    dossier = world.dossier("hoa-lan")
    secretary = stage.page("thu-ky")
    secretary.goto(f"{url}san-pham/{dossier.code}/")
    says(secretary, "Chênh lệch vượt mức")
    look(secretary)
    follow(secretary, "Mở chấm lại sau thảo luận")
    secretary.locator("main textarea").fill("Đã xem lại hợp đồng liên kết và nhãn.")
    look(secretary)
    press(secretary, "Mở chấm lại sau thảo luận")

    page = stage.page("thanh-vien-5")
    page.goto(sheet_url(url, dossier))
    says(page, "Chấm lại sau thảo luận")
    wanted = c.marks_of(world, "hoa-lan", "thanh-vien-5", PROVINCE)
    for code, choice in wanted.items():
        page.locator(f"#c-{code.replace('.', chr(92) + '.')} input[value='{choice}']").check(force=True)
    press(page, "Nộp phiếu")
    says(page, "hãy ghi lý do chấm lại")
    page.get_by_label("Lý do chấm lại khác lần trước").fill("Đã xem hợp đồng gốc.")
    look(page)
    press(page, "Nộp phiếu")
    says(page, "Đã nộp")
    for key in PROVINCE.scoring[:-1]:
        c.hand_in_again(world, "hoa-lan", key, PROVINCE, ago=0)
    secretary.goto(url)
    step(secretary, "Đề nghị khóa kết quả")
    says(secretary, "Chờ người thứ hai")
    assert Sheet.objects.filter(state="submitted").count() == len(PROVINCE.scoring)
    assert (
        Sheet.objects.get(state="submitted", seat__person=world.people["thanh-vien-5"]).reason
        == "Đã xem hợp đồng gốc."
    )


def draft_sign_publish(stage: Stage, url: str, keys: tuple[str, str, str]) -> None:
    """On the pages: from the offered lines to a published decision; drafter, signer, publisher are three people."""
    drafter, signer, publisher = (stage.page(key) for key in keys)
    drafter.goto(url)
    look(drafter)
    drafter.get_by_role("button", name=re.compile("^Soạn dự thảo")).click()
    field(drafter, "Chức vụ người ký").fill("Phó Chủ tịch")
    field(drafter, "Họ tên người ký").fill("Người Ký Mẫu")
    press(drafter, "Ghi dự thảo")
    follow(drafter, "Trình ký")
    field(drafter, "Ngày ban hành").fill(vn(today()))
    press(drafter, "Trình ký")
    expect(drafter.get_by_role("heading", level=1)).to_contain_text("/QĐ-")
    signer.goto("/lam-viec/quyet-dinh/cho-ky/")
    signer.get_by_role("link", name=re.compile("^Xem và ký")).first.click()
    press(signer, "Ký thử bằng khóa demo")
    says(signer, "Chữ ký số hợp lệ")
    publisher.goto(drafter.url)
    follow(publisher, "Công bố")
    press(publisher, "Công bố")
    says(publisher, "Đã công bố")


def test_product_of_ninety_points_goes_to_the_centre_and_gets_five_stars(
    stage: Stage, world: World, new_page: Any
) -> None:
    on_a_round(world, {"hoa-lan": Plan(96, 5)})
    c.whole_session(world, "province", PROVINCE, "round", ["hoa-lan"], name="Phiên của tỉnh", ago=6)
    draft_sign_publish(
        stage, "/lam-viec/quyet-dinh/soan/?loai=approve_result", ("tinh", "nguoi-ky", "tinh-2")
    )
    code = world.dossiers["hoa-lan"].code
    office = stage.page("tw")
    office.goto(f"/lam-viec/xu-ly/{code}/")
    says(office, "Đã trình trung ương")
    look(office)
    step(office, "Tiếp nhận")
    with own_loop():
        c.establish(world, CENTRE, ago=2)
        c.plan_round(
            world,
            "central",
            CENTRE,
            name="Đợt trung ương",
            proposed_by=today(),
            done_by=s.year_end(world.days),
            ago=1,
        )
    office.goto(f"/lam-viec/xu-ly/{code}/")
    follow(office, "Xếp vào đợt")
    field(office, "Đợt").select_option(index=1)
    press(office, "Xếp vào đợt")
    c.close_round(world, "central", CENTRE, ago=0)
    c.whole_session(world, "central", CENTRE, "central", ["hoa-lan"], name="Phiên trung ương", ago=0)
    draft_sign_publish(stage, "/lam-viec/quyet-dinh/soan/", ("tw", "tw-nguoi-ky", "tw-2"))
    certificate = Certificate.objects.get()
    public = new_page(phone=True)
    public.goto(f"/kiem-tra/{certificate.token}/")
    says(public, "CÒN HIỆU LỰC")
    says(public, "5 sao")
    look(public)


def test_revoked_certificate_says_so_to_everybody(stage: Stage, world: World, new_page: Any) -> None:
    on_a_round(world, {"hoa-lan": Plan(74, 4)}, ago=20)
    c.whole_session(world, "session", PROVINCE, "round", ["hoa-lan"], name="Phiên thử", ago=14)
    with own_loop():
        q.decide(world, PROVINCE, ["hoa-lan"], ago=8)
    certificate = Certificate.objects.get()
    office = stage.page("tinh")
    office.goto(certificate.get_absolute_url())
    look(office)
    follow(office, "Đề nghị thu hồi")
    says(office, "Căn cứ thu hồi")
    office.get_by_role("radio", name=re.compile("Không còn đạt tiêu chí")).check(force=True)
    field(office, "Tóm tắt kết luận").fill("Đoàn kiểm tra: nguyên liệu ngoài tỉnh vượt tỷ lệ.")
    field(office, "Ngày kết luận").fill(vn(today()))
    field(office, "Cơ quan kết luận").fill("Đoàn kiểm tra liên ngành")
    look(office)
    office.locator("main form button[type=submit]").last.click()
    says(office, "thu hồi")
    draft_sign_publish(
        stage, f"/lam-viec/quyet-dinh/soan/?loai={DecisionKind.REVOKE}", ("tinh", "nguoi-ky", "tinh-2")
    )
    public = new_page(phone=True)
    public.goto(f"/kiem-tra/{certificate.token}/")
    says(public, "ĐÃ THU HỒI")
    look(public)


def test_offices_and_members_work_without_scripts(stage: Stage, world: World) -> None:
    on_a_round(world, {"hoa-lan": Plan(72, 4)})
    url = in_session(world, ["hoa-lan"])
    page = stage.page("thanh-vien-1", javascript=False)
    page.goto(sheet_url(url, world.dossier("hoa-lan")))
    press(page, "Nộp phiếu")
    says(page, "Phiếu chưa đủ điểm")
    wanted = c.marks_of(world, "hoa-lan", "thanh-vien-1", PROVINCE)
    for code, choice in wanted.items():
        page.locator(f"#c-{code.replace('.', chr(92) + '.')} input[value='{choice}']").check(force=True)
    press(page, "Nộp phiếu")
    says(page, "Đã nộp")
    with_goods(world, "bun-sen")
    d.file(world, "bun-sen", Plan(72, 4), ago=2)
    officer = stage.page("xa", javascript=False)
    officer.goto(f"/lam-viec/xu-ly/{world.dossiers['bun-sen'].code}/")
    step(officer, "Tiếp nhận")
    says(officer, "Đã tiếp nhận")


def test_two_tabs_and_the_back_button_never_do_a_step_twice(stage: Stage, world: World) -> None:
    with_goods(world, "bun-sen")
    d.file(world, "bun-sen", Plan(72, 4), ago=2)
    code = world.dossiers["bun-sen"].code
    first = stage.page("xa")
    second = first.context.new_page()
    for tab in (first, second):
        tab.goto(f"/lam-viec/xu-ly/{code}/tiep-nhan/")
    first.get_by_role("button", name="Tiếp nhận", exact=True).dblclick()
    says(first, "Đã tiếp nhận")
    press(second, "Tiếp nhận")
    says(second, "Không thể “tiếp nhận”")
    first.go_back()
    first.goto(f"/lam-viec/xu-ly/{code}/")
    says(first, "Xã đang kiểm tra")
    assert world.dossier("bun-sen").receipt_no.startswith("01/")


def test_lapsed_login_in_mid_form_keeps_what_was_typed(stage: Stage, world: World, settings: Any) -> None:
    with_goods(world, "bun-sen")
    dossier = d.start(world, "bun-sen", Plan(72, 4), ago=2)
    page = stage.page("chu-the", phone=True, javascript=False)
    page.goto(f"/lam-viec/ho-so/{dossier.code}/muc/plan/")
    field(page, "Kế hoạch ba năm tới").fill("Mở thêm hai héc-ta đầm sen, ký hợp đồng với tám hộ.")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    press(page, "Lưu và đi tiếp")
    sign_in(page, world.people["chu-the"].email)
    says(page, "Mở thêm hai héc-ta đầm sen")
    press(page, "Gửi lại")
    dossier.refresh_from_db()
    assert dossier.answers["plan"]["plan"].startswith("Mở thêm hai héc-ta")


def sign_in(page: Page, email: str) -> None:
    page.get_by_label("Thư điện tử").fill(email)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()

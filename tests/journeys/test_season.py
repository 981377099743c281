"""A whole season through the pages alone: from signing up to a certificate that anyone can check."""

import re
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from ocop.core.clock import today
from ocop.demo.choosing import choose, vary
from ocop.demo.papers import demo_paper
from ocop.demo.pictures import product_picture
from ocop.dossiers.models import Dossier
from ocop.evaluation.models import Sheet
from ocop.recognition.models import Certificate
from ocop.rulebook.criteria import evidence_subjects, get_set
from tests.factories.programme import make_criteria_set
from tests.journeys.season import Stage, field, follow, look, make_ground, press, says, step, vn

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
SET = 23
TREE = get_set(f"26/2026/QĐ-TTg#{SET}")
WANTED = choose(TREE, total=80, stars=4, legal_form="htx", seed="hoa")
PHOTO = {
    "name": "hoa.jpg",
    "mimeType": "image/jpeg",
    "buffer": product_picture(name="Lan rừng", shape="flower", seed="lan"),
}
NAME = "Lan rừng ghép gỗ"


@pytest.fixture
def stage(new_page: Any, settings: Any, tmp_path: Any) -> Stage:
    settings.OCOP_DEMO, settings.OCOP_DATA = True, tmp_path
    make_criteria_set(SET)
    return Stage(make_ground(), new_page)


def test_product_goes_from_registration_to_a_checked_certificate(stage: Stage, new_page: Any) -> None:
    phone = new_page(phone=True)
    phone.set_default_timeout(20_000)
    register(phone)
    describe_product(phone)
    fill_vault(phone)
    code = fill_dossier(phone)
    submit(phone, code)
    commune(stage, code)
    province(stage, code)
    session = council(stage, code)
    members(stage, session, code)
    lock(stage, session)
    number = decide(stage)
    sign(stage, number)
    publish(stage, number)
    check(new_page)
    phone.goto(f"/lam-viec/ho-so/{code}/")
    says(phone, "Đã được công nhận")
    look(phone)


def register(page: Page) -> None:
    """Signing up and entering the producer, on a phone."""
    page.goto("/tai-khoan/dang-ky/")
    look(page)
    page.get_by_label("Họ và tên").fill("Bùi Thị Lan Rừng")
    page.get_by_label("Điện thoại").fill("0912 345 678")
    page.get_by_label("Thư điện tử").fill("lan.rung@vidu.vn")
    page.get_by_label("Mật khẩu").fill("Vườn lan sau nhà 2026")
    page.get_by_label(re.compile("^Tôi đồng ý")).check()
    press(page, "Đăng ký")
    page.goto("/lam-viec/chu-the/dang-ky/")
    page.get_by_label("Tên chủ thể").fill("Hợp tác xã Mẫu Lan Rừng")
    page.get_by_text("Hợp tác xã", exact=True).click()
    page.get_by_label(re.compile("^Xã, phường")).fill("ha dong")
    press(page, "Tìm")
    page.get_by_role("radio", name="Phường Hà Đông, Hà Nội").check()
    for label, value in (
        ("Điện thoại", "0912345678"),
        ("Người đại diện", "Bùi Thị Lan Rừng"),
        ("Số đăng ký kinh doanh", "01H8000001"),
        ("Năm bắt đầu hoạt động", "2018"),
        ("Số nhà, thôn, tổ", "Tổ 5"),
        ("Dân tộc", "Mường"),
        ("Số lao động", "12"),
        ("Trong đó là người trong xã", "11"),
        ("Trong đó là nữ", "7"),
        ("Ngành nghề, sản phẩm chính", "Trồng và ghép lan rừng"),
        ("Bộ máy tổ chức", "Ban giám đốc và hai tổ"),
    ):
        field(page, label).fill(value)
    field(page, "Giới tính").select_option("Nữ")
    field(page, "Là người khuyết tật").select_option("Không")
    press(page, "Đăng ký")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hợp tác xã Mẫu Lan Rừng")
    look(page)


def describe_product(page: Page) -> None:
    follow(page, "Thêm sản phẩm")
    field(page, "Tên sản phẩm").fill(NAME)
    field(page, "Giới thiệu ngắn").fill("Lan rừng thuần ghép trên gỗ lũa, chơi được nhiều năm.")
    press(page, "Lưu")
    follow(page, "Tìm bộ tiêu chí")
    press(page, f"Chọn bộ {SET}")
    follow(page, "Thêm ảnh")
    page.get_by_label(re.compile("^Ảnh sản phẩm")).set_input_files(PHOTO)
    press(page, "Gửi ảnh")
    expect(page.get_by_role("img", name=NAME)).to_be_visible()
    look(page)


def fill_vault(page: Page) -> None:
    """Each paper is handed in once, with number, issuer and dates."""
    for number, subject in enumerate(one for one in evidence_subjects() if one.key in TREE.required_evidence):
        page.goto("/lam-viec/minh-chung/")
        follow(page, "Thêm giấy tờ")
        paper = {
            "name": f"{subject.key}.pdf",
            "mimeType": "application/pdf",
            "buffer": demo_paper(title=subject.subject, holder="HTX Mẫu Lan Rừng"),
        }
        page.get_by_label(re.compile("^Tệp")).set_input_files(paper)
        field(page, "Loại giấy tờ").select_option(subject.key)
        field(page, "Tên giấy tờ").fill(f"Giấy {number + 1:02d}")
        field(page, "Ngày cấp").fill("05/01/2026")
        if subject.expires:
            field(page, "Ngày hết hạn").fill(vn(today() + timedelta(days=700)))
        if number == 0:
            look(page)
        press(page, "Gửi vào kho")
        says(page, f"Giấy {number + 1:02d}")


def papers_of(criterion: str) -> list[str]:
    keys = [one.key for one in evidence_subjects() if one.key in TREE.required_evidence]
    return [
        f"Giấy {place:02d}" for place, key in enumerate(keys, 1) if criterion in TREE.required_evidence[key]
    ]


def fill_dossier(page: Page) -> str:
    """Criterion by criterion; lines of Mẫu 02; returns the code of the dossier."""
    page.goto("/lam-viec/san-pham/")
    follow(page, NAME)
    follow(page, "Mở hồ sơ đánh giá")
    page.get_by_role("radio", name=re.compile("Đánh giá lần đầu")).check()
    press(page, "Mở hồ sơ")
    says(page, "Đã mở hồ sơ")
    look(page)
    code = Dossier.objects.get().code
    page.goto(f"/lam-viec/ho-so/{code}/tieu-chi/{TREE.criteria[0].code}/")
    look(page)
    for criterion in TREE.criteria:
        expect(page.get_by_role("heading", level=1)).to_contain_text(criterion.code)
        page.locator("label.score-option").nth(WANTED[criterion.code] - 1).click()
        for title in papers_of(criterion.code):
            page.get_by_role("checkbox", name=re.compile(title)).check()
        page.get_by_role("button", name=re.compile("^Lưu và sang|^Lưu, về danh sách")).first.click()
    for section in ("results", "figures", "plan"):
        page.goto(f"/lam-viec/ho-so/{code}/muc/{section}/")
        for box in page.locator("main textarea").all():
            box.fill("Có hợp đồng và sổ sách kèm theo.")
        for box, value in zip(
            page.locator("main form input[type=text]").all(),
            ("900 giò", "700 giò", "1.250,5", "980", "320", "250"),
            strict=False,
        ):
            box.fill(value)
        press(page, "Lưu và đi tiếp")
    return code


def submit(page: Page, code: str) -> None:
    page.goto(f"/lam-viec/ho-so/{code}/kiem-tra/")
    look(page)
    follow(page, "Xem lại và nộp")
    page.get_by_label(re.compile("Tôi cam đoan")).check()
    page.get_by_role("button", name="Nộp hồ sơ").dblclick()
    expect(page.locator(".receipt-number")).to_have_text(code)
    look(page)
    page.go_back()
    page.goto(f"/lam-viec/ho-so/{code}/")
    says(page, "Đang giữ: UBND Phường Hà Đông")
    assert Dossier.objects.get().versions.count() == 1


def commune(stage: Stage, code: str) -> None:
    """Received, composition checked, Mẫu 03 written, proposed with samples."""
    page = stage.page("xa")
    page.goto("/lam-viec/")
    look(page)
    page.goto("/lam-viec/xu-ly/")
    look(page)
    page.get_by_role("link", name=code).click()
    look(page)
    follow(page, "Tiếp nhận")
    press(page, "Tiếp nhận")
    says(page, "Đã tiếp nhận")
    page.goto(f"/lam-viec/xu-ly/{code}/thanh-phan/")
    for choice in page.get_by_role("radio", name="Đủ", exact=True).all():
        choice.check(force=True)
    look(page)
    press(page, "Ghi kết quả kiểm tra")
    page.goto(f"/lam-viec/xu-ly/{code}/mau-03/")
    for choice in page.get_by_role("radio", name="Đúng như hồ sơ").all():
        choice.check(force=True)
    for box in page.get_by_label(re.compile("^Nhận xét và căn cứ")).all():
        box.fill("Đã xem tại vườn; đúng như kê khai.")
    field(page, "Kiến nghị của UBND xã").fill("Đề nghị cấp tỉnh đánh giá, phân hạng.")
    field(page, "Người ký").fill("Nguyễn Văn Mẫu")
    field(page, "Chức vụ người ký").fill("Phó Chủ tịch UBND")
    look(page)
    press(page, "Ghi Mẫu 03")
    page.goto(f"/lam-viec/xu-ly/{code}/")
    follow(page, "Đề nghị lên tỉnh")
    look(page)
    press(page, "Đề nghị lên tỉnh")
    says(page, "Đã đề nghị cấp tỉnh")


def province(stage: Stage, code: str) -> None:
    """Received, appraised by the advisory group, put on a round."""
    office = stage.page("tinh")
    office.goto("/lam-viec/dot/lap/")
    field(office, "Tên đợt").fill("Đợt 2 năm 2026")
    field(office, "Nhận hồ sơ đề nghị đến hết ngày").fill(vn(today() + timedelta(days=5)))
    field(office, "Đánh giá xong trước ngày").fill(vn(today() + timedelta(days=40)))
    look(office)
    press(office, "Lập đợt")
    follow(office, "Mở đợt")
    press(office, "Mở đợt")
    office.goto(f"/lam-viec/xu-ly/{code}/")
    look(office)
    follow(office, "Tiếp nhận")
    press(office, "Tiếp nhận")
    follow(office, "Giao Tổ tư vấn")
    field(office, "Thành viên Tổ tư vấn").select_option(index=1)
    press(office, "Giao hồ sơ")
    adviser = stage.page("to-tu-van")
    adviser.goto(f"/lam-viec/xu-ly/{code}/to-tu-van/")
    look(adviser)
    field(adviser, "Nhận xét chung").fill("Hồ sơ đủ, vườn thật, số liệu khớp.")
    adviser.get_by_role("radio", name="Đưa ra hội đồng", exact=True).check(force=True)
    press(adviser, "Ghi báo cáo")
    adviser.goto(f"/lam-viec/xu-ly/{code}/")
    follow(adviser, "Nộp báo cáo")
    press(adviser, "Nộp báo cáo")
    office.goto(f"/lam-viec/xu-ly/{code}/")
    follow(office, "Xếp vào đợt")
    field(office, "Đợt").select_option(index=1)
    press(office, "Xếp vào đợt")
    office.goto("/lam-viec/dot/")
    look(office)
    follow(office, "Đợt 2 năm 2026")
    look(office)
    follow(office, "Chốt danh sách")
    press(office, "Chốt danh sách")


def council(stage: Stage, code: str) -> str:
    """The secretary sets up council, session and agenda, invites; members declare; scoring opens. Returns the session's address."""
    page = stage.page("thu-ky")
    page.goto("/lam-viec/hoi-dong/lap/")
    field(page, "Quyết định thành lập").fill("QĐ 100/QĐ-UBND ngày 01/9/2026")
    field(page, "Ngày thành lập").fill("01/09/2026")
    look(page)
    press(page, "Ghi")
    for person, role in (
        ("Ngô Thị Thanh", "Thư ký (không chấm điểm)"),
        ("Đỗ Quang Vinh", "Chủ tịch hội đồng"),
        ("Lý Hải Yến", "Thành viên"),
        ("Trịnh Công Thành", "Thành viên"),
        ("Phan Đình Long", "Thành viên"),
    ):
        option = page.get_by_label("Người", exact=True).locator("option", has_text=person).first
        page.get_by_label("Người", exact=True).select_option(value=option.get_attribute("value"))
        page.get_by_label("Vai trò", exact=True).select_option(label=role)
        press(page, "Xếp ghế")
        says(page, person)
    look(page)
    page.goto("/lam-viec/phien-hop/lap/")
    field(page, "Tên phiên họp").fill("Phiên họp đợt 2")
    field(page, "Hội đồng").select_option(index=1)
    field(page, "Đợt đánh giá").select_option(index=1)
    field(page, "Ngày họp").fill(vn(today() + timedelta(days=2)))
    field(page, "Giờ họp").fill("08:00")
    press(page, "Lập phiên")
    page.get_by_label(f"Chọn {code}").check()
    look(page)
    press(page, "Thêm vào chương trình")
    session = re.sub(r"chuong-trinh/.*", "", page.url)
    page.goto(session)
    look(page)
    step(page, "Gửi giấy mời, mở khai báo")
    for key in MEMBERS:
        declare(stage.page(key))
    page.goto(session)
    step(page, "Mở chấm điểm")
    return session


MEMBERS = ("chu-tich", "thanh-vien-1", "thanh-vien-2", "thanh-vien-4")


def declare(page: Page) -> None:
    page.goto("/lam-viec/cham-diem/")
    follow(page, "Phiên họp đợt 2")
    page.get_by_label(re.compile("^Tôi đã xem toàn bộ chương trình")).check()
    look(page)
    press(page, "Gửi lời khai")


def members(stage: Stage, session: str, code: str) -> None:
    """Scored by keys alone; the secretary sees how far they are, never a mark."""
    slug = session.rstrip("/").rsplit("/", 1)[1]
    for place, key in enumerate(MEMBERS):
        page = stage.page(key)
        page.goto(f"/lam-viec/cham-diem/{slug}/{code}/")
        if place == 0:
            look(page)
        marks = vary(TREE, WANTED, by=place, stars=4, seed=key, legal_form="htx")
        page.locator("fieldset[data-criterion] input").first.focus()
        for criterion in TREE.criteria:
            page.keyboard.press(str(marks[criterion.code]))
        page.keyboard.press("Enter")
        says(page, "Đã nộp")
    secretary = stage.page("thu-ky")
    secretary.goto(session)
    look(secretary)
    says(secretary, "4/4")
    assert Sheet.objects.filter(state="submitted").count() == len(MEMBERS)


def lock(stage: Stage, session: str) -> None:
    secretary, chair = stage.page("thu-ky"), stage.page("chu-tich")
    secretary.goto(f"{session}bang-tong-hop/")
    look(secretary)
    secretary.goto(session)
    step(secretary, "Đề nghị khóa kết quả")
    chair.goto(session)
    step(chair, "Khóa kết quả")
    says(chair, "Đã khóa kết quả")
    look(chair)
    secretary.goto(f"{session}bien-ban/")
    look(secretary)


def decide(stage: Stage) -> str:
    """Drafted from the result, sent for signature; returns the decision's address."""
    office = stage.page("tinh")
    office.goto("/lam-viec/quyet-dinh/soan/")
    look(office)
    press(office, "Soạn dự thảo với các dòng đã chọn")
    field(office, "Chức vụ người ký").fill("Phó Chủ tịch")
    field(office, "Họ tên người ký").fill("Hà Quốc Trung")
    press(office, "Ghi dự thảo")
    look(office)
    follow(office, "Trình ký")
    field(office, "Ngày ban hành").fill(vn(today()))
    press(office, "Trình ký")
    expect(office.get_by_role("heading", level=1)).to_contain_text("01/QĐ-UBND")
    return office.url


def sign(stage: Stage, url: str) -> None:
    page = stage.page("nguoi-ky", phone=True)
    page.goto("/lam-viec/quyet-dinh/cho-ky/")
    look(page)
    page.get_by_role("link", name=re.compile("^Xem và ký")).first.click()
    look(page)
    press(page, "Ký thử bằng khóa demo")
    says(page, "Chữ ký số hợp lệ")


def publish(stage: Stage, url: str) -> None:
    page = stage.page("tinh-2")
    page.goto(url)
    follow(page, "Công bố")
    look(page)
    press(page, "Công bố")
    says(page, "Đã công bố")


def check(new_page: Any) -> None:
    """Anyone, without signing in and without scripts."""
    certificate = Certificate.objects.get()
    page = new_page(phone=True, javascript=False)
    page.goto(f"/kiem-tra/{certificate.token}/")
    for words in ("CÒN HIỆU LỰC", NAME, "Hợp tác xã Mẫu Lan Rừng", "4 sao", "01/QĐ-UBND"):
        expect(page.locator("main")).to_contain_text(words)
    again = new_page(phone=True)
    again.goto(f"/kiem-tra/{certificate.token}/")
    look(again)
    again.goto("/san-pham/?q=lan rung")
    expect(again.get_by_role("link", name=NAME).first).to_be_visible()
    look(again)

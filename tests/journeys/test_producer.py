"""The producer's way in a real browser: on a phone, without scripts, in two tabs, and helped at the desk."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from ocop.core.permissions import Role
from ocop.dossiers.models import Dossier
from ocop.producers.models import Evidence, Producer
from tests.factories.accounts import act, make_person
from tests.factories.dossiers import draft_dossier, fill, ready_dossier
from tests.factories.places import make_units
from tests.factories.producers import acting_for, make_evidence, png_bytes
from tests.factories.products import make_product
from tests.factories.programme import make_criteria_set
from tests.journeys.axe import assert_axe_clean, assert_fits

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PICTURE = {"name": "chup.png", "mimeType": "image/png", "buffer": png_bytes(size=(800, 600))}


@pytest.fixture(autouse=True)
def ground() -> Iterator[None]:
    make_units()
    make_criteria_set(4)
    make_criteria_set(9)
    yield


def good(page: Page) -> None:
    assert_axe_clean(page)
    assert_fits(page)


def saved(page: Page) -> None:
    expect(page.locator("[data-save-state]")).to_contain_text("Đã lưu")


def test_new_producer_on_a_phone_comes_to_an_open_dossier(new_page: Callable[..., Page]) -> None:
    page = new_page(make_person("Nguyễn Thị Ổi"), phone=True)
    page.goto("/lam-viec/")
    page.get_by_role("link", name="Đăng ký chủ thể").click()
    good(page)
    page.get_by_label("Tên chủ thể").fill("Hợp tác xã Mật ong Thử")
    page.get_by_text("Hợp tác xã", exact=True).click()
    page.get_by_label(re.compile("^Xã, phường")).fill("ha dong")
    page.get_by_role("button", name="Tìm").click()
    expect(page.get_by_label("Tên chủ thể")).to_have_value("Hợp tác xã Mật ong Thử")
    page.get_by_role("radio", name="Phường Hà Đông, Hà Nội").check()
    page.get_by_label("Điện thoại").fill("+84 912 345 678")
    page.get_by_label(re.compile("^Người đại diện")).fill("Nguyễn Thị Ổi")
    page.get_by_role("button", name="Đăng ký").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hợp tác xã Mật ong Thử")
    assert Producer.objects.get().phone == "0912345678"
    good(page)

    page.get_by_role("link", name="Thêm sản phẩm").click()
    page.get_by_label("Tên sản phẩm").fill("Mật ong hoa nhãn")
    page.get_by_role("button", name="Lưu").click()
    page.get_by_role("link", name="Tìm bộ tiêu chí").click()
    good(page)
    page.get_by_role("button", name="Chọn bộ 4").click()
    page.get_by_role("link", name="Thêm ảnh").click()
    page.get_by_label(re.compile("^Ảnh sản phẩm")).set_input_files(PICTURE)
    page.get_by_role("button", name="Gửi ảnh").click()
    expect(page.get_by_role("img", name="Mật ong hoa nhãn")).to_be_visible()
    good(page)

    page.get_by_role("link", name="Mở hồ sơ đánh giá").click()
    page.get_by_role("radio", name=re.compile("Đánh giá lần đầu")).check()
    good(page)
    page.get_by_role("button", name="Mở hồ sơ").click()
    expect(page.get_by_text("Đã mở hồ sơ")).to_be_visible()
    good(page)


def test_draft_is_saved_as_typed_with_a_photo_as_paper_and_then_handed_in(
    new_page: Callable[..., Page],
) -> None:
    dossier = draft_dossier()
    by = acting_for(dossier.producer)
    page = new_page(by.person, phone=True, acting=by.key)
    page.goto(dossier.get_absolute_url())
    page.get_by_role("link", name="Kế hoạch sản xuất kinh doanh").click()
    page.get_by_label("Kế hoạch ba năm tới").fill("Mở rộng xưởng")
    page.get_by_label("Kế hoạch ba năm tới").press("Tab")
    saved(page)
    good(page)

    page.goto(reverse("dossiers:criterion", args=[dossier.code, "1.1"]))
    page.locator("label.score-option").nth(2).click()
    saved(page)
    expect(page.locator("[data-live=total]")).to_have_text("5")
    good(page)
    page.get_by_role("button", name="Thêm giấy tờ mới").click()
    page.get_by_label(re.compile("^Hoặc chụp ngay")).set_input_files([PICTURE, PICTURE])
    page.get_by_label("Tên giấy tờ").fill("Hợp đồng mua cá")
    good(page)
    page.get_by_role("button", name="Gửi và gắn").click()
    expect(page.get_by_role("checkbox", name=re.compile("Hợp đồng mua cá"))).to_be_checked()
    assert Evidence.objects.get(title="Hợp đồng mua cá").current.file.pages == 2

    fill(Dossier.objects.get(pk=dossier.pk))
    page.goto(reverse("dossiers:precheck", args=[dossier.code]))
    good(page)
    page.get_by_role("link", name="Xem lại và nộp").click()
    good(page)


def test_complete_dossier_is_handed_in_on_a_phone_and_gives_a_receipt(new_page: Callable[..., Page]) -> None:
    dossier = ready_dossier()
    by = acting_for(dossier.producer)
    page = new_page(by.person, phone=True, acting=by.key)
    page.goto(reverse("dossiers:submit", args=[dossier.code]))
    good(page)
    page.get_by_label(re.compile("Tôi cam đoan")).check()
    page.get_by_role("button", name="Nộp hồ sơ").dblclick()
    expect(page.locator(".receipt-number")).to_have_text(dossier.code)
    good(page)
    page.go_back()
    page.goto(dossier.get_absolute_url())
    expect(page.get_by_text("Đang giữ: UBND Phường Hà Đông")).to_be_visible()
    good(page)
    assert dossier.versions.count() == 1


def test_everything_is_done_without_scripts(new_page: Callable[..., Page]) -> None:
    dossier = ready_dossier()
    paper = make_evidence(dossier.producer, "material_origin", title="Sổ thu mua")
    by = acting_for(dossier.producer)
    page = new_page(by.person, phone=True, javascript=False, acting=by.key)
    page.goto(reverse("dossiers:criterion", args=[dossier.code, "1.1"]))
    page.locator("input[name=choice]").nth(1).check(force=True)
    page.get_by_label("Lời giải thích của chủ thể").fill("Thu mua trong tỉnh")
    page.get_by_role("checkbox", name=re.compile("Sổ thu mua")).check()
    page.get_by_role("button", name="Lưu và sang tiêu chí 1.2").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("1.2")
    dossier.refresh_from_db()
    assert (dossier.choices["1.1"], dossier.comments["1.1"]) == (2, "Thu mua trong tỉnh")
    assert dossier.links.filter(criterion="1.1", evidence=paper).exists()

    page.goto(reverse("dossiers:section", args=[dossier.code, "figures"]))
    page.get_by_label(re.compile("^Doanh thu năm trước")).fill("1.250.000,5")
    page.get_by_role("button", name="Lưu và đi tiếp").click()
    page.goto(reverse("dossiers:submit", args=[dossier.code]))
    page.get_by_label(re.compile("Tôi cam đoan")).check()
    page.get_by_role("button", name="Nộp hồ sơ").click()
    expect(page.locator(".receipt-number")).to_have_text(dossier.code)


def test_two_tabs_never_overwrite_each_other(new_page: Callable[..., Page]) -> None:
    dossier = draft_dossier()
    by = acting_for(dossier.producer)
    first = new_page(by.person, acting=by.key)
    second = new_page(by.person, acting=by.key)
    second.allowed.append("409")  # type: ignore[attr-defined]
    url = reverse("dossiers:criterion", args=[dossier.code, "1.1"])
    first.goto(url)
    second.goto(url)
    first.get_by_label("Lời giải thích của chủ thể").fill("Bản thứ nhất")
    first.get_by_label("Lời giải thích của chủ thể").press("Tab")
    saved(first)
    second.get_by_label("Lời giải thích của chủ thể").fill("Bản thứ hai")
    second.get_by_label("Lời giải thích của chủ thể").press("Tab")
    expect(second.locator("[data-save-state]")).to_contain_text("Bản thứ nhất")
    second.get_by_role("button", name="Lưu và sang tiêu chí 1.2").click()
    expect(second.get_by_text("Có hai bản khác nhau")).to_be_visible()
    expect(second.get_by_label("Lời giải thích của chủ thể")).to_have_value("Bản thứ hai")
    second.get_by_role("button", name="Lưu và sang tiêu chí 1.2").click()
    expect(second.get_by_role("heading", level=1)).to_contain_text("1.2")
    assert Dossier.objects.get().comments == {"1.1": "Bản thứ hai"}


def test_officer_enters_at_the_desk_and_the_producer_confirms(new_page: Callable[..., Page]) -> None:
    officer = act(Role.COMMUNE_OFFICER, make_units()["09556"])
    product = make_product()
    desk = new_page(officer.person, acting=officer.key)
    desk.goto(reverse("dossiers:start", args=[product.code]))
    desk.get_by_role("radio", name=re.compile("Đánh giá lần đầu")).check()
    desk.get_by_role("button", name="Mở hồ sơ").click()
    expect(desk.get_by_text("Nhập giúp tại bàn tiếp nhận")).to_be_visible()
    good(desk)
    dossier = Dossier.objects.get()
    ready_dossier_of(dossier, officer)
    desk.reload()
    desk.get_by_role("link", name="Gửi chủ thể xác nhận").click()
    desk.get_by_role("button", name="Gửi chủ thể").click()

    by = acting_for(product.producer)
    phone = new_page(by.person, phone=True, acting=by.key)
    phone.goto("/lam-viec/")
    phone.get_by_role("link", name="Hồ sơ chờ ông/bà xác nhận").click()
    phone.get_by_role("link", name=product.name).click()
    good(phone)
    phone.get_by_role("link", name="Đọc lại và xác nhận").click()
    phone.get_by_label(re.compile("Tôi cam đoan")).check()
    phone.get_by_role("button", name="Nộp hồ sơ").click()
    expect(phone.locator(".receipt-number")).to_have_text(dossier.code)


def ready_dossier_of(dossier: Dossier, officer: object) -> None:
    from tests.factories.dossiers import _agree

    fill(dossier, by=officer)  # type: ignore[arg-type]
    _agree(Dossier.objects.get(pk=dossier.pk))

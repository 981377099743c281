"""What is typed is never lost, and the line that says where it is never lies."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

FORM = "/thu-vien-giao-dien/mau/nhap-ho-so/"
SAVE = "**/thu-luu/"


def opened(page: Page) -> Page:
    page.goto(FORM)
    return page


def test_change_is_saved_with_the_time_of_the_server(new_page: Callable[..., Page]) -> None:
    page = opened(new_page())
    page.fill("#id_name", "Mật ong Ngọc Ẩn")
    page.press("#id_name", "Tab")
    expect(page.locator("[data-save-state]")).to_contain_text("Đã lưu")
    assert page.evaluate("Object.keys(localStorage)") == []


def test_text_typed_without_network_survives_a_reload_and_is_sent_later(
    new_page: Callable[..., Page],
) -> None:
    page = opened(new_page())
    page.allowed.append("ERR_")  # type: ignore[attr-defined]
    page.route(SAVE, lambda route: route.abort())
    page.fill("#id_name", "Chè Shan tuyết")
    page.press("#id_name", "Tab")
    page.locator("label.choice").nth(1).click()
    expect(page.locator("[data-save-state]")).to_contain_text("Chờ mạng, còn 2 mục")
    page.reload()
    expect(page.locator("#id_name")).to_have_value("Chè Shan tuyết")
    assert page.locator("#id_stage input:checked").get_attribute("value") == "2"
    page.unroute(SAVE)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("[data-save-state]")).to_contain_text("Đã lưu")
    assert page.evaluate("Object.keys(localStorage)") == []


def test_server_error_keeps_the_text_and_says_waiting(new_page: Callable[..., Page]) -> None:
    page = opened(new_page())
    page.allowed.append("500")  # type: ignore[attr-defined]
    page.route(SAVE, lambda route: route.fulfill(status=500, body="oops"))
    page.fill("#id_name", "Gạo nếp")
    page.press("#id_name", "Tab")
    expect(page.locator("[data-save-state]")).to_contain_text("Chờ mạng")


def test_refusal_shows_the_sentence_and_is_not_repeated(new_page: Callable[..., Page]) -> None:
    page = opened(new_page())
    page.allowed.append("422")  # type: ignore[attr-defined]
    sent: list[str] = []
    page.on(
        "request", lambda request: sent.append(request.url) if request.url.endswith("/thu-luu/") else None
    )
    page.fill("#id_name", "sai")
    page.press("#id_name", "Tab")
    expect(page.locator("[data-save-state]")).to_contain_text("không được là “sai”")
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_timeout(300)
    assert len(sent) == 1
    page.fill("#id_name", "đúng")
    page.press("#id_name", "Tab")
    expect(page.locator("[data-save-state]")).to_contain_text("Đã lưu")


def test_lapsed_sign_in_is_told_and_nothing_is_lost(new_page: Callable[..., Page]) -> None:
    page = opened(new_page())
    page.route(SAVE, lambda route: route.fulfill(status=302, headers={"Location": "/tai-khoan/dang-nhap/"}))
    page.fill("#id_name", "Tương nếp")
    page.press("#id_name", "Tab")
    expect(page.locator("[data-save-state]")).to_contain_text("Phiên đăng nhập đã hết")
    assert "Tương nếp" in page.evaluate("JSON.stringify(localStorage)")


def test_value_changed_elsewhere_is_not_overwritten(new_page: Callable[..., Page]) -> None:
    page = opened(new_page())
    page.evaluate(
        """localStorage.setItem("ocop.draft.thu-vien",
            JSON.stringify({name: {values: ["bản cũ"], base: ["khác"], id: "1"}}))"""
    )
    page.reload()
    expect(page.locator("#id_name")).to_have_value("")
    expect(page.locator("[data-save-state]")).to_contain_text("bản cũ")


def test_form_is_sent_once_on_a_double_click(new_page: Callable[..., Page]) -> None:
    page = opened(new_page())
    page.allowed.append("405")  # type: ignore[attr-defined]
    sent: list[str] = []
    page.route(
        "**/mau/nhap-ho-so/", lambda route: sent.append(route.request.method) or route.fulfill(status=204)
    )
    page.get_by_role("button", name="Lưu và đi tiếp").dblclick()
    page.wait_for_timeout(300)
    assert sent == ["POST"]


def test_chosen_file_is_shown_with_size_and_limit(new_page: Callable[..., Page]) -> None:
    page = opened(new_page())
    page.set_input_files("#id_photo", {"name": "ảnh nhãn.png", "mimeType": "image/png", "buffer": b""})
    expect(page.locator("[data-upload-list]")).to_contain_text("Tệp trống")
    page.set_input_files(
        "#id_photo", {"name": "giấy.pdf", "mimeType": "application/pdf", "buffer": b"x" * 2048}
    )
    expect(page.locator("[data-upload-list]")).to_contain_text("giấy.pdf – 2 KB")

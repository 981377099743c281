#!/usr/bin/env python3
"""Take the pictures of the README again from a running demo: `.venv/bin/python scripts/screenshots.py http://127.0.0.1:8000`.

Signs in like anybody: with the accounts and the second factors that the demo's start page shows. Names as arguments
after the address take only those pictures again.
"""

import io
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "images"
LARGEST = 150_000  # bytes of one picture
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
OFFICE, PHONE = (1280, 800), (390, 780)
SIGN_IN = "/tai-khoan/dang-nhap/"


@dataclass(frozen=True)
class Shot:
    """One picture: who looks, where, and how to get from there to what is shown."""

    name: str
    path: str
    account: str = ""
    size: tuple[int, int] = OFFICE
    go: Callable[[Page], None] | None = None


def follow(*texts: str) -> Callable[[Page], None]:
    """Follow one link after the other, each the first that holds the words."""

    def go(page: Page) -> None:
        for text in texts:
            page.locator("main a", has_text=text).first.click()
            page.wait_for_load_state()

    return go


def mark_some(page: Page) -> None:
    """A member in the middle of a sheet: a few criteria scored by keys."""
    follow("Phiên 2", "Chấm tiếp")(page)
    for key in ("3", "2", "2", "3"):
        page.keyboard.press(key)
        page.wait_for_timeout(700)


TEA = "Trà sen ướp bông"
SHOTS = (
    Shot("home", "/"),
    Shot("products", "/san-pham/?tinh=01&tinh_trang=con-hieu-luc"),
    Shot("check-phone", "/san-pham/?q=tra+sen+uop+bong", size=PHONE, go=follow(TEA, "Kiểm tra giấy này")),
    Shot("tasks-phone", "/lam-viec/ho-so/", "chu-the", PHONE, follow("Hạt sen sấy giòn")),
    Shot("queue", "/lam-viec/xu-ly/?thu_muc=tinh", "xa", (1280, 720)),
    Shot("scoring", "/lam-viec/cham-diem/", "thanh-vien-1", go=mark_some),
    Shot("decision", "/lam-viec/quyet-dinh/", "tinh", go=follow("06/QĐ-UBND")),
)


def sign_in(page: Page, base: str, account: str) -> None:
    """As a person does: the account and the code of this moment stand on the start page."""
    page.goto(f"{base}/")
    panel = page.locator(".demo-accounts")
    words = [text.strip() for text in panel.locator("kbd").all_text_contents()]
    place = next(number for number, word in enumerate(words) if word.startswith(f"{account}@"))
    code = words[place + 1] if words[place + 1 : place + 2] and words[place + 1].isdigit() else ""
    page.goto(f"{base}{SIGN_IN}")
    page.fill("input[name=login]", words[place])
    page.fill("input[name=password]", words[0])
    page.click("main button[type=submit]")
    if code:
        page.fill("input[name=code]", code)
        page.click("main button[type=submit]")
    page.wait_for_load_state()


def take(browser: Browser, base: str, shot: Shot) -> None:
    width, height = shot.size
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh"
    )
    page = context.new_page()
    if shot.account:
        sign_in(page, base, shot.account)
    answer = page.goto(base + shot.path)
    if answer is None or not answer.ok:
        raise SystemExit(f"{shot.name}: {shot.path} answers {answer and answer.status}")
    if shot.go:
        shot.go(page)
    page.wait_for_load_state("networkidle")
    save(shot.name, page.screenshot())
    print(f"{shot.name}: {page.url}")
    context.close()


def save(name: str, data: bytes) -> None:
    """As few colours as it takes to stay small."""
    picture = Image.open(io.BytesIO(data)).convert("RGB")
    for colours in (256, 128, 64, 32):
        out = io.BytesIO()
        picture.quantize(colours, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        if out.tell() <= LARGEST:
            break
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / f"{name}.png").write_bytes(out.getvalue())


def main(words: list[str]) -> int:
    if not words or not words[0].startswith("http"):
        print(__doc__, file=sys.stderr)
        return 2
    base, wanted = words[0].rstrip("/"), set(words[1:])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("OCOP_CHROMIUM", "/usr/bin/chromium"), args=ARGS
        )
        for shot in SHOTS:
            if not wanted or shot.name in wanted:
                take(browser, base, shot)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

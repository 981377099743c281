"""A real browser for the journeys: Debian's Chromium, driven against Django's live server."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

# The browser driver keeps an event loop in this thread; our own database calls here are plain and sequential.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

SHARED_MEMORY = Path("/dev/shm")
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
PHONE = {"width": 360, "height": 740}
OFFICE = {"width": 1366, "height": 768}


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """A page saves while it is being sent, so several requests write at once. The database in memory has one
    connection for all threads and refuses that; journeys use a file, as an installation does, in the memory of the
    machine where there is such a place."""
    database = settings.DATABASES["default"]
    if "not journey" in (config.getoption("markexpr", "") or "") or "postgresql" in database["ENGINE"]:
        return
    folder = tempfile.mkdtemp(prefix="ocop-journeys-", dir=SHARED_MEMORY if SHARED_MEMORY.is_dir() else None)
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    database["TEST"]["NAME"] = str(Path(folder) / "journeys.sqlite3")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = os.environ.get("OCOP_CHROMIUM", "/usr/bin/chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=ARGS)
        yield browser
        browser.close()


@pytest.fixture
def new_page(
    browser: Browser, live_server: Any, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Page]]:
    """`new_page(user)` → a page of a fresh browser profile, signed in as that user (nobody when left out).

    `phone=True` gives 360×740 with touch; `javascript=False` turns scripts off. Errors on the console and blocked
    content fail the test, unless it appends the allowed words to `page.allowed`.
    """
    contexts: list[BrowserContext] = []
    pages: list[Page] = []

    def make(user: Any = None, *, phone: bool = False, javascript: bool = True, acting: str = "") -> Page:
        context = browser.new_context(
            viewport=PHONE if phone else OFFICE,
            has_touch=phone,
            is_mobile=phone,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            java_script_enabled=javascript,
            base_url=live_server.url,
        )
        contexts.append(context)
        if user is not None:
            sign_in(context, live_server.url, user, acting)
        page = context.new_page()
        page.troubles, page.allowed = [], []  # type: ignore[attr-defined]
        page.on(
            "console", lambda message: page.troubles.append(message.text) if message.type == "error" else None
        )  # type: ignore[attr-defined]
        page.on("pageerror", lambda error: page.troubles.append(str(error)))  # type: ignore[attr-defined]
        pages.append(page)
        return page

    yield make
    troubles = [
        text for page in pages for text in page.troubles if not any(word in text for word in page.allowed)
    ]  # type: ignore[attr-defined]
    for context in contexts:
        context.close()
    assert troubles == []


def sign_in(context: BrowserContext, url: str, user: Any, acting: str = "") -> None:
    """Put a session of this user into the browser; the sign-in page itself has its own journey."""
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    if acting:
        from ocop.core.middleware import SESSION_ACTING

        session = client.session
        session[SESSION_ACTING] = acting
        session.save()
    context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": client.session.session_key, "url": url}]
    )

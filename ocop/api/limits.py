"""How often one address may ask. Each server process counts for itself: nothing is written for a question."""

import threading
import time

from django.conf import settings
from django.http import HttpRequest

from ocop.api.problems import Problem

WINDOW = 60
_lock = threading.Lock()
_counted: dict[str, int] = {}
_window = 0


def address_of(request: HttpRequest) -> str:
    """The asker's address; behind a proxy of ours, the one that the proxy saw."""
    if settings.SECURE_PROXY_SSL_HEADER:
        return request.headers.get("X-Forwarded-For", "").rsplit(",", 1)[-1].strip() or "?"
    return str(request.META.get("REMOTE_ADDR", "?"))


def check(request: HttpRequest) -> None:
    """Refuse with the seconds to wait when this minute's questions are used up. 0 = no limit."""
    most = settings.OCOP_API_PER_MINUTE
    if most <= 0:
        return
    seconds = time.monotonic()
    if _count(address_of(request), int(seconds // WINDOW)) > most:
        wait = int(WINDOW - seconds % WINDOW) + 1
        raise Problem(
            "too_many",
            f"Mỗi phút hỏi được {most} lần. Hãy chờ {wait} giây, hoặc tải tệp dữ liệu mở ở /du-lieu-mo/.",
            f"{most} requests a minute are allowed. Wait {wait} seconds, or download the open data at /du-lieu-mo/.",
            headers={"Retry-After": str(wait)},
        )


def _count(address: str, window: int) -> int:
    global _window
    with _lock:
        if window != _window:
            _counted.clear()
            _window = window
        _counted[address] = _counted.get(address, 0) + 1
        return _counted[address]


def forget() -> None:
    """For tests."""
    with _lock:
        _counted.clear()

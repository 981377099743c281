"""The pages of the room for inspectors and offices."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

PAGES = (
    ("Cuộc kiểm tra", "visits"),
    ("Lỗi, khắc phục", "findings"),
    ("Kiến nghị", "advices"),
    ("Kế hoạch", "plans"),
)


def tabs(request: HttpRequest) -> list[dict[str, Any]]:
    if request.acting.party_id:  # type: ignore[attr-defined]
        return []
    return [
        {
            "label": label,
            "url": (url := reverse(f"supervision:{name}")),
            "active": request.path == url,
            "count": None,
        }
        for label, name in PAGES
    ]

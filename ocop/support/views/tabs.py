"""The three pages of the room."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

PAGES = (("Đề nghị", "claims"), ("Khoản chưa đề nghị", "unclaimed"), ("Chính sách, kinh phí", "policies"))


def tabs(request: HttpRequest) -> list[dict[str, Any]]:
    return [
        {
            "label": label,
            "url": (url := reverse(f"support:{name}")),
            "active": request.path == url,
            "count": None,
        }
        for label, name in PAGES
    ]

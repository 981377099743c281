"""Answers of the autosave addresses, in the words that static/js/autosave.js understands."""

from datetime import datetime
from typing import Any

from django.http import JsonResponse
from django.utils import timezone

from ocop.core.errors import StaleWrite


def saved(at: datetime, *, show: dict[str, str] | None = None, fresh: str = "") -> JsonResponse:
    """`show` goes to [data-live] places, `fresh` is the fingerprint that the next save must carry."""
    return JsonResponse(
        {"saved_at": f"{timezone.localtime(at):%H:%M:%S}", "show": show or {}, "set": {"seen": fresh}}
    )


def stale(refusal: StaleWrite, *, stored: Any, typed: Any) -> JsonResponse:
    """409 with both versions; what was typed stays in the page and on the device."""
    error = f"{refusal.sentence} Bản đang lưu: {stored}"
    return JsonResponse({"error": error, "code": refusal.code, "stored": stored, "typed": typed}, status=409)

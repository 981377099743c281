"""Cursors: where the next page begins, signed, and bound to the question they belong to."""

import base64
import hashlib
import hmac
import json
from typing import Any

from django.utils.crypto import salted_hmac

from ocop.api.problems import Problem

SALT = "ocop.api.cursor"
LONGEST = 900


def make(question: str, place: list[Any]) -> str:
    """`question` is everything that decides which rows come in which order."""
    body = json.dumps([_short(question), *place], ensure_ascii=False, separators=(",", ":")).encode()
    return f"{_text(body)}.{_sign(body)}"


def read(question: str, cursor: str, length: int) -> list[Any]:
    """The place, or a refusal that says whether the cursor is broken or belongs to another question."""
    body_text, _, signature = cursor[:LONGEST].partition(".")
    try:
        body = base64.urlsafe_b64decode(body_text + "=" * (-len(body_text) % 4))
        whole = hmac.compare_digest(_sign(body).encode(), signature.encode()) and _text(body) == body_text
    except ValueError:
        whole = False
    if not whole:
        raise Problem(
            "cursor.invalid",
            "Con trỏ bị sửa hoặc chép thiếu. Hãy dùng nguyên giá trị “next” của trang trước, hoặc bỏ “cursor” để đọc từ đầu.",
            "The cursor was altered or cut. Use the “next” of the page before as it is, or leave “cursor” out to begin anew.",
            parameter="cursor",
        )
    asked, *place = json.loads(body)
    if asked != _short(question) or len(place) != length:
        raise Problem(
            "cursor.other",
            "Con trỏ này thuộc về câu hỏi có bộ lọc khác. Hãy giữ nguyên các tham số khi đọc trang tiếp.",
            "This cursor belongs to a question with other filters. Keep the parameters as they were when reading on.",
            parameter="cursor",
        )
    return place


def _short(question: str) -> str:
    return hashlib.sha256(question.encode()).hexdigest()[:10]


def _sign(body: bytes) -> str:
    return _text(salted_hmac(SALT, body, algorithm="sha256").digest()[:16])


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()

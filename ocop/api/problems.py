"""What a refused request is answered: a problem document (RFC 9457) whose sentence says what is wrong and how to mend it."""

import json
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.http import parse_header_parameters

TYPE = "application/problem+json"
LANGUAGES = ("vi", "en")

# code: (status, title in Vietnamese, title in English)
KINDS = {
    "parameter.unknown": (400, "Tham số không có", "Unknown parameter"),
    "parameter.twice": (400, "Tham số lặp lại", "Repeated parameter"),
    "parameter.invalid": (400, "Tham số không đúng", "Invalid parameter"),
    "cursor.invalid": (400, "Con trỏ không đúng", "Invalid cursor"),
    "cursor.other": (400, "Con trỏ của câu hỏi khác", "Cursor of another question"),
    "not_found": (404, "Không có", "Not found"),
    "method": (405, "Phương thức không dùng được", "Method not allowed"),
    "too_many": (429, "Hỏi quá nhiều", "Too many requests"),
}


class Problem(Exception):
    """Refuse with one of the kinds; `vi` and `en` are the sentence in both languages."""

    def __init__(
        self, code: str, vi: str, en: str, *, parameter: str = "", headers: dict[str, str] | None = None
    ):
        super().__init__(en)
        self.code, self.vi, self.en, self.parameter = code, vi, en, parameter
        self.headers = headers or {}


def answer(problem: Problem) -> HttpResponse:
    status, vi, en = KINDS[problem.code]
    english = translation.get_language() == "en"
    body: dict[str, Any] = {
        "type": f"/api/v1/#{problem.code}",
        "title": en if english else vi,
        "status": status,
        "detail": problem.en if english else problem.vi,
        "code": problem.code,
    }
    if problem.parameter:
        body["parameter"] = problem.parameter
    return HttpResponse(
        json.dumps(body, ensure_ascii=False), status=status, content_type=TYPE, headers=problem.headers
    )


def language_asked(request: HttpRequest) -> str:
    """The first of our languages in Accept-Language by weight; Vietnamese when none is."""
    weighted: list[tuple[float, int, str]] = []
    for place, part in enumerate(request.headers.get("Accept-Language", "")[:200].split(",")):
        tag, options = parse_header_parameters(part.strip())
        language = tag.split("-")[0].lower()
        if language in LANGUAGES:
            weighted.append((-_weight(options.get("q", "1")), place, language))
    return min(weighted)[2] if weighted else "vi"


def _weight(text: str) -> float:
    try:
        return float(text) if 0 <= float(text) <= 1 else 0.0
    except ValueError:
        return 0.0


def not_found(what_vi: str, what_en: str) -> Problem:
    return Problem("not_found", f"Không có {what_vi} trong sổ.", f"No such {what_en} in the register.")


def unknown_parameters(names: Iterable[str], known: Iterable[str]) -> Problem:
    listed, may = ", ".join(sorted(names)), ", ".join(sorted(known)) or "–"
    return Problem(
        "parameter.unknown",
        f"Không có tham số {listed}. Các tham số dùng được: {may}.",
        f"There is no parameter {listed}. Known parameters: {may}.",
        parameter=sorted(names)[0],
    )

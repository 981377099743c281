"""Marks sent by the page's script, one at a time or what waited for the network. Answers JSON."""

import json
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from ocop.core.clock import now
from ocop.core.errors import PermissionRefused, RuleBroken, StaleWrite
from ocop.core.guards import guard
from ocop.core.idempotency import request_key
from ocop.core.permissions import Permission
from ocop.core.templatetags.ocop import points
from ocop.evaluation.actions.sheets import NOTE, Entry, Saved, StaleMarks, save_marks
from ocop.evaluation.models import Sheet
from ocop.evaluation.queries.options import choice_of, value_of
from ocop.evaluation.views.sheet_page import bar_of

LARGEST = 100_000


@require_POST
@guard(Permission.SHEET_WRITE)
def sheet_marks(request: HttpRequest, code: str, dossier: str) -> JsonResponse:
    """Save changed criteria. 200 saved · 403 not yours · 409 another device · 422 refused, with the sentence.

    # queries: 4
    """
    try:
        saved = _save(request, _read(request))
    except StaleMarks as stale:
        return JsonResponse(
            {
                "error": stale.sentence,
                "code": stale.code,
                "both": _shown(stale.both),
                "version": stale.version_no,
            },
            status=409,
        )
    except RuleBroken as refusal:
        status = (
            403 if isinstance(refusal, PermissionRefused) else 409 if isinstance(refusal, StaleWrite) else 422
        )
        return JsonResponse(
            {"error": refusal.sentence, "code": refusal.code, "details": refusal.details}, status=status
        )
    return JsonResponse(_answer(saved))


def _read(request: HttpRequest) -> dict[str, Any]:
    try:
        sent = json.loads(request.body[:LARGEST])
        marks = {
            str(code): Entry(choice_of(str(one["v"])), int(one["n"]))
            for code, one in sent.get("marks", {}).items()
        }
        notes = {
            str(code): Entry(str(one["v"]), int(one["n"])) for code, one in sent.get("notes", {}).items()
        }
        return {
            "marks": marks,
            "notes": notes,
            "version_no": int(sent["version"]),
            "device": str(sent["device"])[:60],
            "sheet": int(sent["sheet"]),
            "dossier_sha256": str(sent.get("dossier", "")),
        }
    except (ValueError, TypeError, KeyError, AttributeError):
        raise RuleBroken(
            "Máy chủ không đọc được điểm vừa gửi; hãy tải lại trang.", code="marks.unreadable"
        ) from None


def _save(request: HttpRequest, sent: dict[str, Any]) -> Saved:
    """The action asks whose sheet it is; one that does not exist answers like one of somebody else."""
    try:
        sheet = Sheet(pk=sent.pop("sheet"))
        return save_marks(sheet=sheet, key=request_key(request), by=request.acting, at=now(), **sent)  # type: ignore[attr-defined]
    except Sheet.DoesNotExist:
        raise PermissionRefused(
            "Không có phiếu này trong danh sách của ông/bà.", code="sheet.other"
        ) from None


def _answer(saved: Saved) -> dict[str, Any]:
    bar = bar_of(saved.preview)
    return {
        "saved_at": f"{timezone.localtime(now()):%H:%M:%S}",
        "version": saved.sheet.version_no,
        "total": points(bar["total"]),
        "parts": {part: points(value) for part, value in saved.preview.parts.items()},
        "done": saved.preview.answered,
        "stars": bar["stars"],
        "missed": bar["missed"],
        "note": bar["note"],
    }


def _shown(both: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {"criterion": row["criterion"], "here": value_of(row["here"]), "there": value_of(row["there"])}
        if not row["criterion"].startswith(NOTE)
        else row
        for row in both
    ]

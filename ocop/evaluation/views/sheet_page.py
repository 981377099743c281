"""What the scoring page shows: rows finished, nothing left for the template to decide."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from ocop.core.components import Badge, Crumb
from ocop.core.templatetags.ocop import icon as drawing
from ocop.evaluation.forms.sheet import SheetForm
from ocop.evaluation.models import Item, Sheet
from ocop.evaluation.queries.options import PartCards
from ocop.evaluation.queries.packet import Beside, Packet, packet_of
from ocop.evaluation.queries.scoring import WORDS, neighbours
from ocop.evaluation.queries.trees import tree
from ocop.evaluation.views.fast_html import options_html
from ocop.rulebook.preview import Preview, self_score_preview

NOTHING = Beside([])
CLOSED = {
    "submitted": "Phiếu đã nộp, không sửa được nữa.",
    "superseded": "Phiếu đã được thay bằng phiếu chấm lại.",
    "void": "Phiếu này không được tính.",
}


def page_context(
    request: HttpRequest,
    item: Item,
    sheet: Sheet,
    form: SheetForm,
    parts: tuple[PartCards, ...],
    crumbs: list[Crumb],
) -> dict[str, Any]:
    packet = packet_of(item)
    preview = self_score_preview(tree(item.dossier.criteria_set), sheet.choices)
    around = neighbours(request.acting, item.session.code, item.dossier.code)  # type: ignore[attr-defined]
    locked = CLOSED.get(sheet.state, "")
    if not locked and sheet.entered_by_id:
        locked = "Thư ký đã nhập từ phiếu giấy. Hãy đối chiếu với phiếu giấy rồi ký xác nhận."
    state = (
        "paper"
        if sheet.state == "draft" and sheet.entered_by_id
        else "draft"
        if sheet.state == "draft"
        else sheet.state
    )
    label, tone, icon = WORDS.get(state, WORDS["void"])
    return {
        "item": item,
        "sheet": sheet,
        "form": form,
        "crumbs": crumbs,
        "badge": Badge(label, tone, icon),
        "packet": packet,
        "parts": [
            _part(part, form, packet, preview, item.dossier.criteria_set.digest, locked) for part in parts
        ],
        "locked": locked,
        "pencil": drawing("pencil"),
        "paper": state == "paper",
        "bar": bar_of(preview),
        "around": around,
        "urls": _urls(item, around),
        "count": len(form.cards),
        "done": preview.answered,
        "saved_at": _last_saved(sheet),
        "rescoring": sheet.revision > 1 and sheet.state == "draft",
    }


def _part(
    part: PartCards, form: SheetForm, packet: Packet, preview: Preview, digest: str, locked: str
) -> dict[str, Any]:
    rows = [
        {
            "code": card.code,
            "options": options_html(
                digest,
                card,
                selected=form.selected(card.code),
                locked=locked,
                error=form.card_errors.get(card.code, ""),
            ),
            "note": form.note(card.code),
            "beside": packet.by_criterion.get(card.code, NOTHING),
        }
        for card in part.criteria
    ]
    return {
        "code": part.code,
        "title": part.title,
        "max": part.max_points,
        "points": preview.parts[part.code],
        "rows": rows,
    }


def bar_of(preview: Preview) -> dict[str, Any]:
    """The running total in words; only the member's own marks are in it."""
    stars = preview.stars if preview.complete else None
    gates = [gate for gate in preview.missed_gates if gate.stars <= max(preview.band_reachable, 3)]
    missed = ", ".join(f"{gate.criterion} ({gate.stars} sao)" for gate in gates[:4])
    more = f" và {len(gates) - 4} tiêu chí nữa" if len(gates) > 4 else ""
    note = (
        "Tạm tính trên phiếu của ông/bà."
        if preview.complete
        else f"Còn đạt được cao nhất {preview.stars_reachable} sao."
    )
    return {
        "total": preview.points,
        "stars": stars,
        "missed": f"Chưa đạt mức tối thiểu: {missed}{more}" if missed else "",
        "note": note,
    }


def _urls(item: Item, around: dict[str, Any]) -> dict[str, str]:
    code, dossier = item.session.code, item.dossier.code
    names = {
        "save": "sheet-marks",
        "abstain": "abstain",
        "conflict": "late-conflict",
        "give_back": "give-back",
    }
    urls = {key: reverse(f"evaluation:{name}", args=[code, dossier]) for key, name in names.items()}
    for side in ("previous", "next"):
        urls[side] = reverse("evaluation:sheet", args=[code, around[side]]) if around[side] else ""
    return urls


def _last_saved(sheet: Sheet) -> str:
    moments = [mark["at"] for mark in sheet.marked_at.values()]
    if not moments:
        return ""
    return f"Đã lưu {timezone.localtime(timezone.datetime.fromisoformat(max(moments))):%H:%M:%S}"

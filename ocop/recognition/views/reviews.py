"""Old records that a person must look at: the queue, and settling one question."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ocop.core.clock import now
from ocop.core.components import Badge, Button, Column, Crumb, Fact
from ocop.core.guards import get_visible_or_404, guard, refusals_on
from ocop.core.idempotency import once
from ocop.core.paging import keyset_page
from ocop.core.permissions import Permission
from ocop.core.text import clean_line
from ocop.places.queries.search import find_units, unit_by_key
from ocop.recognition.actions import reviewing
from ocop.recognition.enums import OUTCOMES, ReviewKind
from ocop.recognition.forms.history import PlaceForm, QuestionForm
from ocop.recognition.models import HistoricRecognition, ReviewTask
from ocop.recognition.queries.trail import happenings

COLUMNS = [
    Column("Sản phẩm"),
    Column("Chủ thể"),
    Column("Nơi như nguồn ghi"),
    Column("Câu hỏi"),
    Column("Lý do"),
]
RELATED = ("record__product__producer", "record__product__unit", "settled_by")


@guard(Permission.HISTORY_REVIEW)
def reviews(request: HttpRequest) -> HttpResponse:
    """Open questions of this office, oldest first; settled ones on the second tab.  # queries: 7"""
    acting, kind, done = request.acting, request.GET.get("loai", ""), request.GET.get("xong") == "1"  # type: ignore[attr-defined]
    mine = ReviewTask.objects.visible_to(acting)
    found = mine.filter(settled_at__isnull=not done).select_related(*RELATED)
    if kind in ReviewKind.values:
        found = found.filter(kind=kind)
    page = keyset_page(request, found, key="created_at", kind="moment")
    url = reverse("recognition:reviews")
    tabs = [
        {"label": "Cần xem", "url": url, "active": not done, "count": mine.open().count()},
        {"label": "Đã xử lý", "url": f"{url}?xong=1", "active": done, "count": None},
    ]
    return render(
        request,
        "recognition/reviews.html",
        {
            "rows": [{"task": t, "place": _place(t.record)} for t in page.rows],
            "page": page,
            "columns": COLUMNS,
            "tabs": tabs,
            "kind": kind,
            "kinds": ReviewKind.choices,
            "done": done,
            "actions": [Button("Nhập danh sách", reverse("recognition:import"), "primary", "upload")],
        },
    )


def _place(record: HistoricRecognition) -> str:
    return ", ".join(
        x for x in (record.commune_wording, record.district_wording, record.province_wording) if x
    )


@guard(Permission.HISTORY_REVIEW)
@once
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """One question with what the source says; a person answers it with a reason.  # queries: 11"""
    task = get_visible_or_404(ReviewTask.objects.select_related(*RELATED), request.acting, pk=pk)  # type: ignore[attr-defined]
    form = _form(task, request)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            _settle(task, form, request)
            messages.success(request, "Đã ghi. Bản ghi gốc vẫn giữ nguyên lời nguồn.")
            return redirect("recognition:reviews")
    page = {
        "task": task,
        "form": form,
        "facts": _facts(task.record),
        "q": request.GET.get("q", "")[:100],
        "is_place": task.kind == ReviewKind.PLACE,
        "badge": Badge("Đã xử lý", "success", "check-circle")
        if task.settled_at
        else Badge("Cần xem", "warning", "question-circle"),
        "earlier": _others(task),
        "items": happenings(task),
        "outcome": _outcome(task),
        "crumbs": [
            Crumb("Dữ liệu cũ cần xem", reverse("recognition:reviews")),
            Crumb(task.record.product_wording),
        ],
    }
    return render(request, "recognition/review.html", page, status=422 if request.method == "POST" else 200)


def _form(task: ReviewTask, request: HttpRequest) -> Any:
    """Candidates of the import, and what a search found."""
    if task.kind != ReviewKind.PLACE:
        return QuestionForm(request.POST or None, task=task)
    choices = [(one["key"], one["label"]) for one in task.candidates]
    text, posted = clean_line(request.GET.get("q", ""))[:100], request.POST.get("unit", "")
    found = find_units(text, level="commune", limit=30) if text else []
    chosen = unit_by_key(posted) if posted else None
    choices += [(u.key, u.address) for u in [*found, *([chosen] if chosen else [])] if u.valid_to is None]
    return PlaceForm(request.POST or None, choices=list(dict(choices).items()))


def _settle(task: ReviewTask, form: Any, request: HttpRequest) -> None:
    data, who = form.cleaned_data, {"by": request.acting, "at": now()}  # type: ignore[attr-defined]
    if task.kind == ReviewKind.PLACE:
        reviewing.settle_place(task=task, unit=unit_by_key(data["unit"]), reason=data["reason"], **who)
    else:
        reviewing.settle_question(task=task, outcome=data["outcome"], words=data["words"], **who)


def _outcome(task: ReviewTask) -> str:
    """What was answered, in words."""
    said = task.outcome
    if not task.settled_at:
        return ""
    if task.kind == ReviewKind.PLACE:
        unit = unit_by_key(said.get("unit", ""))
        return f"{unit.address if unit else ''}. {said.get('words', '')}"
    return f"{OUTCOMES[ReviewKind(task.kind)].get(said.get('outcome', ''), '')}. {said.get('words', '')}"


def _facts(record: HistoricRecognition) -> list[Fact]:
    day = f"{record.decided_on:%d/%m/%Y}" if record.decided_on else record.year_wording
    stars = f"{record.stars} sao" if record.stars else ""
    return [
        Fact("Sản phẩm", record.product_wording),
        Fact("Chủ thể", record.producer_wording),
        Fact("Nơi như nguồn ghi", _place(record)),
        Fact("Hạng", stars, missing="Nguồn không ghi"),
        Fact("Tình trạng", record.get_status_display()),
        Fact("Quyết định", record.decision_no),
        Fact("Ngày hoặc năm", day),
        Fact("Nguồn", record.source_url),
        Fact("Ghi chú của nguồn", record.note),
    ]


def _others(task: ReviewTask) -> list[HistoricRecognition]:
    """Other records of the same product, and those the import named."""
    keys = [
        int(one["key"])
        for one in task.candidates
        if task.kind == ReviewKind.CONTRADICTION and str(one["key"]).isdigit()
    ]
    found = HistoricRecognition.objects.filter(
        product=task.record.product_id
    ) | HistoricRecognition.objects.filter(pk__in=keys)
    return list(found.exclude(pk=task.record_id).order_by("year", "pk")[:20])

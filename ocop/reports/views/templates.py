"""Pages of the templates of one kind of report: which there are, hand one in, try it with real figures, choose it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from ocop.core.clock import now, today
from ocop.core.components import Column, Crumb
from ocop.core.errors import RuleBroken
from ocop.core.guards import get_visible_or_404, guard
from ocop.core.idempotency import once
from ocop.core.permissions import Permission as P
from ocop.documents.inspect.sniff import DOCX
from ocop.reports.forms import TemplateForm
from ocop.reports.models import ReportTemplate
from ocop.reports.outlines import Outline, outline
from ocop.reports.periods import choices, read_period
from ocop.reports.queries import content_of, report_scope
from ocop.reports.template_actions import add_template, choose_template, chosen_template
from ocop.reports.templating import filled, names_of, standard_template

COLUMNS = [Column("Bản"), Column("Ghi chú"), Column("Người tải lên"), Column("Lúc"), Column("Việc")]


@guard(P.REPORT_MAKE)
@once
def templates(request: HttpRequest, key: str) -> HttpResponse:  # queries: 9
    """The versions of this office, the form for a new one, and what may stand in it."""
    known = _outline_or_404(request, key)
    form = TemplateForm(request.POST or None, request.FILES or None)
    faults: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            made = _add(request, known, form)
        except RuleBroken as refusal:
            form.add_error("file", refusal.sentence)
            faults = list(refusal.details)
        else:
            messages.success(request, f"Đã nhận bản {made.version}. Hãy xem thử, rồi chọn dùng.")
            return redirect("reports:templates", known.key)
    context = _context(request, known, form) | {"faults": faults}
    return render(request, "reports/templates.html", context, status=422 if form.errors else 200)


@guard(P.REPORT_MAKE)
def standard(request: HttpRequest, key: str) -> HttpResponse:  # queries: 5
    """The standard layout, to begin with."""
    known = _outline_or_404(request, key)
    return _word(standard_template(known), f"mau-chuan-{known.key}.docx")


@guard(P.REPORT_MAKE)
def preview(request: HttpRequest, key: str, version: int) -> HttpResponse:  # queries: 22
    """That version with the figures of today; nothing is kept."""
    known = _outline_or_404(request, key)
    one = get_visible_or_404(
        ReportTemplate.objects.select_related("file"),
        request.acting,
        report=known.key,
        version=version,  # type: ignore[attr-defined]
    )
    day = today()
    code = "" if known.period == "day" else choices(known.period, day)[0][0]
    period = read_period(code, known.period, day)
    content = content_of(known, period, report_scope(request.acting.unit, period, day))  # type: ignore[attr-defined]
    made = filled(one.file.read_bytes(), content, names_of(known))
    return _word(made, f"xem-thu-{known.key}-ban-{version}.docx")


@guard(P.REPORT_MAKE)
@require_POST
@once
def choose(request: HttpRequest, key: str) -> HttpResponse:  # queries: 12
    """Use a version from now on, or go back to the standard one."""
    known = _outline_or_404(request, key)
    said = request.POST.get("version", "")
    mine = ReportTemplate.objects.visible_to(request.acting).filter(report=known.key)  # type: ignore[attr-defined]
    template = mine.filter(version=int(said)).first() if said.isdecimal() and len(said) < 9 else None
    if said and template is None:
        raise Http404("no template")
    choose_template(outline=known, template=template, by=request.acting, at=now())  # type: ignore[attr-defined]
    told = f"Từ nay báo cáo dùng bản {template.version}." if template else "Từ nay báo cáo dùng mẫu chuẩn."
    messages.success(request, told)
    return redirect("reports:templates", known.key)


def _add(request: HttpRequest, known: Outline, form: TemplateForm) -> ReportTemplate:
    said: dict[str, Any] = form.cleaned_data
    return add_template(
        outline=known,
        upload=said["file"],
        note=said["note"],
        by=request.acting,
        at=now(),  # type: ignore[attr-defined]
    )


def _context(request: HttpRequest, known: Outline, form: TemplateForm) -> dict[str, Any]:
    acting, names = request.acting, names_of(known)  # type: ignore[attr-defined]
    mine = ReportTemplate.objects.visible_to(acting).filter(report=known.key)
    used = chosen_template(acting.unit, known.key)
    lists = [(_list_title(known, key), _marks(columns)) for key, columns in names.lists.items()]
    return {
        "known": known,
        "form": form,
        "used": used,
        "rows": mine.select_related("file", "created_by")[:50],
        "columns": COLUMNS,
        "values": _marks(names.values),
        "lists": lists,
        "mark_columns": [Column("Chỗ điền"), Column("Ý nghĩa")],
        "crumbs": [
            Crumb("Báo cáo", reverse("reports:index")),
            Crumb(known.words, reverse("reports:prepare", args=[known.key])),
        ],
    }


def _list_title(known: Outline, key: str) -> str:
    return next((table.title for table in known.tables if table.key == key), "Bảng chỉ số")


def _marks(names: dict[str, str]) -> list[tuple[str, str]]:
    return [(f"{{{{ {name} }}}}", meaning) for name, meaning in names.items()]


def _outline_or_404(request: HttpRequest, key: str) -> Outline:
    known = outline(key)
    if known is None or request.acting.level not in known.levels:  # type: ignore[attr-defined]
        raise Http404("no report")
    return known


def _word(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=DOCX)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer

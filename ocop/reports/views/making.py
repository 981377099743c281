"""Reports of an office: which there are, one before it is made, one that was made."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from ocop.core.clock import now, today
from ocop.core.components import Column, Crumb, Fact
from ocop.core.errors import RuleBroken
from ocop.core.guards import get_visible_or_404, guard
from ocop.core.idempotency import once
from ocop.core.paging import keyset_page
from ocop.core.permissions import Permission as P
from ocop.core.policy import allowed
from ocop.core.templatetags.ocop import vn_datetime
from ocop.reports.actions import make_report
from ocop.reports.enums import PeriodKind
from ocop.reports.forms import PeriodForm
from ocop.reports.models import MadeReport
from ocop.reports.outlines import Outline, outline, outlines_for
from ocop.reports.periods import choices, read_period
from ocop.reports.policies import check_can_make
from ocop.reports.queries import Content, content_of, report_scope
from ocop.reports.showing import shown

MADE_COLUMNS = [
    Column("Báo cáo"),
    Column("Đơn vị"),
    Column("Kỳ"),
    Column("Tính đến"),
    Column("Người lập"),
    Column("Lập lúc"),
]


@guard(P.FIGURES_VIEW)
def index(request: HttpRequest) -> HttpResponse:  # queries: 4
    """The kinds of this office's level, and the reports made by it and below."""
    acting = request.acting  # type: ignore[attr-defined]
    found = MadeReport.objects.visible_to(acting).defer("content").select_related("unit", "created_by")
    page = keyset_page(request, found, key="created_at", kind="moment", descending=True)
    context = {
        "kinds": outlines_for(acting.level),
        "page": page,
        "rows": [{"one": one, "period": _period_words(one)} for one in page.rows],
        "columns": MADE_COLUMNS,
        "unit": acting.unit,
    }
    return render(request, "reports/index.html", context)


@guard(P.FIGURES_VIEW)
def prepare(request: HttpRequest, key: str) -> HttpResponse:  # queries: 21, 17 of them for the report
    """The report as it would be made now: each figure opens to its rows."""
    acting, known = request.acting, _outline_or_404(request, key)  # type: ignore[attr-defined]
    form = PeriodForm(request.GET or _first(known), outline=known, today=today())
    content, refusal = _preview(form, known, acting.unit)
    context = {
        "known": known,
        "form": form,
        "content": shown(content, linked=True) if content else None,
        "refusal": refusal,
        "may": allowed(check_can_make, known, acting.unit, by=acting),
        "crumbs": [Crumb("Báo cáo", reverse("reports:index"))],
    }
    return render(request, "reports/prepare.html", context)


@guard(P.REPORT_MAKE)
@require_POST
@once
def make(request: HttpRequest, key: str) -> HttpResponse:  # queries: 40
    acting, known = request.acting, _outline_or_404(request, key)  # type: ignore[attr-defined]
    form = PeriodForm(request.POST, outline=known, today=today())
    if form.is_valid():
        period, boundary = form.asked
        try:
            made = make_report(outline=known, period=period, boundary=boundary, by=acting, at=now())
        except RuleBroken as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, "Đã lập và lưu báo cáo.")
            return redirect("reports:made", made.code)
    context = {"known": known, "form": form, "crumbs": [Crumb("Báo cáo", reverse("reports:index"))]}
    return render(request, "reports/prepare.html", context, status=422)


@guard(P.FIGURES_VIEW)
def made(request: HttpRequest, code: str) -> HttpResponse:  # queries: 4
    """A kept report, from its own content alone."""
    kept = MadeReport.objects.select_related(
        "unit", "created_by", "word", "excel", "data", "follows", "followed_by", "template"
    ).defer("follows__content", "followed_by__content")
    one = get_visible_or_404(kept, request.acting, code=code)  # type: ignore[attr-defined]
    context = {
        "one": one,
        "content": shown(one.content, linked=False),
        "facts": _facts(one),
        "newer": getattr(one, "followed_by", None),
        "files": [("Word", one.word), ("Excel", one.excel), ("Số liệu (JSON)", one.data)],
        "crumbs": [Crumb("Báo cáo", reverse("reports:index"))],
    }
    return render(request, "reports/made.html", context)


def _outline_or_404(request: HttpRequest, key: str) -> Outline:
    """A report of the office's level; others are not there for it."""
    known = outline(key)
    if known is None or request.acting.level not in known.levels:  # type: ignore[attr-defined]
        raise Http404("no report")
    return known


def _first(known: Outline) -> dict[str, str]:
    """What the form begins with: today, or the newest period."""
    day = today()
    return {"ky": f"{day:%d/%m/%Y}" if known.period == PeriodKind.DAY else choices(known.period, day)[0][0]}


def _preview(form: PeriodForm, known: Outline, unit: Any) -> tuple[Content | None, str]:
    if not form.is_valid():
        return None, ""
    period, boundary = form.asked
    try:
        read = read_period(period, known.period, today())
        return content_of(known, read, report_scope(unit, read, today(), boundary)), ""
    except RuleBroken as refusal:
        return None, refusal.sentence


def _period_words(one: MadeReport) -> str:
    known = outline(one.report)
    if known is None:
        return one.period
    return read_period(one.period, known.period, one.as_of).title


def _facts(one: MadeReport) -> list[Fact]:
    return [
        Fact("Đơn vị", one.unit.full_name),
        Fact("Kỳ", _period_words(one)),
        Fact("Tính đến", f"{one.as_of:%d/%m/%Y}, {one.content['boundary_words']}"),
        Fact("Người lập", f"{one.created_by or ''}, {vn_datetime(one.created_at)}"),
        Fact("Mã báo cáo", one.code),
        Fact("Phiên bản định nghĩa", one.definitions_version),
        Fact("Mẫu Word", f"bản {one.template.version} của đơn vị" if one.template else "mẫu chuẩn"),
    ]

"""Periodic reports: the producer's short form on a phone without scripts, the office's periods with who is late."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ocop.core.clock import now, today
from ocop.core.components import Badge, Button, Column, Crumb
from ocop.core.guards import get_visible_or_404, guard, posted, refusals_on
from ocop.core.idempotency import once
from ocop.core.paging import keyset_page
from ocop.core.permissions import Permission
from ocop.producers.models import Producer
from ocop.supervision.actions import periodic as actions
from ocop.supervision.forms.periodic import CorrectionForm, PeriodForm, PeriodicForm
from ocop.supervision.models import PeriodicReport, ReportPeriod
from ocop.supervision.models.periodic import FIGURES
from ocop.supervision.queries import periodic as queries
from ocop.supervision.views.step import confirm

PERIOD_COLUMNS = [Column("Kỳ"), Column("Từ ngày đến ngày"), Column("Hạn báo cáo"), Column("Đơn vị mở")]
GIVEN_COLUMNS = [
    Column("Chủ thể"),
    Column("Doanh thu (triệu đồng)", numeric=True),
    Column("Từ sản phẩm OCOP", numeric=True),
    Column("Lao động", numeric=True),
    Column("Ngày báo cáo"),
]
LATE_COLUMNS = [Column("Chủ thể"), Column("Xã, phường"), Column("Điện thoại")]


def _own(request: HttpRequest) -> Producer:
    by = request.acting  # type: ignore[attr-defined]
    return get_visible_or_404(Producer.objects.select_related("unit"), by, pk=by.party_id or 0)


def _badge(period: ReportPeriod, report: PeriodicReport | None) -> Badge:
    if report:
        return Badge("Đã báo cáo", "success", "check-circle")
    if period.due_on < today():
        return Badge("Quá hạn", "danger", "exclamation-triangle")
    return Badge("Chưa báo cáo", "warning", "hourglass-split")


@guard(Permission.PERIODIC_REPORT)
def own(request: HttpRequest) -> HttpResponse:
    """What this producer was asked, the newest first.  # queries: 5"""
    rows = [
        {"period": period, "report": report, "badge": _badge(period, report)}
        for period, report in queries.own_periods(_own(request), today())
    ]
    return render(request, "supervision/periodic_own.html", {"rows": rows})


@guard(Permission.PERIODIC_REPORT)
@once
def give(request: HttpRequest, code: str) -> HttpResponse:
    """Eleven fields, last time's figures beside them; what was typed stays.  # queries: 7"""
    producer, by = _own(request), request.acting  # type: ignore[attr-defined]
    period = queries.asked_of(producer).select_related("unit").filter(code=code).first()
    if period is None:
        raise Http404
    last = queries.last_before(producer, period)
    form = PeriodicForm(posted(request), last=last)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.give_report(period=period, producer=producer, data=form.cleaned_data, by=by, at=now())
            messages.success(request, f"Đã gửi báo cáo {period.title}. Cảm ơn ông/bà.")
            return redirect("supervision:periodic")
    context = {"form": form, "period": period, "last": last, "crumbs": _crumbs()}
    return render(request, "supervision/periodic_form.html", context)


def _crumbs() -> list[Crumb]:
    return [Crumb("Báo cáo định kỳ", reverse("supervision:periodic"))]


@guard(Permission.PERIODIC_REPORT)
@once
def correct(request: HttpRequest, code: str) -> HttpResponse:  # queries: 7
    by = request.acting  # type: ignore[attr-defined]
    report = get_visible_or_404(PeriodicReport.objects.select_related("period"), by, code=code)
    form = CorrectionForm(posted(request), report=report)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            data = dict(form.cleaned_data)
            actions.correct_report(report=report, reason=data.pop("reason"), data=data, by=by, at=now())
            messages.success(request, "Đã đính chính; bản cũ vẫn được giữ.")
            return redirect("supervision:periodic")
    context = {"form": form, "period": report.period, "correcting": report, "crumbs": _crumbs()}
    return render(request, "supervision/periodic_form.html", context)


@guard(Permission.SUPERVISE)
def periods(request: HttpRequest) -> HttpResponse:  # queries: 5
    by = request.acting  # type: ignore[attr-defined]
    found = ReportPeriod.objects.visible_to(by).select_related("unit")
    new = Button("Mở kỳ báo cáo", reverse("supervision:new-period"), "primary", "plus-lg")
    context = {
        "page": keyset_page(request, found, key="until_on", kind="day", descending=True),
        "columns": PERIOD_COLUMNS,
        "actions": [new] if by.level != "commune" else [],
    }
    return render(request, "supervision/periods.html", context)


@guard(Permission.SUPERVISE)
@once
def new_period(request: HttpRequest) -> HttpResponse:  # queries: 4
    return confirm(
        request,
        act=actions.open_period,
        done=lambda made: "Đã mở kỳ báo cáo; chủ thể thấy từ ngày sau khi kỳ kết thúc.",
        form=PeriodForm(posted(request)),
        title="Mở kỳ báo cáo",
        submit="Mở kỳ",
        lead="Mỗi chủ thể có sản phẩm được công nhận báo cáo một lần; hệ thống nhắc trước hạn 7 ngày và khi quá hạn.",
        back=reverse("supervision:periods"),
    )


@guard(Permission.SUPERVISE)
def period(request: HttpRequest, code: str) -> HttpResponse:
    """Who reported what, or (`?xem=thieu`) who has not.  # queries: 9"""
    by = request.acting  # type: ignore[attr-defined]
    one = get_visible_or_404(ReportPeriod.objects.select_related("unit"), by, code=code)
    reports, late = queries.in_scope(one, by)
    missing = request.GET.get("xem") == "thieu"
    if missing:
        page = keyset_page(request, late.select_related("unit"), key="sort_key")
    else:
        page = keyset_page(
            request, reports.select_related("producer"), key="given_at", kind="moment", descending=True
        )
    counted = reports.count(), late.count()
    context = {
        "period": one,
        "page": page,
        "missing": missing,
        "columns": LATE_COLUMNS if missing else GIVEN_COLUMNS,
        "given": counted[0],
        "late": counted[1],
        "overdue": one.due_on < today(),
        "tabs": _tabs(counted, missing),
        "crumbs": [Crumb("Kỳ báo cáo", reverse("supervision:periods"))],
        "actions": [
            Button(
                "Xuất Excel", reverse("supervision:period-export", args=[one.code]), "secondary", "download"
            )
        ],
    }
    return render(request, "supervision/period.html", context)


def _tabs(counted: tuple[int, int], missing: bool) -> list[dict]:  # type: ignore[type-arg]
    return [
        {"label": "Đã báo cáo", "url": "?", "active": not missing, "count": counted[0]},
        {"label": "Chưa báo cáo", "url": "?xem=thieu", "active": missing, "count": counted[1]},
    ]


@guard(Permission.SUPERVISE)
def period_export(request: HttpRequest, code: str) -> HttpResponse:  # queries: 7
    by = request.acting  # type: ignore[attr-defined]
    one = get_visible_or_404(ReportPeriod.objects.select_related("unit"), by, code=code)
    reports, late = queries.in_scope(one, by)
    content = queries.export(reports, late, period=one, office=by.office)
    response = HttpResponse(
        content, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    response["Content-Disposition"] = 'attachment; filename="bao-cao-dinh-ky.xlsx"'
    return response


@guard(Permission.SUPERVISE, Permission.PERIODIC_REPORT)
def report(request: HttpRequest, code: str) -> HttpResponse:
    """One report with the versions before it.  # queries: 6"""
    by = request.acting  # type: ignore[attr-defined]
    rows = PeriodicReport.objects.select_related("period", "producer", "given_by")
    one = get_visible_or_404(rows, by, code=code)
    versions, older = [one], one
    while older.corrects_id and len(versions) < 6:
        older = rows.get(pk=older.corrects_id)
        versions.append(older)
    context = {
        "report": one,
        "columns": [Column("Mục"), *(Column(_told(v), numeric=True) for v in versions)],
        "rows": [
            (words, unit, [getattr(v, name) for v in versions]) for name, (words, unit) in FIGURES.items()
        ],
        "reasons": [v for v in versions if v.reason],
        "crumbs": [Crumb("Báo cáo định kỳ", _back(by, one))],
    }
    return render(request, "supervision/periodic_report.html", context)


def _told(one: PeriodicReport) -> str:
    return f"{'Bản đính chính' if one.corrects_id else 'Bản đầu'} {one.given_at:%d/%m/%Y}"


def _back(by, one: PeriodicReport) -> str:  # type: ignore[no-untyped-def]
    return reverse("supervision:periodic") if by.party_id else one.period.get_absolute_url()

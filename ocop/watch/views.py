"""`/lam-viec/sap-het-han/`: what ends soon, for producers and offices; the next dossier in one click."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from ocop.core.clock import now, today
from ocop.core.components import Badge, Button, Column
from ocop.core.errors import RuleBroken
from ocop.core.guards import get_visible_or_404, guard
from ocop.core.idempotency import once
from ocop.core.paging import keyset_page
from ocop.core.permissions import Permission as P
from ocop.documents import sheets
from ocop.dossiers.actions import starting
from ocop.dossiers.queries.drafts import open_dossier
from ocop.products.models import Product
from ocop.registry.models import Entry
from ocop.rulebook.lifecycle import MACHINES
from ocop.rulebook.procedures import filing_window, procedure_on
from ocop.rulebook.watch import warn_days
from ocop.watch import policies, queries

SEERS = (P.DOSSIER_WRITE, P.DOSSIER_CHECK, P.DECISION_VIEW, P.INSPECT)
COLUMNS = ("Sản phẩm", "Chủ thể", "Nơi", "Hạng", "Hết hạn", "Còn", "Nộp đánh giá lại", "Hồ sơ mới")
MOST_ROWS = 50_000


@guard(*SEERS)
def ending(request: HttpRequest) -> HttpResponse:
    """Earliest end first.  # queries: 6"""
    acting, on = request.acting, today()  # type: ignore[attr-defined]
    asked = _asked(request)
    page = keyset_page(request, queries.ending(acting, on, **asked), key="valid_until", kind="day")
    writes = acting.may(P.DOSSIER_WRITE)
    names = [*COLUMNS, *(["Việc"] if writes else [])]
    context = {
        "rows": [_row(entry, on) for entry in page.rows],
        "page": page,
        "columns": [Column(name, hidden_label=name == "Việc") for name in names],
        "windows": [(day, f"Trong {day} ngày tới") for day in warn_days(procedure_on(on))],
        "asked": asked,
        "writes": writes,
        "actions": [
            Button("Tải bảng Excel", f"{reverse('watch:export')}?{request.GET.urlencode()}", icon="download")
        ],
    }
    return render(request, "watch/ending.html", context)


def _asked(request: HttpRequest) -> dict[str, Any]:
    """The filters as the address has them; unknown values mean all."""
    window = request.GET.get("trong", "")
    renewal = request.GET.get("ho_so", "")
    known = {str(day) for day in warn_days(procedure_on(today()))} | {"0"}
    return {
        "window": int(window) if window in known else None,
        "text": request.GET.get("q", "")[:100],
        "renewal": renewal if renewal in ("chua", "co") else "",
    }


def _row(entry: Entry, on: date) -> dict[str, Any]:
    left = (entry.valid_until - on).days  # type: ignore[operator]
    window = filing_window(entry.valid_until, procedure_on(on))  # type: ignore[arg-type]
    state = MACHINES["dossier"].states.get(entry.renewal_state) if entry.renewal else None  # type: ignore[attr-defined]
    return {
        "entry": entry,
        "left": f"{left} ngày" if left >= 0 else f"đã hết {-left} ngày",
        "badge": _badge(left, on, window.opens_on, window.closes_on),
        "window": window,
        "state": state.label if state else "",
        "unreached": entry.told == 0,  # type: ignore[attr-defined]
    }


def _badge(left: int, on: date, opens: date, closes: date) -> Badge:
    if left < 0:
        return Badge("Hết hạn", "neutral", "clock-history")
    if on > closes:
        return Badge("Quá hạn nộp", "danger", "exclamation-triangle")
    return (
        Badge("Đang nhận hồ sơ", "warning", "clock")
        if on >= opens
        else Badge("Chưa mở", "info", "calendar-event")
    )


@guard(*SEERS)
def export(request: HttpRequest) -> HttpResponse:
    """The same rows as a workbook.  # queries: 5"""
    on = today()
    found = queries.ending(request.acting, on, **_asked(request)).order_by("valid_until", "pk")[:MOST_ROWS]  # type: ignore[attr-defined]
    columns = [
        sheets.Column("Mã sản phẩm", 14),
        sheets.Column("Sản phẩm", 34),
        sheets.Column("Chủ thể", 34),
        sheets.Column("Nơi", 30),
        sheets.Column("Hạng", 8, "integer"),
        sheets.Column("Hết hạn", 12, "date"),
        sheets.Column("Còn (ngày)", 10, "integer"),
        sheets.Column("Nộp đánh giá lại từ", 14, "date"),
        sheets.Column("đến hết", 14, "date"),
        sheets.Column("Hồ sơ mới", 14),
        sheets.Column("Người được báo", 10, "integer"),
    ]
    sheet = sheets.Sheet(
        "Sắp hết hạn",
        columns,
        _cells(found.iterator(1000), on),
        title=f"Sản phẩm OCOP sắp hết hạn, tính ngày {on:%d/%m/%Y}",
    )
    answer = HttpResponse(
        sheets.write_xlsx([sheet]),
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
    answer["Content-Disposition"] = f'attachment; filename="sap-het-han-{on:%Y%m%d}.xlsx"'
    return answer


def _cells(found: Any, on: date) -> Iterator[list[Any]]:
    for one in found:
        window = filing_window(one.valid_until, procedure_on(on))
        yield [
            *(one.code, one.name, one.producer_name, one.place, one.stars, one.valid_until),
            *((one.valid_until - on).days, window.opens_on, window.closes_on, one.renewal or "", one.told),
        ]


@require_POST
@guard(P.DOSSIER_WRITE)
@once
def renew(request: HttpRequest, code: str) -> HttpResponse:
    """Open the next dossier from the last one, or go on with the one that is open."""
    by, at = request.acting, now()  # type: ignore[attr-defined]
    product = get_visible_or_404(Product.objects.select_related("producer__unit", "unit"), by, code=code)
    dossier = open_dossier(product)
    try:
        if dossier is None:
            kind = policies.check_can_renew(product, by=by, at=at)
            dossier = starting.start(product=product, kind=kind, by=by, at=at)
            messages.success(
                request, "Đã mở hồ sơ từ hồ sơ lần trước; chỉ cần xem lại và bổ sung phần còn thiếu."
            )
    except RuleBroken as refusal:
        messages.error(request, refusal.sentence)
        return redirect("watch:ending")
    return redirect(dossier.get_absolute_url())

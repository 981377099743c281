"""Changes of the map, and the queue of records that a split left open."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from ocop.boundaries.actions import place
from ocop.boundaries.forms import PlaceForm
from ocop.boundaries.models import PlaceCase, UnitChange
from ocop.boundaries.queries import candidates, waiting_units
from ocop.core.clock import now
from ocop.core.components import Button, Column, Crumb
from ocop.core.guards import guard, posted, refusals_on
from ocop.core.idempotency import once
from ocop.core.paging import keyset_page
from ocop.core.permissions import Permission as P

COLUMNS = [Column("Đơn vị cũ"), Column("Đơn vị mới"), Column("Việc"), Column("Từ ngày"), Column("Bản ghi")]
WAITING = [Column("Đơn vị đã chia tách"), Column("Chờ quyết định", numeric=True)]
SHOWN = 100


@guard(P.BOUNDARY_APPLY, P.BOUNDARY_REVIEW)
def changes(request: HttpRequest) -> HttpResponse:
    """What was applied, and where a person has to decide.  # queries: 8"""
    acting = request.acting  # type: ignore[attr-defined]
    found = UnitChange.objects.select_related("old", "new")
    page = keyset_page(request, found, key="day", kind="day", descending=True)
    bring = Button("Nhập danh sách", reverse("boundaries:dia-gioi-intake"), "primary", "upload")
    rows = [
        {"change": one, "moved": ", ".join(f"{count} {noun}" for noun, count in one.moved.items())}
        for one in page.rows
    ]
    waiting = waiting_units(acting) if acting.may(P.BOUNDARY_REVIEW) else []
    context = {
        "page": page,
        "rows": rows,
        "columns": COLUMNS,
        "waiting": waiting,
        "waiting_columns": WAITING,
        "actions": [bring] if acting.may(P.BOUNDARY_APPLY) else [],
    }
    return render(request, "boundaries/changes.html", context)


@guard(P.BOUNDARY_REVIEW)
@once
def waiting(request: HttpRequest, key: str) -> HttpResponse:
    """Records of one split unit, to be placed one by one or many at once.  # queries: 9"""
    acting = request.acting  # type: ignore[attr-defined]
    mine = (
        PlaceCase.objects.visible_to(acting).filter(old__key=key).select_related("old", "unit", "settled_by")
    )
    open_ones = list(mine.open()[:SHOWN])
    first = open_ones[0] if open_ones else get_object_or_404(mine.order_by("-settled_at")[:1])
    among = candidates(first.old)
    form = PlaceForm(posted(request), rows=open_ones, among=among)
    if form.is_valid():
        data = form.cleaned_data
        chosen = [case for case in open_ones if str(case.pk) in data["cases"]]
        unit = next((one for one in among if one.key == data["unit"]), None)
        with refusals_on(form):
            done = place(cases=chosen, unit=unit, reason=data["reason"], by=acting, at=now())
            messages.success(request, f"Đã xác định đơn vị cho {len(done)} bản ghi.")
            return redirect("boundaries:waiting", key=key)
    context = {
        "old": first.old,
        "form": form,
        "open": open_ones,
        "settled": mine.exclude(settled_at=None).order_by("-settled_at")[:SHOWN],
        "crumbs": [Crumb("Địa giới", reverse("boundaries:changes"))],
    }
    return render(request, "boundaries/waiting.html", context, status=422 if form.errors else 200)

"""Near-duplicates for the appraisal group: the list, one pair side by side, one product against all."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from ocop.core.clock import now
from ocop.core.components import Button, Column, Crumb
from ocop.core.guards import get_visible_or_404, guard, posted, refusals_on
from ocop.core.idempotency import once
from ocop.core.paging import keyset_page
from ocop.core.permissions import Permission
from ocop.core.policy import allowed
from ocop.products.models import Product
from ocop.radar import actions, policies, queries
from ocop.radar.forms import LookForm
from ocop.radar.models import Pair

MOST = 5000  # rows of a sheet
COLUMNS = [
    Column("Cặp sản phẩm"),
    Column("Giống ở"),
    Column("Nơi"),
    Column("Tìm thấy"),
    Column("Đã xem"),
]
LEAD = (
    "Máy so tên, câu chuyện và ảnh của sản phẩm thuộc các chủ thể khác nhau. "
    "Đây là gợi ý để xem, không phải kết luận: không hồ sơ nào bị chặn hay trừ điểm vì có tên ở đây."
)


@guard(Permission.SIMILARITY_VIEW)
def pairs(request: HttpRequest) -> HttpResponse:
    """Newest first; the address holds the filters.  # queries: 7"""
    acting = request.acting  # type: ignore[attr-defined]
    found = queries.with_products(queries.filtered(Pair.objects.visible_to(acting), request.GET))
    page = keyset_page(request, found, key="found_at", kind="moment", descending=True)
    context = {
        "rows": _rows(page.rows, acting),
        "page": page,
        "columns": COLUMNS,
        "asked": {name: request.GET.get(name, "") for name in ("q", "phan", "xem")},
        "parts": [(key, label) for key, _, label in queries.PARTS],
        "lead": LEAD,
        "actions": _list_buttons(request),
        "may_search": allowed(policies.check_can_search, by=acting),
    }
    return render(request, "radar/pairs.html", context)


def _rows(found: list[Pair], acting: object) -> list[dict[str, object]]:
    sides = queries.sides_of(found, acting)  # type: ignore[arg-type]
    return [
        {
            "pair": one,
            "first": sides[one.first_id],
            "second": sides[one.second_id],
            "parts": queries.parts_of(one),
        }
        for one in found
    ]


def _list_buttons(request: HttpRequest) -> list[Button]:
    url = f"{reverse('radar:export')}?{request.GET.urlencode()}"
    return [Button("Xuất Excel", url, "secondary", "download")]


@guard(Permission.SIMILARITY_VIEW)
def export(request: HttpRequest) -> HttpResponse:
    """The filtered pairs as a sheet.  # queries: 7"""
    acting = request.acting  # type: ignore[attr-defined]
    found = queries.with_products(queries.filtered(Pair.objects.visible_to(acting), request.GET))
    content = queries.sheet(list(found.order_by("-found_at", "-pk")[:MOST]), acting)
    response = HttpResponse(
        content, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    response["Content-Disposition"] = 'attachment; filename="san-pham-giong-nhau.xlsx"'
    return response


@require_POST
@guard(Permission.SIMILARITY_VIEW)
@once
def search(request: HttpRequest) -> HttpResponse:
    """Start the search of all pairs; its progress stands in the list of long work."""
    job = actions.start_search(by=request.acting, at=now())  # type: ignore[attr-defined]
    messages.success(request, "Đang tìm. Trang này cho biết tiến độ.")
    return redirect("jobs:job", job.public_id)


@guard(Permission.SIMILARITY_VIEW)
def product(request: HttpRequest, code: str) -> HttpResponse:
    """One product against all, as everything stands now.  # queries: 17"""
    acting = request.acting  # type: ignore[attr-defined]
    one = get_visible_or_404(Product.objects.select_related("producer"), acting, code=code)
    found = queries.as_pairs(queries.alike(one, at=now()))
    context = {
        "product": one,
        "rows": _rows(found, acting),
        "columns": COLUMNS,
        "lead": LEAD,
        "crumbs": [Crumb("Sản phẩm giống nhau", reverse("radar:pairs")), Crumb(one.name)],
    }
    return render(request, "radar/product.html", context)


@guard(Permission.SIMILARITY_VIEW)
@once
def pair(request: HttpRequest, pk: int) -> HttpResponse:
    """Both side by side, and what others said.  # queries: 15"""
    acting = request.acting  # type: ignore[attr-defined]
    one = queries.with_products(Pair.objects.visible_to(acting)).filter(pk=pk).first()
    if one is None:
        raise Http404
    form = LookForm(posted(request))
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            actions.note_look(pair=one, by=acting, at=now(), **form.cleaned_data)
            messages.success(request, "Đã ghi nhận xét.")
            return redirect("radar:pair", pk)
    sides = queries.sides_of([one], acting, whole=True)
    context = {
        "pair": one,
        "sides": [sides[one.first_id], sides[one.second_id]],
        "parts": queries.parts_of(one),
        "looks": one.looks.select_related("person"),
        "form": form,
        "crumbs": [Crumb("Sản phẩm giống nhau", reverse("radar:pairs")), Crumb(f"Cặp số {pk}")],
    }
    return render(request, "radar/pair.html", context, status=422 if form.errors else 200)

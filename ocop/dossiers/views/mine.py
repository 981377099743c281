"""The producer's dossiers, and beginning a new one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ocop.core.clock import local_date, now
from ocop.core.components import Crumb
from ocop.core.guards import get_visible_or_404, guard, posted, refusals_on
from ocop.core.idempotency import once
from ocop.core.paging import keyset_page
from ocop.core.permissions import Permission
from ocop.core.policy import allowed
from ocop.core.states import state_badge
from ocop.dossiers.actions import starting
from ocop.dossiers.enums import DossierKind
from ocop.dossiers.forms.draft import KindForm
from ocop.dossiers.models import Dossier
from ocop.dossiers.policies import starting as policies
from ocop.dossiers.queries.drafts import last_submitted, open_dossier
from ocop.dossiers.recognitions import standing_of
from ocop.products.models import Product
from ocop.rulebook.procedures import check_filing, procedure_on

WRITES = (Permission.DOSSIER_WRITE, Permission.DESK_ENTRY)
HINTS = {
    DossierKind.FIRST: "Sản phẩm chưa từng được công nhận, hoặc công nhận đã hết hạn.",
    DossierKind.UPGRADE: "Sản phẩm đang được công nhận, muốn lên hạng sao cao hơn.",
    DossierKind.RE_EVALUATION: "Giữ hạng khi giấy chứng nhận sắp hết hạn: nộp trước 180 đến 120 ngày.",
}


@guard(Permission.DOSSIER_WRITE)
def mine(request: HttpRequest) -> HttpResponse:  # queries: 6
    found = Dossier.objects.visible_to(request.acting).select_related("product", "unit")  # type: ignore[attr-defined]
    page = keyset_page(request, found, key="state_at", kind="moment", descending=True)
    rows = [{"dossier": one, "badge": state_badge(one, public=True)} for one in page.rows]
    return render(request, "dossiers/mine.html", {"rows": rows, "page": page})


@guard(*WRITES)
@once
def start(request: HttpRequest, code: str) -> HttpResponse:  # queries: 16
    """Which kind of dossier; each kind that is not open says why."""
    by, at = request.acting, now()  # type: ignore[attr-defined]
    product = get_visible_or_404(Product.objects.select_related("producer__unit", "unit"), by, code=code)
    already = open_dossier(product)
    if already and Dossier.objects.visible_to(by).filter(pk=already.pk).exists():
        return redirect(already.get_absolute_url())
    form = KindForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            dossier = starting.start(product=product, kind=form.cleaned_data["kind"], by=by, at=at)
            messages.success(
                request,
                "Đã mở hồ sơ. Mọi thứ nhập vào được lưu ngay; có thể dừng và quay lại lúc nào cũng được.",
            )
            return redirect(dossier.get_absolute_url())
    return render(request, "dossiers/start.html", _start_context(product, form, by, at))


def _start_context(product: Product, form: KindForm, by: Any, at: Any) -> dict[str, Any]:
    day = local_date(at)
    standing = standing_of(product, day)
    window = (
        check_filing(standing.valid_until, day, procedure_on(day))
        if standing and not standing.revoked
        else None
    )
    kinds = []
    for kind in DossierKind:
        answer = allowed(policies.check_can_start, product, kind.value, by=by, at=at)
        kinds.append({"value": kind.value, "label": kind.label, "hint": HINTS[kind], "reason": answer.reason})
    return {
        "product": product,
        "form": form,
        "kinds": kinds,
        "standing": standing,
        "window": window,
        "previous": last_submitted(product),
        "crumbs": [Crumb(product.name, reverse("products:product", args=[product.code]))],
    }

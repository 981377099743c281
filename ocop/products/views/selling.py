"""Where a product can be bought, and whether an uncertified one is named on the producer's public page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from ocop.core.clock import now
from ocop.core.guards import get_visible_or_404, guard, posted, refusals_on
from ocop.core.idempotency import once
from ocop.core.permissions import Permission
from ocop.products import actions, policies
from ocop.products.forms import OutletForm
from ocop.products.models import Outlet, Product
from ocop.products.queries import outlets_of

WRITES = (Permission.PRODUCT_EDIT, Permission.DESK_ENTRY)


def _product(request: HttpRequest, code: str) -> Product:
    return get_visible_or_404(Product.objects.select_related("producer"), request.acting, code=code)  # type: ignore[attr-defined]


@guard(*WRITES)
@once
def outlets(request: HttpRequest, code: str) -> HttpResponse:  # queries: 8
    """The list, and a form for one more."""
    product, by = _product(request, code), request.acting  # type: ignore[attr-defined]
    policies.check_can_edit(product, by=by)
    form = OutletForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            outlet = actions.add_outlet(product=product, data=form.cleaned_data, by=by, at=now())
            messages.success(request, f"Đã thêm nơi bán {outlet.name}.")
            return redirect("products:outlets", code=code)
    return render(
        request, "products/outlets.html", {"product": product, "form": form, "outlets": outlets_of(product)}
    )


@require_POST
@guard(*WRITES)
@once
def remove_outlet(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    product = _product(request, code)
    outlet = get_object_or_404(Outlet.objects.select_related("product__producer"), product=product, pk=pk)
    actions.remove_outlet(outlet=outlet, by=request.acting, at=now())  # type: ignore[attr-defined]
    messages.success(request, "Đã bỏ nơi bán.")
    return redirect("products:outlets", code=code)


@require_POST
@guard(*WRITES)
@once
def show_uncertified(request: HttpRequest, code: str) -> HttpResponse:
    """The producer's choice to name a product without stars on its public page."""
    product = _product(request, code)
    shown = request.POST.get("hien") == "1"
    actions.show_uncertified(product=product, shown=shown, by=request.acting, at=now())  # type: ignore[attr-defined]
    messages.success(
        request,
        "Trang công khai của chủ thể sẽ nêu tên sản phẩm này là chưa được công nhận."
        if shown
        else "Đã thôi nêu tên sản phẩm này trên trang công khai.",
    )
    return redirect("products:product", code=code)

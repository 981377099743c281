"""The producer's commercial sheets: which products have one, and writing it."""

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from ocop.core.clock import now, today
from ocop.core.components import Badge, Button
from ocop.core.guards import get_visible_or_404, guard, posted, refusals_on
from ocop.core.idempotency import once
from ocop.core.paging import keyset_page
from ocop.core.permissions import Permission as P
from ocop.products.models import Product
from ocop.recognition.queries.selling import sellable_on
from ocop.rulebook.matching.wording import number
from ocop.trade.actions import offers as actions
from ocop.trade.enums import UNIT_CHOICES
from ocop.trade.forms.offers import OfferForm
from ocop.trade.models import Offer
from ocop.trade.policies.offers import check_can_offer
from ocop.trade.queries import matching, sheets
from ocop.trade.views.tables import Line, Listing, as_file, show

UNITS = dict(UNIT_CHOICES)


@guard(P.TRADE_OFFER)
def listing(request: HttpRequest) -> HttpResponse:
    """The own products with their sheets.  # queries: 5"""
    in_force = sellable_on(today()).filter(pk=OuterRef("pk"))
    found = Product.objects.visible_to(request.acting).annotate(in_force=Exists(in_force))  # type: ignore[attr-defined]
    page = keyset_page(request, found.select_related("offer"), key="sort_key")
    lines = [
        Line(
            reverse("trade:offer", args=[one.code]),
            one.name,
            _cells(getattr(one, "offer", None)),
            _badge(one),
        )
        for one in page.rows
    ]
    buttons = (
        Button("Nhu cầu hợp với mình", reverse("trade:chances"), "primary", "search"),
        Button("Nhập từ Excel", reverse("trade:chao-hang-intake"), icon="upload"),
        Button("Xuất Excel", reverse("trade:offers-export"), icon="download"),
    )
    columns = ("Sản phẩm", "Sản lượng mỗi tháng", "Giá sỉ", "Cho thấy liên hệ", "Nhà phân phối thấy")
    lead = (
        "Nhà phân phối đã xác minh tìm theo các phiếu này. Sản phẩm hết hiệu lực tự ra khỏi danh sách của họ."
    )
    return show(request, Listing("Chào hàng", lead, columns, lines, page, actions=buttons))


def _cells(offer: Offer | None) -> list[str]:
    if offer is None or offer.withdrawn_at:
        return ["Chưa có phiếu", "–", "–"]
    unit = UNITS[offer.unit]
    capacity = f"{number(offer.capacity)} {unit}" if offer.capacity else "Chưa khai"
    price = f"{number(offer.price)} đồng/{unit}" if offer.price else "Chưa khai"
    return [capacity, price, "Có" if offer.share_contact else "Không"]


def _badge(product: Product) -> Badge:
    offer = getattr(product, "offer", None)
    if offer is None or offer.withdrawn_at:
        return Badge("Không", "neutral")
    if not product.in_force:  # type: ignore[attr-defined]
        return Badge("Không: hết hiệu lực", "warning", "exclamation-triangle")
    return Badge("Có", "success", "check-circle")


@guard(P.TRADE_OFFER)
def export(request: HttpRequest) -> HttpResponse:
    """The own sheets.  # queries: 4"""
    by = request.acting  # type: ignore[attr-defined]
    found = Offer.objects.visible_to(by).filter(withdrawn_at=None).select_related("product__producer")
    return as_file(sheets.offers(found.order_by("product__sort_key"), office=by.office), "chao-hang")


@guard(P.TRADE_OFFER)
@once
def offer(request: HttpRequest, code: str) -> HttpResponse:
    """Write the sheet of a product.  # queries: 7"""
    by = request.acting  # type: ignore[attr-defined]
    product = get_visible_or_404(Product.objects.select_related("producer"), by, code=code)
    check_can_offer(product, by=by)
    held = Offer.objects.filter(product=product).first()
    form = OfferForm(posted(request), offer=held)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.save_offer(product=product, data=form.cleaned_data, by=by, at=now())
            messages.success(request, "Đã lưu phiếu chào hàng.")
            return redirect("trade:offers")
    context = {
        "form": form,
        "title": "Phiếu chào hàng",
        "lead": product.name,
        "back": reverse("trade:offers"),
        "withdraw": held is not None and held.withdrawn_at is None,
        "product": product,
    }
    return render(request, "trade/offer.html", context)


@require_POST
@guard(P.TRADE_OFFER)
@once
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Off every list at once."""
    by = request.acting  # type: ignore[attr-defined]
    held = get_visible_or_404(Offer.objects.select_related("product__producer"), by, product__code=code)
    actions.withdraw_offer(offer=held, by=by, at=now())
    messages.success(request, "Đã rút phiếu chào hàng; liên hệ không còn hiện ở đâu.")
    return redirect("trade:offers")


@guard(P.TRADE_OFFER)
def chances(request: HttpRequest) -> HttpResponse:
    """Needs that the own products may meet, with what is missing.  # queries: 9"""
    found = matching.for_producer(request.acting, today())  # type: ignore[attr-defined]
    return render(request, "trade/chances.html", {"chances": found})

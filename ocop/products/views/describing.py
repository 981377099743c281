"""Pages of a product: list, describe, pictures, and finding its criteria set in plain words."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from ocop.core.clock import now
from ocop.core.components import Button, Crumb, Fact
from ocop.core.guards import get_visible_or_404, guard, posted, refusals_on
from ocop.core.idempotency import once
from ocop.core.paging import keyset_page
from ocop.core.permissions import Permission
from ocop.core.policy import allowed
from ocop.core.text import clean_line
from ocop.documents.actions import accept_upload
from ocop.documents.enums import PHOTOS, FileKind
from ocop.producers.models import Producer
from ocop.products import actions, policies
from ocop.products.forms import PhotoForm, ProductForm
from ocop.products.models import Product, ProductPhoto
from ocop.products.queries import outlets_of, photos_of, unsaid
from ocop.rulebook.criteria import Found, find_sets, get_set, sectors

WRITES = (Permission.PRODUCT_EDIT, Permission.DESK_ENTRY)
DECISION = "26/2026/QĐ-TTg"


def _product(request: HttpRequest, code: str) -> Product:
    return get_visible_or_404(
        Product.objects.select_related("producer__unit", "unit"), request.acting, code=code
    )  # type: ignore[attr-defined]


@guard(Permission.PRODUCER_VIEW)
def listing(request: HttpRequest) -> HttpResponse:  # queries: 6
    acting = request.acting  # type: ignore[attr-defined]
    found = Product.objects.visible_to(acting).select_related("producer")
    page = keyset_page(request, found, key="sort_key")
    actions_ = []
    if acting.may(Permission.PRODUCT_EDIT):
        actions_.append(Button("Thêm sản phẩm", reverse("products:add-own"), "primary", "plus-lg"))
    return render(request, "products/list.html", {"page": page, "actions": actions_})


@guard(*WRITES)
@once
def add(request: HttpRequest, code: str = "") -> HttpResponse:  # queries: 6
    by = request.acting  # type: ignore[attr-defined]
    lookup = {"code": code} if code else {"pk": by.party_id or 0}
    producer = get_visible_or_404(Producer.objects.select_related("unit"), by, **lookup)
    policies.check_can_create(producer, by=by)
    form = ProductForm(posted(request), initial={"criteria_set_number": request.GET.get("bo", "")})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            product = actions.create_product(producer=producer, data=form.cleaned_data, by=by, at=now())
            messages.success(
                request, f"Đã thêm sản phẩm {product.name}. Việc tiếp theo: thêm ảnh và mở hồ sơ."
            )
            return redirect("products:product", code=product.code)
    return render(
        request, "products/edit.html", {"form": form, "producer": producer, "title": "Thêm sản phẩm"}
    )


@guard(Permission.PRODUCER_VIEW)
def product_page(request: HttpRequest, code: str) -> HttpResponse:  # queries: 11
    product = _product(request, code)
    by = request.acting  # type: ignore[attr-defined]
    may_edit = allowed(policies.check_can_edit, product, by=by)
    context = {
        "product": product,
        "facts": _facts(product, bool(may_edit)),
        "photos": photos_of(product),
        "may_edit": may_edit,
        "outlets": outlets_of(product),
        "unsaid": unsaid(product) if may_edit else [],
        "actions": _buttons(product, by, bool(may_edit)),
        "dossiers": product.dossiers.order_by("-created_at") if may_edit else [],
        "crumbs": [Crumb(product.producer.name, reverse("producers:producer", args=[product.producer.code]))],
    }
    return render(request, "products/product.html", context)


def _buttons(product: Product, by: Any, may_edit: bool) -> list[Button]:
    if not may_edit:
        return []
    return [
        Button("Mở hồ sơ đánh giá", reverse("dossiers:start", args=[product.code]), "primary", "folder"),
        Button("Sửa mô tả", reverse("products:edit", args=[product.code]), "secondary", "pencil"),
        Button(
            "Tìm bộ tiêu chí",
            f"{reverse('products:find-set')}?san-pham={product.code}",
            "secondary",
            "search",
        ),
    ]


def _facts(product: Product, may_edit: bool) -> list[Fact]:
    change = reverse("products:edit", args=[product.code]) if may_edit else ""
    set_name = (
        f"{product.criteria_set_number}. {get_set(f'{DECISION}#{product.criteria_set_number}').name}"
        if product.criteria_set_number
        else ""
    )
    price = f"{product.price:,.0f}".replace(",", ".") + " đồng" if product.price is not None else ""
    rows = [
        ("Mã số sản phẩm", product.official_code or "cấp khi xã tiếp nhận hồ sơ đầu tiên"),
        ("Bộ tiêu chí", set_name),
        ("Giới thiệu", product.summary),
        ("Câu chuyện", product.story),
        ("Nguyên liệu, thành phần", product.ingredients),
        ("Quy trình sản xuất", product.process),
        ("Đóng gói", product.packaging),
        ("Sản lượng mỗi năm", product.capacity),
        ("Giá bán lẻ", f"{price}/{product.price_unit}" if price and product.price_unit else price),
        ("Nơi tiêu thụ chính", product.markets),
        ("Mã vạch", product.gtin),
    ]
    return [
        Fact(label, value, missing="Chưa ghi", change_url="" if value else change) for label, value in rows
    ]


@guard(*WRITES)
def edit(request: HttpRequest, code: str) -> HttpResponse:  # queries: 7
    product = _product(request, code)
    policies.check_can_edit(product, by=request.acting)  # type: ignore[attr-defined]
    form = ProductForm(posted(request), product=product)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.edit_product(product=product, data=form.cleaned_data, by=request.acting, at=now())  # type: ignore[attr-defined]
            messages.success(request, "Đã lưu mô tả sản phẩm.")
            back = request.GET.get("ve", "")
            return redirect(
                back
                if back.startswith("/lam-viec/") and "//" not in back
                else reverse("products:product", args=[code])
            )
    context = {"form": form, "producer": product.producer, "product": product, "title": "Sửa mô tả sản phẩm"}
    return render(request, "products/edit.html", context)


@guard(*WRITES)
@once
def add_photos(request: HttpRequest, code: str) -> HttpResponse:  # queries: 7
    product = _product(request, code)
    by, at = request.acting, now()  # type: ignore[attr-defined]
    policies.check_can_add_photo(product, by=by)
    form = PhotoForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            for upload in form.uploads:
                file = accept_upload(upload=upload, kind=FileKind.PHOTO, by=by, at=at, allow=PHOTOS)
                actions.add_photo(
                    product=product, file=file, caption=form.cleaned_data["caption"], by=by, at=at
                )
            messages.success(request, "Đã thêm ảnh.")
            return redirect("products:product", code=code)
    return render(request, "products/photos.html", {"form": form, "product": product})


@require_POST
@guard(*WRITES)
@once
def change_photo(request: HttpRequest, code: str, pk: int, what: str) -> HttpResponse:
    """Take a picture out (`bo`), or put it first (`dau`)."""
    product = _product(request, code)
    photo = get_object_or_404(
        ProductPhoto.objects.select_related("file", "product__producer"), product=product, pk=pk
    )
    act = actions.remove_photo if what == "bo" else actions.show_first
    act(photo=photo, by=request.acting, at=now())  # type: ignore[attr-defined]
    return redirect("products:product", code=code)


@guard(Permission.WORK_VIEW)
def find_set(request: HttpRequest) -> HttpResponse:  # queries: 6
    """“Mật ong”, “nuoc mam”, “homestay”: which of the 26 sets fits, in plain words."""
    words = request.GET.get("q", "")[:100]
    code = clean_line(request.GET.get("san-pham", "")[:20])
    product = _product(request, code) if code else None
    found = find_sets(words or (product.name if product else ""))
    context = {
        "words": words or (product.name if product else ""),
        "product": product,
        "found": [_found_row(one) for one in found],
        "asked": bool(words or product),
        "sectors": sectors(),
    }
    return render(request, "products/find_set.html", context)


def _found_row(found: Found) -> dict[str, Any]:
    return {
        "number": found.entry.number,
        "name": found.entry.name,
        "hints": found.entry.hints,
        "sector": f"{found.sector.code}. {found.sector.name}",
        "group": found.group.name,
        "ministries": ", ".join(found.entry.ministries),
        "matched": ", ".join(found.matched),
    }


@require_POST
@guard(*WRITES)
@once
def choose_set(request: HttpRequest, code: str) -> HttpResponse:
    """Take the set found for this product."""
    product = _product(request, code)
    number = request.POST.get("bo", "")
    chosen = int(number) if number.isdecimal() and len(number) < 3 else 0
    actions.edit_product(product=product, data={"criteria_set_number": chosen}, by=request.acting, at=now())  # type: ignore[attr-defined]
    messages.success(request, f"Đã chọn bộ tiêu chí {chosen}.")
    return redirect("products:product", code=code)

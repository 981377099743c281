"""From a barcode to the product of the register, and to what there is to read about it."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext

from ocop.products.models import ProductGtin
from ocop.recognition.models import Certificate
from ocop.registry.models import Entry
from ocop.rulebook.gtin import Gtin


@dataclass(frozen=True)
class Link:
    kind: str  # of GS1's web vocabulary
    url: str
    title: str
    media: str


@dataclass(frozen=True)
class Found:
    code: str
    name: str
    token: str  # of the newest certificate; empty for products of published lists


def product_with(gtin: Gtin) -> Found | None:
    """Only products of the public register; one statement for the product, one for its certificate."""
    entry = (
        Entry.objects.filter(
            product__in=ProductGtin.objects.filter(gtin=gtin.key, removed_at=None).values("product")
        )
        .only("code", "name", "product_id")
        .first()
    )
    if entry is None:
        return None
    newest = Certificate.objects.filter(product_id=entry.product_id).order_by("-issued_at", "-pk")
    return Found(entry.code, entry.name, newest.values_list("token", flat=True).first() or "")


def links_of(found: Found) -> list[Link]:
    """The first one is the default."""
    base = settings.OCOP_PUBLIC_URL
    links = [
        Link("pip", f"{base}/san-pham/{found.code}/", gettext("Trang sản phẩm"), "text/html"),
        Link(
            "masterData",
            f"{base}/api/v1/products/{found.code}",
            gettext("Dữ liệu sản phẩm"),
            "application/json",
        ),
    ]
    if found.token:
        check = f"{base}/kiem-tra/{found.token}/"
        links.insert(1, Link("certificationInfo", check, gettext("Kiểm tra giấy chứng nhận"), "text/html"))
    return links

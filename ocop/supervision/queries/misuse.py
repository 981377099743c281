"""Reads over reports of misuse."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from ocop.core.clock import day_bounds, local_date
from ocop.core.text import words
from ocop.documents.sheets import Column, Sheet, write_xlsx
from ocop.places.models import Unit
from ocop.products.models import Product
from ocop.recognition.models import Certificate
from ocop.rulebook.lifecycle import MACHINES
from ocop.supervision.enums import Misuse
from ocop.supervision.models import Case, Report

ALIKE = 6


def product_of(code: str) -> Product | None:
    """A product that the public may know: one that was recognised at least once."""
    if not code or "\x00" in code:
        return None
    found = Product.objects.filter(code=code[:20]).select_related("unit", "producer").first()
    return found if found and _is_public(found) else None


def product_of_certificate(token: str) -> Product | None:
    """By what a QR code or a certificate's number leads to."""
    if not token or "\x00" in token:
        return None
    found = (
        Certificate.objects.filter(token=token[:60].upper()).values_list("product__code", flat=True).first()
    )
    return product_of(found or "")


def _is_public(product: Product) -> bool:
    return product.certificates.exists() or product.history.filter(status="recognised").exists()


def responsible_unit(product: Product | None, seen: Unit | None) -> Unit:
    """The commune of the product, else of the place where it was seen, else the centre."""
    if product and product.unit:
        return product.unit
    return seen or Unit.objects.get(key="VN")


def open_twin(product: Product | None, kind: str, at: datetime) -> Case | None:
    """A case about the same product and kind, opened on the same day and not concluded: the report joins it."""
    if product is None:
        return None
    start, end = day_bounds(local_date(at))
    found = Case.objects.filter(product=product, kind=kind, opened_at__gte=start, opened_at__lt=end)
    return found.filter(state__in=("received", "looking")).order_by("pk").first()


def alike(case: Case) -> QuerySet[Case]:
    """Other cases about the same product, or of the same kind in the same place: perhaps the same matter."""
    others = Case.objects.exclude(pk=case.pk).select_related("unit")
    found = (
        others.filter(product=case.product)
        if case.product_id
        else others.filter(unit=case.unit, kind=case.kind)
    )
    return found.order_by("-opened_at")[:ALIKE]


def filtered(cases: QuerySet[Case], params: Any) -> QuerySet[Case]:
    """By state, kind and a word of the code or product; unknown values are ignored."""
    state, kind = params.get("tinh_trang", ""), params.get("loai", "")
    if state == "dang-xu-ly":
        cases = cases.exclude(state="closed")
    elif state in MACHINES[Case.machine].states:
        cases = cases.filter(state=state)
    if kind in Misuse.values:
        cases = cases.filter(kind=kind)
    for word in words(params.get("q", "")[:100])[:4]:
        cases = cases.filter(product__search_key__contains=word)
    return cases


def export(cases: QuerySet[Case], *, office: str) -> bytes:
    """The list on screen as an official sheet; no contact and no words of those who reported."""
    columns = [
        Column("Mã vụ việc", 14),
        Column("Loại", 34),
        Column("Sản phẩm", 30),
        Column("Chủ thể", 30),
        Column("Đơn vị phụ trách", 24),
        Column("Số tin báo", 10, "integer", total=True),
        Column("Ngày nhận", 12, "date"),
        Column("Trạng thái", 22),
        Column("Trả lời", 40),
    ]
    sheet = Sheet("Vụ việc", columns, _rows(cases), title="Danh sách tin báo vi phạm", office=office)
    return write_xlsx([sheet])


def _rows(cases: QuerySet[Case]) -> Iterator[list[Any]]:
    for case in cases.select_related("product__producer", "unit").iterator(chunk_size=500):
        yield [
            case.code,
            case.get_kind_display(),
            case.product.name if case.product else "",
            case.product.producer.name if case.product else "",
            case.unit.full_name,
            case.reports_count,
            timezone.localtime(case.opened_at).date(),
            case.state_label,
            case.answer,
        ]


def reports_of(case: Case) -> QuerySet[Report]:
    return case.reports.select_related("seen_unit").prefetch_related("photos__file__copies")

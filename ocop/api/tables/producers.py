"""Producers with a product in the register: name, legal form and place only – no person, address, phone or mail (I25)."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet

from ocop.api.tables.table import Column, Order, Table
from ocop.producers.enums import LegalForm
from ocop.producers.models import Producer
from ocop.registry.models import Entry

COLUMNS = (
    Column("code", "code", "Mã chủ thể; không đổi", "Code of the producer; stable"),
    Column("name", "text", "Tên chủ thể", "Name"),
    Column("legal_form", "text", "Loại hình", "Legal form", choices=tuple(LegalForm.values)),
    Column("place", "text", "Xã và tỉnh hiện nay", "Commune and province of today", True),
    Column("unit_code", "code", "Mã đơn vị hành chính", "Code of the commune", True),
    Column("province_code", "code", "Mã tỉnh", "Code of the province", True),
    Column("demo", "bool", "Đúng: dữ liệu trình diễn, không có thật", "True: invented for demonstration"),
    Column("products_url", "url", "Danh sách sản phẩm của chủ thể trong API", "Its products in the API"),
)
READ = (
    *("pk", "code", "name", "legal_form", "unit__address", "place_wording"),
    *("unit__key", "unit__province_key", "is_demo", "sort_key"),
)


def queryset() -> QuerySet:
    shown = Entry.objects.filter(product__producer_id=OuterRef("pk"))
    return Producer.objects.filter(Exists(shown)).values_list(*READ)


def build(rows: list[tuple[Any, ...]], on: date) -> list[dict[str, Any]]:
    base = settings.OCOP_PUBLIC_URL
    return [
        {
            "code": code,
            "name": name,
            "legal_form": form,
            "place": address or wording or None,
            "unit_code": unit or None,
            "province_code": province or None,
            "demo": demo,
            "products_url": f"{base}/api/v1/products?producer={code}",
        }
        for _, code, name, form, address, wording, unit, province, demo, _ in rows
    ]


PRODUCERS = Table(
    key="producers",
    vi="Chủ thể OCOP",
    en="OCOP producers",
    about_vi="Chủ thể có ít nhất một sản phẩm trong sổ. Không có dữ liệu cá nhân.",
    about_en="Producers with at least one product in the register. No personal data.",
    columns=COLUMNS,
    identity="code",
    queryset=queryset,
    build=build,
    read=READ,
    order=Order("sort_key"),
    schema_type="Organization",
)

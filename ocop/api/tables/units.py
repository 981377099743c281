"""Administrative units of today and before the reform, with where each went."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.db.models import QuerySet

from ocop.api.tables.table import Column, Order, Table, day
from ocop.places.enums import Level
from ocop.places.models import Succession, Unit

COLUMNS = (
    Column(
        "code", "code", "Mã trong hệ thống: mã chính thức, hoặc 2025-… cho đơn vị đã hết hiệu lực", "Code"
    ),
    Column("official_code", "code", "Mã chính thức", "Official code"),
    Column("level", "text", "Cấp", "Level", choices=tuple(Level.values)),
    Column("kind", "text", "Loại: tỉnh, xã, phường, đặc khu…", "Kind"),
    Column("name", "text", "Tên, không kèm loại", "Name without the kind"),
    Column("full_name", "text", "Tên đầy đủ", "Full name"),
    Column("parent_code", "code", "Mã đơn vị cấp trên", "Code of the unit above", True),
    Column("valid_from", "date", "Có từ ngày", "Existed from"),
    Column("valid_to", "date", "Đến hết ngày; trống: hiện còn", "Existed until; empty: exists", True),
    Column("successors", "list", "Mã các đơn vị kế tiếp; nhiều mã: đã chia", "Codes of what followed"),
)
READ = (
    *("pk", "key", "code", "level", "kind", "name", "full_name", "parent__key", "valid_from", "valid_to"),
)


def queryset() -> QuerySet:
    return Unit.objects.values_list(*READ)


def build(rows: list[tuple[Any, ...]], on: date) -> list[dict[str, Any]]:
    """One further statement, for the successors of all rows."""
    after: dict[int, list[str]] = defaultdict(list)
    steps = Succession.objects.filter(old_id__in=[row[0] for row in rows]).order_by("new__key")
    for old, new in steps.values_list("old_id", "new__key"):
        after[old].append(new)
    return [
        {
            "code": key,
            "official_code": code,
            "level": level,
            "kind": kind,
            "name": name,
            "full_name": full,
            "parent_code": parent,
            "valid_from": day(first),
            "valid_to": day(last),
            "successors": after.get(pk, []),
        }
        for pk, key, code, level, kind, name, full, parent, first, last in rows
    ]


UNITS = Table(
    key="units",
    vi="Đơn vị hành chính",
    en="Administrative units",
    about_vi="34 tỉnh, thành phố và 3.321 xã, phường, đặc khu hiện nay; các đơn vị trước 1/7/2025 và nơi kế tiếp.",
    about_en="The 34 provinces and 3,321 communes of today, those before July 2025, and what followed them.",
    columns=COLUMNS,
    identity="code",
    queryset=queryset,
    build=build,
    read=READ,
    order=Order("key"),
    schema_type="AdministrativeArea",
)

"""Published decisions: number, day, office and subject. Who signed stands on the paper and is not repeated here."""

from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from ocop.api.tables.table import Column, Order, Table, day, moment
from ocop.recognition.enums import DecisionKind
from ocop.recognition.models import Decision

COLUMNS = (
    Column("code", "code", "Mã quyết định trong hệ thống; không đổi", "Code in the system; stable"),
    Column("number", "code", "Số, ký hiệu", "Number"),
    Column("decided_on", "date", "Ngày ký", "Day"),
    Column("kind", "text", "Loại", "Kind", choices=tuple(DecisionKind.values)),
    Column("level", "text", "Cấp", "Level", choices=("province", "central")),
    Column("unit_code", "code", "Mã đơn vị hành chính ban hành", "Code of the issuing unit"),
    Column("issuer", "text", "Cơ quan ban hành", "Issuing unit"),
    Column("title", "text", "Trích yếu", "Subject"),
    Column("products", "int", "Số sản phẩm trong phụ lục", "Products in its annex"),
    Column("supersedes", "code", "Mã quyết định bị thay thế", "Code of the decision it replaces", True),
    Column("published_at", "moment", "Thời điểm công bố", "Moment of publication"),
)
READ = (
    *("pk", "code", "number_text", "decided_on", "kind", "level", "unit__key", "unit__full_name"),
    *("title", "annex", "supersedes__code", "published_at"),
)


def queryset() -> QuerySet:
    return Decision.objects.published().annotate(annex=Count("lines")).values_list(*READ)


def build(rows: list[tuple[Any, ...]], on: date) -> list[dict[str, Any]]:
    return [
        {
            "code": code,
            "number": number,
            "decided_on": day(decided),
            "kind": kind,
            "level": level,
            "unit_code": unit,
            "issuer": issuer,
            "title": title,
            "products": annex,
            "supersedes": before,
            "published_at": moment(at),
        }
        for _, code, number, decided, kind, level, unit, issuer, title, annex, before, at in rows
    ]


DECISIONS = Table(
    key="decisions",
    vi="Quyết định",
    en="Decisions",
    about_vi="Các quyết định đã công bố trên hệ thống.",
    about_en="The decisions published in the system.",
    columns=COLUMNS,
    identity="code",
    queryset=queryset,
    build=build,
    read=READ,
    order=Order("published_at", "moment"),
)

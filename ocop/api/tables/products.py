"""Products of the register: one row per product that was ever recognised."""

import json
from collections import defaultdict
from datetime import date
from functools import cache, lru_cache
from itertools import starmap
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection
from django.db.models import OuterRef, QuerySet, Subquery, TextField

from ocop.api.tables.table import Column, InSql, Order, Table, day, moment
from ocop.products.models import ProductGtin
from ocop.registry.models import Entry
from ocop.registry.queries.status import entry_status
from ocop.rulebook.validity import Status

STATUSES = ("valid", "expiring", "expired", "suspended", "revoked", "unclear")
SOURCES = ("certificate", "history")
COLUMNS = (
    Column(
        *("code", "code", "Mã sản phẩm trong sổ; không đổi, không dùng lại", "Code in the register; stable"),
        sql="r.code",
    ),
    Column("name", "text", "Tên sản phẩm như trong quyết định", "Name as decided", sql="r.name"),
    Column("producer", "text", "Tên chủ thể", "Producer", sql="r.producer_name"),
    Column("producer_code", "code", "Mã chủ thể", "Code of the producer", sql="r.product__producer__code"),
    Column(
        *("place", "text", "Nơi sản xuất: xã và tỉnh hiện nay", "Commune and province of today"),
        sql="r.place",
    ),
    Column(
        *("unit_code", "code", "Mã đơn vị hành chính của nơi sản xuất", "Code of the commune", True),
        sql="r.unit_key",
    ),
    Column("province_code", "code", "Mã tỉnh", "Code of the province", True, sql="r.province_key"),
    Column("sector", "code", "Mã ngành của bộ tiêu chí", "Code of the sector", True, sql="r.sector_code"),
    Column("group", "text", "Nhóm sản phẩm", "Product group", True, sql="r.group_name"),
    Column(
        *("criteria_set", "int", "Số bộ tiêu chí (1–26)", "Number of the criteria set (1–26)", True),
        sql="r.set_number",
    ),
    Column("stars", "int", "Hạng sao được công nhận", "Stars recognised", True, sql="r.stars"),
    Column(
        *("status", "text", "Tình trạng vào ngày lập", "Status on the day of asking"),
        choices=STATUSES,
        sql="s.word",
    ),
    Column(
        *("decision", "text", "Số quyết định công nhận", "Number of the decision", True),
        sql="r.decision_text",
    ),
    Column("decided_on", "date", "Ngày quyết định", "Day of the decision", True, sql="r.decided_on"),
    Column("year", "int", "Năm công nhận", "Year of recognition", True, sql="r.year"),
    Column(
        *("valid_until", "date", "Ngày cuối còn hiệu lực; trống khi nguồn không ghi ngày", "Last day", True),
        sql="CASE WHEN r.term_known THEN r.valid_until END",
    ),
    Column(
        *("source", "text", "Giấy do hệ thống cấp, hay danh sách đã công bố", "Where it is from"),
        choices=SOURCES,
        sql="r.source",
    ),
    Column(
        *("gtins", "list", "Mã vạch (GTIN) chủ thể đã khai, mỗi quy cách một mã", "Barcodes declared"),
        sql="g.gtins",
    ),
    Column(
        *("url", "url", "Trang sản phẩm", "Page of the product"),
        sql="%(base)s || '/san-pham/' || r.code || '/'",
    ),
    Column(
        *("updated_at", "moment", "Lần cuối dòng này đổi", "When this row last changed"),
        sql="r.updated_at",
    ),
    Column(
        *("demo", "bool", "Đúng: dữ liệu trình diễn, không có thật", "True: invented for demonstration"),
        sql="r.is_demo",
    ),
)
READ = (
    *("pk", "gtins", "code", "name", "producer_name", "product__producer__code", "place"),
    *("unit_key", "province_key", "sector_code", "group_name", "set_number", "stars", "decision_text"),
    *("decided_on", "year", "valid_until", "term_known", "revoked_on", "suspended_from", "suspended_until"),
    *("source", "updated_at", "is_demo", "sort_key"),
)
# No day is later than every day: the keys of a hash join are never empty.
BESIDE = """
LEFT JOIN (
    SELECT coalesce(valid_until, 'infinity') AS valid_until, term_known, coalesce(revoked_on, 'infinity') AS revoked_on,
        coalesce(suspended_from, 'infinity') AS suspended_from, coalesce(suspended_until, 'infinity') AS suspended_until, word
    FROM unnest(%s::date[], %s::boolean[], %s::date[], %s::date[], %s::date[], %s::text[])
        AS listed (valid_until, term_known, revoked_on, suspended_from, suspended_until, word)
) AS s ON s.valid_until = coalesce(r.valid_until, 'infinity') AND s.term_known = r.term_known
    AND s.revoked_on = coalesce(r.revoked_on, 'infinity')
    AND s.suspended_from = coalesce(r.suspended_from, 'infinity')
    AND s.suspended_until = coalesce(r.suspended_until, 'infinity')
LEFT JOIN (
    SELECT product_id, string_agg(gtin, ' ' ORDER BY id) AS gtins
    FROM products_productgtin WHERE removed_at IS NULL GROUP BY product_id
) AS g ON g.product_id = r.product_id
"""


class Dates(NamedTuple):
    """What the rulebook's status is computed from."""

    valid_until: date | None
    term_known: bool
    revoked_on: date | None
    suspended_from: date | None
    suspended_until: date | None


@lru_cache(maxsize=20_000)
def status_key(dates: Dates, on: date) -> str:
    """The same function as the pages; many products share the same dates, so each is computed once."""
    found = entry_status(dates, on)  # type: ignore[arg-type]
    return "unclear" if found == Status.UNKNOWN else str(found)


class JsonList(Subquery):
    """The one column of a subquery as JSON text, in the same statement as its row."""

    template = "(SELECT json_agg(listed.gtin)::text FROM (%(subquery)s) listed)"
    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "(SELECT json_group_array(listed.gtin) FROM (%(subquery)s) listed)"
        return super().as_sql(compiler, connection, template=template, **context)


def queryset() -> QuerySet:
    return _base().all()


@cache
def _base() -> QuerySet:
    """Put together once in each process; never read itself."""
    held = ProductGtin.objects.filter(product_id=OuterRef("product_id"), removed_at=None).order_by("pk")
    return Entry.objects.annotate(gtins=JsonList(held.values("gtin"))).values_list(*READ)


def build(rows: list[tuple[Any, ...]], on: date) -> list[dict[str, Any]]:
    """No further statement."""
    base = settings.OCOP_PUBLIC_URL
    return [_row(row, on, base) for row in rows]


def barcodes(products: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    held = ProductGtin.objects.filter(product_id__in=products, removed_at=None).order_by("pk")
    for product, gtin in held.values_list("product_id", "gtin"):
        found[product].append(gtin)
    return found


def _row(row: tuple[Any, ...], on: date, base: str) -> dict[str, Any]:
    (_, gtins, code, name, producer, producer_code, place, unit, province, sector, group, number) = row[:12]
    (stars, decision, decided, year, until, known, revoked, stop_from, stop_until, source, at, demo, _) = row[
        12:
    ]
    return {
        "code": code,
        "name": name,
        "producer": producer,
        "producer_code": producer_code,
        "place": place,
        "unit_code": unit or None,
        "province_code": province or None,
        "sector": sector or None,
        "group": group or None,
        "criteria_set": number,
        "stars": stars,
        "status": status_key(Dates(until, known, revoked, stop_from, stop_until), on),
        "decision": decision or None,
        "decided_on": day(decided),
        "year": year,
        "valid_until": day(until) if known else None,
        "source": source,
        "gtins": json.loads(gtins) if gtins else [],
        "url": f"{base}/san-pham/{code}/",
        "updated_at": moment(at),
        "demo": demo,
    }


def beside(chosen: QuerySet, on: date) -> str:
    """`s`: the rulebook's word for each combination of dates in the register; `g`: the barcodes of each product."""
    dates = list(starmap(Dates, chosen.order_by().values_list(*Dates._fields).distinct()))
    places = [[one[place] for one in dates] for place in range(len(Dates._fields))]
    lists = map(_as_array, [*places, [status_key(one, on) for one in dates]])
    return str(connection.ops.compose_sql(BESIDE, list(lists)))


def _as_array(values: list[Any]) -> str:
    """Dates, booleans and words only."""
    return f"{{{','.join('NULL' if one is None else str(one) for one in values)}}}"


PRODUCTS = Table(
    key="products",
    vi="Sản phẩm OCOP",
    en="OCOP products",
    about_vi="Mỗi dòng là một sản phẩm đã từng được công nhận, với tình trạng vào ngày lập tệp.",
    about_en="One row per product that was ever recognised, with its status on the day of the file.",
    columns=COLUMNS,
    identity="code",
    queryset=queryset,
    build=build,
    read=READ,
    order=Order("sort_key"),
    schema_type="Product",
    in_sql=InSql(Entry.objects.all, ("pk", "product_id", *READ[2:]), beside),
)

"""Shapes of the answers, made from the tables, so that documentation and data cannot differ."""

from typing import Any, Literal

from ninja import Field, Schema
from pydantic import create_model

from ocop.api.enums import ChangeKind
from ocop.api.tables import CERTIFICATES, DECISIONS, PRODUCERS, PRODUCTS, TABLES, UNITS, Table
from ocop.api.tables.table import Column

TYPES: dict[str, Any] = {"text": str, "code": str, "int": int, "bool": bool, "list": list[str], "url": str}
FORMATS = {"date": "date", "moment": "date-time", "url": "uri"}


def _field(column: Column) -> tuple[Any, Any]:
    kind = Literal[column.choices] if column.choices else TYPES.get(column.kind, str)
    extra = {"format": FORMATS[column.kind]} if column.kind in FORMATS else None
    described = Field(..., description=f"{column.vi}. | {column.en}.", json_schema_extra=extra)
    return (kind | None if column.empty else kind, described)


def item_schema(table: Table) -> type[Schema]:
    fields: dict[str, Any] = {column.name: _field(column) for column in table.columns}
    return create_model(table.key.capitalize().removesuffix("s"), __base__=Schema, **fields)


ITEMS = {table.key: item_schema(table) for table in TABLES}


def page_schema(key: str, item: type[Schema]) -> type[Schema]:
    return create_model(
        f"{key.capitalize()}Page",
        __base__=Schema,
        items=(list[item], Field(..., description="Các dòng của trang. | Rows of this page.")),  # type: ignore[valid-type]
        next=(
            str | None,
            Field(..., description="Con trỏ trang sau; null: hết. | Cursor of the next page; null: the end."),
        ),
        as_of=(
            str,
            Field(
                ...,
                description="Ngày tính tình trạng. | Day of the statuses.",
                json_schema_extra={"format": "date"},
            ),
        ),
    )


PAGES = {key: page_schema(key, item) for key, item in ITEMS.items()}
Product, Certificate, Decision = ITEMS[PRODUCTS.key], ITEMS[CERTIFICATES.key], ITEMS[DECISIONS.key]
Producer, Unit = ITEMS[PRODUCERS.key], ITEMS[UNITS.key]


class Barcode(Schema):
    gtin: str = Field(..., description="14 chữ số. | 14 digits.")
    pack: str = Field(..., description="Quy cách. | Pack.")
    link: str = Field(..., description="GS1 Digital Link.", json_schema_extra={"format": "uri"})


class ProductDetail(Product):  # type: ignore[misc, valid-type]
    certificates: list[Certificate] = Field(..., description="Từ mới đến cũ. | Newest first.")  # type: ignore[valid-type]
    barcodes: list[Barcode]
    as_of: str = Field(..., json_schema_extra={"format": "date"})


class ProducerDetail(Producer):  # type: ignore[misc, valid-type]
    products: list[Product] = Field(  # type: ignore[valid-type]
        ..., description="Tối đa 200 sản phẩm; nhiều hơn: products_url. | At most 200; more: products_url."
    )
    as_of: str = Field(..., json_schema_extra={"format": "date"})


class CertificateDetail(Certificate):  # type: ignore[misc, valid-type]
    as_of: str = Field(..., json_schema_extra={"format": "date"})


class CriteriaSet(Schema):
    number: int
    name: str
    ministries: list[str]


class Group(Schema):
    name: str
    criteria_sets: list[CriteriaSet]


class Sector(Schema):
    code: str
    name: str
    groups: list[Group]


class Groups(Schema):
    decision: str = Field(..., description="Quyết định ban hành. | The decision they come from.")
    sectors: list[Sector]


class Facts(Schema):
    name: str
    producer: str
    place: str
    unit_code: str | None
    group: str | None
    stars: int | None
    gtins: list[str]
    demo: bool


class Change(Schema):
    id: int = Field(..., description="Số thứ tự, liền mạch. | Running number without gaps.")
    kind: Literal[tuple(ChangeKind.values)]  # type: ignore[valid-type]
    product: str = Field(..., description="Mã sản phẩm. | Code of the product.")
    certificate: str | None = Field(..., description="Số giấy chứng nhận, nếu có. | Number, if any.")
    on: str | None = Field(
        ..., description="Ngày có hiệu lực. | Day of effect.", json_schema_extra={"format": "date"}
    )
    at: str = Field(
        ..., description="Lúc ghi vào luồng. | When it was told.", json_schema_extra={"format": "date-time"}
    )
    facts: Facts = Field(..., description="Sổ lúc đó ghi gì. | What the register showed then.")
    details: dict[str, Any]
    url: str = Field(..., json_schema_extra={"format": "uri"})


class Changes(Schema):
    items: list[Change]
    next: str | None = Field(
        ..., description="Con trỏ trang sau; null: hết lúc này. | null: the end for now."
    )
    resume: str | None = Field(
        ..., description="Con trỏ để lần sau đọc tiếp đúng chỗ này. | Cursor to go on from here another day."
    )


class Condition(Schema):
    ok: bool
    as_of: str = Field(..., json_schema_extra={"format": "date"})
    version: str
    last_change: int | None = Field(
        ..., description="Số của thay đổi mới nhất. | Number of the newest change."
    )
    last_release: str | None = Field(
        ..., description="Lần xuất dữ liệu mở gần nhất. | Newest open data release."
    )
    licence: str


class ProblemDetails(Schema):
    """RFC 9457."""

    type: str
    title: str
    status: int
    detail: str = Field(..., description="Câu nói rõ gì sai và cách sửa. | What is wrong and how to mend it.")
    code: str
    parameter: str = ""

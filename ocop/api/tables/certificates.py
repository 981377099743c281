"""Certificates as issued: what the paper says, and what became of it."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from ocop.api.tables.table import Column, Order, Table, day, moment
from ocop.recognition.models import Certificate
from ocop.recognition.queries.status import status_of
from ocop.rulebook.validity import Status

STATUSES = tuple(str(one) for one in Status if one != Status.UNKNOWN)
COLUMNS = (
    Column("number", "code", "Số giấy chứng nhận", "Number of the certificate"),
    Column("product_code", "code", "Mã sản phẩm", "Code of the product"),
    Column("product", "text", "Tên sản phẩm ghi trên giấy", "Product as on the paper"),
    Column("producer", "text", "Chủ thể ghi trên giấy", "Producer as on the paper"),
    Column("place", "text", "Nơi sản xuất ghi trên giấy", "Place as on the paper"),
    Column("stars", "int", "Hạng sao", "Stars"),
    Column("status", "text", "Tình trạng vào ngày lập", "Status on the day of asking", choices=STATUSES),
    Column("valid_from", "date", "Có hiệu lực từ ngày", "First day"),
    Column("valid_until", "date", "Ngày cuối còn hiệu lực", "Last day"),
    Column("decision", "text", "Số quyết định công nhận", "Number of the decision"),
    Column("issuer", "text", "Nơi cấp", "Issuing office"),
    Column("issuer_code", "code", "Mã đơn vị hành chính của nơi cấp", "Code of the issuing unit"),
    Column("issued_at", "moment", "Thời điểm cấp", "Moment of issue"),
    Column("superseded_on", "date", "Ngày bị thay bằng giấy khác", "Day it was replaced", True),
    Column("superseded_by", "code", "Số giấy thay thế", "Number of the one that replaced it", True),
    Column("revoked_on", "date", "Ngày bị thu hồi", "Day it was revoked", True),
    Column("suspended_from", "date", "Đang hoặc sẽ tạm dừng từ ngày", "Suspended from", True),
    Column("suspended_until", "date", "Tạm dừng đến hết ngày", "Suspended until", True),
    Column("check_url", "url", "Trang kiểm tra, như mã QR trên giấy", "The page its QR code opens"),
    Column("demo", "bool", "Đúng: dữ liệu trình diễn, không có thật", "True: invented for demonstration"),
)


def queryset() -> QuerySet:
    return Certificate.objects.select_related("product", "unit", "superseded_by").prefetch_related(
        "suspensions", "revocations"
    )


def build(rows: list[Certificate], on: date) -> list[dict[str, Any]]:
    return [_row(one, on) for one in rows]


def _row(one: Certificate, on: date) -> dict[str, Any]:
    said = one.snapshot
    revoked = next((r.revoked_on for r in one.revocations.all() if r.state == "decided"), None)
    stop = next(
        (
            s
            for s in one.suspensions.all()
            if s.until_on is None or (s.until_on >= on and s.until_on >= s.from_on)
        ),
        None,
    )
    return {
        "number": one.number_text,
        "product_code": one.product.code,
        "product": said["product"],
        "producer": said["producer"],
        "place": said["place"],
        "stars": one.stars,
        "status": str(status_of(one, on)),
        "valid_from": day(one.valid_from),
        "valid_until": day(one.valid_until),
        "decision": said["decision"],
        "issuer": said["issuer"],
        "issuer_code": one.unit.key,
        "issued_at": moment(one.issued_at),
        "superseded_on": day(one.superseded_on),
        "superseded_by": one.superseded_by.number_text if one.superseded_by else None,
        "revoked_on": day(revoked),
        "suspended_from": day(stop.from_on) if stop else None,
        "suspended_until": day(stop.until_on) if stop else None,
        "check_url": f"{settings.OCOP_PUBLIC_URL}/kiem-tra/{one.token}/",
        "demo": bool(said.get("demo")),
    }


CERTIFICATES = Table(
    key="certificates",
    vi="Giấy chứng nhận",
    en="Certificates",
    about_vi="Mọi giấy chứng nhận hệ thống đã cấp, kể cả giấy hết hạn, bị thay hoặc bị thu hồi.",
    about_en="Every certificate issued by the system, also expired, replaced and revoked ones.",
    columns=COLUMNS,
    identity="number",
    queryset=queryset,
    build=build,
    order=Order("issued_at", "moment"),
    schema_type="Certification",
)

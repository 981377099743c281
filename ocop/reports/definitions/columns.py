"""Columns that lists of reports share."""

from datetime import date
from typing import Any

from ocop.reports.outlines import Field


def place_of(record: Any) -> str:
    """The unit responsible today; the wording of an old record where none is."""
    return record.unit.address if record.unit else record.place_wording


PRODUCT = Field("Sản phẩm", "product.name", 3)
MAKER = Field("Chủ thể", "product.producer.name", 3)
PLACE = Field("Nơi", lambda row, on: place_of(row.product), 3)
STARS = Field("Số sao", "stars", 0.8, "integer")
FROM = Field("Công nhận từ", "from_on", 1.2, "date")
UNTIL = Field("Đến hết", "valid_until", 1.2, "date")
DECISION = Field("Quyết định", "decision_text", 1.8)


def days_left(row: Any, on: date) -> int | None:
    return (row.valid_until - on).days if row.valid_until else None


LEFT = Field("Còn (ngày)", days_left, 0.9, "integer")
RANKED = (PRODUCT, MAKER, PLACE, STARS, FROM, UNTIL, DECISION)
PRODUCERS = (
    Field("Chủ thể", "producer.name", 3),
    Field("Loại hình", "producer.get_legal_form_display", 2),
    Field("Nơi", lambda row, on: place_of(row.producer), 3),
    Field("Tham gia từ", "joined_on", 1.2, "date"),
)
REGISTERED = (
    Field("Sản phẩm", "product_name", 3),
    Field("Chủ thể", "producer_name", 3),
    Field("Đơn vị đăng ký", "unit.full_name", 2),
    Field("Ngày đăng ký", "registered_on", 1.2, "date"),
)

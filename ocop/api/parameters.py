"""Parameters of the lists, as the addresses name them."""

from datetime import UTC, date, datetime
from typing import Literal

from ninja import Field, Schema

from ocop.api.enums import ChangeKind
from ocop.api.listing import LIMIT, MOST
from ocop.api.problems import Problem
from ocop.api.tables.products import STATUSES
from ocop.core.clock import day_bounds
from ocop.core.text import clean


class Paging(Schema):
    cursor: str = Field(
        "",
        max_length=900,
        description="“next” của trang trước. | “next” of the page before.",
    )
    limit: int = Field(LIMIT, ge=1, le=MOST, description="Số dòng mỗi trang. | Rows a page.")


class ProductsAsked(Paging):
    q: str = Field(
        "", max_length=120, description="Chữ cần tìm, có hay không có dấu. | Words, with or without marks."
    )
    province: str = Field("", max_length=20, description="Mã tỉnh. | Code of the province.")
    commune: str = Field("", max_length=20, description="Mã xã. | Code of the commune.")
    producer: str = Field("", max_length=20, description="Mã chủ thể. | Code of the producer.")
    stars: int | None = Field(None, ge=1, le=5, description="Hạng sao. | Stars.")
    status: Literal[(*STATUSES, "in_force")] | None = Field(  # type: ignore[valid-type]
        None, description="Tình trạng; in_force = valid và expiring. | Status; in_force = valid and expiring."
    )
    sector: str = Field("", max_length=5, description="Mã ngành. | Code of the sector.")
    group: str = Field("", max_length=160, description="Tên nhóm. | Name of the group.")
    year: int | None = Field(None, ge=2000, le=2100, description="Năm công nhận. | Year of recognition.")
    gtin: str = Field("", max_length=20, description="Mã vạch. | Barcode.")
    updated_since: str = Field(
        "",
        max_length=40,
        description="Chỉ các dòng đổi từ ngày hoặc thời điểm này, cũ trước. | Rows changed since, oldest first.",
    )


class PlacesAsked(Paging):
    level: Literal["nation", "province", "district", "commune"] | None = Field(
        None, description="Cấp. | Level."
    )
    parent: str = Field("", max_length=20, description="Mã đơn vị cấp trên. | Code of the unit above.")
    current: bool | None = Field(None, description="Chỉ đơn vị hiện nay. | Only units of today.")


class ProducersAsked(Paging):
    province: str = Field("", max_length=20, description="Mã tỉnh. | Code of the province.")
    commune: str = Field("", max_length=20, description="Mã xã. | Code of the commune.")


class DecisionsAsked(Paging):
    unit: str = Field("", max_length=20, description="Mã đơn vị ban hành. | Code of the issuing unit.")
    year: int | None = Field(None, ge=2000, le=2100, description="Năm. | Year.")


class ChangesAsked(Paging):
    since: str = Field(
        "",
        max_length=40,
        description="Từ ngày hoặc thời điểm ghi. | Told since this day or moment.",
    )
    kind: Literal[tuple(ChangeKind.values)] | None = Field(  # type: ignore[valid-type]
        None, description="Loại thay đổi. | Kind of change."
    )


def since(name: str, text: str) -> datetime | None:
    """“2026-11-01” (midnight in UTC+7) or “2026-11-01T08:00:00+07:00”; a moment without a zone is UTC."""
    if not text:
        return None
    try:
        if len(text) == 10:
            found = day_bounds(date.fromisoformat(text))[0]
        else:
            found = datetime.fromisoformat(clean(text).replace(" ", "+"))
        found = found if found.tzinfo else found.replace(tzinfo=UTC)
        if not 1970 <= found.year <= 2200:
            raise ValueError("out of range")
        return found.astimezone(UTC)
    except (ValueError, OverflowError):
        raise Problem(
            "parameter.invalid",
            f"Tham số {name} phải là ngày (2026-11-01) hoặc thời điểm (2026-11-01T08:00:00Z).",
            f"{name} must be a day (2026-11-01) or a moment (2026-11-01T08:00:00Z).",
            parameter=name,
        ) from None

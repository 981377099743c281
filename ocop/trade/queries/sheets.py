"""The lists of this app as official sheets."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils import timezone

from ocop.core.states import state_of
from ocop.core.text import words
from ocop.documents.sheets import Column, Sheet, write_xlsx
from ocop.trade.enums import UNIT_CHOICES
from ocop.trade.queries.channels import market_name
from ocop.trade.queries.conferences import tables
from ocop.trade.queries.portfolio import paper_names

UNITS = dict(UNIT_CHOICES)


def folded(text: str) -> list[str]:
    return words(text[:100])[:4]


def _book(name: str, title: str, columns: list[Column], rows: Iterable[Any], office: str) -> bytes:
    return write_xlsx([Sheet(name, columns, rows, title=title, office=office)])


def buyers(found: Any, *, office: str) -> bytes:
    """No contacts: this list is passed on."""
    columns = [
        Column("Nhà phân phối", 40),
        Column("Loại", 24),
        Column("Mã số thuế", 16),
        Column("Nơi xác minh", 24),
        Column("Trạng thái", 18),
    ]
    rows = (
        [one.name, one.get_kind_display(), one.tax_code, one.unit.full_name, _state(one)]
        for one in found.iterator(500)
    )
    return _book("Nhà phân phối", "Danh sách nhà phân phối", columns, rows, office)


def needs(found: Any, *, office: str) -> bytes:
    columns = [
        Column("Cần mua", 40),
        Column("Nhà phân phối", 34),
        Column("Sản lượng mỗi tháng", 14, "integer"),
        Column("Đơn vị", 10),
        Column("Nhận chào hàng đến", 12, "date"),
        Column("Trạng thái", 18),
    ]
    rows = (
        [one.title, one.buyer.name, one.volume, UNITS.get(one.unit, ""), one.until_on, _state(one)]
        for one in found.iterator(500)
    )
    return _book("Nhu cầu mua", "Nhu cầu mua sản phẩm OCOP", columns, rows, office)


def deals(found: Any, *, office: str) -> bytes:
    columns = [
        Column("Mã", 12),
        Column("Nội dung", 36),
        Column("Nhà phân phối", 32),
        Column("Chủ thể", 32),
        Column("Ngày ký", 12, "date"),
        Column("Đến hết", 12, "date"),
        Column("Giá trị (đồng)", 16, "money", total=True),
        Column("Hai bên xác nhận", 12),
        Column("Trạng thái", 18),
    ]
    return _book("Giao dịch", "Bản ghi nhớ, hợp đồng tiêu thụ sản phẩm OCOP", columns, _deals(found), office)


def _deals(found: Any) -> Iterator[list[Any]]:
    for one in found.iterator(500):
        both = "có" if one.buyer_confirmed_at and one.producer_confirmed_at else "chưa"
        yield [
            one.code,
            one.subject,
            one.buyer.name,
            one.producer.name,
            one.signed_on,
            one.until_on,
            one.value,
            both,
            _state(one),
        ]


def listings(found: Any, *, office: str) -> bytes:
    columns = [
        Column("Sản phẩm", 34),
        Column("Chủ thể", 34),
        Column("Kênh", 22),
        Column("Tên kênh", 28),
        Column("Thị trường", 16),
        Column("Địa chỉ trang", 40),
        Column("Từ ngày", 12, "date"),
        Column("Cơ quan đã xem trang", 12, "date"),
    ]
    rows = (
        [
            one.product.name,
            one.product.producer.name,
            one.get_kind_display(),
            one.name,
            market_name(one.market),
            one.link,
            one.listed_on,
            one.verified_at.date() if one.verified_at else None,
        ]
        for one in found.iterator(500)
    )
    return _book("Kênh bán", "Kênh bán sản phẩm OCOP", columns, rows, office)


def offers(found: Any, *, office: str) -> bytes:
    columns = [
        Column("Mã sản phẩm", 14),
        Column("Sản phẩm", 34),
        Column("Chủ thể", 34),
        Column("Đơn vị", 10),
        Column("Sản lượng/tháng", 12, "integer"),
        Column("Đặt tối thiểu", 12, "integer"),
        Column("Giá sỉ (đồng)", 14, "money"),
        Column("Giao trong (ngày)", 10, "integer"),
        Column("Giấy tờ", 50),
    ]
    rows = (
        [
            one.product.code,
            one.product.name,
            one.product.producer.name,
            UNITS.get(one.unit, ""),
            one.capacity,
            one.min_order,
            one.price,
            one.lead_days,
            "; ".join(paper_names(one.papers)),
        ]
        for one in found.iterator(500)
    )
    return _book("Chào hàng", "Sản phẩm OCOP chào bán", columns, rows, office)


def plan(conference: Any, *, office: str) -> bytes:
    """Every guest's own table below one another."""
    columns = [Column("Bên dự", 36), Column("Lượt", 8, "integer"), Column("Giờ", 10), Column("Gặp", 40)]
    title = f"Lịch gặp: {conference.name}"
    return _book("Lịch gặp", title, columns, _plan(conference), office)


def _plan(conference: Any) -> Iterator[list[Any]]:
    for guest, slots in tables(conference):
        for slot, at, meeting in slots:
            if meeting:
                other = meeting.producer if guest.buyer_id else meeting.buyer
                yield [str(guest), slot, f"{timezone.localtime(at):%H:%M}", str(other)]


def _state(one: Any) -> str:
    return state_of(one).label

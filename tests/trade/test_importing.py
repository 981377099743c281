"""Commercial sheets and sales of channels from Excel: refused with the row, unchanged on coming again."""

from datetime import date
from typing import Any

import pytest

from ocop.documents.intake import actions
from ocop.documents.intake.importer import Importer
from ocop.trade.importing import OfferImporter, SalesImporter
from ocop.trade.models import ListingReport, Offer
from tests.factories.accounts import AT
from tests.factories.sheets import upload
from tests.factories.trade import recognised, selling
from tests.trade.test_channels import make_listing

pytestmark = pytest.mark.django_db
OFFERS = [
    "Mã sản phẩm",
    "Đơn vị tính",
    "Sản lượng mỗi tháng",
    "Đặt tối thiểu",
    "Giá sỉ (đồng)",
    "Giấy tờ",
    "Giao hàng ở",
]
SALES = ["Mã sản phẩm", "Tên kênh", "Tháng", "Số đơn hàng", "Số lượng bán", "Doanh thu (đồng)"]


def take(importer: type[Importer], rows: list[list[Any]], by: Any) -> Any:
    page = f"trade:{importer.key}-intake-preview"
    return actions.take(importer=importer, upload=upload(rows, "bang.xlsx"), page=page, by=by, at=AT)


def reasons(intake: Any) -> dict[int, str]:
    return {
        line["n"]: " ".join(fault[-1] for fault in line["e"]) for line in intake.read_lines() if line["e"]
    }


def test_sheets_come_from_excel_and_again_change_nothing() -> None:
    product = recognised()
    by = selling(product.producer)
    rows = [OFFERS, [product.code, "kg", 600, 50, 120_000, "VietGAP; HACCP", "miền Bắc"]]
    actions.apply(intake=take(OfferImporter, rows, by), only_good=False, by=by, at=AT)
    held = Offer.objects.get()
    assert (held.capacity, held.papers, held.regions) == (600, " vietgap haccp ", " bac ")
    again = take(OfferImporter, rows, by)
    assert (again.counts["unchanged"], again.counts["new"], again.counts["changed"]) == (1, 0, 0)


def test_rows_of_sheets_are_refused_with_their_reason() -> None:
    product, other = recognised(), recognised("Chè", producer="Khác")
    rows = [
        OFFERS,
        [other.code, "kg", 600, 50, 1, "", ""],
        [product.code, "kg", 10, 50, 1, "Giấy lạ", ""],
    ]
    told = reasons(take(OfferImporter, rows, selling(product.producer)))
    assert "Không có sản phẩm nào của chủ thể" in told[2]
    assert "Giấy lạ" in told[3] and "lớn hơn sản lượng" in told[3]


def test_sales_of_channels_come_from_excel() -> None:
    listing = make_listing()
    by = selling(listing.product.producer)
    code = listing.product.code
    good = [code, listing.name, date(2026, 10, 5), 3, 9, 900_000]
    bad = [
        SALES,
        good,
        [code, "Kênh lạ", date(2026, 10, 5), 1, 1, 1],
        [code, listing.name, date(2026, 8, 1), 1, 1, 1],
    ]
    told = reasons(take(SalesImporter, bad, by))
    assert set(told) == {3, 4} and "đúng một kênh" in told[3] and "tháng trước" in told[4]
    actions.apply(intake=take(SalesImporter, [SALES, good], by), only_good=False, by=by, at=AT)
    assert [(one.month, one.quantity) for one in ListingReport.objects.all()] == [(date(2026, 10, 1), 9)]
    assert take(SalesImporter, [SALES, good], by).counts["unchanged"] == 1

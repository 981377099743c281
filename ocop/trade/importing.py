"""Lists from a spreadsheet: commercial sheets of the own products, and the three numbers of channels by month."""

from collections.abc import Hashable, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from ocop.core.acting import Acting
from ocop.core.policy import allowed
from ocop.documents.intake import Change, Column, Importer, Kind, Plan, Row
from ocop.products.models import Product
from ocop.rulebook.matching import PAPERS, REGIONS
from ocop.trade.actions import channels, offers
from ocop.trade.enums import UNIT_CHOICES
from ocop.trade.models import Listing, ListingReport, Offer
from ocop.trade.policies.channels import check_report
from ocop.trade.policies.offers import check_offer
from ocop.trade.words import packed

SAID = ("capacity", "min_order", "price", "lead_days", "price_terms", "packaging", "storage")


def keys_of(text: str, known: dict[str, str]) -> tuple[str, list[str]]:
    """“HACCP; VietGAP” → packed keys, and the parts that are no known name."""
    names = {name.casefold(): key for key, name in known.items()} | {key: key for key in known}
    parts = [part.strip() for part in text.replace("\n", ";").split(";") if part.strip()]
    strange = [part for part in parts if part.casefold() not in names]
    return packed([names[part.casefold()] for part in parts if part.casefold() in names], known), strange


class OfferImporter(Importer):
    """Only own products; a code nobody here has is refused. The action writes, so its rules hold for every row."""

    key, title, noun = "chao-hang", "Nhập phiếu chào hàng từ Excel", "phiếu chào hàng"
    columns = (
        Column("code", "Mã sản phẩm", Kind.CODE, required=True, example="SP-7K3M9QXA"),
        Column("unit", "Đơn vị tính", Kind.CHOICE, choices=UNIT_CHOICES, required=True, example="kg"),
        Column("capacity", "Sản lượng mỗi tháng", Kind.INTEGER, example="600", aliases=("Sản lượng/tháng",)),
        Column("min_order", "Đặt tối thiểu", Kind.INTEGER),
        Column("price", "Giá sỉ (đồng)", Kind.INTEGER),
        Column("lead_days", "Giao trong (ngày)", Kind.INTEGER),
        Column("price_terms", "Điều kiện giá, thanh toán", most_letters=300),
        Column("packaging", "Đóng gói, thùng", most_letters=200),
        Column("storage", "Bảo quản, hạn dùng", most_letters=200),
        Column("papers", "Giấy tờ", most_letters=600, width=40, help="Cách nhau bằng dấu chấm phẩy."),
        Column("regions", "Giao hàng ở", most_letters=200, help="miền Bắc; miền Nam"),
    )
    LISTS = {"papers": PAPERS, "regions": REGIONS}

    def load(self, rows: Sequence[Row], *, by: Acting, at: datetime) -> None:
        self.by = by
        codes = {row["code"] for row in rows if "code" in row}
        own = Product.objects.filter(producer_id=by.party_id or 0, code__in=codes).select_related("producer")
        self.own = {one.code: one for one in own}
        held = Offer.objects.filter(product__in=own, withdrawn_at=None).select_related("product")
        self.held = {one.product.code: one for one in held}

    def identity(self, row: Row) -> Hashable | None:
        return row.get("code")

    def match(self, row: Row) -> Any | None:
        return self.held.get(row.get("code"))

    def check(self, row: Row, existing: Any | None) -> Iterable[tuple[str, str]]:
        if row.get("code") not in self.own:
            yield "code", "Không có sản phẩm nào của chủ thể mang mã này."
        for name, known in self.LISTS.items():
            _, strange = keys_of(row.get(name, ""), known)
            if strange:
                yield (
                    name,
                    f"Không rõ “{strange[0]}”; dùng đúng tên trong bảng mẫu: {', '.join(known.values())}.",
                )
        for name in ("capacity", "min_order", "price", "lead_days"):
            if row.get(name) is not None and not 0 < row[name] <= 2_000_000_000:
                yield name, "Ghi số nguyên từ 1 trở lên, hoặc để trống."
        if not (said := allowed(check_offer, self._data(row, existing))):
            yield "min_order", said.reason

    def _data(self, row: Row, existing: Any | None) -> dict[str, Any]:
        data = {name: row[name] for name in ("unit", *SAID) if name in row}
        for name, known in self.LISTS.items():
            if name in row:
                data[name] = keys_of(row[name], known)[0]
        kept = (
            {name: getattr(existing, name) for name in ("unit", "capacity", "min_order")} if existing else {}
        )
        return {**kept, **data}

    def old_value(self, existing: Any, key: str) -> Any:
        if key == "code":
            return existing.product.code
        if key in self.LISTS:
            held = getattr(existing, key).split()
            return "; ".join(self.LISTS[key][one] for one in held)
        return getattr(existing, key)

    def changes(self, existing: Any, row: Row) -> list[Change]:
        """Lists count by what they hold, not by the order in which they are written."""
        return [
            one
            for one in super().changes(existing, row)
            if one.column not in self.LISTS
            or keys_of(one.new, self.LISTS[one.column])[0] != getattr(existing, one.column)
        ]

    def apply(self, plan: Plan, *, by: Acting, at: datetime) -> None:
        for line in (*plan.new, *plan.changed):
            data = self._data(line.row, line.existing)
            offers.save_offer(product=self.own[line.row["code"]], data=data, by=by, at=at)

    def existing(self, *, by: Acting, at: datetime) -> Iterable[Any]:
        found = Offer.objects.filter(product__producer_id=by.party_id or 0, withdrawn_at=None)
        return found.select_related("product").order_by("product__sort_key", "pk")


class SalesImporter(Importer):
    """Three numbers for each channel and month; the channel is named by the product's code and its own name."""

    key, title, noun = "so-ban", "Nhập số bán của các kênh từ Excel", "dòng số bán"
    columns = (
        Column("code", "Mã sản phẩm", Kind.CODE, required=True, example="SP-7K3M9QXA"),
        Column("name", "Tên kênh", required=True, most_letters=160, example="Gian hàng trên sàn"),
        Column("month", "Tháng", Kind.DATE, required=True, help="Ngày bất kỳ trong tháng, ví dụ 01/10/2026."),
        Column("orders", "Số đơn hàng", Kind.INTEGER, required=True),
        Column("quantity", "Số lượng bán", Kind.INTEGER, required=True),
        Column("revenue", "Doanh thu (đồng)", Kind.INTEGER, required=True),
    )

    def load(self, rows: Sequence[Row], *, by: Acting, at: datetime) -> None:
        self.at = at
        own = Listing.objects.filter(product__producer_id=by.party_id or 0, ended_at=None)
        self.listings: dict[tuple[str, str], list[Listing]] = {}
        for one in own.select_related("product__producer"):
            self.listings.setdefault((one.product.code, one.name), []).append(one)
        held = ListingReport.objects.filter(listing__in=own).select_related("listing__product")
        self.held = {(one.listing_id, one.month): one for one in held}

    def _listing(self, row: Row) -> Listing | None:
        found = self.listings.get((row.get("code", ""), row.get("name", "")), [])
        return found[0] if len(found) == 1 else None

    def identity(self, row: Row) -> Hashable | None:
        return (row.get("code"), row.get("name"), first_day(row["month"])) if "month" in row else None

    def match(self, row: Row) -> Any | None:
        listing = self._listing(row)
        return self.held.get((listing.pk, first_day(row["month"]))) if listing and "month" in row else None

    def check(self, row: Row, existing: Any | None) -> Iterable[tuple[str, str]]:
        listing = self._listing(row)
        numbers = {name: row.get(name, 0) for name in channels.NUMBERS}
        if listing is None:
            yield (
                "name",
                "Không có đúng một kênh đang bán mang tên này của sản phẩm; hãy xem lại ở trang Kênh bán.",
            )
        elif min(numbers.values()) < 0:
            yield "orders", "Số không thể âm."
        elif "month" in row:
            said = allowed(check_report, listing, first_day(row["month"]), numbers, at=self.at)
            if not said:
                yield "month", said.reason

    def old_value(self, existing: Any, key: str) -> Any:
        return (
            existing.listing.product.code
            if key == "code"
            else existing.listing.name
            if key == "name"
            else getattr(existing, key)
        )

    def changes(self, existing: Any, row: Row) -> list[Change]:
        return [one for one in super().changes(existing, row) if one.column in channels.NUMBERS]

    def apply(self, plan: Plan, *, by: Acting, at: datetime) -> None:
        for line in (*plan.new, *plan.changed):
            numbers = {name: line.row[name] for name in channels.NUMBERS}
            listing = self._listing(line.row)
            assert listing is not None
            channels.report_month(listing=listing, month=line.row["month"], numbers=numbers, by=by, at=at)

    def existing(self, *, by: Acting, at: datetime) -> Iterable[Any]:
        found = ListingReport.objects.filter(
            listing__product__producer_id=by.party_id or 0, listing__ended_at=None
        )
        return found.select_related("listing__product").order_by("listing__product__sort_key", "month", "pk")


def first_day(day: date) -> date:
    return day.replace(day=1)

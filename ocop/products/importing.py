"""Products from a spreadsheet. The producer must be in the system; barcodes and pictures are added on the product's page."""

from collections.abc import Hashable, Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q

from ocop.core.acting import Acting
from ocop.core.permissions import Permission
from ocop.core.policy import check_permission
from ocop.core.text import fold
from ocop.documents.intake import Change, Column, Importer, Kind, Plan, Row, differs
from ocop.producers.enums import MembershipKind
from ocop.producers.importing import OWN_DATA
from ocop.producers.models import Membership, Producer
from ocop.products.in_bulk import write_products
from ocop.products.models import Product
from ocop.rulebook.criteria import load_sets

CLOSED = ("recognised", "not_recognised", "disqualified", "withdrawn")
FINDS = ("code", "producer_code", "producer", "unit")  # columns that find records and are never written
WRITTEN = (
    *("name", "criteria_set_number", "summary", "ingredients", "process", "packaging", "capacity"),
    *("price", "price_unit", "markets", "gi_name"),
)
HELD = ("code", "producer_id", "search_key", *WRITTEN)


class ProductImporter(Importer):
    key, title, noun = "san-pham", "Nhập sản phẩm từ Excel", "sản phẩm"
    lead = (
        "Mỗi dòng một sản phẩm của một chủ thể đã có trên hệ thống. Mã vạch và ảnh thêm ở trang của sản phẩm."
    )
    columns = (
        Column("code", "Mã sản phẩm", Kind.CODE, most_letters=20, help="Để trống với sản phẩm mới."),
        Column(
            "name", "Tên sản phẩm", required=True, most_letters=200, example="Mật ong thử nghiệm", width=34
        ),
        Column(
            "producer_code",
            "Mã chủ thể",
            Kind.CODE,
            most_letters=20,
            help="Hoặc ghi tên chủ thể và xã, phường.",
        ),
        Column(
            "producer",
            "Chủ thể",
            most_letters=200,
            example="Hợp tác xã thử nghiệm",
            aliases=("Tên chủ thể",),
            width=34,
        ),  # fmt: skip
        Column("unit", "Xã, phường", Kind.UNIT, example="Phường Hà Đông, Hà Nội", aliases=("Xã",), width=30),
        Column(
            "criteria_set_number",
            "Bộ tiêu chí số",
            Kind.CHOICE,
            choices=lambda: [(one.number, str(one.number)) for one in load_sets()],
        ),
        Column("summary", "Giới thiệu ngắn", most_letters=2000, width=40),
        Column("ingredients", "Nguyên liệu, thành phần", most_letters=2000),
        Column("process", "Quy trình sản xuất", most_letters=5000),
        Column("packaging", "Quy cách đóng gói"),
        Column("capacity", "Sản lượng mỗi năm", most_letters=200),
        Column("price", "Giá bán lẻ (đồng)", Kind.MONEY, least=0, most=10**12, aliases=("Giá", "Giá bán")),
        Column("price_unit", "Đơn vị tính giá", most_letters=40, aliases=("Đơn vị tính",)),
        Column("markets", "Nơi tiêu thụ chính", most_letters=2000),
        Column("gi_name", "Chỉ dẫn địa lý", most_letters=160),
    )

    def check_may(self, *, by: Acting) -> None:
        check_permission(by, Permission.RECORDS_IMPORT)

    def load(self, rows: Sequence[Row], *, by: Acting, at: datetime) -> None:
        self.by = by
        codes = {row["code"] for row in rows if "code" in row}
        makers = {row["producer_code"] for row in rows if "producer_code" in row}
        units = {row["unit"].pk for row in rows if "unit" in row and "producer_code" not in row}
        found = Producer.objects.visible_to(by).filter(
            Q(code__in=makers) | Q(unit__in=units) | Q(products__code__in=codes)
        )
        self.makers = list(found.only("code", "name", "unit_id", "is_demo").distinct())
        self.by_code = {one.code: one for one in self.makers}
        self.by_name = {(fold(one.name), one.unit_id): one for one in self.makers}
        mine = {one.pk: one for one in self.makers}
        held = list(Product.objects.filter(producer__in=list(mine)).only(*HELD)) if mine else []
        self.by_product_code = {one.code: one for one in held}
        self.by_product_name = {(one.producer_id, one.search_key): one for one in held}
        for one in held:
            one.producer = mine[one.producer_id]
        self.owned = set(
            Membership.objects.filter(
                producer__in=list(mine), kind=MembershipKind.OWNER, ended_at=None
            ).values_list("producer_id", flat=True)
        )
        busy = Product.objects.filter(producer__in=list(mine), dossiers__isnull=False)
        self.busy = set(busy.exclude(dossiers__state__in=CLOSED).values_list("pk", flat=True))
        self.found: dict[int, Producer | None] = {row.number: self._maker(row) for row in rows}

    def _maker(self, row: Row) -> Producer | None:
        if "producer_code" in row:
            return self.by_code.get(row["producer_code"])
        if "producer" in row and "unit" in row:
            return self.by_name.get((fold(row["producer"]), row["unit"].pk))
        product = self.by_product_code.get(row.get("code", ""))
        return product.producer if product else None

    def identity(self, row: Row) -> Hashable | None:
        maker = self.found[row.number]
        return row.get("code") or (maker.pk if maker else 0, fold(row["name"]))

    def match(self, row: Row) -> Product | None:
        if "code" in row:
            return self.by_product_code.get(row["code"])
        maker = self.found[row.number]
        return self.by_product_name.get((maker.pk, fold(row["name"])[:500])) if maker else None

    def check(self, row: Row, existing: Product | None) -> Iterable[tuple[str, str]]:
        maker = self.found[row.number]
        if "code" in row and existing is None:
            yield (
                "code",
                f"Không có sản phẩm mang mã {row['code']} trên địa bàn. Sản phẩm mới thì để trống ô này.",
            )
        elif maker is None:
            yield self._no_maker(row)
        elif maker.unit_id is None:
            yield "producer", "Chủ thể này chưa ghi xã, phường; hãy bổ sung trước khi thêm sản phẩm."
        elif existing is not None and existing.producer_id != maker.pk:
            yield "producer", f"Sản phẩm mã {existing.code} là của chủ thể khác. Hãy xem lại mã."
        elif existing is not None and (changes := self.changes(existing, row)):
            if maker.pk in self.owned and not self.by.may(Permission.DESK_ENTRY):
                yield "", OWN_DATA
            if existing.pk in self.busy and any(c.column == "criteria_set_number" for c in changes):
                yield "criteria_set_number", "Sản phẩm đang có hồ sơ nên chưa đổi được bộ tiêu chí."

    def _no_maker(self, row: Row) -> tuple[str, str]:
        if "producer_code" in row:
            return "producer_code", f"Không có chủ thể mang mã {row['producer_code']} trên địa bàn."
        if "producer" in row and "unit" in row:
            return (
                "producer",
                "Chưa có chủ thể tên này ở xã, phường đó. Hãy nhập chủ thể trước, hoặc ghi mã chủ thể.",
            )
        return "producer_code", "Hãy ghi mã chủ thể, hoặc tên chủ thể cùng xã, phường."

    def changes(self, existing: Product, row: Row) -> list[Change]:
        return [
            Change(name, old, row[name])
            for name in WRITTEN
            if name in row and differs(old := getattr(existing, name), row[name])
        ]

    def apply(self, plan: Plan, *, by: Acting, at: datetime) -> None:
        new = []
        for line in plan.new:
            values = {name: value for name, value in line.row.values.items() if name not in FINDS}
            new.append(Product(producer=self.found[line.row.number], **values))
        changed = []
        for line in plan.changed:
            for change in line.changes:
                setattr(line.existing, change.column, change.new)
            changed.append((line.existing, [change.column for change in line.changes]))
        write_products(new=new, changed=changed, by=by, at=at)

    def label(self, row: Row) -> str:
        return str(row.get("name", ""))

    def old_value(self, existing: Product, key: str) -> Any:
        if key == "producer_code":
            return existing.producer.code
        if key == "producer":
            return existing.producer.name
        return getattr(existing, key)

    def existing(self, *, by: Acting, at: datetime) -> Iterable[Product]:
        placed = Product.objects.visible_to(by).filter(unit__level="commune", unit__valid_to=None)
        return placed.select_related("producer", "unit").iterator()

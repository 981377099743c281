"""Lists of villages and of artisans from a spreadsheet."""

from collections.abc import Hashable, Iterable, Sequence
from datetime import datetime
from typing import Any

from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.text import fold
from ocop.documents.intake import Column, Importer, Kind, Plan, Row
from ocop.places.queries.scope import in_scope
from ocop.villages.actions import villages as actions
from ocop.villages.enums import Kind as VillageKind
from ocop.villages.models import Artisan, Village

MOST = 2_000


class VillageImporter(Importer):
    """By code, else by name and place. Titles are not imported: each rests on a decision."""

    key, title, noun = "lang-nghe", "Nhập làng nghề từ Excel", "làng nghề"
    lead = "Danh hiệu không nhập ở đây: ghi quyết định công nhận ở trang của từng làng."
    most_rows = MOST
    columns = (
        Column("name", "Tên", required=True, most_letters=200, example="Làng mẫu"),
        Column(
            "kind", "Loại", Kind.CHOICE, required=True, choices=VillageKind.choices, example="Làng có nghề"
        ),
        Column("unit", "Xã, phường", Kind.UNIT, required=True, example="Phường Hà Đông, Hà Nội"),
        Column("trade", "Nghề", most_letters=120, example="Gốm sứ"),
        Column("place_wording", "Thôn, làng", most_letters=300),
        Column("households", "Số hộ làm nghề", Kind.INTEGER, least=0, most=100_000),
        Column("story", "Giới thiệu", most_letters=4000),
        Column("source", "Nguồn", most_letters=300),
    )

    def load(self, rows: Sequence[Row], *, by: Acting, at: datetime) -> None:
        self.by = by
        units = {row["unit"].pk for row in rows if "unit" in row}
        found = Village.objects.filter(unit__in=units).select_related("trade", "unit")
        self.held = {(one.search_key, one.unit_id): one for one in found}

    def identity(self, row: Row) -> Hashable | None:
        return fold(row["name"])[:300], row["unit"].pk

    def match(self, row: Row) -> Any | None:
        return self.held.get(self.identity(row))  # type: ignore[arg-type]

    def check(self, row: Row, existing: Any | None) -> Iterable[tuple[str, str]]:
        if not in_scope(row["unit"], self.by):
            yield "unit", "Đơn vị này ngoài địa bàn của ông/bà."
        if existing and existing.state == "recognised" and row["kind"] != existing.kind:
            yield "kind", "Loại đã ghi trong quyết định công nhận nên không sửa ở đây."

    def old_value(self, existing: Any, key: str) -> Any:
        if key == "trade":
            return existing.trade.name if existing.trade else ""
        return getattr(existing, key)

    def apply(self, plan: Plan, *, by: Acting, at: datetime) -> None:
        for line in plan.new:
            actions.add_village(data=dict(line.row.values), by=by, at=at)
        for line in plan.changed:
            held = line.existing
            kept = {name: getattr(held, name) for name in actions.FIELDS}
            trade = held.trade.name if held.trade else ""
            data = {**kept, "trade": trade, **line.row.values}
            actions.edit_village(village=held, data=data, by=by, at=at)

    def existing(self, *, by: Acting, at: datetime) -> Iterable[Any] | None:
        return Village.objects.visible_to(by).select_related("unit", "trade").order_by("sort_key", "pk")


class ArtisanImporter(Importer):
    """By village and name. An empty day of consent leaves what is there; consent is taken back on the page."""

    key, title, noun = "nghe-nhan", "Nhập nghệ nhân từ Excel", "nghệ nhân"
    most_rows = MOST
    columns = (
        Column("village", "Mã làng nghề", Kind.CODE, required=True, example="LN-7K3M9QXA"),
        Column("name", "Họ và tên", required=True, most_letters=100, example="Nguyễn Thị Mẫu"),
        Column("title", "Danh hiệu", most_letters=120, example="Nghệ nhân ưu tú"),
        Column("decision", "Quyết định", most_letters=120),
        Column(
            "consent_on",
            "Ngày đồng ý công khai tên",
            Kind.DATE,
            help="Để trống thì tên không hiện công khai.",
        ),
    )

    def load(self, rows: Sequence[Row], *, by: Acting, at: datetime) -> None:
        codes = {row["village"] for row in rows if "village" in row}
        self.day = local_date(at)
        self.villages = {one.code: one for one in Village.objects.visible_to(by).filter(code__in=codes)}
        found = Artisan.objects.filter(village__code__in=codes).select_related("village")
        self.held = {(one.village.code, one.name): one for one in found}

    def identity(self, row: Row) -> Hashable | None:
        return row["village"], row["name"]

    def match(self, row: Row) -> Any | None:
        return self.held.get((row["village"], row["name"]))

    def check(self, row: Row, existing: Any | None) -> Iterable[tuple[str, str]]:
        if row["village"] not in self.villages:
            yield "village", "Không có làng nghề mang mã này trên địa bàn của ông/bà."
        if row.get("consent_on") and row["consent_on"] > self.day:
            yield "consent_on", "Ngày đồng ý không thể ở sau hôm nay."

    def old_value(self, existing: Any, key: str) -> Any:
        return existing.village.code if key == "village" else getattr(existing, key)

    def apply(self, plan: Plan, *, by: Acting, at: datetime) -> None:
        for line in (*plan.new, *plan.changed):
            held = line.existing
            kept = {name: getattr(held, name) for name in ("title", "decision", "consent_on")} if held else {}
            village = self.villages[line.row["village"]]
            actions.keep_artisan(village=village, data={**kept, **line.row.values}, by=by, at=at)

    def existing(self, *, by: Acting, at: datetime) -> Iterable[Any] | None:
        mine = Village.objects.visible_to(by)
        return Artisan.objects.filter(village__in=mine).select_related("village").order_by("pk")

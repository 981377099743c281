"""Points of sale, and numbers and results of stalls, from a spreadsheet (docs/excel-in.md)."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.permissions import Permission
from ocop.core.policy import allowed, check_permission
from ocop.core.text import fold
from ocop.documents.intake import Column, Importer, Kind, Plan, Row
from ocop.market.actions import points, stalls
from ocop.market.enums import PointKind
from ocop.market.models import Point, Stall, StallResult
from ocop.market.policies import events as stall_policies
from ocop.market.policies import points as policies
from ocop.rulebook.market import clean_number

MOST = 1000
PLAIN = ("name", "kind", "unit", "address", "operator_name", "hours", "support", "support_until", "source")


class PointImporter(Importer):
    """A row with a code changes that point; one without is a new point, opened when a day of opening is given."""

    key, title, noun = "diem-ban", "Nhập điểm bán từ Excel", "điểm bán"
    lead = "Điểm mới có ngày khai trương thì mở từ ngày đó, không có thì ghi là dự kiến. Điểm cũ cần mã ở cột đầu."
    most_rows = MOST
    columns = (
        Column("code", "Mã", Kind.CODE, help="Để trống khi là điểm mới.", width=14),
        Column("name", "Tên", required=True, most_letters=200, example="Điểm bán thử", width=34),
        Column("kind", "Loại", Kind.CHOICE, required=True, choices=PointKind.choices, example="point", width=30),
        Column("unit", "Đơn vị phụ trách", Kind.UNIT, required=True, level="", example="Phường Hà Đông, Hà Nội", width=28),
        Column("address", "Địa chỉ", width=30),
        Column("operator_name", "Người vận hành", most_letters=200, example="Cửa hàng thử", width=26),
        Column("hours", "Giờ mở cửa", most_letters=120),
        Column("opened_on", "Ngày khai trương", Kind.DATE),
        Column("support", "Hỗ trợ (đồng)", Kind.MONEY, least=0),
        Column("support_until", "Hỗ trợ đến hết", Kind.DATE),
        Column("source", "Nguồn", aliases=("Nguồn công bố",), width=30),
    )  # fmt: skip

    def check_may(self, *, by: Acting) -> None:
        check_permission(by, Permission.MARKET_MANAGE)

    def load(self, rows: Sequence[Row], *, by: Acting, at: datetime) -> None:
        self.by, self.on = by, local_date(at)
        mine = list(Point.objects.visible_to(by).select_related("unit", "producer"))
        self.held = {point.code: point for point in mine}
        self.names = {(fold(point.name), point.unit_id) for point in mine if point.state != "closed"}

    def identity(self, row: Row) -> Hashable | None:
        if row.get("code"):
            return row["code"]  # type: ignore[no-any-return]
        return (fold(row["name"]), row["unit"].pk) if "name" in row and "unit" in row else None

    def match(self, row: Row) -> Point | None:
        return self.held.get(row.get("code", ""))

    def check(self, row: Row, existing: Point | None) -> Iterator[tuple[str, str]]:
        if row.get("code") and existing is None:
            yield "code", "Không có điểm nào mang mã này trong địa bàn của ông/bà."
        if existing is None and not row.get("code") and (fold(row["name"]), row["unit"].pk) in self.names:
            yield "name", "Đơn vị này đã có điểm cùng tên; hãy ghi mã của điểm đó."
        for check, args in ((policies.check_can_create, (row["unit"],)), *self._edit(existing)):
            if not (why := allowed(check, *args, by=self.by)):
                yield "unit", why.reason
                break
        yield from self._days(row, existing)
        if not (why := allowed(policies.check_data, self._whole(row, existing))):
            yield "operator_name" if why.code == "point.operator" else "support", why.reason

    def _edit(self, existing: Point | None) -> list[tuple[Any, tuple[Any, ...]]]:
        return [(policies.check_can_edit, (existing,))] if existing else []

    def _days(self, row: Row, existing: Point | None) -> Iterator[tuple[str, str]]:
        opened: date | None = row.get("opened_on")
        if opened and opened > self.on:
            yield "opened_on", "Ngày này chưa đến; điểm sắp mở thì để trống."
        if existing and opened and existing.active_from and opened != existing.opened_on:
            yield "opened_on", "Điểm đã khai trương; ngày khai trương không sửa bằng Excel được."

    def _whole(self, row: Row, existing: Point | None) -> dict[str, Any]:
        held = {name: getattr(existing, name) for name in points.FIELDS} if existing else {}
        return {**held, **self._given(row)}

    def _given(self, row: Row) -> dict[str, Any]:
        return {name: row[name] for name in PLAIN if name in row}

    def apply(self, plan: Plan, *, by: Acting, at: datetime) -> None:
        for line in plan.new:
            point = points.create_point(data=self._given(line.row), by=by, at=at)
            self._open(point, line.row, by=by, at=at)
        for line in plan.changed:
            point = points.edit_point(point=line.existing, data=self._given(line.row), by=by, at=at)
            if point.state == "planned":
                self._open(point, line.row, by=by, at=at)

    def _open(self, point: Point, row: Row, *, by: Acting, at: datetime) -> None:
        if row.get("opened_on"):
            points.move_point(point=point, name="open", on=row["opened_on"], by=by, at=at)

    def existing(self, *, by: Acting, at: datetime) -> Iterable[Point]:
        return Point.objects.visible_to(by).exclude(state="closed").select_related("unit")  # type: ignore[no-any-return]


@dataclass
class Told:
    """A chosen stall with what is known of it, as a row of the sheet."""

    stall: Stall
    number: str
    visitors: int | None = None
    sales: Decimal | None = None
    contracts: int | None = None
    memoranda: int | None = None

    @property
    def event(self) -> str:
        return self.stall.event.code

    @property
    def producer(self) -> str:
        return self.stall.producer.code


class StallImporter(Importer):
    """Numbers and results of chosen stalls, as the organisers write them down at the event."""

    key, title, noun = "gian-hang", "Nhập số gian, kết quả của gian hàng từ Excel", "gian hàng"
    lead = "Mỗi dòng là một gian được chọn. Tải bảng hiện có để có sẵn mã sự kiện và mã chủ thể."
    most_rows = MOST
    columns = (
        Column("event", "Mã sự kiện", Kind.CODE, required=True, example="SK-ABCD2345", width=14),
        Column("producer", "Mã chủ thể", Kind.CODE, required=True, example="CT-ABCD2345", width=14),
        Column("number", "Số gian", most_letters=6),
        Column("visitors", "Lượt khách", Kind.INTEGER, least=0),
        Column("sales", "Doanh thu (đồng)", Kind.MONEY, least=0),
        Column("contracts", "Hợp đồng", Kind.INTEGER, least=0, most=10_000),
        Column("memoranda", "Biên bản ghi nhớ", Kind.INTEGER, least=0, most=10_000),
    )

    def check_may(self, *, by: Acting) -> None:
        check_permission(by, Permission.MARKET_MANAGE)

    def load(self, rows: Sequence[Row], *, by: Acting, at: datetime) -> None:
        self.by, self.at = by, at
        codes = {row["event"] for row in rows if "event" in row}
        self.held = {(one.event, one.producer): one for one in told(by, codes)}
        self.numbers = {(one.event, one.number): one.producer for one in self.held.values() if one.number}

    def identity(self, row: Row) -> Hashable | None:
        return (row.get("event"), row.get("producer"))

    def match(self, row: Row) -> Told | None:
        return self.held.get((row.get("event"), row.get("producer")))  # type: ignore[arg-type]

    def check(self, row: Row, existing: Told | None) -> Iterator[tuple[str, str]]:
        if existing is None:
            yield (
                "producer",
                "Không có gian được chọn nào của chủ thể này ở sự kiện này trong địa bàn của ông/bà.",
            )
            return
        if "number" in row:
            yield from self._number(row, existing)
        given = [name for name in stalls.RESULT if name in row]
        if given and not (
            why := allowed(stall_policies.check_can_tell, existing.stall, by=self.by, at=self.at)
        ):
            yield given[0], why.reason
        if given and any(row.get(name, getattr(existing, name)) is None for name in stalls.RESULT):
            yield given[0], "Kết quả của một gian cần đủ bốn số; không có thì ghi 0."

    def _number(self, row: Row, existing: Told) -> Iterator[tuple[str, str]]:
        bare = clean_number(row["number"])
        if not bare:
            yield "number", "Số gian gồm tối đa hai chữ cái và ba chữ số, ví dụ A12 hoặc 7."
        elif self.numbers.setdefault((existing.event, bare), existing.producer) != existing.producer:
            yield "number", f"Gian {bare} đã giao cho chủ thể khác."

    def apply(self, plan: Plan, *, by: Acting, at: datetime) -> None:
        for line in plan.changed:
            one, row = line.existing, line.row
            if "number" in row and clean_number(row["number"]) != one.number:
                stalls.number_stall(stall=one.stall, number=row["number"], by=by, at=at)
            if any(name in row for name in stalls.RESULT):
                data = {name: row.get(name, getattr(one, name)) for name in stalls.RESULT}
                stalls.tell_result(stall=one.stall, data=data, by=by, at=at)

    def existing(self, *, by: Acting, at: datetime) -> Iterable[Told]:
        return told(by)


def told(by: Acting, codes: set[str] | None = None) -> list[Told]:
    """Chosen stalls of the events of this office, newest event first.  # queries: 2"""
    found = (
        Stall.objects.visible_to(by)
        .filter(state="selected")
        .exclude(event__state__in=("closed", "cancelled"))
    )
    if codes is not None:
        found = found.filter(event__code__in=codes)
    chosen = list(
        found.select_related("event__unit", "producer").order_by("-event__starts_on", "number", "pk")
    )
    results = {one.stall_id: one for one in StallResult.objects.filter(stall__in=chosen, replaced_at=None)}
    rows = []
    for stall in chosen:
        said = results.get(stall.pk)
        numbers = {name: getattr(said, name) for name in stalls.RESULT} if said else {}
        rows.append(Told(stall, stall.number, **numbers))
    return rows

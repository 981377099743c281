"""Lists of targets and of declared figures from a spreadsheet. A changed value is a correction and needs its reason."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from ocop.core.acting import Acting
from ocop.core.errors import RuleBroken
from ocop.core.indicators import indicators
from ocop.core.permissions import Permission
from ocop.core.policy import check_permission
from ocop.documents.intake import Change, Column, Importer, Kind, Plan, Row
from ocop.places.models import Succession
from ocop.targets import policies
from ocop.targets.actions.in_bulk import state_many
from ocop.targets.enums import Sense
from ocop.targets.models import DeclaredFigure, Target
from ocop.targets.queries.areas import visible_units

UNIT = Column(
    "unit", "Đơn vị", Kind.UNIT, required=True, level="", former=True, example="Phường Hà Đông, Hà Nội",
    help="Tên kèm tỉnh, hoặc mã đơn vị. Cả nước ghi VN.", aliases=("Địa phương", "Địa bàn"), width=32,
)  # fmt: skip
INDICATOR = Column(
    "indicator", "Chỉ số", Kind.CHOICE, required=True, example="Sản phẩm được công nhận mới trong kỳ",
    choices=lambda: [(one.key, one.words) for one in indicators()], help="Tên hoặc mã của chỉ số.", width=44,
)  # fmt: skip
PAPER = (
    Column("document", "Văn bản", required=True, example="Quyết định 12/QĐ-UBND ngày 05/01/2026", width=40),
    Column("document_on", "Ngày văn bản", Kind.DATE),
    Column("note", "Ghi chú", most_letters=2000),
    Column(
        "reason", "Lý do điều chỉnh", most_letters=1000, aliases=("Lý do đính chính",), width=30,
        help="Chỉ cần khi giá trị hoặc văn bản khác bản ghi đang có.",
    ),
)  # fmt: skip
COMPARED = ("value", "document")


class StatementImporter(Importer):
    """What targets and declared figures share. `period`: the two columns of its period."""

    model: Any
    permission: Permission
    period: tuple[str, str]

    def check_may(self, *, by: Acting) -> None:
        check_permission(by, self.permission)

    def load(self, rows: Sequence[Row], *, by: Acting, at: datetime) -> None:
        self.by, self.at = by, at
        units = {row["unit"].pk for row in rows if "unit" in row}
        self.allowed = set(visible_units(by).filter(pk__in=units).values_list("pk", flat=True))
        self.after: dict[int, list[str]] = defaultdict(list)
        for link in Succession.objects.filter(old__in=units).select_related("new"):
            self.after[link.old_id].append(link.new.address)
        self.known = {indicator.key: indicator for indicator in indicators()}
        found = self.model.objects.standing().filter(unit__in=units).select_related("unit")
        self.held = {self._key(one.unit_id, one.indicator, *self._period_of(one)): one for one in found}

    def _period_of(self, one: Any) -> tuple[Any, Any]:
        return getattr(one, self.period[0]), getattr(one, self.period[1])

    def _key(self, *parts: Any) -> Hashable:
        return parts

    def identity(self, row: Row) -> Hashable | None:
        return self._key(row["unit"].pk, row["indicator"], row[self.period[0]], row[self.period[1]])

    def match(self, row: Row) -> Any | None:
        return self.held.get(self.identity(row))

    def check(self, row: Row, existing: Any | None) -> Iterable[tuple[str, str]]:
        if row["unit"].pk not in self.allowed:
            yield "unit", f"Ông/bà đang làm việc cho {self.by.office}, không ghi số liệu cho đơn vị này được."
        if row["unit"].valid_to and self._first_day(row) > row["unit"].valid_to:
            ends = "; ".join(self.after.get(row["unit"].pk, ()))
            yield "unit", f"{row['unit'].address} không còn vào kỳ này. Hãy ghi đơn vị hiện nay: {ends}."
        try:
            policies.check_value(row["value"], self.known[row["indicator"]])
            self.check_period(row)
        except RuleBroken as refusal:
            yield refusal.field or "", refusal.sentence
        if existing is not None and self.changes(existing, row) and not row.get("reason"):
            yield (
                "reason",
                f"Đang có {self._told(existing)}. Hãy ghi lý do, hoặc giữ nguyên giá trị và văn bản.",
            )

    def check_period(self, row: Row) -> None:
        raise NotImplementedError

    def _first_day(self, row: Row) -> date:
        first = row[self.period[0]]
        return first if isinstance(first, date) else date(min(max(first, 1), 9999), 1, 1)

    def _told(self, existing: Any) -> str:
        return f"giá trị {self.column('value').words(existing.value)} theo {existing.document}"

    def changes(self, existing: Any, row: Row) -> list[Change]:
        pairs = [(name, getattr(existing, name), row[name]) for name in COMPARED]
        return [Change(name, old, new) for name, old, new in pairs if old != new]

    def apply(self, plan: Plan, *, by: Acting, at: datetime) -> None:
        made = [self.model(**self._values(line.row)) for line in plan.new]
        for line in plan.changed:
            old, row = line.existing, line.row
            kept = {name: getattr(old, name) for name in self.copied}
            given = {name: row[name] for name in (*COMPARED, "reason", "document_on") if name in row}
            made.append(self.model(**kept, **given, corrects=old))
        state_many(statements=made, by=by, at=at)

    copied: tuple[str, ...] = ("unit", "indicator", "note")

    def _values(self, row: Row) -> dict[str, Any]:
        return {name: value for name, value in row.values.items() if name != "reason"}

    def label(self, row: Row) -> str:
        unit = row.get("unit")
        return f"{unit.full_name if unit else ''} · {self.column('indicator').words(row.get('indicator'))}"

    def old_value(self, existing: Any, key: str) -> Any:
        return None if key == "reason" else getattr(existing, key)

    def existing(self, *, by: Acting, at: datetime) -> Iterable[Any]:
        scope = self.model.objects.filter(unit__in=visible_units(by)).standing()
        return scope.select_related("unit").order_by("unit__sort_key", "indicator", "pk").iterator()


class TargetImporter(StatementImporter):
    key, title, noun = "chi-tieu", "Nhập chỉ tiêu từ Excel", "chỉ tiêu"
    lead = "Mỗi dòng một chỉ tiêu của một đơn vị. Chỉ tiêu đã có mà khác giá trị thì được điều chỉnh bằng bản mới."
    model, permission = Target, Permission.TARGET_SET
    period = ("year_from", "year_until")
    copied = ("unit", "indicator", "note", "year_from", "year_until", "sense")
    columns = (
        UNIT,
        INDICATOR,
        Column(
            "sense",
            "Mức",
            Kind.CHOICE,
            choices=Sense.choices,
            example="Ít nhất",
            help="Để trống là “Ít nhất”.",
        ),
        Column("value", "Chỉ tiêu", Kind.DECIMAL, required=True, least=0, example=12, aliases=("Giá trị",)),
        Column("year_from", "Từ năm", Kind.INTEGER, required=True, example=2026, width=10),
        Column("year_until", "Đến năm", Kind.INTEGER, required=True, example=2026, width=10),
        *PAPER,
    )

    def check_period(self, row: Row) -> None:
        policies.check_years(row["year_from"], row["year_until"])

    def check(self, row: Row, existing: Any | None) -> Iterable[tuple[str, str]]:
        yield from super().check(row, existing)
        if existing is not None and row.get("sense", existing.sense) != existing.sense:
            yield (
                "sense",
                f"Chỉ tiêu đang ghi mức “{existing.get_sense_display()}”; mức không điều chỉnh được.",
            )


class DeclaredImporter(StatementImporter):
    key, title, noun = "so-khai", "Nhập số khai báo từ Excel", "số khai báo"
    lead = "Mỗi dòng một số của một đơn vị trong một kỳ đã qua. Số này luôn hiện là số khai báo."
    model, permission = DeclaredFigure, Permission.FIGURES_DECLARE
    period = ("from_on", "until_on")
    copied = ("unit", "indicator", "note", "from_on", "until_on")
    columns = (
        UNIT,
        INDICATOR,
        Column("value", "Giá trị", Kind.DECIMAL, required=True, least=0, example=35, aliases=("Số liệu",)),
        Column("from_on", "Từ ngày", Kind.DATE, required=True, example="01/01/2026"),
        Column("until_on", "Đến ngày", Kind.DATE, required=True, example="31/03/2026"),
        *PAPER,
    )

    def check_period(self, row: Row) -> None:
        policies.check_period(row["from_on"], row["until_on"], at=self.at)

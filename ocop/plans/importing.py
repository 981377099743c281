"""Tasks and budget lines of a plan that is being drafted, from a spreadsheet. Each row names its plan by its code."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, ClassVar

from ocop.core.acting import Acting
from ocop.core.permissions import Permission
from ocop.core.policy import check_permission
from ocop.core.text import fold
from ocop.documents.intake import Column, Importer, Kind, Row
from ocop.documents.intake import Plan as Reading
from ocop.plans.actions import contents
from ocop.plans.enums import Money
from ocop.plans.models import Group, Plan

CODE = Column(
    "plan", "Mã kế hoạch", Kind.CODE, required=True, example="KH-ABCD2345", help="Có ở trang soạn kế hoạch.", width=16
)  # fmt: skip
MOST = 1000


class ItemImporter(Importer):
    """What both lists share: only drafts of the own unit can be written."""

    kind: ClassVar[str]
    most_rows = MOST

    def check_may(self, *, by: Acting) -> None:
        check_permission(by, Permission.PLAN_MANAGE)

    def load(self, rows: Sequence[Row], *, by: Acting, at: datetime) -> None:
        codes = {row["plan"] for row in rows if "plan" in row}
        drafts = Plan.objects.filter(unit=by.unit, state="draft", code__in=codes)
        self.plans = {plan.code: plan for plan in drafts}
        groups = Group.objects.filter(plan__in=drafts, kind__in=("task", "solution")).select_related("plan")
        self.groups = {(group.plan.code, fold(group.title)): group for group in groups}
        items = contents.KINDS[self.kind].objects.filter(plan__in=drafts).select_related(*self.related)
        self.held = {self.name_of(item): item for item in items}

    related: ClassVar[tuple[str, ...]] = ("plan",)

    def name_of(self, item: Any) -> Hashable:
        raise NotImplementedError

    def match(self, row: Row) -> Any | None:
        return self.held.get(self.identity(row))

    def check(self, row: Row, existing: Any | None) -> Iterator[tuple[str, str]]:
        if row["plan"] not in self.plans:
            yield "plan", "Không có kế hoạch đang soạn nào của đơn vị ông/bà mang mã này."

    def data_of(self, row: Row, existing: Any | None) -> dict[str, Any]:
        raise NotImplementedError

    def apply(self, plan: Reading, *, by: Acting, at: datetime) -> None:
        for line in plan.new:
            data = self.data_of(line.row, None)
            contents.add_item(plan=self.plans[line.row["plan"]], kind=self.kind, data=data, by=by, at=at)
        for line in plan.changed:
            data = self.data_of(line.row, line.existing)
            contents.change_item(item=line.existing, data=data, by=by, at=at)

    def old_value(self, existing: Any, key: str) -> Any:
        if key == "plan":
            return existing.plan.code
        return existing.group.title if key == "group" else getattr(existing, key)

    def existing(self, *, by: Acting, at: datetime) -> Iterable[Any]:
        drafts = Plan.objects.filter(unit=by.unit, state="draft")
        found = contents.KINDS[self.kind].objects.filter(plan__in=drafts)
        return found.select_related(*self.related).order_by("plan", "position", "pk").iterator()


class TaskImporter(ItemImporter):
    key, title, noun = "nhiem-vu-ke-hoach", "Nhập nhiệm vụ từ Excel", "nhiệm vụ"
    lead = "Mỗi dòng một nhiệm vụ. Nhiệm vụ trùng tên trong cùng kế hoạch được sửa theo dòng này."
    kind, related = "task", ("plan", "group")
    columns = (
        CODE,
        Column("group", "Nhóm", required=True, example="Tuyên truyền, vận động", width=36),
        Column("title", "Nhiệm vụ", required=True, most_letters=1000, example="Mở lớp tập huấn", width=50),
        Column(
            "office", "Cơ quan chủ trì", required=True, most_letters=200, example="Phòng Kinh tế", width=26
        ),
        Column("partners", "Cơ quan phối hợp", most_letters=400, width=26),
        Column("due_on", "Hạn", Kind.DATE, required=True, example="30/06/2026"),
    )

    def name_of(self, item: Any) -> Hashable:
        return item.plan.code, fold(item.title)

    def identity(self, row: Row) -> Hashable | None:
        return row["plan"], fold(row["title"])

    def check(self, row: Row, existing: Any | None) -> Iterator[tuple[str, str]]:
        yield from super().check(row, existing)
        plan = self.plans.get(row["plan"])
        if plan is None:
            return
        if (plan.code, fold(row["group"])) not in self.groups:
            yield "group", "Kế hoạch không có nhóm nhiệm vụ, giải pháp nào tên như vậy."
        if not date(plan.year_from, 1, 1) <= row["due_on"] <= date(plan.year_until, 12, 31):
            yield "due_on", f"Hạn phải nằm trong {plan.years}."

    def data_of(self, row: Row, existing: Any | None) -> dict[str, Any]:
        before = existing.partners if existing else ""
        return {
            "group": self.groups[row["plan"], fold(row["group"])],
            "title": row["title"],
            "office": row["office"],
            "partners": row.get("partners", before),
            "due_on": row["due_on"],
        }


class LineImporter(ItemImporter):
    key, title, noun = "kinh-phi-ke-hoach", "Nhập kinh phí từ Excel", "dòng kinh phí"
    lead = "Mỗi dòng một nội dung chi từ một nguồn tiền. Trùng nội dung và nguồn trong cùng kế hoạch thì sửa số tiền."
    kind = "line"
    columns = (
        CODE,
        Column("content", "Nội dung chi", required=True, most_letters=400, example="Tập huấn", width=46),
        Column("source", "Nguồn tiền", Kind.CHOICE, required=True, choices=Money.choices, example="Ngân sách xã", width=28),
        Column("planned", "Số tiền dự kiến", Kind.MONEY, required=True, least=1, example=50_000_000, width=20),
    )  # fmt: skip

    def name_of(self, item: Any) -> Hashable:
        return item.plan.code, fold(item.content), item.source

    def identity(self, row: Row) -> Hashable | None:
        return row["plan"], fold(row["content"]), row["source"]

    def data_of(self, row: Row, existing: Any | None) -> dict[str, Any]:
        return {"content": row["content"], "source": row["source"], "planned": int(row["planned"])}

"""Results of laboratories from their sheet: one parameter of one sample a row."""

from collections.abc import Hashable, Iterable, Sequence
from datetime import datetime

from ocop.core.acting import Acting
from ocop.core.errors import RuleBroken
from ocop.core.permissions import Permission
from ocop.core.policy import check_permission
from ocop.documents.intake import Change, Column, Importer, Kind, Plan, Row
from ocop.supervision.actions.visits import add_lab_result
from ocop.supervision.enums import LabVerdict
from ocop.supervision.models import LabResult, Visit
from ocop.supervision.policies import visits as policies

GIVEN = ("sample", "taken_on", "lab", "parameter", "limit", "value", "verdict")


class LabImporter(Importer):
    key, title, noun = "mau-thu-nghiem", "Nhập kết quả mẫu từ Excel", "kết quả mẫu"
    columns = (
        Column("visit", "Mã cuộc kiểm tra", Kind.CODE, required=True, example="KT-7K3M9QXA"),
        Column("sample", "Mã mẫu", required=True, most_letters=60, example="M01"),
        Column("taken_on", "Ngày lấy mẫu", Kind.DATE, required=True),
        Column("lab", "Phòng thử nghiệm", required=True, most_letters=200, example="Phòng thử nghiệm A"),
        Column("parameter", "Chỉ tiêu", required=True, most_letters=160, example="Chì"),
        Column("limit", "Mức giới hạn", required=True, most_letters=80, example="≤ 2 mg/kg"),
        Column("value", "Kết quả", required=True, most_letters=80, example="0,1 mg/kg"),
        Column("verdict", "Kết luận", Kind.CHOICE, required=True, choices=LabVerdict.choices, example="Đạt"),
        Column("document", "Số phiếu kết quả", most_letters=160),
    )

    def check_may(self, *, by: Acting) -> None:
        check_permission(by, Permission.INSPECT)

    def load(self, rows: Sequence[Row], *, by: Acting, at: datetime) -> None:
        self.by, self.at = by, at
        codes = {row["visit"] for row in rows if "visit" in row}
        self.visits = {one.code: one for one in Visit.objects.visible_to(by).filter(code__in=codes)}
        results = LabResult.objects.filter(visit__in=self.visits.values())
        self.held = {(one.visit_id, one.sample, one.parameter): one for one in results}

    def identity(self, row: Row) -> Hashable | None:
        return row["visit"], row["sample"], row["parameter"]

    def match(self, row: Row) -> LabResult | None:
        visit = self.visits.get(row["visit"])
        return self.held.get((visit.pk, row["sample"], row["parameter"])) if visit else None

    def changes(self, existing: LabResult, row: Row) -> list[Change]:
        return [
            Change(name, getattr(existing, name), row[name])
            for name in GIVEN
            if row[name] != getattr(existing, name)
        ]

    def check(self, row: Row, existing: LabResult | None) -> Iterable[tuple[str, str]]:
        visit = self.visits.get(row["visit"])
        if visit is None:
            yield "visit", "Không có cuộc kiểm tra này trên địa bàn của ông/bà."
        elif visit.state not in policies.LAB_STATES:
            yield "visit", "Chỉ ghi kết quả mẫu của cuộc đã bắt đầu."
        if existing is not None and self.changes(existing, row):
            yield (
                "parameter",
                "Chỉ tiêu này của mẫu này đã có kết quả khác; kết quả không sửa được, hãy ghi mẫu mới.",
            )
        try:
            policies.check_taken(row["taken_on"], at=self.at)
        except RuleBroken as refusal:
            yield "taken_on", refusal.sentence

    def apply(self, plan: Plan, *, by: Acting, at: datetime) -> None:
        for line in plan.new:
            data = {name: line.row[name] for name in GIVEN} | {"document": line.row.get("document", "")}
            add_lab_result(visit=self.visits[line.row["visit"]], data=data, by=by, at=at)

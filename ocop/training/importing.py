"""Participants of courses from a spreadsheet: enrolling many at once."""

from collections.abc import Hashable, Iterable, Sequence
from datetime import datetime
from typing import Any

from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.errors import RuleBroken
from ocop.core.text import fold
from ocop.documents.intake import Change, Column, Importer, Kind, Plan, Row
from ocop.producers.models import Producer
from ocop.training.actions import people as actions
from ocop.training.enums import Role, Standing
from ocop.training.models import Course, Enrolment
from ocop.training.policies import people as policies


class ParticipantImporter(Importer):
    """Who is enrolled already stays as enrolled: such a row is unchanged."""

    key, title, noun = "nguoi-hoc", "Ghi danh từ Excel", "người học"
    most_rows = 2_000
    columns = (
        Column("course", "Mã lớp", Kind.CODE, required=True, example="LH-7K3M9QXA"),
        Column("name", "Họ và tên", required=True, most_letters=100, example="Nguyễn Thị Mẫu"),
        Column("born", "Năm sinh", Kind.INTEGER, least=1900, most=2100, example=1985),
        Column("role", "Tư cách", Kind.CHOICE, required=True, choices=Role.choices, example="Người lao động"),
        Column(
            "producer",
            "Mã chủ thể",
            Kind.CODE,
            help="Để trống nếu là cán bộ của đơn vị mình.",
            example="CT-7K3M9QXA",
        ),
        Column("phone", "Điện thoại", most_letters=20),
    )

    def load(self, rows: Sequence[Row], *, by: Acting, at: datetime) -> None:
        self.by, self.on = by, local_date(at)
        codes = {row["course"] for row in rows if "course" in row}
        makers = {row.get("producer") for row in rows} - {None, ""}
        courses = Course.objects.visible_to(by).select_related("unit").filter(code__in=codes)
        self.courses = {one.code: one for one in courses}
        producers = Producer.objects.visible_to(by).select_related("unit").filter(code__in=makers)
        self.producers = {one.code: one for one in producers}
        found = Enrolment.objects.filter(course__in=self.courses.values())
        found = found.exclude(standing=Standing.WITHDRAWN).select_related("trainee__producer", "course")
        self.held = {self._key(one): one for one in found}

    def _key(self, one: Enrolment) -> Hashable:
        trainee = one.trainee
        maker = trainee.producer.code if trainee.producer else trainee.unit_id
        return one.course.code, maker, trainee.name_key, trainee.born

    def identity(self, row: Row) -> Hashable | None:
        unit = self.by.unit.pk if self.by.unit else None
        maker = row.get("producer") or unit
        return row["course"], maker, fold(row["name"])[:150], row.get("born") or 0

    def match(self, row: Row) -> Any | None:
        return self.held.get(self.identity(row))

    def changes(self, existing: Any, row: Row) -> list[Change]:
        return []

    def check(self, row: Row, existing: Any | None) -> Iterable[tuple[str, str]]:
        course, code = self.courses.get(row["course"]), row.get("producer")
        producer = self.producers.get(code) if code else None
        if course is None:
            yield "course", "Không có lớp mang mã này mà ông/bà ghi danh vào được."
        elif code and producer is None:
            yield "producer", "Không có chủ thể mang mã này trên địa bàn của ông/bà."
        elif existing is None:
            try:
                policies.check_can_enrol(course)
                born, role = row.get("born") or 0, row["role"]
                policies.check_person(course, role=role, born=born, producer=producer, on=self.on)
            except RuleBroken as refusal:
                yield refusal.field or "course", refusal.sentence

    def apply(self, plan: Plan, *, by: Acting, at: datetime) -> None:
        for line in plan.new:
            row = line.row
            producer = self.producers.get(row.get("producer"))
            actions.enrol(
                course=self.courses[row["course"]],
                name=row["name"],
                role=row["role"],
                born=row.get("born") or 0,
                phone=row.get("phone") or "",
                producer=producer,
                unit=None if producer else by.unit,
                by=by,
                at=at,
            )

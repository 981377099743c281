"""The official list as a spreadsheet: one line for each old unit and each unit it went into."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from datetime import datetime
from typing import Any

from ocop.boundaries import policies
from ocop.boundaries.actions import Line, NewUnit, apply_lines
from ocop.boundaries.enums import ChangeKind
from ocop.boundaries.models import UnitChange
from ocop.boundaries.queries import touched
from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.documents.intake import Change, Column, Importer, Kind, Plan, Row
from ocop.places.enums import Level
from ocop.places.models import Unit
from ocop.places.names import name_key, readings

KINDS = {"xã", "phường", "đặc khu"}


class BoundaryImporter(Importer):
    key, title, noun = "dia-gioi", "Nhập danh sách thay đổi địa giới", "dòng thay đổi"
    lead = "Mỗi dòng một đơn vị cũ và một đơn vị mới. Xem trước nói rõ mỗi dòng động tới bao nhiêu bản ghi; bản ghi giữ nguyên lời văn."
    columns = (
        Column("decision", "Văn bản", required=True, most_letters=200, example="Nghị quyết 00/NQ-UBTVQH"),
        Column("day", "Ngày có hiệu lực", Kind.DATE, required=True, example="01/07/2026"),
        Column(
            "kind", "Việc", Kind.CHOICE, required=True, choices=ChangeKind.choices, example="Sáp nhập",
            help="Chia tách: mỗi đơn vị nhận một phần là một dòng.",
        ),
        Column("old", "Đơn vị cũ", Kind.UNIT, required=True, former=True, example="Xã Cũ, Tỉnh Thử", width=34,
               help="Xã, phường, đặc khu đang có, kèm tỉnh."),
        Column("code", "Mã đơn vị mới", Kind.CODE, required=True, digits=5, most_letters=5, example="99999"),
        Column("name", "Tên đơn vị mới", required=True, most_letters=120, example="Phường Mới",
               help="Kèm loại: xã, phường hoặc đặc khu."),
        Column("parent", "Tỉnh, thành phố", Kind.UNIT, level="province", example="Hà Nội",
               help="Để trống nếu cùng tỉnh với đơn vị cũ."),
    )  # fmt: skip

    def check_may(self, *, by: Acting) -> None:
        policies.check_can_apply(by=by)

    def load(self, rows: Sequence[Row], *, by: Acting, at: datetime) -> None:
        self.today = local_date(at)
        whole = [row for row in rows if not row.faults]
        olds = {row["old"].pk: row["old"] for row in whole}
        codes = {row["code"] for row in whole}
        provinces = Unit.objects.filter(key__in={old.province_key for old in olds.values()})
        self.home = {province.key: province for province in provinces}
        current = Unit.objects.current().communes().filter(code__in=codes)
        self.current = {unit.code: unit for unit in current.select_related("parent")}
        done = UnitChange.objects.filter(old__in=olds).select_related("new__parent")
        self.done = {(c.old_id, c.new.code, name_key(c.new.full_name)): c for c in done}
        self.touched = touched(list(olds.values()))
        self.lines_of_old = Counter(row["old"].pk for row in whole)
        self.kinds_of_old: dict[int, set[str]] = {}
        for row in whole:
            self.kinds_of_old.setdefault(row["old"].pk, set()).add(row["kind"])

    def identity(self, row: Row) -> Hashable | None:
        return row["old"].pk, row["code"], name_key(row["name"])

    def match(self, row: Row) -> UnitChange | None:
        return self.done.get((row["old"].pk, row["code"], name_key(row["name"])))

    def changes(self, existing: UnitChange, row: Row) -> list[Change]:
        return []

    def check(self, row: Row, existing: UnitChange | None) -> Iterable[tuple[str, str]]:
        if existing is not None:
            return
        old = row["old"]
        if old.level != Level.COMMUNE or old.valid_to is not None:
            yield "old", f"{old.address} không phải xã, phường, đặc khu đang có."
        if row["day"] > self.today:
            yield "day", "Chưa tới ngày có hiệu lực. Hãy áp dụng danh sách từ ngày đó."
        elif row["day"] <= old.valid_from:
            yield "day", f"{old.full_name} chỉ bắt đầu từ {old.valid_from:%d/%m/%Y}."
        yield from self._check_shape(row)
        yield from self._check_new(row)

    def _check_shape(self, row: Row) -> Iterable[tuple[str, str]]:
        count = self.lines_of_old[row["old"].pk]
        if len(self.kinds_of_old[row["old"].pk]) > 1:
            yield "kind", "Một đơn vị cũ chỉ có một việc. Hãy xem lại các dòng của đơn vị này."
        elif row["kind"] == ChangeKind.SPLIT and count < 2:
            yield "kind", "Chia tách cần ít nhất hai dòng, mỗi đơn vị nhận một phần là một dòng."
        elif row["kind"] != ChangeKind.SPLIT and count > 1:
            yield "kind", f"Đơn vị cũ này đứng ở {count} dòng. Nếu chia về nhiều nơi, hãy ghi “Chia tách”."

    def _check_new(self, row: Row) -> Iterable[tuple[str, str]]:
        new = self._new(row)
        if isinstance(new, Unit):
            if new.pk in self.lines_of_old:
                yield (
                    "code",
                    f"{new.full_name} cũng là đơn vị cũ trong danh sách này. Hãy ghi đơn vị còn lại sau cùng.",
                )
            return
        if new.kind not in KINDS:
            yield "name", "Tên đơn vị mới cần kèm loại: xã, phường hoặc đặc khu, ví dụ “Phường Mới”."
        held = self.current.get(row["code"])
        if held is not None and held.pk != row["old"].pk and held.pk not in self.lines_of_old:
            yield "code", f"Mã {row['code']} đang là của {held.address}. Hãy xem lại mã hoặc tên."

    def _new(self, row: Row) -> Unit | NewUnit:
        """A unit of today with that code and name, or one that begins."""
        held = self.current.get(row["code"])
        if (
            held is not None
            and held.pk != row["old"].pk
            and name_key(held.full_name) == name_key(row["name"])
        ):
            return held
        kind, _ = readings(row["name"])[0] if readings(row["name"]) else ("", "")
        words = row["name"].split()
        name = " ".join(words[len(kind.split()) :])
        parent = row.get("parent") or self.home[row["old"].province_key]
        return NewUnit(row["code"], kind, name, parent)

    def apply(self, plan: Plan, *, by: Acting, at: datetime) -> None:
        lines = []
        for line in plan.new:
            row = line.row
            kind = ChangeKind(row["kind"])
            lines.append(Line(kind, row["old"], self._new(row), row["decision"], row["day"]))
        apply_lines(lines=lines, by=by, at=at, demo=any("giả định" in line.decision for line in lines))

    def label(self, row: Row) -> str:
        old = row.get("old")
        if old is None:
            return str(row.get("name", ""))
        counts = self.touched.get(old.pk, {})
        told = ", ".join(f"{count} {noun}" for noun, count in counts.items()) or "không có bản ghi nào"
        return f"{old.full_name} → {row.get('name', '')} ({told})"

    def old_value(self, existing: UnitChange, key: str) -> Any:
        values = {"code": existing.new.code, "name": existing.new.full_name, "parent": existing.new.parent}
        return values[key] if key in values else getattr(existing, key)

    def existing(self, *, by: Acting, at: datetime) -> Iterable[UnitChange]:
        return UnitChange.objects.select_related("old", "new__parent").order_by("pk")

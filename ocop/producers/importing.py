"""Producers from a spreadsheet. Sex, ethnicity and disability of the representative are never in a sheet."""

from collections.abc import Hashable, Iterable, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q

from ocop.core.acting import Acting
from ocop.core.errors import RuleBroken
from ocop.core.permissions import Permission
from ocop.core.policy import check_permission
from ocop.core.text import fold
from ocop.documents.intake import Change, Column, Importer, Kind, Plan, Row
from ocop.places.queries import in_scope
from ocop.producers import policies
from ocop.producers.actions.in_bulk import write_producers
from ocop.producers.enums import LegalForm, MembershipKind
from ocop.producers.identifiers import clean_phone, clean_tax_code
from ocop.producers.models import Membership, Producer

FORMS = [(value, label) for value, label in LegalForm.choices if value != LegalForm.UNKNOWN]
OWN_DATA = "Chủ thể này đã có người đại diện trên hệ thống và tự giữ dữ liệu của mình; hãy đề nghị họ sửa."


class ProducerImporter(Importer):
    key, title, noun = "chu-the", "Nhập chủ thể từ Excel", "chủ thể"
    lead = "Mỗi dòng một chủ thể trên địa bàn. Chủ thể tự giữ dữ liệu trên hệ thống thì chỉ chủ thể sửa."
    columns = (
        Column("code", "Mã chủ thể", Kind.CODE, most_letters=20, help="Để trống với chủ thể mới."),
        Column(
            "name", "Tên chủ thể", required=True, most_letters=200, example="Hợp tác xã thử nghiệm", width=36
        ),
        Column(
            "legal_form",
            "Loại hình",
            Kind.CHOICE,
            required=True,
            choices=FORMS,
            example="Hợp tác xã",
            width=24,
        ),
        Column(
            "unit",
            "Xã, phường",
            Kind.UNIT,
            required=True,
            example="Phường Hà Đông, Hà Nội",
            aliases=("Xã", "Địa bàn", "Đơn vị"),
            width=32,
        ),
        Column("address", "Địa chỉ", width=30),
        Column("tax_code", "Mã số thuế", Kind.CODE, digits=10, most_letters=14, aliases=("MST",)),
        Column("registration_no", "Số đăng ký kinh doanh", most_letters=40),
        Column("registered_on", "Ngày cấp đăng ký", Kind.DATE),
        Column("registered_by", "Nơi cấp", most_letters=160),
        Column("founded_year", "Năm bắt đầu hoạt động", Kind.INTEGER, least=1800, most=2100),
        Column("phone", "Điện thoại", Kind.CODE, digits=10, most_letters=20),
        Column("email", "Thư điện tử", most_letters=200),
        Column("website", "Trang web", most_letters=200),
        Column("representative", "Người đại diện", most_letters=100),
        Column("representative_title", "Chức vụ", most_letters=100),
        Column("workers", "Số lao động", Kind.INTEGER, least=0, most=1_000_000),
        Column("workers_local", "Lao động trong xã", Kind.INTEGER, least=0, most=1_000_000),
        Column("workers_female", "Lao động nữ", Kind.INTEGER, least=0, most=1_000_000),
        Column("main_business", "Ngành nghề, sản phẩm chính", most_letters=2000, width=40),
    )

    def check_may(self, *, by: Acting) -> None:
        check_permission(by, Permission.RECORDS_IMPORT)

    def load(self, rows: Sequence[Row], *, by: Acting, at: datetime) -> None:
        self.by = by
        for row in rows:
            _clean(row.values)
        codes = {row["code"] for row in rows if "code" in row}
        taxes = {row["tax_code"] for row in rows if "tax_code" in row}
        units = {row["unit"].pk for row in rows if "unit" in row}
        found = Producer.objects.filter(Q(code__in=codes) | Q(tax_code__in=taxes - {""}) | Q(unit__in=units))
        held = list(found.select_related("unit"))
        self.by_code = {one.code: one for one in held}
        self.by_tax = {one.tax_code: one for one in held if one.tax_code}
        self.by_name = {(fold(one.name), one.unit_id): one for one in held}
        self.owned = set(
            Membership.objects.filter(
                producer__in=[one.pk for one in held], kind=MembershipKind.OWNER, ended_at=None
            ).values_list("producer_id", flat=True)
        )

    def identity(self, row: Row) -> Hashable | None:
        return row.get("code") or row.get("tax_code") or (fold(row["name"]), row["unit"].pk)

    def match(self, row: Row) -> Producer | None:
        if "code" in row:
            return self.by_code.get(row["code"])
        tax = self.by_tax.get(row["tax_code"]) if "tax_code" in row else None
        return tax or self.by_name.get((fold(row["name"]), row["unit"].pk))

    def check(self, row: Row, existing: Producer | None) -> Iterable[tuple[str, str]]:
        if "code" in row and (existing is None or not self._mine(existing)):
            yield (
                "code",
                f"Không có chủ thể mang mã {row['code']} trên địa bàn. Chủ thể mới thì để trống ô này.",
            )
            return
        if not in_scope(row["unit"], self.by):
            yield "unit", f"Đơn vị này ngoài địa bàn của {self.by.office}."
        elif existing is not None and not self._mine(existing):
            yield "tax_code", "Mã số thuế này đã đăng ký cho một chủ thể ngoài địa bàn. Hãy xem lại mã."
        taken = self.by_tax.get(row.get("tax_code", ""))
        if taken is not None and existing is not None and taken.pk != existing.pk:
            yield "tax_code", "Mã số thuế này đã đăng ký cho một chủ thể khác. Hãy xem lại mã."
        try:
            policies.check_data(_with_workers(row.values, existing))
        except RuleBroken as refusal:
            yield refusal.field or "", refusal.sentence
        if not _mail_ok(row.get("email", "")):
            yield "email", f"“{row['email']}” không phải địa chỉ thư điện tử. Hãy sửa, hoặc để trống."
        if existing is not None and self._keeps_own_data(existing) and self.changes(existing, row):
            yield "", OWN_DATA

    def _mine(self, existing: Producer) -> bool:
        return existing.unit is not None and in_scope(existing.unit, self.by)

    def _keeps_own_data(self, existing: Producer) -> bool:
        return existing.pk in self.owned and not self.by.may(Permission.DESK_ENTRY)

    def changes(self, existing: Producer, row: Row) -> list[Change]:
        """A producer's name is compared as it is read: marks and blanks count."""
        return [change for change in super().changes(existing, row) if change.column != "code"]

    def apply(self, plan: Plan, *, by: Acting, at: datetime) -> None:
        new = [Producer(**line.row.values) for line in plan.new]
        changed = []
        for line in plan.changed:
            for change in line.changes:
                setattr(line.existing, change.column, change.new)
            changed.append((line.existing, [change.column for change in line.changes]))
        write_producers(new=new, changed=changed, by=by, at=at)

    def label(self, row: Row) -> str:
        return str(row.get("name", ""))

    def existing(self, *, by: Acting, at: datetime) -> Iterable[Producer]:
        placed = Producer.objects.visible_to(by).filter(unit__level="commune", unit__valid_to=None)
        return placed.exclude(legal_form=LegalForm.UNKNOWN).select_related("unit").iterator()


def _clean(values: dict[str, Any]) -> None:
    if values.get("tax_code"):
        values["tax_code"] = clean_tax_code(values["tax_code"])
    if values.get("phone"):
        values["phone"] = clean_phone(values["phone"])


def _with_workers(values: dict[str, Any], existing: Producer | None) -> dict[str, Any]:
    """The sums of workers hold for what the record will say, not only for what the row says."""
    if existing is None:
        return values
    names = ("workers", "workers_local", "workers_female")
    return {**{name: getattr(existing, name) for name in names}, **values}


def _mail_ok(text: str) -> bool:
    try:
        validate_email(text or "khong@vidu.vn")
    except ValidationError:
        return False
    return True

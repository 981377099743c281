"""What the treasury paid, from its sheet: each row names a claim, the day and the document."""

from collections.abc import Hashable, Iterable, Sequence
from datetime import datetime

from ocop.core.acting import Acting
from ocop.core.errors import RuleBroken
from ocop.core.permissions import Permission
from ocop.core.policy import check_permission
from ocop.documents.intake import Change, Column, Importer, Kind, Plan, Row
from ocop.support.actions.claims import record_payment
from ocop.support.models import Claim
from ocop.support.policies import claims as policies


class PaymentImporter(Importer):
    key, title, noun = "chi-ho-tro", "Nhập các khoản đã chi từ Excel", "khoản đã chi"
    columns = (
        Column("code", "Mã đề nghị", Kind.CODE, required=True, example="DN-7K3M9QXA"),
        Column("paid_on", "Ngày chi", Kind.DATE, required=True),
        Column("document", "Chứng từ chi", required=True, most_letters=200, example="UNC 045/2026"),
    )

    def check_may(self, *, by: Acting) -> None:
        check_permission(by, Permission.SUPPORT_MANAGE)

    def load(self, rows: Sequence[Row], *, by: Acting, at: datetime) -> None:
        self.by, self.at = by, at
        codes = {row["code"] for row in rows if "code" in row}
        found = Claim.objects.visible_to(by).filter(code__in=codes).select_related("payer", "policy")
        self.held = {one.code: one for one in found}

    def identity(self, row: Row) -> Hashable | None:
        return row.get("code")

    def match(self, row: Row) -> Claim | None:
        return self.held.get(row["code"])

    def changes(self, existing: Claim, row: Row) -> list[Change]:
        now = {"paid_on": existing.paid_on, "document": existing.paid_document}
        return [Change(name, now[name], row[name]) for name in now if row[name] != now[name]]

    def check(self, row: Row, existing: Claim | None) -> Iterable[tuple[str, str]]:
        if existing is None:
            yield "code", "Không có đề nghị này trên địa bàn của ông/bà."
            return
        if existing.state == "paid":
            if self.changes(existing, row):
                yield "code", f"Đề nghị này đã ghi chi ngày {existing.paid_on:%d/%m/%Y}; không ghi lần nữa."
            return
        try:
            policies.check_can(existing, "pay", by=self.by)
            policies.check_payment(existing, row["paid_on"], row["document"], at=self.at)
        except RuleBroken as refusal:
            yield refusal.field or "code", refusal.sentence

    def apply(self, plan: Plan, *, by: Acting, at: datetime) -> None:
        for line in plan.changed:
            row = line.row
            record_payment(
                claim=line.existing, paid_on=row["paid_on"], document=row["document"], by=by, at=at
            )

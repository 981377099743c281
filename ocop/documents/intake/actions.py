"""Taking a list in, checking it, writing it: nothing half imported."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from ocop.audit import record
from ocop.core.acting import Acting
from ocop.core.errors import RuleBroken, StaleWrite
from ocop.documents.inspect.faults import Fault
from ocop.documents.names import clean_name

from . import policies
from .importer import Fate, Importer, Plan
from .models import Intake
from .planning import digest_of, lines_of, make_plan
from .reading import Table, read_upload
from .registry import importer_of

KEPT = timedelta(hours=24)
KEPT_APPLIED = timedelta(days=7)
AT_ONCE = 2_000  # rows that are checked and written while the page waits; more become a job
MOVED = "Dữ liệu trong hệ thống đã đổi từ lúc xem trước. Kết quả dưới đây là mới; hãy xem lại rồi nhập."
TAKEN = "Trong lúc nhập, một người khác vừa ghi dữ liệu trùng. Chưa có gì được ghi; hãy xem lại rồi nhập."


def take(*, importer: type[Importer], upload: UploadedFile, page: str, by: Acting, at: datetime) -> Intake:
    """Read the file and keep its cells for a day. `page`: name of the address of the preview."""
    policies.check_can_take(importer, by=by)
    table = read_upload(upload, importer.columns, most_rows=importer.most_rows)
    upload.seek(0)
    intake = Intake(
        importer=importer.key,
        title=importer.title,
        file_name=_name(upload),
        sha256=hashlib.file_digest(upload, "sha256").hexdigest(),
        person=by.person,
        role=by.role or "",
        unit_key=by.unit.key if by.unit else "",
        party_id=by.party_id,
        row_count=len(table.rows),
        created_at=at,
        expires_at=at + KEPT,
    )
    intake.url = reverse(page, args=[intake.public_id])
    intake.keep_table(table)
    if intake.row_count <= AT_ONCE:
        _keep_plan(intake, table, by=by, at=at)
    intake.save()
    return intake


def _name(upload: UploadedFile) -> str:
    try:
        return clean_name(upload.name or "bang.xlsx")[:200]
    except Fault:
        return "bang.xlsx"


def check(*, intake: Intake, by: Acting, at: datetime) -> Intake:
    """What would become of each row, as of now; kept for the preview."""
    policies.check_open(intake, by=by, at=at)
    _keep_plan(intake, intake.read_table(), by=by, at=at)
    intake.save(update_fields=["outcome", "digest", "counts", "checked_at"])
    return intake


def _keep_plan(intake: Intake, table: Table, *, by: Acting, at: datetime) -> Plan:
    importer = importer_of(intake.importer)()
    plan = make_plan(importer, table, by=by, at=at)
    lines = lines_of(importer, plan)
    intake.keep_lines(lines)
    intake.digest, intake.counts, intake.checked_at = digest_of(lines), plan.counts(), at
    return plan


def apply(*, intake: Intake, only_good: bool, by: Acting, at: datetime) -> Intake:
    """Write it all in one transaction. Rows that do not hold stop everything unless `only_good` is asked for.

    The plan is made again first: when it is not the one that was previewed, nothing is written and the new one is kept.
    """
    try:
        done = _apply(intake, only_good, by, at)
    except IntegrityError:
        raise RuleBroken(TAKEN, code="intake.taken") from None
    if not done:
        check(intake=intake, by=by, at=at)
        raise StaleWrite(MOVED, code="intake.moved")
    intake.refresh_from_db()
    return intake


@transaction.atomic
def _apply(intake: Intake, only_good: bool, by: Acting, at: datetime) -> bool:
    intake = Intake.objects.locked(intake.pk)
    policies.check_open(intake, by=by, at=at)
    importer_class = importer_of(intake.importer)
    policies.check_can_take(importer_class, by=by)
    importer = importer_class()
    plan = make_plan(importer, intake.read_table(), by=by, at=at)
    if digest_of(lines_of(importer, plan)) != intake.digest:
        return False
    counts = plan.counts()
    policies.check_refused(counts, only_good=only_good)
    plan.lines = [line for line in plan.lines if line.fate != Fate.REFUSED]
    importer.apply(plan, by=by, at=at)
    intake.applied_at, intake.only_good, intake.counts = at, only_good and bool(counts[Fate.REFUSED]), counts
    intake.expires_at = at + KEPT_APPLIED
    intake.save(update_fields=["applied_at", "only_good", "counts", "expires_at"])
    said = {**counts, "importer": intake.importer, "file": intake.file_name, "sha256": intake.sha256}
    record("intake.applied", about=intake, by=by, at=at, data={**said, "only_good": intake.only_good})
    return True


def wipe_expired(*, at: datetime) -> str:
    """Timetable: lists that nobody imported go; of imported ones the receipt stays without the cells."""
    expired = Intake.objects.filter(expires_at__lt=at)
    gone, _ = expired.filter(applied_at=None).delete()
    wiped = expired.exclude(table=b"").update(table=b"", outcome=b"")
    return f"xóa {gone} bảng chưa nhập, {wiped} bảng đã nhập chỉ còn biên nhận"

"""Progress of tasks and movements of money while a plan runs."""

from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from ocop.audit import record
from ocop.core.acting import Acting
from ocop.documents.actions import accept_upload
from ocop.documents.enums import EVIDENCE, FileKind
from ocop.documents.models import StoredFile
from ocop.plans.enums import MovementKind
from ocop.plans.models import BudgetLine, Movement, Progress, Task
from ocop.plans.policies import working as policies
from ocop.rulebook.plan_money import Amounts


def take_file(upload: UploadedFile | None, *, by: Acting, at: datetime) -> StoredFile | None:
    if upload is None:
        return None
    return accept_upload(upload=upload, kind=FileKind.SCAN, by=by, at=at, allow=EVIDENCE, field="upload")


@transaction.atomic
def report_progress(
    *,
    task: Task,
    percent: int,
    words: str,
    reported_on: date,
    by: Acting,
    at: datetime,
    document: str = "",
    file: StoredFile | None = None,
) -> Progress:
    """The newest report is what counts; going back is said in words and kept like any other."""
    task = Task.objects.select_related("plan__unit").locked(task.pk)
    policies.check_progress(task, percent, words, reported_on, by=by, at=at)
    made = Progress.objects.create(
        task=task,
        percent=percent,
        words=words,
        reported_on=reported_on,
        document=document,
        file=file,
        created_by=by.person,
        created_at=at,
    )
    before, task.percent = task.percent, percent
    task.done_on = reported_on if percent == 100 else None
    task.save(update_fields=["percent", "done_on"])
    data = {"task": task.pk, "words": task.title, "before": before, "percent": percent}
    record("plan.progress", about=task.plan, by=by, at=at, data=data)
    return made


@transaction.atomic
def move_money(
    *,
    line: BudgetLine,
    kind: str,
    amount: int,
    moved_on: date,
    by: Acting,
    at: datetime,
    words: str = "",
    document: str = "",
    file: StoredFile | None = None,
) -> Movement:
    """Commit or spend; a negative amount takes back what was written wrongly."""
    line = BudgetLine.objects.select_related("plan__unit").locked(line.pk)
    kind = MovementKind(kind)
    change = Amounts(0, amount, 0) if kind == MovementKind.COMMITTED else Amounts(0, 0, amount)
    after = line.amounts + change
    policies.check_movement(line, after, amount, words, moved_on, by=by, at=at)
    made = Movement.objects.create(
        line=line,
        kind=kind,
        amount=amount,
        moved_on=moved_on,
        words=words,
        document=document,
        file=file,
        created_by=by.person,
        created_at=at,
    )
    line.committed, line.spent = after.committed, after.spent
    line.save(update_fields=["committed", "spent"])
    data = {"line": line.pk, "words": line.content, "kind": str(kind), "amount": amount}
    record("plan.money", about=line.plan, by=by, at=at, data=data)
    return made

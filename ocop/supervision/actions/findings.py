"""Putting things right: the producer answers, the inspector accepts or not; the clock reminds both."""

from datetime import date, datetime, timedelta

from django.db import transaction

from ocop import notify
from ocop.audit.moves import apply_move
from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.permissions import Role
from ocop.notify import Office
from ocop.rulebook.oversight import read_oversight
from ocop.supervision.models import Finding
from ocop.supervision.policies import findings as policies


def _held(finding: Finding, move: str, by: Acting) -> Finding:
    row = Finding.objects.select_related("product__producer", "visit__unit").locked(finding.pk)
    policies.check_can(row, move, by=by)
    return row


@transaction.atomic
def answer(*, finding: Finding, reason: str, by: Acting, at: datetime) -> Finding:
    """The producer says what was done."""
    finding = _held(finding, "answer", by)
    apply_move(finding, "answer", by=by, at=at, reason=reason, fields={"reply": reason})
    notify.queue("finding.answered", to=Office(finding.visit.unit, Role.INSPECTOR), about=finding, at=at)
    return finding


@transaction.atomic
def accept(*, finding: Finding, by: Acting, at: datetime) -> Finding:
    finding = _held(finding, "accept", by)
    apply_move(finding, "accept", by=by, at=at)
    notify.queue("finding.accepted", to=finding.product.producer, about=finding, at=at)
    return finding


@transaction.atomic
def reject(*, finding: Finding, reason: str, due_on: date, by: Acting, at: datetime) -> Finding:
    """Not yet right: a new last day, and why."""
    finding = _held(finding, "reject", by)
    policies.check_due(finding, due_on, at=at)
    fields = {"reason": reason, "due_on": due_on, "reminded_on": None}
    apply_move(finding, "reject", by=by, at=at, reason=reason, fields=fields, due=due_on)
    notify.queue("finding.rejected", to=finding.product.producer, about=finding, at=at, reason=reason)
    return finding


@transaction.atomic
def remind(*, at: datetime) -> int:
    """Once when the last day is near, once when it is over (then the office hears it too). Safe to run again."""
    on, sent = local_date(at), 0
    near = on + timedelta(days=read_oversight().remind)
    due = Finding.objects.filter(state="open", due_on__lte=near).select_related(
        "product__producer", "visit__unit"
    )
    for finding in due:
        late = finding.due_on < on
        if finding.reminded_on and (not late or finding.reminded_on > finding.due_on):
            continue
        key = "finding.late" if late else "finding.near"
        until = f"{finding.due_on:%d/%m/%Y}"
        notify.queue(key, to=finding.product.producer, about=finding, at=at, until=until)
        if late:
            notify.queue(
                key, to=Office(finding.visit.unit, Role.INSPECTOR), about=finding, at=at, until=until
            )
        Finding.objects.filter(pk=finding.pk).update(reminded_on=on)
        sent += 1
    return sent

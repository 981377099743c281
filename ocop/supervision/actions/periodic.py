"""The periodic report: a period is opened, producers report, corrections stand beside the old, the late are reminded."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from ocop import notify
from ocop.audit import record
from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.fields import public_code
from ocop.producers.models import Producer
from ocop.supervision.models import PeriodicReport, ReportPeriod
from ocop.supervision.policies import periodic as policies
from ocop.supervision.queries.periodic import owing

REMIND_DAYS = 7
SAID = (
    *("revenue", "revenue_ocop", "revenue_online", "revenue_export", "output", "output_unit"),
    *("workers", "workers_female", "wage", "trouble", "note"),
)


@transaction.atomic
def open_period(
    *,
    title: str,
    from_on: date,
    until_on: date,
    due_on: date,
    document: str = "",
    by: Acting,
    at: datetime,
    is_demo: bool = False,
) -> ReportPeriod:
    policies.check_can_open(from_on, until_on, due_on, by=by)
    made = ReportPeriod.objects.create(
        code=public_code("KB"),
        unit=by.unit,
        title=title,
        from_on=from_on,
        until_on=until_on,
        due_on=due_on,
        document=document,
        is_demo=is_demo,
        created_by=by.person,
        created_at=at,
    )
    record("period.open", about=made, by=by, at=at, data={"from": from_on, "until": until_on, "due": due_on})
    return made


@transaction.atomic
def give_report(
    *, period: ReportPeriod, producer: Producer, data: dict[str, Any], by: Acting, at: datetime
) -> PeriodicReport:
    Producer.objects.locked(producer.pk)  # two sendings at once: the second finds the first
    policies.check_can_give(period, producer, data, by=by, at=at)
    policies.check_first(period, producer)
    return _write("periodic.give", period, producer, data, by, at)


@transaction.atomic
def correct_report(
    *, report: PeriodicReport, data: dict[str, Any], reason: str, by: Acting, at: datetime
) -> PeriodicReport:
    """A new row that names the one it replaces; the old one stays."""
    old = PeriodicReport.objects.select_related("period", "producer").locked(report.pk)
    policies.check_can_give(old.period, old.producer, data, by=by, at=at)
    policies.check_can_correct(old, reason)
    return _write("periodic.correct", old.period, old.producer, data, by, at, corrects=old, reason=reason)


def _write(
    verb: str,
    period: ReportPeriod,
    producer: Producer,
    data: dict[str, Any],
    by: Acting,
    at: datetime,
    **more: Any,
) -> PeriodicReport:
    said = {name: data[name] for name in SAID if data.get(name) is not None}
    made = PeriodicReport.objects.create(
        code=public_code("BC"),
        period=period,
        producer=producer,
        late=local_date(at) > period.due_on,
        given_by=by.person,
        given_at=at,
        **said,
        **more,
    )
    told = {name: value for name, value in said.items() if name not in ("trouble", "note")}
    record(verb, about=made, by=by, at=at, data={**told, "reason": more.get("reason", "")})
    return made


@transaction.atomic
def remind(*, at: datetime) -> int:
    """Once when the last day is near and once when it is over, to producers who have not reported. Safe to run again."""
    on, sent = local_date(at), 0
    for period in ReportPeriod.objects.filter(
        until_on__lt=on, due_on__lte=on + timedelta(days=REMIND_DAYS), due_on__gte=on - timedelta(days=31)
    ):
        late = period.due_on < on
        if period.reminded_on and (not late or period.reminded_on > period.due_on):
            continue
        for producer in owing(period).iterator(chunk_size=500):
            key = "periodic.late" if late else "periodic.near"
            until = f"{period.due_on:%d/%m/%Y}"
            sent += bool(notify.queue(key, to=producer, about=period, at=at, until=until))
        ReportPeriod.objects.filter(pk=period.pk).update(reminded_on=on)
    return sent

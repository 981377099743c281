"""Three numbers a month: visits, sales, goods sold."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from ocop.audit import record
from ocop.core.acting import Acting
from ocop.market.models import MonthlyReport, Point
from ocop.market.policies import points as policies
from ocop.rulebook.market import first_of

NUMBERS = ("visits", "sales", "products")


@transaction.atomic
def report_month(
    *, point: Point, month: date, data: dict[str, Any], by: Acting, at: datetime
) -> MonthlyReport:
    """Told again, the earlier row stays as replaced; the same numbers again change nothing."""
    point = Point.objects.select_related("unit").locked(point.pk)
    month = first_of(month)
    policies.check_can_report(point, by=by)
    policies.check_month(point, month, at=at)
    values = {name: data[name] for name in NUMBERS} | {"note": data.get("note", "")}
    old = MonthlyReport.objects.filter(point=point, month=month, replaced_at=None).first()
    if old and all(getattr(old, name) == value for name, value in values.items()):
        return old
    if old:
        old.replaced_at = at
        old.save(update_fields=["replaced_at"])
    told = MonthlyReport.objects.create(point=point, month=month, given_at=at, **values)
    if point.last_month is None or month > point.last_month:
        point.last_month = month
        point.save(update_fields=["last_month"])
    said = {name: str(values[name]) for name in NUMBERS}
    record("point.reported", about=point, by=by, at=at, data={"month": f"{month:%Y-%m}", **said})
    return told

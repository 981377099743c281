"""Visits, findings and periodic reports, made by the actions that users trigger."""

from datetime import date, datetime
from typing import Any

from ocop.core.acting import Acting
from ocop.core.permissions import Role
from ocop.products.models import Product
from ocop.supervision.actions import periodic, visits
from ocop.supervision.actions.answering import Entry, save_answers
from ocop.supervision.models import PeriodicReport, ReportPeriod, Visit
from ocop.supervision.queries.checklists import checklist
from tests.factories.accounts import AT, DAY, act, make_person
from tests.factories.places import make_units


def inspector(key: str = "01") -> Acting:
    return act(Role.INSPECTOR, make_units()[key], make_person("Quách Kiểm Tra"))


def supervisor(key: str = "01") -> Acting:
    return act(Role.PROVINCE_OFFICE, make_units()[key], make_person("Phạm Giám Sát"))


def make_visit(product: Product, by: Acting | None = None, at: datetime = AT, **more: Any) -> Visit:
    return visits.plan_visit(product=product, by=by or supervisor(), at=at, **{"kind": "sudden", **more})


def started(product: Product, who: Acting, at: datetime = AT, **more: Any) -> Visit:
    return visits.start(visit=make_visit(product, at=at, **more), by=who, at=at)


def fill(visit: Visit, who: Acting, *bad: str, at: datetime = AT, device: str = "d") -> Visit:
    """Every item answered; those named fail with words."""
    entries = {item.code: Entry("bad" if item.code in bad else "good", 1) for item in checklist(visit)}
    entries |= {f"note:{code}": Entry(f"Thấy lỗi {code}", 2) for code in bad}
    key = f"k{visit.version}{device}"
    return save_answers(
        visit=visit, entries=entries, version=visit.version, device=device, key=key, by=who, at=at
    ).visit


def concluded(product: Product, who: Acting, *bad: str, at: datetime = AT, **more: Any) -> Visit:
    visit = fill(started(product, who, at=at, **more), who, *bad, at=at)
    return visits.submit(visit=visit, visited_on=DAY, by=who, at=at)


def make_period(by: Acting | None = None, **changes: Any) -> ReportPeriod:
    data = {
        "title": "9 tháng đầu năm 2026",
        "from_on": date(2026, 1, 1),
        "until_on": date(2026, 9, 30),
        "due_on": date(2026, 11, 15),
        **changes,
    }
    return periodic.open_period(by=by or supervisor(), at=AT, **data)


def figures(**changes: Any) -> dict[str, Any]:
    return {"revenue": 1250, "revenue_ocop": 900, "workers": 14, "workers_female": 9, **changes}


def make_periodic(
    period: ReportPeriod, product: Product, by: Acting, at: datetime = AT, **changes: Any
) -> PeriodicReport:
    return periodic.give_report(
        period=period, producer=product.producer, data=figures(**changes), by=by, at=at
    )

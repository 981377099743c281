"""A plan is written, submitted, issued, amended, closed. Issuing hands its objectives on to the targets."""

from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from ocop.audit import record
from ocop.audit.moves import apply_move
from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.documents.actions import accept_upload
from ocop.documents.enums import SCANS, FileKind
from ocop.documents.models import StoredFile
from ocop.plans.actions.carrying import carry_on, copy_contents
from ocop.plans.actions.handing import hand_objectives_on
from ocop.plans.enums import GroupKind, TakeOver
from ocop.plans.models import BudgetLine, Group, Objective, Plan, Task
from ocop.plans.policies import plans as policies
from ocop.rulebook.plan_data import read_groups
from ocop.rulebook.plan_tree import Place

EDITABLE = ("title", "purpose", "upper")


@transaction.atomic
def create_plan(
    *,
    period: str,
    year: int | None,
    title: str,
    by: Acting,
    at: datetime,
    purpose: str = "",
    upper: Plan | None = None,
    take_over: str = TakeOver.COMMON,
) -> Plan:
    """For one year of a period, or for all of it (`year` left out). The headings may be taken over and changed."""
    known = policies.check_period(period, year)
    first, last = (year, year) if year else (known.year_from, known.year_until)
    policies.check_can_create(first, last, by=by)
    unit: Any = by.unit
    policies.check_upper(Place(unit.level, unit.province_key, period, first, last), upper)
    plan = Plan.objects.create(
        unit=unit,
        period=period,
        year_from=first,
        year_until=last,
        title=title,
        purpose=purpose,
        upper=upper,
        created_by=by.person,
        created_at=at,
        state_at=at,
    )
    _take_over(plan, take_over)
    record(
        "plan.created", about=plan, by=by, at=at, data={"years": plan.years, "unit": unit.key, "title": title}
    )
    return plan


def _take_over(plan: Plan, which: str) -> None:
    titles: list[tuple[str, str]] = []
    if which == TakeOver.COMMON:
        titles = [(kind, title) for kind, all_of_it in read_groups().items() for title in all_of_it]
    if which == TakeOver.UPPER and plan.upper:
        titles = [(group.kind, group.title) for group in plan.upper.groups.all()]
    Group.objects.bulk_create(
        Group(plan=plan, kind=GroupKind(kind), title=title, position=place)
        for place, (kind, title) in enumerate(titles, start=1)
    )


@transaction.atomic
def edit_plan(*, plan: Plan, data: dict[str, Any], by: Acting, at: datetime) -> Plan:
    """Title, purpose and the plan above; unit and years stay."""
    plan = Plan.objects.select_related("unit").locked(plan.pk)
    policies.check_can_edit(plan, by=by)
    if "upper" in data:
        policies.check_upper(plan.place, data["upper"])
    changed = [name for name in EDITABLE if name in data and getattr(plan, name) != data[name]]
    for name in changed:
        setattr(plan, name, data[name])
    if changed:
        plan.save(update_fields=changed)
        record("plan.edited", about=plan, by=by, at=at, data={"changed": changed})
    return plan


@transaction.atomic
def submit(*, plan: Plan, by: Acting, at: datetime) -> Plan:
    plan = Plan.objects.select_related("unit").locked(plan.pk)
    policies.check_can_submit(plan, by=by)
    apply_move(plan, "submit", by=by, at=at)
    return plan


@transaction.atomic
def move(*, plan: Plan, name: str, reason: str, by: Acting, at: datetime) -> Plan:
    """`return` or `close`, with the reason."""
    plan = Plan.objects.select_related("unit").locked(plan.pk)
    policies.check_is_ours(plan, by=by)
    fields = {"ended_on": local_date(at)} if name == "close" else {}
    apply_move(plan, name, by=by, at=at, reason=reason, fields=fields)
    return plan


def issue(
    *, plan: Plan, paper: dict[str, Any], by: Acting, at: datetime, upload: UploadedFile | None = None
) -> Plan:
    """With the decision's number, day and signer, and its scan where there is one."""
    policies.check_can_issue(plan, paper, by=by, at=at)
    file = None
    if upload is not None:
        file = accept_upload(upload=upload, kind=FileKind.SCAN, by=by, at=at, allow=SCANS, field="upload")
    return _issue(plan=plan, paper=paper, file=file, by=by, at=at)


@transaction.atomic
def _issue(*, plan: Plan, paper: dict[str, Any], file: StoredFile | None, by: Acting, at: datetime) -> Plan:
    """An amendment takes over what was reported, and replaces the version before it in the same moment."""
    plan = Plan.objects.select_related("unit", "follows").locked(plan.pk)
    policies.check_can_issue(plan, paper, by=by, at=at)
    said = {name: paper[name] for name in ("number", "decided_on", "signer")}
    if plan.follows:
        before = Plan.objects.locked(plan.follows.pk)
        apply_move(
            before, "replace", by=by, at=at, fields={"ended_on": said["decided_on"]}, by_plan=plan.code
        )
        carry_on(plan)
    for name, value in said.items():
        setattr(plan, name, value)
    hand_objectives_on(plan, by=by, at=at)
    for model in (Group, Objective, Task, BudgetLine):
        model.objects.filter(plan=plan).update(fixed_at=at)
    apply_move(plan, "issue", by=by, at=at, fields={**said, "file": file}, number=said["number"])
    return plan


@transaction.atomic
def amend(*, plan: Plan, by: Acting, at: datetime) -> Plan:
    """A new draft with everything of the plan in force, which stays in force until the draft is issued."""
    plan = Plan.objects.select_related("unit").locked(plan.pk)
    policies.check_can_amend(plan, by=by)
    made = Plan.objects.create(
        unit=plan.unit,
        period=plan.period,
        year_from=plan.year_from,
        year_until=plan.year_until,
        title=plan.title,
        purpose=plan.purpose,
        upper=plan.upper,
        version=plan.version + 1,
        follows=plan,
        is_demo=plan.is_demo,
        created_by=by.person,
        created_at=at,
        state_at=at,
    )
    copy_contents(plan, made)
    record("plan.amended", about=made, by=by, at=at, data={"follows": plan.code, "version": made.version})
    return made

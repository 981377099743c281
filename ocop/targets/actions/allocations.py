"""Sharing out a total: what was computed, what people changed and why, and the targets it became, in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from ocop.audit import record
from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.errors import RuleBroken
from ocop.places.models import Unit
from ocop.rulebook.allocation import CannotAllocate, Policy, allocate
from ocop.rulebook.allocation_policies import stored
from ocop.targets import policies
from ocop.targets.models import Allocation, AllocationLine, Target
from ocop.targets.queries.allocations import Below, digest, gather


@dataclass(frozen=True)
class Asked:
    """What is shared out, and how."""

    unit: Unit
    indicator: str
    year: int
    total: int
    policy: Policy


@dataclass(frozen=True)
class Paper:
    """The decision behind it, and why earlier targets are replaced where there are some."""

    document: str
    sense: str
    document_on: date | None = None
    note: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Final:
    """What people made of the computed numbers, by unit key. `seen`: the digest of the inputs they looked at."""

    seen: str
    values: Mapping[str, int]
    reasons: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def give(*, asked: Asked, final: Final, paper: Paper, by: Acting, at: datetime) -> Allocation:
    """Becomes the targets of the units below; a target a unit already has for that year is replaced, and kept."""
    today = local_date(at)
    policies.check_can_allocate(asked.unit, by=by)
    policies.check_allocation_asked(asked.indicator, asked.year, today)
    policies.check_document(paper.document)
    Unit.objects.select_for_update().get(
        pk=asked.unit.pk
    )  # two at once: the second sees the targets of the first
    units = gather(asked.unit, asked.indicator, asked.year, today)
    policies.check_seen(final.seen, digest(units))
    computed = _computed(asked.total, units, asked.policy)
    policies.check_changes(asked.total, computed, final.values, final.reasons)
    policies.check_replacing(sum(1 for one in units if one.standing), paper.reason)
    given = Allocation.objects.create(
        unit=asked.unit,
        indicator=asked.indicator,
        year=asked.year,
        total=asked.total,
        policy=stored(asked.policy),
        inputs_on=today,
        document=paper.document,
        note=paper.note,
        created_by=by.person,
        created_at=at,
    )
    targets = _targets(given, units, final, paper)
    lines = [_line(given, one, computed, final, targets) for one in units]
    AllocationLine.objects.bulk_create(lines)
    record("target.allocated", about=given, by=by, at=at, data=_said(given, lines))
    return given


def _said(given: Allocation, lines: Sequence[AllocationLine]) -> dict[str, Any]:
    return {
        "indicator": given.indicator,
        "unit": given.unit.key,
        "year": given.year,
        "total": given.total,
        "policy": given.policy["key"],
        "units": len(lines),
        "changed": sum(1 for line in lines if line.changed),
        "document": given.document,
    }


def _computed(total: int, units: Sequence[Below], policy: Policy) -> dict[str, int]:
    try:
        return allocate(total, [one.inputs for one in units], policy).values
    except CannotAllocate as refusal:
        raise RuleBroken(refusal.sentence, code=refusal.code, field="total") from refusal


def _targets(given: Allocation, units: Sequence[Below], final: Final, paper: Paper) -> dict[str, Target]:
    """A unit that is given nothing gets a target only where one has to be replaced."""
    made = {
        one.unit.key: Target(
            unit=one.unit,
            indicator=given.indicator,
            value=Decimal(final.values[one.unit.key]),
            year_from=given.year,
            year_until=given.year,
            sense=paper.sense,
            document=paper.document,
            document_on=paper.document_on,
            note=f"Theo bảng phân bổ {given.code}",
            reason=paper.reason if one.standing else "",
            corrects=one.standing,
            created_by=given.created_by,
            created_at=given.created_at,
        )
        for one in units
        if final.values[one.unit.key] or one.standing
    }
    Target.objects.bulk_create(made.values())
    return made


def _line(
    given: Allocation, one: Below, computed: Mapping[str, int], final: Final, targets: Mapping[str, Target]
) -> AllocationLine:
    key, inputs = one.unit.key, one.inputs
    changed = final.values[key] != computed[key]
    return AllocationLine(
        allocation=given,
        unit=one.unit,
        registered=inputs.registered,
        potential=inputs.potential,
        expiring=inputs.expiring,
        reached=inputs.reached,
        target_before=one.target_before,
        computed=computed[key],
        value=final.values[key],
        reason=final.reasons.get(key, "") if changed else "",
        target=targets.get(key),
    )

"""Declaring figures, setting targets, registering products. Nothing is changed afterwards: a correction is a new record."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from ocop.audit import record
from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.places.models import Unit
from ocop.products.models import Product
from ocop.targets import policies
from ocop.targets.models import DeclaredFigure, Registration, Target
from ocop.targets.queries.rounds import rounds_for
from ocop.targets.queries.then import keys_of
from ocop.targets.round_rules import check_not_frozen, round_taking


@transaction.atomic
def declare(
    *,
    unit: Unit,
    indicator: str,
    value: Decimal,
    from_on: date,
    until_on: date,
    document: str,
    by: Acting,
    at: datetime,
    document_on: date | None = None,
    note: str = "",
) -> DeclaredFigure:
    policies.check_can_declare(unit, indicator, value, from_on, until_on, document, by=by, at=at)
    made = DeclaredFigure.objects.create(
        unit=unit,
        indicator=indicator,
        value=value,
        from_on=from_on,
        until_on=until_on,
        document=document,
        document_on=document_on,
        note=note,
        created_by=by.person,
        created_at=at,
    )
    record("figure.declared", about=made, by=by, at=at, data=said(made))
    return made


@transaction.atomic
def correct_figure(
    *, figure: DeclaredFigure, value: Decimal, document: str, reason: str, by: Acting, at: datetime
) -> DeclaredFigure:
    """A new record for the same unit, indicator and period, naming the one it replaces."""
    old = DeclaredFigure.objects.locked(figure.pk)
    policies.check_can_correct(old, reason, by=by)
    policies.check_can_declare(
        old.unit, old.indicator, value, old.from_on, old.until_on, document, by=by, at=at, corrects=old
    )
    made = DeclaredFigure.objects.create(
        **_copied(old, value, document, reason, by, at), from_on=old.from_on, until_on=old.until_on
    )
    record("figure.corrected", about=made, by=by, at=at, data={**said(made), "before": old.value})
    return made


@transaction.atomic
def set_target(
    *,
    unit: Unit,
    indicator: str,
    value: Decimal,
    year_from: int,
    year_until: int,
    sense: str,
    document: str,
    by: Acting,
    at: datetime,
    document_on: date | None = None,
    note: str = "",
) -> Target:
    policies.check_can_set_target(unit, indicator, value, year_from, year_until, document, by=by)
    made = Target.objects.create(
        unit=unit,
        indicator=indicator,
        value=value,
        year_from=year_from,
        year_until=year_until,
        sense=sense,
        document=document,
        document_on=document_on,
        note=note,
        created_by=by.person,
        created_at=at,
    )
    record("target.set", about=made, by=by, at=at, data=said(made))
    return made


@transaction.atomic
def correct_target(
    *, target: Target, value: Decimal, document: str, reason: str, by: Acting, at: datetime
) -> Target:
    old = Target.objects.locked(target.pk)
    policies.check_can_correct(old, reason, by=by)
    policies.check_can_set_target(
        old.unit, old.indicator, value, old.year_from, old.year_until, document, by=by, corrects=old
    )
    made = Target.objects.create(
        **_copied(old, value, document, reason, by, at),
        year_from=old.year_from,
        year_until=old.year_until,
        sense=old.sense,
    )
    record("target.corrected", about=made, by=by, at=at, data={**said(made), "before": old.value})
    return made


@transaction.atomic
def register_product(
    *,
    unit: Unit,
    year: int,
    by: Acting,
    at: datetime,
    product: Product | None = None,
    product_name: str = "",
    producer_name: str = "",
    document: str = "",
) -> Registration:
    """Put a product down for evaluation in a year. An idea without a product record yet has its names only."""
    if product is not None:
        product_name, producer_name = product.name, product.producer.name
    rounds = list(rounds_for(unit, year).select_for_update(of=("self",)))  # two at once wait for each other
    policies.check_can_register(unit, year, product_name, product, by=by, at=at)
    province, district, commune = keys_of(unit)
    made = Registration.objects.create(
        unit=unit,
        year=year,
        round=round_taking(rounds, local_date(at)),
        product=product,
        product_name=product_name,
        producer_name=producer_name,
        registered_on=local_date(at),
        document=document,
        created_by=by.person,
        created_at=at,
        now_province=province,
        now_unit=commune,
        then_province=province,
        then_district=district,
        then_unit=commune,
    )
    record("registration.added", about=made, by=by, at=at, data={"year": year, "unit": unit.key})
    return made


@transaction.atomic
def withdraw_registration(*, line: Registration, reason: str, by: Acting, at: datetime) -> Registration:
    line = Registration.objects.select_related("round", "unit").locked(line.pk)
    policies.check_can_withdraw(line, reason, by=by)
    check_not_frozen(line)
    line.withdrawn_on, line.reason = local_date(at), reason
    line.save(update_fields=["withdrawn_on", "reason"])
    record("registration.withdrawn", about=line, by=by, at=at, data={"reason": reason})
    return line


def _copied(
    old: DeclaredFigure | Target, value: Decimal, document: str, reason: str, by: Acting, at: datetime
) -> dict[str, Any]:
    return {
        "unit": old.unit,
        "indicator": old.indicator,
        "value": value,
        "document": document,
        "reason": reason,
        "note": old.note,
        "corrects": old,
        "created_by": by.person,
        "created_at": at,
    }


def said(made: DeclaredFigure | Target) -> dict[str, Any]:
    """What the event of a statement keeps."""
    return {
        "indicator": made.indicator,
        "unit": made.unit.key,
        "value": made.value,
        "document": made.document,
    }

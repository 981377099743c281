"""Settling what an import could not decide. Nothing is merged or changed silently: the record stays as published."""

from datetime import datetime
from typing import Any

from django.db import transaction

from ocop.audit import record
from ocop.core.acting import Acting
from ocop.core.errors import RuleBroken
from ocop.places.models import Unit
from ocop.recognition.enums import OUTCOMES, ReviewKind
from ocop.recognition.models import ReviewTask
from ocop.recognition.policies import history as policies
from ocop.recognition.signals import standing_changed


@transaction.atomic
def settle_place(*, task: ReviewTask, unit: Unit | None, reason: str, by: Acting, at: datetime) -> ReviewTask:
    """The product's responsible unit of today; equal questions about the same product and wording go with it."""
    task = _locked(task)
    policies.check_can_settle_place(task, unit=unit, by=by, at=at)
    _check_reason(reason)
    product = task.record.product
    before = product.unit.key if product.unit else ""
    product.unit = unit
    product.save(update_fields=["unit"])
    _place_producer(task, unit)  # type: ignore[arg-type]
    for one in _alike(task):
        _settle(one, {"unit": unit.key, "before": before, "words": reason}, by=by, at=at)  # type: ignore[union-attr]
    standing_changed.send(sender=ReviewTask, product=product, at=at)
    return task


@transaction.atomic
def settle_question(*, task: ReviewTask, outcome: str, words: str, by: Acting, at: datetime) -> ReviewTask:
    """A contradiction, a namesake, missing stars: what a person found out, kept beside the record."""
    task = _locked(task)
    policies.check_can_settle_question(
        task, outcome=outcome, allowed=OUTCOMES.get(ReviewKind(task.kind), {}), by=by, at=at
    )
    _check_reason(words)
    _settle(task, {"outcome": outcome, "words": words}, by=by, at=at)
    return task


def _locked(task: ReviewTask) -> ReviewTask:
    return ReviewTask.objects.select_related(
        "record__product__unit", "record__product__producer__unit"
    ).locked(task.pk)


def _check_reason(words: str) -> None:
    if not words.strip():
        raise RuleBroken("Hãy ghi căn cứ: xem ở đâu, ai xác nhận.", code="reason", field="reason")


def _alike(task: ReviewTask) -> list[ReviewTask]:
    """The task itself and open ones of the same product that state the same place."""
    said = task.record
    same = (
        ReviewTask.objects.select_for_update(of=("self",))
        .open()
        .filter(
            kind=ReviewKind.PLACE,
            record__product=said.product,
            record__commune_wording=said.commune_wording,
            record__district_wording=said.district_wording,
            record__province_wording=said.province_wording,
        )
        .exclude(pk=task.pk)
    )
    return [task, *same]


def _place_producer(task: ReviewTask, unit: Unit) -> None:
    """A producer known from the same wording only, and not placed in a commune yet, goes with its product."""
    product, producer = task.record.product, task.record.product.producer
    placed = producer.unit is not None and producer.unit.level == "commune"
    if not placed and producer.origin == "imported" and producer.place_wording == product.place_wording:
        producer.unit = unit
        producer.save(update_fields=["unit"])


def _settle(task: ReviewTask, outcome: dict[str, Any], *, by: Acting, at: datetime) -> None:
    task.settled_at, task.settled_by, task.outcome = at, by.person, outcome
    task.save(update_fields=["settled_at", "settled_by", "outcome"])
    record(
        "review.settle",
        about=task,
        by=by,
        at=at,
        data={"kind": task.kind, "record": task.record_id, **outcome},
    )

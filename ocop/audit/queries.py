"""Reading the trail. The names of people and units are looked up by model name: both apps stand above this one."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from ocop.audit.models import ChainHead, Checkpoint, Event
from ocop.core.acting import Acting
from ocop.core.clock import day_bounds
from ocop.core.permissions import Permission
from ocop.core.text import fold


@dataclass(frozen=True)
class Filters:
    """What the reader asked for; empty fields do not filter."""

    verb: str = ""
    person: str = ""
    unit: str = ""
    about_type: str = ""
    about_id: str = ""
    first: date | None = None
    last: date | None = None


def visible_events(by: Acting) -> QuerySet[Event]:
    """The nation's auditor reads everything, a province's auditor what offices of that province did."""
    if by.unit is None or not by.may(Permission.AUDIT_VIEW):
        return Event.objects.none()
    if by.unit.level == "nation":
        return Event.objects.all()
    units = apps.get_model("places", "Unit").objects.filter(province_key=by.unit.key)
    return Event.objects.filter(unit_key__in=units.values("key"))


def events(by: Acting, wanted: Filters) -> QuerySet[Event]:
    found = visible_events(by)
    for field in ("verb", "about_type", "about_id"):
        value = getattr(wanted, field)
        if value:
            found = found.filter(**{field: value})
    if wanted.person:
        found = found.filter(person_id__in=_people(wanted.person))
    if wanted.unit:
        found = found.filter(unit_key__in=_units(wanted.unit))
    if wanted.first:
        found = found.filter(at__gte=day_bounds(wanted.first)[0])
    if wanted.last:
        found = found.filter(at__lt=day_bounds(wanted.last)[1])
    return found


def _people(text: str) -> list[int]:
    found = get_user_model().objects.all()
    for word in fold(text[:100]).split():
        found = found.filter(search_key__contains=word) | found.filter(email__contains=word)
    return list(found.values_list("pk", flat=True)[:500])


def _units(text: str) -> list[str]:
    found = apps.get_model("places", "Unit").objects.filter(valid_to=None)
    by_key = found.filter(key=text[:20])
    for word in fold(text[:100]).split():
        found = found.filter(search_key__contains=word)
    return list((by_key or found).values_list("key", flat=True)[:500])


def names(rows: list[Event]) -> tuple[dict[int, str], dict[str, str]]:
    """(person id → name, unit key → name) for these events."""
    people = get_user_model().objects.filter(pk__in={row.person_id for row in rows if row.person_id})
    units = apps.get_model("places", "Unit").objects.filter(
        key__in={row.unit_key for row in rows if row.unit_key}
    )
    return (
        dict(people.values_list("pk", "full_name")),
        dict(units.values_list("key", "full_name")),
    )


def known_verbs() -> list[str]:
    return list(Event.objects.order_by("verb").values_list("verb", flat=True).distinct())


def chain_state() -> dict[str, Any]:
    """Where the chain ends and what was signed last."""
    head = ChainHead.objects.filter(pk=1).first()
    return {
        "seq": head.seq if head else 0,
        "hash": head.hash if head else "",
        "checkpoint": Checkpoint.objects.order_by("-seq").first(),
    }

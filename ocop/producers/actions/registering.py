"""A producer is registered and its data kept up to date."""

from datetime import datetime
from typing import Any

from django.db import transaction

from ocop.audit import record
from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.fields import public_code
from ocop.core.permissions import Permission
from ocop.producers import policies
from ocop.producers.enums import MembershipKind
from ocop.producers.identifiers import clean_phone, clean_tax_code
from ocop.producers.models import Membership, Producer

FIELDS = (
    *(
        "name",
        "legal_form",
        "tax_code",
        "registration_no",
        "registered_on",
        "registered_by",
        "founded_year",
        "unit",
    ),
    *("address", "phone", "email", "website", "representative", "representative_title", "representative_sex"),
    *("representative_ethnicity", "representative_disability", "workers", "workers_local", "workers_female"),
    *("main_business", "history", "structure"),
)
SENSITIVE = {"representative_sex", "representative_ethnicity", "representative_disability"}


@transaction.atomic
def register_producer(
    *, data: dict[str, Any], by: Acting, at: datetime, confirmed: bool = False, demo: bool = False
) -> Producer:
    """Register; whoever registers for oneself becomes its representative, a desk entry invites that person later."""
    policies.check_can_register(by=by)
    data = _clean(data)
    policies.check_data(data)
    if by.may(Permission.DESK_ENTRY):
        policies.check_is_of_unit(data["unit"], by=by)
    policies.check_is_new(data, confirmed=confirmed)
    producer = Producer.objects.create(code=public_code("CT"), created_at=at, is_demo=demo, **data)
    if not by.may(Permission.DESK_ENTRY):
        Membership.objects.create(
            person=by.person,
            producer=producer,
            kind=MembershipKind.OWNER,
            from_on=local_date(at),
            created_by=by.person,
            created_at=at,
        )
    record("producer.registered", about=producer, by=by, at=at, data={"desk": by.may(Permission.DESK_ENTRY)})
    return producer


@transaction.atomic
def edit_producer(*, producer: Producer, data: dict[str, Any], by: Acting, at: datetime) -> Producer:
    """Change what is given. The event names the fields, not their values: some are sensitive."""
    producer = Producer.objects.locked(producer.pk)
    policies.check_can_edit(producer, by=by)
    data = _clean(data)
    policies.check_data({"legal_form": producer.legal_form, "unit": producer.unit, **data})
    if data.get("tax_code") and data["tax_code"] != producer.tax_code:
        check = {"name": producer.name, "unit": producer.unit, **data}
        policies.check_is_new(check, confirmed=True, besides=producer.pk)
    changed = sorted(field for field, value in data.items() if getattr(producer, field) != value)
    if changed:
        for field in changed:
            setattr(producer, field, data[field])
        producer.save()
        record("producer.edited", about=producer, by=by, at=at, data={"fields": changed})
    return producer


def _clean(data: dict[str, Any]) -> dict[str, Any]:
    found = {field: data[field] for field in FIELDS if field in data}
    if found.get("tax_code"):
        found["tax_code"] = clean_tax_code(found["tax_code"])
    if found.get("phone"):
        found["phone"] = clean_phone(found["phone"])
    return found

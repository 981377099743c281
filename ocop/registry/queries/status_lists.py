"""Which places of the status lists are set on a day: the facts of the register, read by the rulebook's conditions."""

from datetime import date

from django.db.models import Max, Q, QuerySet

from ocop.documents.credentials.statuslist import Purpose
from ocop.recognition.models import Credential, Suspension


def last_list() -> int:
    """How many lists there are; a register without certificates has one, empty."""
    return Credential.objects.aggregate(last=Max("list_number"))["last"] or 1


def set_places(number: int, purpose: Purpose, on: date) -> list[int]:
    """Places of that list whose certificates are revoked, replaced or suspended on that day."""
    rows = _having(Credential.objects.filter(list_number=number), purpose, on)
    return list(rows.order_by("list_place").values_list("list_place", flat=True))


def _having(rows: QuerySet[Credential], purpose: Purpose, on: date) -> QuerySet[Credential]:
    if purpose == Purpose.REVOCATION:
        return rows.filter(
            certificate__revocations__state="decided", certificate__revocations__revoked_on__lte=on
        ).distinct()
    if purpose == Purpose.REFRESH:
        return rows.filter(certificate__superseded_on__lte=on)
    stopped = Suspension.objects.filter(Q(until_on=None) | Q(until_on__gte=on), from_on__lte=on)
    return rows.filter(certificate__in=stopped.values("certificate"))

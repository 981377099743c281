"""Which products may be sold, shown and promoted as OCOP on a day. Lists of shops and fairs start from here."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from ocop.products.models import Product
from ocop.recognition.enums import HistoricStatus
from ocop.recognition.models import Certificate, HistoricRecognition
from ocop.recognition.queries.status import with_status
from ocop.rulebook.validity import Status, add_months

MONTHS = 36  # every procedure so far gives 36 months
LOWEST = 3


def sellable_on(day: date, found: QuerySet[Product] | None = None) -> QuerySet[Product]:
    """Products (of `found`) with a recognition in force on that day; computed, so nothing has to be taken off lists."""
    products = Product.objects.all() if found is None else found
    mine = Certificate.objects.filter(product=OuterRef("pk"))
    in_force = Q(Exists(with_status(mine, Status.VALID, day))) | Q(
        Exists(with_status(mine, Status.EXPIRING, day))
    )
    published = ~Exists(mine.filter(superseded_on=None)) & Exists(_published(day))
    return products.filter(in_force | published)


def _published(day: date) -> QuerySet[HistoricRecognition]:
    """Recognised in a published list, by a dated decision that still holds; a newer one without a day makes it unclear."""
    listed = HistoricRecognition.objects.filter(status=HistoricStatus.RECOGNISED)
    newer = listed.filter(product=OuterRef("product"), decided_on=None, year__gt=OuterRef("decided_on__year"))
    return listed.filter(
        product=OuterRef("pk"), stars__gte=LOWEST, decided_on__range=(earliest_decision(day), day)
    ).filter(~Exists(newer))


def earliest_decision(day: date) -> date:
    """The first day from which a recognition still holds on `day` (ends of months make it more than a subtraction)."""
    first = add_months(day, -MONTHS)
    while add_months(first - timedelta(days=1), MONTHS) >= day:
        first -= timedelta(days=1)
    while add_months(first, MONTHS) < day:
        first += timedelta(days=1)
    return first

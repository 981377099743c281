"""Recognitions near their end, of certificates and of published records alike: the register's index knows both."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from ocop.core.acting import Acting
from ocop.core.permissions import Permission
from ocop.core.text import words
from ocop.dossiers.models import Dossier
from ocop.dossiers.queries.drafts import FINAL
from ocop.registry.models import Entry
from ocop.rulebook.watch import ENDED, watched_days
from ocop.watch.models import Warning

LOOK_BACK = 365  # days after the end for which the offices' list still shows a product


def seen_by(acting: Acting) -> QuerySet[Entry]:
    """Producers their own products, offices those of their place, the centre all."""
    if acting.party_id:
        return Entry.objects.filter(product__producer_id=acting.party_id)
    if acting.unit is None:
        return Entry.objects.none()
    if acting.unit.level == "nation":
        return Entry.objects.all()
    key = "province_key" if acting.unit.level == "province" else "unit_key"
    return Entry.objects.filter(**{key: acting.unit.key})


def running(found: QuerySet[Entry], on: date) -> QuerySet[Entry]:
    """With a certain last day and not revoked; suspended ones may come back, their term runs on."""
    return found.filter(Q(revoked_on=None) | Q(revoked_on__gt=on), term_known=True)


def watched(on: date) -> QuerySet[Entry]:
    """Everything the watch may have to tell about today."""
    first, last = watched_days(on)
    return running(Entry.objects.filter(valid_until__range=(first, last)), on)


def untold(on: date, step: int, first: date, last: date) -> QuerySet[Entry]:
    """Terms that end within these days and were not told this step. `product` comes along."""
    told = Warning.objects.filter(product=OuterRef("product"), valid_until=OuterRef("valid_until"), step=step)
    found = running(Entry.objects.filter(valid_until__range=(first, last)), on).filter(~Exists(told))
    return found.select_related("product__producer", "product__unit").order_by("pk")


def with_renewal(found: QuerySet[Entry]) -> QuerySet[Entry]:
    """`renewal`: the code of the product's open dossier, or None."""
    open_ = Dossier.objects.filter(product=OuterRef("product")).exclude(state__in=FINAL)
    return found.annotate(
        renewal=Subquery(open_.values("code")[:1]), renewal_state=Subquery(open_.values("state")[:1])
    )


def with_last_warning(found: QuerySet[Entry]) -> QuerySet[Entry]:
    """`told`: how many people the latest step of this term reached, None when there was none."""
    last = Warning.objects.filter(product=OuterRef("product"), valid_until=OuterRef("valid_until"))
    return found.annotate(told=Subquery(last.order_by("step").values("people")[:1]))


def ending(
    acting: Acting, on: date, *, window: int | None, text: str = "", renewal: str = ""
) -> QuerySet[Entry]:
    """The list: `window` days ahead, or 0 for those that ended within the last year."""
    days = (on - timedelta(days=LOOK_BACK), on - timedelta(days=1))
    if window != ENDED:
        days = (on, on + timedelta(days=window or watched_days(on)[1].toordinal() - on.toordinal()))
    found = with_last_warning(with_renewal(running(seen_by(acting), on).filter(valid_until__range=days)))
    for word in words(text):
        found = found.filter(search_key__contains=word)
    if renewal:
        found = found.filter(renewal__isnull=renewal == "chua")
    return found


def not_started(acting: Acting, on: date) -> int:
    """How many of the products that this person watches end soon and have no open dossier. One query."""
    if not (acting.may(Permission.DOSSIER_WRITE) or acting.may(Permission.DOSSIER_CHECK)):
        return 0
    _, last = watched_days(on)
    open_ = Dossier.objects.filter(product=OuterRef("product")).exclude(state__in=FINAL)
    found = running(seen_by(acting).filter(valid_until__range=(on, last)), on)
    return found.filter(~Exists(open_)).count()

"""Telling changes: what the records say and the feed has not told yet is put at its end."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Max

from ocop.api.enums import ChangeKind
from ocop.api.models import Change
from ocop.api.queries.facts import Fact, entries, facts_of, shown_facts
from ocop.audit.actions import hold_order
from ocop.core.clock import local_date
from ocop.registry.models import Entry

LOT = 500
LOOK_BACK = timedelta(days=45)  # how many days of missed nights are made up for


def tell(*, products: Iterable[int], at: datetime) -> int:
    """Write what is new about these products; safe to run again. Returns how many changes were told."""
    return sum(_tell_lot(lot, at) for lot in _lots(products))


def tell_expired(*, at: datetime) -> str:
    """Nightly: terms that ended since the last nights, and whatever an interrupted process left untold."""
    if not Change.objects.exists():
        return f"{tell_all(at=at)} thay đổi: lần đầu ghi luồng thay đổi"
    on = local_date(at)
    ended = Entry.objects.filter(valid_until__lt=on, valid_until__gte=on - LOOK_BACK)
    late = Entry.objects.filter(updated_at__gte=at - LOOK_BACK)
    told = tell(products=ended.values_list("product_id", flat=True).iterator(), at=at)
    told += tell(products=late.values_list("product_id", flat=True).iterator(), at=at)
    return f"{told} thay đổi mới trong luồng thay đổi"


def tell_all(*, at: datetime) -> int:
    """For an installation whose records are older than its feed."""
    return tell(products=Entry.objects.order_by("pk").values_list("product_id", flat=True).iterator(), at=at)


@transaction.atomic
def _tell_lot(products: list[int], at: datetime) -> int:
    hold_order()  # one writer at a time, until its transaction ends: `seq` is the order of commit
    known = set(Change.objects.filter(product_id__in=products).values_list("key", flat=True))
    told = _last_told(products)
    register = entries(products)
    shown = shown_facts(register)
    facts = facts_of(register, local_date(at))
    last = Change.objects.aggregate(last=Max("seq"))["last"] or 0
    rows: list[Change] = []
    for product in register:
        new = [fact for fact in facts.get(product, []) if fact.key not in known]
        if not new and product in told and told[product] != shown[product]:
            new = [_changed(product, told[product], shown[product], last + len(rows) + 1, local_date(at))]
        for fact in new:
            rows.append(_row(fact, product, last + len(rows) + 1, shown[product], at))
    Change.objects.bulk_create(rows, batch_size=LOT)
    return len(rows)


def _last_told(products: list[int]) -> dict[int, dict[str, Any]]:
    newest = (
        Change.objects.filter(product_id__in=products)
        .order_by()
        .values("product_id")
        .annotate(newest=Max("seq"))
        .values("newest")
    )
    return dict(Change.objects.filter(seq__in=newest).values_list("product_id", "facts"))


def _changed(product: int, old: dict[str, Any], new: dict[str, Any], seq: int, on: date) -> Fact:
    before = {name: old.get(name) for name in new if old.get(name) != new[name]}
    return Fact(f"changed:{product}:{seq}", ChangeKind.CHANGED, on, details={"before": before})


def _row(fact: Fact, product: int, seq: int, shown: dict[str, Any], at: datetime) -> Change:
    return Change(
        seq=seq,
        key=fact.key,
        kind=fact.kind,
        product_id=product,
        certificate=fact.certificate,
        on=fact.on,
        at=at,
        facts=shown,
        details=fact.details,
    )


def _lots(products: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(products)
    while lot := list(islice(rest, LOT)):
        yield list(dict.fromkeys(lot))

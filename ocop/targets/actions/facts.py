"""Keeping the derived facts and figures true: for the products that changed, or for all of them.

A change reads everything in one statement, compares with what is kept, and writes only what differs: a recognition of a
new product costs six statements, a revocation three, whatever the size of the register (docs/adr/0033).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Model

from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.targets.actions import tallies
from ocop.targets.models import ProducerFact, ProductFact, Rank
from ocop.targets.queries.changes import Changes, add
from ocop.targets.queries.deriving import Deriver, all_product_keys, derive_producers, producer_fact
from ocop.targets.queries.reading import PLACED, Read, read_locked
from ocop.targets.queries.then import ThenMap

PORTION = 500
FACT = ("sector", "joined_on", "evaluated_on", "recognised_on", "asked_place", *PLACED)
MAKER = ("joined_on", "evaluated_on", "recognised_on", *PLACED)
RANK = (
    *("certificate_id", "stars", "before", "sector", "ended_on", "replaced_on", "valid_until", "term_known"),
    *("revoked_on", "decision_text", "pauses", "asked_place", *PLACED),
)


def refresh(products: Sequence[int], *, producers: Sequence[int] = ()) -> None:
    """Bring the facts of these products and of their producers up to date. `producers`: further ones, e.g. a former holder."""
    with transaction.atomic(savepoint=False):
        changes: Changes = Counter()
        done: set[int] = set()
        for pks in _portions(sorted(set(products))):
            done |= _refresh_products(pks, changes)
        others = sorted(set(producers) - done)
        for pks in _portions(others):
            _refresh_producers(pks, changes)
        tallies.keep(changes)


def _refresh_products(pks: Sequence[int], changes: Changes) -> set[int]:
    """The producers that were brought up to date with them."""
    reads = read_locked(pks)
    deriver = Deriver(ThenMap(_known_places(reads)))
    found = [(one, *deriver.product(one)) for one in reads]
    old = [one.fact for one, _, _ in found if one.fact]
    new = [fact for _, fact, _ in found if fact]
    if _write(ProductFact, old, new, ("product_id",), FACT, changes):
        tallies.follow_starts(old, new)
    _write(
        Rank,
        [rank for one, _, _ in found for rank in one.ranks],
        [rank for _, _, ranks in found for rank in ranks],
        ("product_id", "from_on", "potential"),
        RANK,
        changes,
    )
    return _follow_makers(reads, {fact.product_id: fact for fact in new}, changes)


def _follow_makers(reads: list[Read], new: dict[int, ProductFact], changes: Changes) -> set[int]:
    """From the facts of all their products: those just derived, and the kept ones of the others."""
    fresh = {one.product.pk for one in reads}
    old, now = [], []
    for one in {read.product.producer_id: read for read in reads}.values():
        maker = one.product.producer
        if hasattr(maker, "fact"):
            old.append(maker.fact)
        mine = [fact for fact in one.family if fact.product_id not in fresh]
        mine += [
            new[r.product.pk] for r in reads if r.product.producer_id == maker.pk and r.product.pk in new
        ]
        if mine:
            now.append(producer_fact(maker, mine))
    _write(ProducerFact, old, now, ("producer_id",), MAKER, changes)
    return {one.product.producer_id for one in reads}


def _refresh_producers(pks: Sequence[int], changes: Changes) -> None:
    """Their place may be another; locked, so that a change of their products waits or is seen."""
    list(Producer.objects.select_for_update(no_key=True).filter(pk__in=pks).order_by("pk").values_list("pk"))
    old = list(ProducerFact.objects.filter(producer__in=pks))
    _write(ProducerFact, old, derive_producers(pks), ("producer_id",), MAKER, changes)


def _write(
    model: type[Model],
    old: Iterable[Any],
    new: Iterable[Any],
    key: tuple[str, ...],
    names: tuple[str, ...],
    changes: Changes,
) -> bool:
    """Write only what differs, at most one statement for rows that are there now and one for rows that went away."""
    was = {tuple(getattr(row, name) for name in key): row for row in old}
    there = {tuple(getattr(row, name) for name in key): row for row in new}
    gone = [row for place, row in was.items() if place not in there]
    other = {place: row for place, row in there.items() if _differs(was.get(place), row, names)}
    for row in (*gone, *(was[place] for place in other if place in was)):
        add(changes, row, -1)
    for row in other.values():
        add(changes, row)
    if gone:
        model._default_manager.filter(pk__in=[row.pk for row in gone]).delete()
    if other:
        model._default_manager.bulk_create(
            other.values(),
            update_conflicts=True,
            unique_fields=list(key),
            update_fields=list(names),
            batch_size=PORTION,
        )
    return bool(gone or other)


def _differs(was: Any, row: Any, names: tuple[str, ...]) -> bool:
    return was is None or any(getattr(was, name) != getattr(row, name) for name in names)


def _known_places(reads: list[Read]) -> dict[str, Any]:
    """Wordings whose meaning is kept already need not be looked up again."""
    kept = [row for one in reads for row in (*one.ranks, *([one.fact] if one.fact else ()))]
    return {
        row.asked_place: (row.then_province, row.then_district, row.then_unit)
        for row in kept
        if row.asked_place
    }


def refresh_units(units: Sequence[int]) -> int:
    """After a change of boundaries: the products and producers of these units count elsewhere. Answers how many products."""
    pks = list(Product.objects.filter(unit__in=units).values_list("pk", flat=True))
    refresh(pks, producers=list(Producer.objects.filter(unit__in=units).values_list("pk", flat=True)))
    return len(pks)


def refresh_all() -> dict[str, int]:
    """All facts and kept figures anew, looking up every published place again."""
    with transaction.atomic():
        deriver = Deriver()
        for model in (ProductFact, Rank, ProducerFact):
            model.objects.all().delete()
        for pks in _portions(all_product_keys()):
            facts, ranks = deriver.products(pks)
            ProductFact.objects.bulk_create(facts, batch_size=PORTION)
            Rank.objects.bulk_create(ranks, batch_size=PORTION)
        for pks in _portions(list(Producer.objects.order_by("pk").values_list("pk", flat=True))):
            ProducerFact.objects.bulk_create(derive_producers(pks), batch_size=PORTION)
        tallies.rebuild()
    return {
        "products": ProductFact.objects.count(),
        "ranks": Rank.objects.count(),
        "producers": ProducerFact.objects.count(),
    }


def fill_if_empty() -> dict[str, int]:
    """For `ocop init` after an update of an installation that had no facts or no kept figures yet."""
    from ocop.targets.models import Tally

    if Tally.objects.exists() or not Product.objects.exists():
        return {"added": 0}
    return refresh_all()


def _portions(pks: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(pks), PORTION):
        yield pks[start : start + PORTION]

"""Keeping the derived facts true: for the products that changed, or for all of them."""

from collections.abc import Iterator, Sequence

from django.db import transaction

from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.targets.models import ProducerFact, ProductFact, Rank
from ocop.targets.queries.deriving import Deriver, derive_producers

PORTION = 500


@transaction.atomic
def refresh(products: Sequence[int], *, producers: Sequence[int] = ()) -> None:
    """Write the facts of these products and of their producers anew. `producers`: further ones, e.g. a former holder."""
    deriver = Deriver()
    for pks in _portions(sorted(products)):
        facts, ranks = deriver.products(pks)
        ProductFact.objects.filter(product__in=pks).delete()
        Rank.objects.filter(product__in=pks).delete()
        ProductFact.objects.bulk_create(facts, batch_size=PORTION)
        Rank.objects.bulk_create(ranks, batch_size=PORTION)
    makers = (
        set(Product.objects.filter(pk__in=products).values_list("producer", flat=True)) if products else set()
    )
    _refresh_producers(sorted(makers | set(producers)))


def refresh_all() -> dict[str, int]:
    """All facts anew."""
    with transaction.atomic():
        deriver = Deriver()
        for model in (ProductFact, Rank, ProducerFact):
            model.objects.all().delete()
        for pks in _portions(list(Product.objects.order_by("pk").values_list("pk", flat=True))):
            facts, ranks = deriver.products(pks)
            ProductFact.objects.bulk_create(facts, batch_size=PORTION)
            Rank.objects.bulk_create(ranks, batch_size=PORTION)
        _refresh_producers(list(Producer.objects.order_by("pk").values_list("pk", flat=True)))
    return {
        "products": ProductFact.objects.count(),
        "ranks": Rank.objects.count(),
        "producers": ProducerFact.objects.count(),
    }


def fill_if_empty() -> dict[str, int]:
    """For `ocop init` after an update of an installation that had no facts yet. Later they follow by themselves."""
    if ProductFact.objects.exists() or not Product.objects.exists():
        return {"added": 0}
    return refresh_all()


def _refresh_producers(pks: Sequence[int]) -> None:
    for some in _portions(pks):
        made = derive_producers(some)
        ProducerFact.objects.filter(producer__in=some).delete()
        ProducerFact.objects.bulk_create(made, batch_size=PORTION)


def _portions(pks: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(pks), PORTION):
        yield pks[start : start + PORTION]

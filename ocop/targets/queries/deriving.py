"""The facts of products and producers, worked out from the registers. The same code serves one product and all of them,
so a figure kept up to date and a full recount cannot be two different things."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.recognition.models import HistoricRecognition
from ocop.targets.models import ProducerFact, ProductFact, Rank
from ocop.targets.queries.ranks import chain, day_of
from ocop.targets.queries.reading import PLACED, Read, read
from ocop.targets.queries.sectors import sector_of_wording
from ocop.targets.queries.then import Keys, ThenMap, asked_place, keys_of

Derived = tuple[ProductFact | None, list[Rank]]


@dataclass
class Deriver:
    """Keeps what many products share: the places that published wordings mean."""

    then: ThenMap = field(default_factory=ThenMap)

    def products(self, pks: Sequence[int]) -> tuple[list[ProductFact], list[Rank]]:
        """A product that does not take part yet has no fact."""
        found = [self.product(one) for one in read(pks)]
        return [fact for fact, _ in found if fact], [rank for _, ranks in found for rank in ranks]

    def product(self, one: Read) -> Derived:
        product, history = one.product, one.history
        wording = next((h.group_wording for h in reversed(history) if h.group_wording), product.group_wording)
        by_set = product.criteria_set_number
        sector = (product.sector_code or "") if by_set else sector_of_wording(wording)
        ranks = chain(history, one.certificates, one.sent_up)
        now = _now(product.unit)
        for rank in ranks:
            rank.product, rank.sector = product, sector
            self._place(rank, now, rank.record, one)  # type: ignore[attr-defined]
        dated = [h for h in history if day_of(h)]
        first = min(dated, key=lambda h: (day_of(h), h.pk), default=None)
        recognised = min((rank.from_on for rank in ranks), default=None)
        evaluated = _first([recognised, one.result, *(day_of(h) for h in dated)])
        joined = _first([evaluated, one.submitted, one.registered_on])
        if joined is None:
            return None, ranks
        fact = ProductFact(
            product=product, sector=sector, joined_on=joined, evaluated_on=evaluated, recognised_on=recognised
        )
        self._place(fact, now, first, one)
        return fact, ranks

    def _place(self, fact: Any, now: tuple[str, str], record: Any, one: Read) -> None:
        fact.asked_place, then = self._then(record, one)
        _place(fact, now, then)

    def _then(self, record: Any, one: Read) -> tuple[str, Keys]:
        """(the wording that said it, the keys)."""
        if isinstance(record, HistoricRecognition):
            words = (record.commune_wording, record.district_wording, record.province_wording)
            day = day_of(record) or date.max
            said = self.then.keys(*words, day)
            if any(said):
                return asked_place(*words, day), said
        if record is None and one.registered_at:
            return "", one.registered_at
        return "", keys_of(one.product.unit)


def derive_producers(pks: Sequence[int]) -> list[ProducerFact]:
    """From the facts of their products; a producer without a product that takes part has none."""
    mine: dict[int, list[ProductFact]] = defaultdict(list)
    for fact in ProductFact.objects.filter(product__producer__in=pks).select_related("product"):
        mine[fact.product.producer_id].append(fact)
    makers = Producer.objects.filter(pk__in=list(mine)).select_related("unit__parent")
    return [producer_fact(maker, mine[maker.pk]) for maker in makers]


def producer_fact(producer: Producer, facts: list[ProductFact]) -> ProducerFact:
    """From at least one fact."""
    fact = ProducerFact(
        producer=producer,
        joined_on=_first(f.joined_on for f in facts),
        evaluated_on=_first(f.evaluated_on for f in facts),
        recognised_on=_first(f.recognised_on for f in facts),
    )
    first = min(facts, key=lambda f: (f.joined_on, f.product_id))
    _place(fact, _now(producer.unit), (first.then_province, first.then_district, first.then_unit))
    return fact


def all_product_keys() -> list[int]:
    return list(Product.objects.order_by("pk").values_list("pk", flat=True))


def _now(unit: Any) -> tuple[str, str]:
    """Province and commune responsible today. A former unit is nobody's, but while a record of a commune that was split
    waits for a person, the commune's province of today answers for it."""
    if unit is None or unit.level == "nation":
        return "", ""
    if unit.valid_to is not None:
        above = unit.parent
        return (above.key, "") if above and above.level == "province" and above.valid_to is None else ("", "")
    return unit.province_key, unit.key if unit.level == "commune" else ""


def _place(fact: Any, now: tuple[str, str], then: Keys) -> None:
    for name, key in zip(PLACED, (*now, *then), strict=True):
        setattr(fact, name, key)


def _first(days: Iterable[date | None]) -> date | None:
    return min((day for day in days if day), default=None)

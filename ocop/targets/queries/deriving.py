"""The facts of products and producers, worked out from the registers. The same code serves one product and all of them,
so a figure kept up to date and a full recount cannot be two different things."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Min

from ocop.core.clock import local_date
from ocop.dossiers.models import Dossier
from ocop.evaluation.models import Result
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.recognition.models import Certificate, DecisionLine, HistoricRecognition
from ocop.targets.models import ProducerFact, ProductFact, Rank, Registration
from ocop.targets.queries.ranks import chain, day_of
from ocop.targets.queries.sectors import sector_codes, sector_of_wording
from ocop.targets.queries.then import Keys, ThenMap, keys_of

PLACED = ("now_province", "now_unit", "then_province", "then_district", "then_unit")


@dataclass
class Deriver:
    """Keeps what many products share: places and sectors."""

    then: ThenMap = field(default_factory=ThenMap)
    sectors: dict[int, str] = field(default_factory=sector_codes)

    def products(self, pks: Sequence[int]) -> tuple[list[ProductFact], list[Rank]]:
        """A product that does not take part yet has no fact."""
        facts, ranks = [], []
        read = Read(pks)
        for product in Product.objects.filter(pk__in=pks).select_related("unit__parent"):
            fact, found = self._product(product, read)
            ranks += found
            if fact.joined_on:
                facts.append(fact)
        return facts, ranks

    def _product(self, product: Product, read: "Read") -> tuple[ProductFact, list[Rank]]:
        history = read.history[product.pk]
        wording = next((h.group_wording for h in reversed(history) if h.group_wording), product.group_wording)
        number = product.criteria_set_number
        sector = self.sectors.get(number, "") if number else sector_of_wording(wording)
        ranks = chain(history, read.certificates[product.pk], read.sent_up[product.pk])
        now = _now(product.unit)
        for rank in ranks:
            rank.product, rank.sector = product, sector
            _place(rank, now, self._then(rank.record, product, read))  # type: ignore[attr-defined]
        dated = [h for h in history if day_of(h)]
        first = min(dated, key=lambda h: (day_of(h), h.pk), default=None)
        recognised = min((rank.from_on for rank in ranks), default=None)
        evaluated = _first([recognised, read.results.get(product.pk), *(day_of(h) for h in dated)])
        joined = _first([evaluated, read.submitted.get(product.pk), read.registered_on(product.pk)])
        fact = ProductFact(
            product=product, sector=sector, joined_on=joined, evaluated_on=evaluated, recognised_on=recognised
        )
        _place(fact, now, self._then(first, product, read))
        return fact, ranks

    def _then(self, record: Any, product: Product, read: "Read") -> Keys:
        if isinstance(record, HistoricRecognition):
            day = day_of(record)
            said = self.then.keys(
                record.commune_wording, record.district_wording, record.province_wording, day or date.max
            )
            if any(said):
                return said
        registered = read.registered.get(product.pk)
        if record is None and registered:
            return registered.then_province, registered.then_district, registered.then_unit
        return keys_of(product.unit)


class Read:
    """Everything the facts of these products follow from: a fixed number of statements."""

    def __init__(self, pks: Sequence[int]) -> None:
        mine = {"product__in": pks}
        self.history = _grouped(HistoricRecognition.objects.filter(**mine).order_by("pk"))
        self.certificates = _grouped(
            Certificate.objects.filter(**mine)
            .select_related("line__decision")
            .prefetch_related("revocations")
            .order_by("pk")
        )
        self.sent_up = _grouped(
            DecisionLine.objects.filter(
                **mine, decision__kind="approve_result", decision__published_at__isnull=False
            ).select_related("decision")
        )
        self.results = _days(
            Result.objects.filter(dossier__product__in=pks)
            .values_list("dossier__product")
            .annotate(Min("settled_at"))
        )
        self.submitted = _days(
            Dossier.objects.filter(**mine).values_list("product").annotate(Min("submitted_at"))
        )
        self.registered: dict[int, Registration] = {}
        standing = Registration.objects.filter(**mine, withdrawn_on=None)
        for one in standing.order_by("-registered_on", "-pk"):
            self.registered[one.product_id] = one  # the earliest comes last

    def registered_on(self, pk: int) -> date | None:
        return self.registered[pk].registered_on if pk in self.registered else None


def derive_producers(pks: Sequence[int]) -> list[ProducerFact]:
    """From the facts of their products; a producer without a product that takes part has none."""
    mine: dict[int, list[ProductFact]] = defaultdict(list)
    for fact in ProductFact.objects.filter(product__producer__in=pks).select_related("product"):
        mine[fact.product.producer_id].append(fact)
    makers = Producer.objects.filter(pk__in=list(mine)).select_related("unit__parent")
    return [_producer(maker, mine[maker.pk]) for maker in makers]


def _producer(producer: Producer, facts: list[ProductFact]) -> ProducerFact:
    fact = ProducerFact(
        producer=producer,
        joined_on=_first(f.joined_on for f in facts),
        evaluated_on=_first(f.evaluated_on for f in facts),
        recognised_on=_first(f.recognised_on for f in facts),
    )
    first = min(facts, key=lambda f: (f.joined_on, f.product_id))
    _place(fact, _now(producer.unit), (first.then_province, first.then_district, first.then_unit))
    return fact


def _now(unit: Any) -> tuple[str, str]:
    """Province and commune responsible today; a former unit is nobody's today."""
    if unit is None or unit.valid_to is not None or unit.level == "nation":
        return "", ""
    return unit.province_key, unit.key if unit.level == "commune" else ""


def _place(fact: Any, now: tuple[str, str], then: Keys) -> None:
    for name, key in zip(PLACED, (*now, *then), strict=True):
        setattr(fact, name, key)


def _grouped(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.product_id].append(row)
    return found


def _days(rows: Iterable[tuple[int, Any]]) -> dict[int, date]:
    return {pk: local_date(at) for pk, at in rows if at}


def _first(days: Iterable[date | None]) -> date | None:
    return min((day for day in days if day), default=None)

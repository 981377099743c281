"""Matching in both directions: products for a need, and needs for a producer's products, each with its reasons."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import QuerySet

from ocop.core.acting import Acting
from ocop.rulebook.matching import Demand, Item, Judgement, judge, reason, tally_words
from ocop.trade.models import Need, Offer
from ocop.trade.queries.portfolio import catalogue, contact_of, items_on, listed, with_facts

SHOWN = 50


@dataclass(frozen=True)
class Match:
    """One line: the other side's record, how well it fits, and why."""

    record: Any
    percent: int
    met: list[str]
    missing: list[str]
    contact: dict[str, str]


@dataclass(frozen=True)
class Found:
    """The best matches, how many fit in all, and which requirement keeps out how many."""

    rows: list[Match]
    fitting: int
    considered: int
    barriers: list[str]


def for_need(need: Need, on: date, *, most: int = SHOWN, within: QuerySet[Offer] | None = None) -> Found:
    """Products for the need. `within`: only these sheets, e.g. a producer's own."""
    goods = catalogue(on) if within is None else _small(items_on(on, within))
    ranking = goods.rank(need.demand, most)
    offers = {offer.product_id: offer for offer in _offers(ranking.keys)}
    rows = [_line(offers[key], goods.item(key), need.demand) for key in ranking.keys if key in offers]
    barriers = tally_words(ranking.excluded, ranking.alone, ranking.considered)
    return Found(rows, ranking.fitting, ranking.considered, barriers)


def _small(items: list[Item]) -> Any:
    from ocop.rulebook.matching.columns import Catalogue

    return Catalogue(items)


def _offers(keys: tuple[int, ...]) -> QuerySet[Offer]:
    found = Offer.objects.filter(product__in=keys, withdrawn_at=None)
    return with_facts(found).select_related("product__producer", "product__unit__parent")


def _line(offer: Offer, item: Item, demand: Demand) -> Match:
    said = judge(item, demand)
    return Match(offer, said.percent, *_reasons(said, item, demand), contact_of(offer))


def _reasons(said: Judgement, item: Item, demand: Demand) -> tuple[list[str], list[str]]:
    met = [reason(part, item, demand) for part in said.met]
    return met, [reason(part, item, demand) for part in (*said.broken, *said.missing)]


@dataclass(frozen=True)
class Chance:
    """A need and the own product that fits it best; `fits` False: a hard requirement is not met yet."""

    need: Need
    offer: Offer
    percent: int
    fits: bool
    met: list[str]
    missing: list[str]


def for_producer(acting: Acting, on: date) -> list[Chance]:
    """Every running need with the best of the producer's own products; those that fit first. Six statements."""
    own = listed(on).filter(product__producer=acting.party_id)
    offers = {one.product_id: one for one in own.select_related("product")}
    items = items_on(on, own)
    needs = Need.objects.running(on).select_related("buyer").order_by("pk")
    found = [_best(need, items, offers) for need in needs] if items else []
    return [chance for _, chance in sorted(found, key=lambda pair: pair[0])]


def _best(need: Need, items: list[Item], offers: dict[int, Offer]) -> tuple[Any, Chance]:
    demand = need.demand
    said, item = min(((judge(item, demand), item) for item in items), key=lambda pair: _rank(*pair))
    met, missing = _reasons(said, item, demand)
    chance = Chance(need, offers[item.key], said.percent, said.fits, met, missing)
    return (*_rank(said, item)[:2], need.pk), chance


def _rank(said: Judgement, item: Item) -> tuple[int, Fraction, int]:
    share = Fraction(said.points, said.most) if said.most else Fraction(1)
    return (len(said.broken), -share, item.key)

"""A conference as the rulebook plans it, and its plan as tables for each guest."""

from collections import defaultdict
from typing import Any

from ocop.core.clock import local_date
from ocop.rulebook import meetings as rules
from ocop.rulebook.matching import judge
from ocop.trade.models import Conference, Guest, Meeting, Need, Offer, Wish
from ocop.trade.queries.portfolio import items_on, listed
from ocop.trade.words import numbers

BOTH = 10  # points for each degree of a wish, of either side; 3 + 3 make 60
NEEDED = 5  # one point for every five per cent of the best match of a product with a running need: at most 20


def guests_of(conference: Conference) -> tuple[list[Guest], list[Guest]]:
    """(producers, buyers) in the order of the alphabet."""
    held = list(conference.guests.select_related("producer__unit", "buyer"))
    producers = sorted(
        (one for one in held if one.producer_id), key=lambda one: (one.producer.sort_key, one.pk)
    )
    buyers = sorted((one for one in held if one.buyer_id), key=lambda one: (one.buyer.sort_key, one.pk))
    return producers, buyers


def setting_of(conference: Conference) -> rules.Setting:
    """Keys are those of the guests. Only buyers that are verified now take part in a new plan."""
    producers, buyers = guests_of(conference)
    buyers = [one for one in buyers if one.buyer.state == "verified"]
    there = {one.pk for one in (*producers, *buyers)}
    away = frozenset(
        ("producer" if one.producer_id else "buyer", one.pk, slot)
        for one in (*producers, *buyers)
        for slot in numbers(one.away)
    )
    kept = conference.meetings.filter(fixed=True, producer__in=there, buyer__in=there)
    return rules.Setting(
        producers=[one.pk for one in producers],
        buyers=[one.pk for one in buyers],
        slots=conference.slots,
        wishes=wishes_of(conference, producers, buyers),
        away=away,
        fixed=tuple(rules.Meeting(one.producer_id, one.buyer_id, one.slot) for one in kept.order_by("pk")),
        breaks=frozenset(numbers(conference.breaks)),
    )


def wishes_of(
    conference: Conference, producers: list[Guest], buyers: list[Guest]
) -> dict[tuple[int, int], int]:
    """Pair → points: the wishes of both sides, and how well a product meets a need. A zero of either side keeps them apart."""
    said: dict[tuple[int, int], int] = {
        (one.by_id, one.to_id): one.strength for one in Wish.objects.filter(by__conference=conference)
    }
    fits = _fits(conference, producers, buyers)
    points = {}
    for producer in producers:
        for buyer in buyers:
            both = [said.get(pair) for pair in ((producer.pk, buyer.pk), (buyer.pk, producer.pk))]
            worth = BOTH * sum(one or 0 for one in both) + fits.get((producer.pk, buyer.pk), 0) // NEEDED
            if 0 not in both and worth:
                points[producer.pk, buyer.pk] = worth
    return points


def _fits(conference: Conference, producers: list[Guest], buyers: list[Guest]) -> dict[tuple[int, int], int]:
    """Pair → per cent of the best match between a product and a running need."""
    on = local_date(conference.starts_at)
    makers = {one.producer_id: one.pk for one in producers}
    owner = dict(
        Offer.objects.filter(product__producer__in=makers).values_list("product", "product__producer")
    )
    items = items_on(on, listed(on).filter(product__producer__in=makers))
    found: dict[tuple[int, int], int] = defaultdict(int)
    wanted: dict[int, list[Any]] = defaultdict(list)
    for need in Need.objects.running(on).filter(buyer__in=[one.buyer_id for one in buyers]):
        wanted[need.buyer_id].append(need.demand)
    for buyer in buyers:
        for demand in wanted[buyer.buyer_id]:
            for item in items:
                said = judge(item, demand)
                pair = (makers[owner[item.key]], buyer.pk)
                found[pair] = max(found[pair], said.percent if said.fits else 0)
    return found


def tables(
    conference: Conference, only: Guest | None = None
) -> list[tuple[Guest, list[tuple[int, Any, Meeting | None]]]]:
    """For each guest: (slot, its time, the meeting or nothing)."""
    meetings = conference.meetings.select_related("producer__producer__unit", "buyer__buyer")
    at: dict[tuple[int, int], Meeting] = {}
    for one in meetings:
        at[one.producer_id, one.slot] = at[one.buyer_id, one.slot] = one
    producers, buyers = guests_of(conference)
    chosen = [one for one in (*buyers, *producers) if only is None or one.pk == only.pk]
    slots = range(1, conference.slots + 1)
    return [
        (guest, [(slot, conference.time_of(slot), at.get((guest.pk, slot))) for slot in slots])
        for guest in chosen
    ]

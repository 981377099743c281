"""The council table: products × members with totals, mean, gap, rank and stars. Totals are kept on the sheets and the
mean on the agenda, so the page reads two lists and adds nothing up."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from ocop.core.acting import Acting
from ocop.evaluation.models import Session, Sheet
from ocop.evaluation.queries.visibility import items_open_to, revealed_states


@dataclass(frozen=True)
class Line:
    """One product. `outcome` and `totals` are empty until its marks are open to this person."""

    place: int
    dossier: str
    product: str
    producer: str
    state: str
    outcome: dict[str, Any] | None
    totals: list[Decimal | None]
    rank: int | None


@dataclass(frozen=True)
class Table:
    members: list[str]
    lines: list[Line]


COLUMNS = (
    "pk",
    "place",
    "state",
    "outcome",
    "dossier__code",
    "dossier__product__name",
    "dossier__producer__name",
)


def table_of(session: Session, acting: Acting) -> Table:
    """Two queries for any size. Members appear as columns as soon as a sheet of theirs is open."""
    shown = revealed_states(session, acting)
    rows = list(
        items_open_to(session, acting)
        .exclude(state="postponed")
        .order_by("place", "pk")
        .values_list(*COLUMNS)
    )
    open_items = {row[0]: row[3] for row in rows if row[2] in shown and row[3]}
    members, totals = _totals(session, shown) if open_items else ([], {})
    ranks = ranking({pk: Fraction(outcome["mean"]) for pk, outcome in open_items.items()})
    lines = [
        Line(
            place,
            dossier,
            product,
            producer,
            state,
            open_items.get(pk),
            [totals[pk].get(seat) for seat, _ in members] if pk in open_items else [],
            ranks.get(pk),
        )
        for pk, place, state, _, dossier, product, producer in rows
    ]
    return Table([name for _, name in members], lines)


def _totals(
    session: Session, shown: tuple[str, ...]
) -> tuple[list[tuple[int, str]], dict[int, dict[int, Decimal]]]:
    """The members in the order of their seats, and item → seat → total."""
    sheets = Sheet.objects.filter(item__session=session, state="submitted", item__state__in=shown)
    columns = ("item_id", "seat_id", "total", "seat__place", "seat__person__full_name")
    totals: dict[int, dict[int, Decimal]] = defaultdict(dict)
    members: dict[int, tuple[int, str]] = {}
    for item_id, seat_id, total, place, name in sheets.order_by().values_list(*columns):
        totals[item_id][seat_id] = total
        members[seat_id] = (place, name)
    ordered = sorted(members, key=lambda seat: (members[seat], seat))
    return [(seat, members[seat][1]) for seat in ordered], totals


def ranking(means: dict[int, Fraction]) -> dict[int, int]:
    """Place among the open products by exact mean; equal means share a place, the next one is skipped."""
    ordered = sorted(means.values(), reverse=True)
    first = {mean: place for place, mean in reversed(list(enumerate(ordered, 1)))}
    return {pk: first[mean] for pk, mean in means.items()}

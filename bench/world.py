"""The data: one locked-in session of 500 products × 5 members, and one in which members still score.

Rows are written in bulk (the verbs of the application would take minutes), but totals and outcomes are the
rulebook's, and the run checks them before it measures.
"""

import random
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection, transaction

from ocop.core.acting import Acting
from ocop.core.fields import public_code
from ocop.dossiers.models import Dossier, DossierVersion
from ocop.evaluation.models import Item, Session, Sheet
from ocop.evaluation.ratings import outcome_json
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.rulebook.criteria.criterion import number_text
from ocop.rulebook.rating import Sheet as Marks
from ocop.rulebook.rating import add_up, rate
from tests.factories.accounts import AT
from tests.factories.evaluation import World, make_version, make_world, scoring_session

DOSSIERS, MEMBERS = 500, 5


@dataclass
class BenchWorld:
    world: World
    big: Session
    small: Session
    member: Acting


@transaction.atomic
def build() -> BenchWorld:
    world = make_world(MEMBERS - 1, rules={"max_gap": 100})
    small = scoring_session(world, 2)
    big = Session.objects.create(
        code=public_code("PH"),
        council=world.council,
        round=world.round,
        name="Phiên lớn",
        meets_at=AT,
        rules=world.council.rules,
        roster=small.roster,
        state="scoring",
        state_at=AT,
        created_at=AT,
    )
    items = _items(world, big)
    _sheets(world, items, small.roster)
    return BenchWorld(world, big, small, world.members[0])


def _dossiers(world: World) -> list[Dossier]:
    """A producer, product and dossier each."""
    numbers, known = (
        range(DOSSIERS),
        {"search_key": "x", "sort_key": "x", "unit": world.commune, "created_at": AT},
    )
    producers = Producer.objects.bulk_create(
        Producer(code=public_code("CT"), name=f"Hợp tác xã số {n}", legal_form="cooperative", **known)
        for n in numbers
    )
    products = Product.objects.bulk_create(
        Product(code=public_code("SP"), name=f"Hoa đào {n}", producer=producers[n], **known) for n in numbers
    )
    shared = {
        "unit": world.commune, "kind": "first", "created_at": AT, "criteria_set": world.criteria, "procedure": "26-2026",
        "state": "scoring", "state_at": AT, "round": world.round,
    }  # fmt: skip
    return Dossier.objects.bulk_create(
        Dossier(code=public_code("HS"), product=products[n], producer=producers[n], **shared) for n in numbers
    )


def _items(world: World, session: Session) -> list[Item]:
    """All of them on the agenda, each with one frozen version."""
    dossiers = _dossiers(world)
    manifest = make_version(dossiers[0], 9).manifest
    frozen = {"number": 1, "manifest": manifest, "self_total": Decimal(70), "submitted_at": AT}
    versions = DossierVersion.objects.bulk_create(
        DossierVersion(dossier=one, sha256=f"{one.pk:064d}", **frozen) for one in dossiers
    )
    return Item.objects.bulk_create(
        Item(session=session, dossier=one, version=version, place=place, state="agreed", state_at=AT)
        for place, (one, version) in enumerate(zip(dossiers, versions, strict=True), 1)
    )


def _sheets(world: World, items: list[Item], roster: list[int]) -> None:
    chance, tree, sheets = random.Random(26), world.criteria_set, []
    for item in items:
        choices = [
            {c.code: chance.randint(1, len(c.cases[0].options)) for c in tree.criteria} for _ in roster
        ]
        item.outcome = outcome_json(
            rate(tree, [Marks(str(seat), one) for seat, one in zip(roster, choices, strict=True)])
        )
        sheets += [_sheet(item, seat, one, tree) for seat, one in zip(roster, choices, strict=True)]
    Item.objects.bulk_update(items, ["outcome"], batch_size=100)
    Sheet.objects.bulk_create(sheets, batch_size=500)


def _sheet(item: Item, seat: int, choices: dict[str, int], tree: Any) -> Sheet:
    score = add_up(tree, choices)
    mark = {"at": AT.isoformat(), "device": "b", "n": 1, "v": 1}
    return Sheet(
        item=item,
        seat_id=seat,
        choices=choices,
        marked_at=dict.fromkeys(choices, mark),
        total=score.total,
        parts={part: number_text(points) for part, points in score.parts.items()},
        dossier_sha256=item.version.sha256,
        version_no=1,
        state="submitted",
        state_at=AT,
        submitted_at=AT,
        sha256="0" * 64,
    )


def make_floor_tables() -> None:
    """A row per mark, as a textbook would store it: what the raw aggregate, the pivot and the saving floor work on."""
    from ocop.evaluation.exports import points_table

    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE bench_mark (item_id bigint, seat_id bigint, criterion text, points numeric, "
            "PRIMARY KEY (item_id, seat_id, criterion))"
        )
        cursor.execute(
            "CREATE TABLE bench_total (item_id bigint, seat_id bigint, total numeric, PRIMARY KEY (item_id, seat_id))"
        )
        rows = Sheet.objects.filter(state="submitted").select_related("item__dossier__criteria_set")
        table = None
        marks = []
        for sheet in rows:
            table = table or points_table(sheet.item.dossier.criteria_set.criteria_set)
            marks += [
                (sheet.item_id, sheet.seat_id, code, table[code][choice])
                for code, choice in sheet.choices.items()
            ]
        with cursor.copy("COPY bench_mark FROM STDIN") as copy:
            for row in marks:
                copy.write_row(row)
        cursor.execute("ANALYZE")

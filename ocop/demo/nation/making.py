"""Making the nation part by part: each part is a seed of its own, so that two million products need no more memory."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from random import Random

from django.db import connection, transaction

from ocop.core.clock import local_date
from ocop.demo.nation.counting import Numbers
from ocop.demo.nation.decisions import Drawn, draw
from ocop.demo.nation.journal import tell_journal
from ocop.demo.nation.people import Signing, signing
from ocop.demo.nation.places import Places
from ocop.demo.nation.products import make_producers, make_products
from ocop.demo.nation.writing import next_pk, settle_sequences, write
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.recognition.actions.crediting import give_missing
from ocop.recognition.models import (
    Certificate,
    Decision,
    DecisionLine,
    HistoricRecognition,
    PaperConfirmation,
    Revocation,
    Suspension,
)
from ocop.transparency.catching_up import catch_up

PART = 20_000
WRITTEN = (
    Producer, Product, Decision, PaperConfirmation, DecisionLine, Certificate, Revocation, Suspension,
    HistoricRecognition,
)  # fmt: skip
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Nation:
    """How many of each were made."""

    producers: int
    products: int
    decisions: int
    certificates: int


def make_nation(
    *,
    products: int = 20_000,
    seed: int = 26,
    at: datetime,
    journal: bool = True,
    index: bool = True,
    signed: bool = True,
    tell: Tell = lambda text: None,
) -> Nation:
    """Producers, products, their decisions and certificates over the years, and the public register of them.

    The units of today must be loaded. `journal=False` leaves out audit events and public log (for benchmarks of
    millions, where `ocop check` is not asked), `signed=False` the signed texts of the certificates, `index=False` the public register.
    """
    places, numbers = Places.load(), Numbers()
    with transaction.atomic():
        signs = signing(at)
    made = [0, 0, 0, 0]
    for first in range(0, products, PART):
        count = min(PART, products - first)
        with transaction.atomic():
            one = _make_part(count, Random(f"{seed}/{next_pk(Product)}"), at, places, numbers, signs)
            if signed:
                give_missing(at=at)
            if journal:
                tell_journal(one.first_decision, one.first_certificate, one.first_revocation, at=at)
        made = [a + b for a, b in zip(made, one.counts, strict=True)]
        tell(f"{first + count} sản phẩm, {made[3]} giấy chứng nhận")
    with transaction.atomic():
        numbers.save()
        settle_sequences(*WRITTEN)
    if journal:
        catch_up()
    if index:
        index_all(at)
    return Nation(*made)


@dataclass(frozen=True)
class Part:
    first_decision: int
    first_certificate: int
    first_revocation: int
    counts: tuple[int, int, int, int]


def _make_part(
    count: int,
    rng: Random,
    at: datetime,
    places: Places,
    numbers: Numbers,
    signs: Signing,
) -> Part:
    today = local_date(at)
    start = {model: next_pk(model) for model in WRITTEN}
    producers = make_producers((count + 1) // 2, start[Producer], rng, places, at)
    products = make_products(count, start[Product], rng, producers, at)
    drawn: Drawn = draw(products, start, rng, today, places, numbers, signs, at)
    write(Producer, (one.row for one in producers))
    write(Product, (one.row for one in products))
    for model, rows in drawn.rows.items():
        write(model, rows)
    return Part(
        start[Decision],
        start[Certificate],
        start[Revocation],
        (len(producers), len(products), len(drawn.rows[Decision]), len(drawn.rows[Certificate])),
    )


def index_all(at: datetime) -> None:
    """The register and the facts of the figures follow, as after an import."""
    from ocop.registry.actions import rebuild
    from ocop.targets.actions.facts import refresh_all

    rebuild(at=at)
    refresh_all()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

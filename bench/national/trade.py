"""Rows 21 and 22: 20,000 products against 500 needs, one need live with its page's work, and a conference of 70 × 20 × 12.

Checked before it counts: ranks are those of the plain rule, the page's answer names the same products, the plan has no clash
and is worth at least the greedy one. Everything is written in a transaction that is rolled back.
"""

from collections.abc import Callable
from contextlib import contextmanager
from datetime import date
from random import Random
from typing import Any

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from bench.measure import Row, run_rounds
from bench.national.truth import expect
from ocop.core.clock import now, today
from ocop.core.text import words as words_of
from ocop.places.models import Unit
from ocop.products.models import Product
from ocop.rulebook.matching import PAPERS, REGIONS, UNITS, Demand, Part, judge
from ocop.rulebook.matching.columns import Catalogue
from ocop.rulebook.meetings import Setting, clashes, value
from ocop.rulebook.meetings.planning import greedy, plan
from ocop.trade.board import changed
from ocop.trade.models import Buyer, Need, Offer
from ocop.trade.queries import matching, portfolio

NEEDS, SHOWN, PLAIN = 500, 50, 5
PRODUCERS, BUYERS, SLOTS = 70, 20, 12
MS = 1000.0
NAMES = ("mật ong", "chè", "gạo", "nước mắm", "miến", "trà", "bánh", "cà phê")
ROWS = (
    Row(21, f"Mọi sản phẩm với {NEEDS} nhu cầu (giây)", "match_all", "second", must=5, reach=1, most_sql=0),
    Row(21, "  một nhu cầu, đã nhớ (giây)", "match_live", "second", must=0.2, reach=0.1, most_sql=9),
    Row(21, "  một nhu cầu, đọc lại tất cả (giây)", "match_cold", "second", must=1, reach=0.5, most_sql=12),
    Row(
        22,
        f"Lịch {PRODUCERS} × {BUYERS} × {SLOTS} (giây)",
        "meetings",
        "second",
        must=10,
        reach=3,
        most_sql=0,
    ),
)


@contextmanager
def market(rng: Random) -> Any:
    """A sheet for every product and one buyer with its need; gone afterwards."""
    at, papers, regions = now(), [*PAPERS], [*REGIONS]
    with transaction.atomic():
        Offer.objects.bulk_create(
            (
                Offer(
                    product_id=product, unit=rng.choice([*UNITS]), capacity=rng.choice([None, rng.randint(10, 5000)]),
                    price=rng.choice([None, rng.randint(1000, 300_000)]), lead_days=rng.randint(1, 40), updated_at=at,
                    papers=f" {' '.join(rng.sample(papers, 4))} ", regions=f" {rng.choice(regions)} ",
                )
                for product in Product.objects.values_list("pk", flat=True)
            ),
            batch_size=2000,
        )  # fmt: skip
        unit = Unit.objects.filter(level="province", valid_to=None).order_by("pk").first()
        buyer = Buyer(
            code="NP-DO", kind="chain", name="Đo", tax_code="3100009999", unit=unit, address="–", contact_name="–",
            phone="–", email="do@vidu.vn", created_at=at, state_at=at,
        )  # fmt: skip
        setattr(buyer, "state", "verified")  # noqa: B010 (no office decides here)
        buyer.save()
        need = Need.objects.create(
            code="NC-DO", buyer=buyer, title="Đo", keywords="trà", volume=1000, unit="kg", papers=" haccp ", hard=" words ",
            region="bac", until_on=date(2100, 1, 1), created_at=at, state_at=at,
        )  # fmt: skip
        changed()
        yield need
        transaction.set_rollback(True)
    portfolio._remembered.cache_clear()


def demands(rng: Random) -> list[Demand]:
    return [
        Demand(
            sector=rng.choice(["", "I", "II"]),
            words=frozenset(words_of(rng.choice(NAMES))),
            stars=rng.choice([0, 3, 4]),
            volume=rng.randint(50, 4000),
            unit=rng.choice([*UNITS]),
            papers=frozenset(rng.sample([*PAPERS], 2)),
            gtin=rng.random() < 0.5,
            region=rng.choice([*REGIONS]),
            hard=frozenset(rng.sample(list(Part), 2)),
        )
        for _ in range(NEEDS)
    ]


def conference(rng: Random) -> Setting:
    """Three pairs of five wish to meet; every third producer comes late once."""
    pairs = [(maker, buyer) for maker in range(PRODUCERS) for buyer in range(BUYERS)]
    wishes = {pair: rng.randint(1, 80) for pair in pairs if rng.random() < 0.6}
    away = frozenset(("producer", maker, rng.randint(1, SLOTS)) for maker in range(0, PRODUCERS, 3))
    return Setting(list(range(PRODUCERS)), list(range(BUYERS)), SLOTS, wishes, away)


def check(goods: Catalogue, wanted: list[Demand], need: Need, setting: Setting) -> str:
    for demand in wanted[:PLAIN]:
        plain = {item.key: judge(item, demand) for item in goods.items}
        best = sorted(
            (key for key, said in plain.items() if said.fits), key=lambda key: (-plain[key].points, key)
        )
        expect(list(goods.rank(demand, SHOWN).keys) == best[:SHOWN], "thứ tự theo cột khác quy tắc")
    shown = [row.record.product_id for row in matching.for_need(need, today()).rows]
    expect(shown == list(goods.rank(need.demand, matching.SHOWN).keys), "trang nhu cầu khác bảng xếp")
    found = plan(setting)
    expect(clashes(setting, found) == [], "lịch gặp trùng giờ")
    expect(value(setting, found) >= value(setting, greedy(setting)), "lịch gặp kém cách tham lam")
    return f"{len(goods)} sản phẩm: thứ tự đúng quy tắc ở {PLAIN} nhu cầu; {len(found)} cuộc gặp không trùng"


def measure(rounds: int, wanted: set[int]) -> tuple[list[Row], dict[str, list[float]], str]:
    rng = Random(20261122)
    with market(rng) as need:
        goods, asked, setting = Catalogue(portfolio.items_on(today())), demands(rng), conference(rng)
        words = check(goods, asked, need, setting)

        def cold() -> object:
            portfolio._remembered.cache_clear()
            return matching.for_need(need, today())

        calls: dict[str, Callable[[], object]] = {
            "match_all": lambda: [goods.rank(demand, SHOWN) for demand in asked],
            "match_live": lambda: matching.for_need(need, today()),
            "match_cold": cold,
            "meetings": lambda: plan(setting),
        }
        rows = [
            Row(one.number, one.name, one.ours, one.floor, one.must, one.reach, most_sql=one.most_sql)
            for one in ROWS
            if one.number in wanted
        ]
        times = run_rounds({row.ours: (calls[row.ours], 1) for row in rows}, min(rounds, 5))
        for row in rows:
            with CaptureQueriesContext(connection) as seen:
                calls[row.ours]()
            row.sql = len(seen)
            row.ratios = [spent / MS for spent in times[row.ours]]
    return rows, times, words

"""Row 24: near-duplicates among all products as a job, and of one product live, with two copied stories planted before.

Everything is written in a transaction that is rolled back.
"""

from contextlib import contextmanager
from random import Random
from typing import Any

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from bench.measure import Row, run_rounds
from bench.national.truth import expect
from ocop.core.clock import now
from ocop.products.models import Product
from ocop.radar.actions import search_all
from ocop.radar.models import Fingerprint, Pair
from ocop.radar.queries import alike, as_pairs

WORDS, VOCABULARY, PLANTED = 90, 4000, 20
MS = 1000.0
ROWS = (
    Row(24, "Mọi cặp giống nhau, cả lấy dấu (giây)", "alike_all", "second", must=60, reach=20, most_sql=400),
    Row(24, "  một sản phẩm (giây)", "alike_one", "second", must=0.2, reach=0.1, most_sql=8),
)


@contextmanager
def stories(rng: Random) -> Any:
    """A story of its own for every product; some are another's with two words changed."""
    words = [f"từ{number}" for number in range(VOCABULARY)]
    products = list(Product.objects.order_by("pk").only("pk", "name", "story", "producer_id"))
    with transaction.atomic():
        for product in products:
            product.story = " ".join(rng.choices(words, k=WORDS))
        planted = set()
        for copy in rng.sample(range(len(products) // 2), PLANTED):
            one, two = products[copy], products[-1 - copy]
            if one.producer_id != two.producer_id:
                told = one.story.split()
                told[3], told[50] = "khác", "nữa"
                two.story = " ".join(told)
                planted.add((min(one.pk, two.pk), max(one.pk, two.pk)))
        Product.objects.bulk_update(products, ["story"], batch_size=1000)
        yield products, planted
        transaction.set_rollback(True)


def measure(rounds: int) -> tuple[list[Row], dict[str, list[float]], str]:
    at = now()
    with stories(Random(24)) as (products, planted):

        def everything() -> None:
            Fingerprint.objects.all().delete()
            search_all(at=at)

        with CaptureQueriesContext(connection) as all_asked:
            everything()
        found = set(Pair.objects.filter(story__isnull=False).values_list("first_id", "second_id"))
        expect(planted <= found, f"thiếu {len(planted - found)} câu chuyện chép")
        one = next(product for product in products if product.pk in {pk for pair in planted for pk in pair})
        with CaptureQueriesContext(connection) as one_asked:
            live = as_pairs(alike(one, at=at))
        kept = Pair.objects.filter(first=one) | Pair.objects.filter(second=one)
        expect(len(live) == kept.count(), "một sản phẩm tìm khác việc tìm tất cả")
        times = run_rounds({"alike_all": (everything, 1)}, 2)
        times |= run_rounds({"alike_one": (lambda: as_pairs(alike(one, at=at)), 1)}, rounds)
    for row, asked in zip(ROWS, (all_asked, one_asked), strict=True):
        row.sql, row.ratios = len(asked), [took / MS for took in times[row.ours]]
    return (
        list(ROWS),
        times,
        f"{len(planted)} câu chuyện chép đều tìm thấy; một sản phẩm tìm ra cặp như việc tìm tất cả",
    )

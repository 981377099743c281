"""Keeping the register's index true: one product, or all of them."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from itertools import islice

from django.db import transaction

from ocop.core.clock import local_date
from ocop.core.text import words
from ocop.products.models import Product
from ocop.recognition.models import Certificate, HistoricRecognition
from ocop.registry.keeping import keep_all
from ocop.registry.models import Entry
from ocop.registry.queries.standing import Reading, entries_of
from ocop.registry.search import engines, spelling, summary

PORTION = 1000
KEY = ("product",)
COLUMNS = [
    field.name for field in Entry._meta.concrete_fields if not field.primary_key and field.name not in KEY
]
COMPARED = [name for name in COLUMNS if name != "updated_at"]
Told = Callable[[int, int], None]


def update_entry(product: Product, *, at: datetime) -> Entry | None:
    """Write the product's line from its newest certificate, else from its newest published recognition."""
    return next(iter(update_entries([product.pk], at=at)), None)


@transaction.atomic
def update_entries(pks: Iterable[int], *, at: datetime) -> list[Entry]:
    """The lines of these products with the words and numbers kept beside them, in the transaction of the change."""
    wanted = sorted(set(pks))
    state = summary.hold(local_date(at))
    before = summary.count(summary.lines_of(wanted), state.as_of)
    made = entries_of(wanted, at=at)
    _write(made)
    summary.apply(summary.difference(summary.count(summary.lines_of(wanted), state.as_of), before))
    spelling.learn(word for entry in made for word in _spelled(entry))
    summary.changed(state)
    return made


def _write(entries: list[Entry]) -> None:
    Entry.objects.bulk_create(
        entries, update_conflicts=True, unique_fields=list(KEY), update_fields=COLUMNS, batch_size=PORTION
    )


def _spelled(entry: Entry) -> list[str]:
    """The words of an entry that may be misspelled: not its code, not its filters."""
    code = set(words(entry.code))
    return [word for word in entry.search_key.split() if word not in code]


@transaction.atomic
def rebuild(*, at: datetime, told: Told = lambda done, of: None) -> int:
    """All lines anew from the records, then the index over them; returns how many lines there are."""
    recognised = sorted(
        set(Certificate.objects.values_list("product_id", flat=True))
        | set(HistoricRecognition.objects.values_list("product_id", flat=True))
    )
    summary.hold(local_date(at))
    reading, kept = Reading(), set()
    for done, part in _portions(recognised):
        made = entries_of(part, at=at, reading=reading)
        known = {
            row[0]: row[1:]
            for row in Entry.objects.filter(product__in=part).values_list("product_id", *COMPARED)
        }
        changed = [
            one for one in made if known.get(one.product_id) != tuple(getattr(one, c) for c in COMPARED)
        ]
        engines.write_many(changed, COLUMNS)
        kept |= {one.product_id for one in made}
        told(done, len(recognised))
    gone = set(Entry.objects.values_list("product_id", flat=True)) - kept
    Entry.objects.filter(product__in=gone).delete()
    rebuild_index(on=local_date(at))
    keep_all()
    return len(kept)


@transaction.atomic
def rebuild_index(*, on: date) -> None:
    """Words, spellings and numbers anew from the lines; for lines that were written past the actions."""
    state = summary.hold(on)
    engines.refill()
    counts: Counter[str] = Counter()
    for code, text in Entry.objects.order_by().values_list("code", "search_key").iterator(chunk_size=5000):
        counts.update(set(text.split()).difference(words(code)))
    spelling.relearn(counts)
    summary.replace_all(summary.recount(on))
    summary.changed(state, as_of=on)


def roll(*, at: datetime) -> str:
    """The daily job: the kept numbers count the statuses of today. Safe to run again."""
    moved = summary.roll(local_date(at))
    return f"Đã đổi {moved} con số của sổ công khai sang ngày {local_date(at):%d/%m/%Y}."


def _portions(pks: list[int]) -> Iterator[tuple[int, list[int]]]:
    waiting, done = iter(pks), 0
    while part := list(islice(waiting, PORTION)):
        done += len(part)
        yield done, part

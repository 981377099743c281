"""Searching all pairs, and noting what somebody said who looked at one."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import transaction

from ocop.audit import record
from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.text import clean
from ocop.jobs import actions as jobs
from ocop.jobs.models import Job
from ocop.products.models import Product
from ocop.radar import fingerprints, policies
from ocop.radar.models import Look, Pair
from ocop.rulebook.similarity import Found, limits_on

KIND = "radar.search"
LOT = 500
Tell = Callable[[int, int, str], None]


def start_search(*, by: Acting, at: datetime) -> Job:
    policies.check_can_search(by=by)
    assert by.unit is not None
    return jobs.start(KIND, about=by.unit, title="Tìm sản phẩm giống nhau", by=by, at=at)


def search_all(*, at: datetime, tell: Tell = lambda done, total, words: None) -> int:
    """Marks where something changed, then every pair; how many pairs there are now. Safe to run again."""
    from ocop.rulebook.similarity.comparing import Prints, pairs_among

    limits = limits_on(local_date(at))
    keys = list(Product.objects.order_by("pk").values_list("pk", flat=True))
    total = 2 * len(keys) or 1
    for start in range(0, len(keys), LOT):
        lot = Product.objects.filter(pk__in=keys[start : start + LOT]).only(*fingerprints.NEEDED)
        fingerprints.refresh(lot, limits=limits, at=at)
        tell(min(start + LOT, len(keys)), total, "Lấy dấu của tên, câu chuyện, ảnh")
    rows = fingerprints.prints()
    found: list[Found] = []
    for done, pairs in pairs_among(Prints(rows, limits)):
        found += pairs
        tell(min(len(keys) + done, total - 1), total, f"So sánh; {len(found)} cặp")
    _keep(found, at=at)
    tell(total, total, f"{len(found)} cặp giống nhau")
    return len(found)


@transaction.atomic
def _keep(found: Iterable[Found], *, at: datetime) -> None:
    """Pairs that are no more stay as rows, with the day they went: somebody may have looked at them."""
    now = {(one.first, one.second): one for one in found}
    held = {(pair.first_id, pair.second_id): pair for pair in Pair.objects.select_for_update()}
    for key, pair in held.items():
        pair.gone_at = None if key in now else pair.gone_at or at
        if key in now:
            _set(pair, now[key])
    Pair.objects.bulk_update(held.values(), ["name", "story", "photo", "points", "gone_at"], batch_size=500)
    new = [
        _set(Pair(first_id=key[0], second_id=key[1], found_at=at), one)
        for key, one in now.items()
        if key not in held
    ]
    Pair.objects.bulk_create(new, batch_size=500)


def _set(pair: Pair, found: Found) -> Pair:
    pair.name, pair.story, pair.photo = found.name, found.story, found.photo
    pair.points = max(found.name or 0, found.story or 0, found.photo or 0)
    return pair


@transaction.atomic
def note_look(*, pair: Pair, opinion: str, words: str, by: Acting, at: datetime) -> Look:
    """A note, dated and signed with the name; nothing else changes."""
    policies.check_can_note(pair, opinion=opinion, words=words, by=by)
    pair = Pair.objects.select_for_update().get(pk=pair.pk)
    look = Look.objects.create(pair=pair, opinion=opinion, words=clean(words), person=by.person, at=at)
    pair.looked_at = at
    pair.save(update_fields=["looked_at"])
    record("radar.look", about=pair, by=by, at=at, data={"opinion": opinion})
    return look

"""The feed is without gaps, and tells everything the records say."""

from datetime import datetime

from django.db.models import Max

from ocop.api.models import Change
from ocop.api.queries.facts import facts_of
from ocop.core.checks_registry import Finding, register
from ocop.core.clock import local_date
from ocop.registry.models import Entry


def feed_is_whole() -> Finding:
    rows = Change.objects.count()
    found = Finding(rows=rows)
    last = Change.objects.aggregate(last=Max("seq"))["last"] or 0
    if last != rows:
        found.problems.append(f"Luồng thay đổi có {rows} dòng nhưng số cuối là {last}: có dòng bị mất.")
    known = set(Change.objects.values_list("key", flat=True))
    told_until: datetime | None = Change.objects.aggregate(last=Max("at"))["last"]
    products = list(Entry.objects.values_list("product_id", flat=True))
    for start in range(0, len(products), 500) if told_until else ():
        for facts in facts_of(products[start : start + 500], local_date(told_until)).values():
            found.problems += [f"Luồng thay đổi chưa ghi “{f.key}”." for f in facts if f.key not in known]
    return found


def install() -> None:
    register("I23", "Luồng thay đổi công khai đủ và không đứt quãng", feed_is_whole)

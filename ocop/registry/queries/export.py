"""Open data: one plain row per product of the register."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from ocop.registry.models import Entry
from ocop.registry.queries.status import shown

FIELDS = (
    "code",
    "name",
    "producer",
    "place",
    "unit_code",
    "province_code",
    "group",
    "stars",
    "status",
    "decision",
    "decided_on",
    "year",
    "valid_until",
    "source",
    "demo",
)


def rows(on: date) -> Iterator[dict[str, Any]]:
    """In alphabetical order. `valid_until` is empty where the source gives no day. Formula signs are neutralised."""
    for entry in Entry.objects.order_by("sort_key", "pk").iterator(chunk_size=2000):
        yield {
            "code": entry.code,
            "name": _plain(entry.name),
            "producer": _plain(entry.producer_name),
            "place": _plain(entry.place),
            "unit_code": entry.unit_key,
            "province_code": entry.province_key,
            "group": _plain(entry.group_name),
            "stars": entry.stars,
            "status": shown(entry, on).key,
            "decision": _plain(entry.decision_text),
            "decided_on": entry.decided_on.isoformat() if entry.decided_on else "",
            "year": entry.year,
            "valid_until": entry.valid_until.isoformat() if entry.valid_until and entry.term_known else "",
            "source": entry.source,
            "demo": entry.is_demo,
        }


def _plain(text: str) -> str:
    return f"'{text}" if text[:1] in "=+-@\t\r|" and text else text

"""Craft villages and trades whose titles were published: facts with their source, nothing else is added to them."""

import csv
from datetime import date, datetime
from pathlib import Path

from django.conf import settings

from ocop.core.acting import system
from ocop.core.clock import local_date
from ocop.places.models import Unit
from ocop.places.queries import resolve_place
from ocop.villages.actions.villages import add_village
from ocop.villages.models import Village

FILE = Path(settings.BASE_DIR) / "reference" / "villages" / "craft_villages.csv"


def load_published(*, at: datetime) -> int:
    """Those of the file that are not here yet; may run again. Answers how many were added."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    held = set(Village.objects.exclude(source="").values_list("name", flat=True))
    new = [row for row in rows if row["name"] not in held]
    for row in new:
        add_village(data=_data(row), by=system(local_date(at)), at=at, trusted=True)
    return len(new)


def _data(row: dict[str, str]) -> dict[str, object]:
    """A year alone counts from its last day, as everywhere; without a year the day stays unknown."""
    year = row["year"]
    place = ", ".join(part for part in (row["commune"], row["district"], row["province"]) if part)
    return {
        "kind": row["kind"],
        "name": row["name"],
        "trade": row["trade"],
        "unit": _unit(row),
        "place_wording": place,
        "source": row["source"],
        "decision": row["decision"],
        "recognised_on": date(int(year), 12, 31) if year else None,
        "recognised_wording": year,
        "since_on": date(int(year), 12, 31) if year else None,
    }


def _unit(row: dict[str, str]) -> Unit:
    """The former commune or district that the source names, else its province of today."""
    found = resolve_place(row["commune"], row["district"], row["province"], date(2020, 1, 1))
    unit = found.former or found.unit or found.province
    if unit is None:
        raise LookupError(f"no place for {row['name']}")
    return unit

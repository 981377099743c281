"""Loading the units of `reference/units/`. Units are added and corrected, never removed: records point to them."""

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from ocop.core.text import sort_key
from ocop.places.enums import Level
from ocop.places.models import Alias, Succession, Unit
from ocop.places.names import name_key

FOLDER = Path(settings.BASE_DIR) / "reference" / "units"
TOP_DOWN = (Level.NATION, Level.PROVINCE, Level.DISTRICT, Level.COMMUNE)
PLAIN = ("code", "level", "kind", "name", "full_name", "note")
FIELDS = (
    *PLAIN,
    "parent_id",
    "province_key",
    "address",
    "valid_from",
    "valid_to",
    "name_key",
    "search_key",
    "sort_key",
)
Row = dict[str, str]


def load_units(folder: Path = FOLDER) -> dict[str, int]:
    """Bring the tables in line with the files; the second run writes nothing. Answers what it did."""
    done = {"units": 0, "added": 0, "changed": 0, "successions": 0, "aliases": 0}
    rows = _read(folder / "units.csv")
    by_key = {row["key"]: row for row in rows}
    with transaction.atomic():
        known = {unit.key: unit for unit in Unit.objects.all()}
        for level in TOP_DOWN:
            wanted = [_wanted(row, by_key, known) for row in rows if row["level"] == level]
            added, changed = _write(wanted, known)
            done["units"] += len(wanted)
            done["added"] += added
            done["changed"] += changed
        done["successions"] = _load_successions(_read(folder / "successions.csv"), known)
        done["aliases"] = _load_aliases(_read(folder / "aliases.csv"), known)
    return done


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _lineage(row: Row, by_key: dict[str, Row]) -> list[Row]:
    """The unit and its parents below the nation."""
    line = [row]
    while (parent := line[-1]["parent"]) and parent != "VN":
        line.append(by_key[parent])
    return line


def _wanted(row: Row, by_key: dict[str, Row], known: dict[str, Unit]) -> dict[str, Any]:
    line = _lineage(row, by_key)
    names = [
        row["full_name"],
        *(r["name"] if r["level"] == Level.PROVINCE else r["full_name"] for r in line[1:]),
    ]
    return {
        "key": row["key"],
        **{field: row[field] for field in PLAIN},
        "parent_id": known[row["parent"]].pk if row["parent"] else None,
        "province_key": line[-1]["key"] if line[-1]["level"] == Level.PROVINCE else "",
        "address": ", ".join(names),
        "valid_from": date.fromisoformat(row["valid_from"]),
        "valid_to": date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        "name_key": name_key(row["name"]),
        "search_key": "|".join(["", *(name_key(r["name"]) for r in line), ""]),
        "sort_key": sort_key(row["name"]),
    }


def _write(wanted: list[dict[str, Any]], known: dict[str, Unit]) -> tuple[int, int]:
    new = [Unit(**values) for values in wanted if values["key"] not in known]
    changed = []
    for values in wanted:
        unit = known.get(values["key"])
        if unit and unit.valid_to and values["valid_to"] is None:
            values["valid_to"] = unit.valid_to  # ended by an official list since: files do not bring it back
        if unit and any(getattr(unit, field) != values[field] for field in FIELDS):
            for field in FIELDS:
                setattr(unit, field, values[field])
            changed.append(unit)
    for unit in Unit.objects.bulk_create(new, batch_size=500):
        known[unit.key] = unit
    Unit.objects.bulk_update(changed, [f.removesuffix("_id") for f in FIELDS], batch_size=200)
    return len(new), len(changed)


def _load_successions(rows: Iterable[Row], known: dict[str, Unit]) -> int:
    there = set(Succession.objects.values_list("old_id", "new_id"))
    links = [(known[row["old"]].pk, known[row["new"]].pk, row["whole"] == "1") for row in rows]
    Succession.objects.bulk_create(
        [
            Succession(old_id=old, new_id=new, whole=whole)
            for old, new, whole in links
            if (old, new) not in there
        ],
        batch_size=1000,
    )
    return len(links)


def _load_aliases(rows: Iterable[Row], known: dict[str, Unit]) -> int:
    wanted = {(known[row["key"]].pk, name_key(row["alias"])): row["alias"] for row in rows}
    there = set(Alias.objects.values_list("unit_id", "name_key"))
    Alias.objects.bulk_create(
        [
            Alias(unit_id=unit, name_key=key, alias=text)
            for (unit, key), text in wanted.items()
            if (unit, key) not in there
        ]
    )
    return len(wanted)

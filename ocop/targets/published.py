"""The figures of the five founding articles (`reference/published/figures.csv`): what was printed, and which indicator,
unit and days answer for it."""

import csv
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from django.conf import settings

FILE = Path(settings.BASE_DIR) / "reference" / "published" / "figures.csv"


@dataclass(frozen=True)
class PublishedFigure:
    """`kind`: computed (from records), declared (a statement with its source) or target (set by a decision)."""

    place: str
    period: str
    words: str
    value: Decimal
    printed: str
    measure: str
    source: str
    note: str
    key: str
    kind: str
    unit: str
    from_on: date
    until_on: date
    explanation: str


@cache
def published_figures() -> tuple[PublishedFigure, ...]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(_read(row) for row in csv.DictReader(file))


def _read(row: dict[str, str]) -> PublishedFigure:
    return PublishedFigure(
        place=row["place"],
        period=row["period"],
        words=row["indicator"],
        value=Decimal(row["value"]),
        printed=row["value"],
        measure=row["measure"],
        source=row["source"],
        note=row["note"],
        key=row["key"],
        kind=row["kind"],
        unit=row["unit"],
        from_on=date.fromisoformat(row["from_on"]),
        until_on=date.fromisoformat(row["until_on"]),
        explanation=row["explanation"],
    )

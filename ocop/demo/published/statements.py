"""Targets and declared figures of the articles, as records with their source."""

from datetime import date, datetime
from decimal import Decimal

from ocop.demo.published.plan import NOTE
from ocop.places.models import Unit
from ocop.targets.enums import Sense
from ocop.targets.models import DeclaredFigure, Target
from ocop.targets.published import PublishedFigure, published_figures

PERIOD_TARGET = {
    "indicator": "recognised_products",
    "value": Decimal(2400),
    "year_from": 2018,
    "year_until": 2020,
    "sense": Sense.ABOUT,
    "document": "490/QĐ-TTg: khoảng 2.400 sản phẩm",
    "document_on": date(2018, 5, 7),
    "source_url": "https://tailieuluat.com/amp/chuong-trinh-moi-xa-mot-san-pham-giai-doan-2018-2020-duoc-dau-tu-45-000-ty-tin21.html",
}


def write_statements(at: datetime) -> None:
    rows = published_figures()
    units = {unit.key: unit for unit in Unit.objects.filter(key__in={row.unit for row in rows})}
    Target.objects.bulk_create(
        [
            Target(unit=units["VN"], is_demo=True, created_at=at, **PERIOD_TARGET),
            *(_target(row, units[row.unit], at) for row in rows if row.kind == "target"),
        ]
    )
    DeclaredFigure.objects.bulk_create(
        _declared(row, units[row.unit], at) for row in rows if row.kind == "declared"
    )


def _target(row: PublishedFigure, unit: Unit, at: datetime) -> Target:
    sense = Sense.ABOUT if "khoảng" in row.words else Sense.AT_LEAST
    return Target(
        unit=unit,
        indicator=row.key,
        value=row.value,
        year_from=row.from_on.year,
        year_until=row.until_on.year,
        sense=sense,
        document=_document(row),
        note=NOTE,
        is_demo=True,
        created_at=at,
    )


def _declared(row: PublishedFigure, unit: Unit, at: datetime) -> DeclaredFigure:
    return DeclaredFigure(
        unit=unit,
        indicator=row.key,
        value=row.value,
        from_on=row.from_on,
        until_on=row.until_on,
        document=_document(row),
        note=NOTE,
        is_demo=True,
        created_at=at,
    )


def _document(row: PublishedFigure) -> str:
    return f"Bài {row.source}: {row.words}"[:300]

"""Lines of the public register by the hundred: products with a published recognition, written past the import."""

from collections.abc import Iterable
from datetime import date
from itertools import count
from typing import Any

from ocop.places.models import Unit
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.recognition.models import HistoricRecognition
from ocop.registry.actions import rebuild, rebuild_index
from ocop.registry.models import Entry
from tests.factories.accounts import AT, DAY
from tests.factories.places import make_units

_number = count(1)


def make_products(rows: Iterable[dict[str, Any]]) -> list[Product]:
    """A product and its recognition for each row: `name`, and if it matters `producer`, `place`, `unit`, `stars`, `year`."""
    make_units()
    units, made, records, producers = {u.key: u for u in Unit.objects.all()}, [], [], {}
    for row in rows:
        name = row.get("producer") or "Hợp tác xã Thử"
        if name not in producers:
            producers[name] = Producer.objects.create(
                code=f"CT-{next(_number)}", name=name, legal_form=row.get("legal_form", "htx"), created_at=AT
            )
        product = Product(
            code=f"SP-{next(_number)}",
            name=row["name"],
            producer=producers[name],
            unit=units.get(row.get("unit", "09556")),
            place_wording=row.get("place", ""),
            criteria_set_number=row.get("set"),
            created_at=AT,
        )
        made.append(product)
        records.append((product, row))
    Product.objects.bulk_create(made)
    HistoricRecognition.objects.bulk_create(
        HistoricRecognition(
            product=product,
            product_wording=row["name"],
            stars=row.get("stars", 4),
            status="recognised",
            year=row.get("year", 2025),
            decided_on=row.get("on", date(2025, 8, 1)),
            procedure="148",
            row_hash=f"{next(_number):064}",
            imported_at=AT,
        )
        for product, row in records
    )
    return made


def make_lines(*rows: dict[str, Any] | str) -> list[Product]:
    """The same, in the register."""
    made = make_products([{"name": row} if isinstance(row, str) else row for row in rows])
    rebuild(at=AT)
    return made


def change_line(entry: Entry, **fields: Any) -> None:
    """Dates as no import would bring them, and the index after them."""
    Entry.objects.filter(pk=entry.pk).update(**fields)
    rebuild_index(on=DAY)

"""Products whose only recognition comes from a published list of former years."""

import hashlib
from datetime import date, datetime
from random import Random

from ocop.demo.nation.products import MadeProduct
from ocop.demo.nation.writing import Row
from ocop.rulebook.procedures import procedure_for_record


def historic_row(pk: int, product: MadeProduct, rng: Random, at: datetime) -> Row:
    """Every other one gives the year only, as many published lists do."""
    year = rng.randint(2020, 2025)
    day = date(year, rng.randint(1, 12), rng.randint(1, 28)) if rng.random() < 0.5 else None
    record = procedure_for_record(day or year)
    return {
        "id": pk,
        "product_id": product.pk,
        "stars": rng.choice((3, 3, 3, 4)),
        "status": "recognised",
        "decision_no": "00/DEMO",
        "decided_on": day,
        "year": year,
        "year_wording": str(year),
        "procedure": record.procedure.key if record.procedure else "",
        "product_wording": product.name,
        "producer_wording": product.producer.name,
        "group_wording": product.goods.group,
        "commune_wording": product.producer.place.full_name,
        "evidence_grade": "C",
        "note": "Dữ liệu giả định",
        "row_hash": hashlib.sha256(f"nation {product.row['code']}".encode()).hexdigest(),
        "imported_at": at,
    }

"""Products of the public register: recognitions as published, brought in as the importer does."""

from ocop.core.acting import system
from ocop.recognition.actions.history import import_products
from ocop.recognition.imports.rows import COLUMNS
from tests.factories.accounts import AT, DAY
from tests.factories.places import make_units


def published(name: str, **cells: str) -> dict[str, str]:
    """One row of a published list."""
    row = dict.fromkeys(COLUMNS, "")
    return {
        **row,
        "product_name": name,
        "producer": "Hợp tác xã Thử",
        "commune": "phường Hà Đông",
        "province": "Hà Nội",
        "stars": "4",
        "status": "recognised",
        "decision_date": "2025-08-01",
        "year": "2025",
        **cells,
    }


def bring_in(*rows: dict[str, str]) -> None:
    make_units()
    import_products(rows=enumerate(rows, start=2), by=system(DAY), at=AT)

"""Products in the public register, quickly: published rows brought in as the import does."""

from ocop.core.acting import system
from ocop.recognition.actions.history import import_products
from ocop.recognition.imports.rows import COLUMNS
from ocop.registry.models import Entry
from tests.factories.accounts import AT, DAY
from tests.factories.places import make_units


def published_row(name: str, **cells: str) -> dict[str, str]:
    return {
        **dict.fromkeys(COLUMNS, ""),
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


def in_register(*names: str, **cells: str) -> list[Entry]:
    """One recognised product per name, in the order of the names."""
    make_units()
    rows = [published_row(name, **cells) for name in names]
    import_products(rows=enumerate(rows, start=2), by=system(DAY), at=AT)
    entries = {entry.name: entry for entry in Entry.objects.filter(name__in=names)}
    return [entries[name] for name in names]


def published(name: str, **cells: str) -> dict[str, str]:
    """One row of a published list."""
    return published_row(name, **cells)


def bring_in(*rows: dict[str, str]) -> None:
    """Rows of `published`, however many of one name."""
    make_units()
    import_products(rows=enumerate(rows, start=2), by=system(DAY), at=AT)

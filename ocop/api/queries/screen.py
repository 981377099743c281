"""The public list as a visitor has filtered it, as a file."""

from collections.abc import Iterator, Mapping
from datetime import date

from django.db.models import Q

from ocop.api.opendata.export import Export
from ocop.api.opendata.writers import WRITERS
from ocop.api.tables import PRODUCTS
from ocop.registry.models import STATUS_FILTERS
from ocop.registry.search import Asked
from ocop.registry.search.asked import COLUMNS, STATUS
from ocop.registry.search.asking import hits

MOST_HITS = 1000


def file_on_screen(params: Mapping[str, str], form: str, on: date) -> Iterator[bytes]:
    """With words: the hits in the order of the page, at most 1,000. Without: every row that fits, by the alphabet."""
    asked = Asked.from_query(params)
    if asked.words:
        found, _ = hits(asked, on)
        places = [hit[2] for hit in found[:MOST_HITS]]
        by_pk = {row[0]: row for row in PRODUCTS.queryset().filter(pk__in=places)}
        rows = PRODUCTS.build([by_pk[pk] for pk in places if pk in by_pk], on)
        return WRITERS[form](PRODUCTS, rows, on)
    chosen = Q()
    for name, value in asked.filters.items():
        chosen &= STATUS_FILTERS[value](on) if name == STATUS else Q(**{COLUMNS[name]: value})
    return iter(Export(PRODUCTS, form, on, chosen))

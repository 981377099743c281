"""A table as a file: written by PostgreSQL where it can, else in Python; the same bytes either way."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q

from ocop.api.opendata.copying import COPIERS, can_copy
from ocop.api.opendata.writers import WRITERS
from ocop.api.tables.table import Table


class Export:
    """The bytes, part by part; `rows` tells how many rows have passed so far. `chosen` leaves only some rows."""

    def __init__(self, table: Table, form: str, on: date, chosen: Q | None = None) -> None:
        self.table, self.form, self.on, self.chosen, self.rows = table, form, on, chosen or Q(), 0

    def __iter__(self) -> Iterator[bytes]:
        if can_copy(self.table, self.form):
            return COPIERS[self.form](self.table, self.on, self.chosen, self._see)
        return WRITERS[self.form](self.table, self._counted(), self.on)

    def _see(self, count: int) -> None:
        self.rows += count

    def _counted(self) -> Iterator[dict[str, Any]]:
        for row in self.table.rows(self.on, self.table.queryset().filter(self.chosen)):
            self.rows += 1
            yield row

"""`Rows(queryset.values(…))`: the rows of a subquery as one list, so that a record and all that hangs on it come in one
statement. Each row is a list of its values in the order of `names`; days come as text, and a missing value as None.
"""

from typing import Any

from django.db.models import JSONField, QuerySet, Subquery


class Rows(Subquery):
    """PostgreSQL and SQLite. The order of the rows is not kept: sort them in Python."""

    output_field = JSONField()

    def __init__(self, queryset: QuerySet, names: tuple[str, ...], **extra: Any) -> None:
        """`names`: fields, paths or annotations of the queryset, which must be ordered by nothing it does not need."""
        self.names = names
        super().__init__(queryset.order_by().values(*names), **extra)

    def as_sql(self, compiler: Any, connection: Any, template: str | None = None, **extra: Any) -> Any:
        build, gather = (
            ("jsonb_build_array", "COALESCE(jsonb_agg({}), '[]'::jsonb)")
            if connection.vendor == "postgresql"
            else ("json_array", "json_group_array({})")
        )
        marks = ", ".join(f"_rows.c{place}" for place in range(len(self.names)))
        columns = ", ".join(f"c{place}" for place in range(len(self.names)))
        template = (
            f"(SELECT {gather.format(f'{build}({marks})')} FROM (WITH _found({columns}) AS (%(subquery)s) "
            "SELECT * FROM _found) AS _rows)"
        )
        return super().as_sql(compiler, connection, template=template, **extra)

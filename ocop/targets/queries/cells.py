"""A row of a drill-down as the cells of its table."""

from datetime import date
from typing import Any

from ocop.core.indicators import Source


def values(source: Source, row: Any) -> list[Any]:
    """Real values, for sheets."""
    return [_value(row, path) for _, path in source.columns]


def cells(source: Source, row: Any) -> list[tuple[str, str]]:
    """(heading, text), for pages."""
    return [(words, _text(_value(row, path))) for words, path in source.columns]


def _value(row: Any, path: str) -> Any:
    for name in path.split("."):
        if row is None:
            return None
        row = getattr(row, name)
    return row() if callable(row) else row


def _text(value: Any) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return "" if value is None else str(value)

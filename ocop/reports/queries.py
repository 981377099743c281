"""What a report says, as plain data: every figure with the key of its definition, every row of its tables.

Word, Excel, JSON and the page are made from this data alone, never from the records again; so they cannot differ, and a kept
report opens as it was.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Q

from ocop.core.errors import RuleBroken
from ocop.core.indicators import Boundary, Indicator, Scope, indicator, source
from ocop.places.models import Unit
from ocop.reports.outlines import LEVEL_WORDS, Field, Outline, RowTable, UnitTable
from ocop.reports.periods import Period
from ocop.targets.queries.areas import parts_level
from ocop.targets.queries.computing import Figure, counts_by, figures, rows_of, scope_of

Content = dict[str, Any]
PLACED = {  # source → where its rows find their unit
    "products": ("product__unit",),
    "ranks": ("product__unit",),
    "producers": ("producer__unit",),
    "registrations": (),
}
NOWHERE = "Không ghi rõ đơn vị"


def check_level(outline: Outline, unit: Unit) -> None:
    if unit.level not in outline.levels:
        raise RuleBroken(
            f"“{outline.words}” chỉ lập cho đơn vị {outline.levels_words}; {unit.full_name} là đơn vị "
            f"{LEVEL_WORDS.get(unit.level, 'cấp huyện cũ')}.",
            code="unit.level",
        )


def report_scope(unit: Unit, period: Period, today: date, boundary: Boundary = Boundary.NOW) -> Scope:
    return scope_of(unit, period.as_of(today), start=period.start, boundary=boundary)


def content_of(outline: Outline, period: Period, scope: Scope) -> Content:
    """The whole report. Raises when a record changed between counting and listing, instead of telling two stories."""
    check_level(outline, scope.unit)
    found = {one.indicator.key: one for one in figures(scope, outline.keys)}
    sections = [
        {"title": section.title, "figures": [figure_data(found[key]) for key in section.keys]}
        for section in outline.sections
    ]
    return {
        **head_of(outline, period, scope),
        "sections": sections,
        "figures": [one for section in sections for one in section["figures"]],
        "tables": [_table(one, scope, found) for one in outline.tables],
    }


def head_of(outline: Outline, period: Period, scope: Scope) -> Content:
    unit = scope.unit
    return {
        "report": outline.key,
        "name": outline.words,
        "kind": outline.kind,
        "subject": outline.subject,
        "symbol": outline.symbol,
        "definitions_version": definitions_version(outline),
        "mark": "BẢN DEMO" if settings.OCOP_DEMO else "",
        "unit": {
            "key": unit.key,
            "name": unit.name,
            "full_name": unit.full_name,
            "level": unit.level,
            "parent": unit.parent.full_name if unit.level == "commune" and unit.parent else "",
        },
        "period": {
            "code": period.code,
            "kind": str(period.kind),
            "from": period.start.isoformat(),
            "to": period.end.isoformat(),
            "words": period.words,
        },
        "as_of": scope.on.isoformat(),
        "boundary": str(scope.area.boundary),
        "boundary_words": scope.area.boundary.words,
    }


def definitions_version(outline: Outline) -> str:
    """Changes with the make-up of the report and with the definition of any of its figures."""
    keys = [*outline.keys, *(key for table in outline.tables for key in _indicators(table))]
    known = [_definition(indicator(key)) for key in dict.fromkeys(keys)]
    text = json.dumps([outline.key, outline.version, known], ensure_ascii=False)
    return f"{outline.version}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"


def _definition(one: Indicator) -> list[Any]:
    return [one.key, one.words, one.formula, one.measure, one.source, one.kind, one.rounding.places, one.flow]


def _indicators(table: RowTable | UnitTable) -> tuple[str, ...]:
    return (table.indicator,) if isinstance(table, RowTable) else table.indicators


def figure_data(found: Figure) -> dict[str, Any]:
    one = found.indicator
    return {
        "definition": one.key,
        "name": one.words,
        "formula": one.formula_words,
        "measure": one.measure,
        "origin": one.origin,
        "rounding": one.rounding.words,
        "kind": found.kind,
        "value": found.text,
        "exact": "" if found.value is None else str(found.value),
        "rows": found.rows if one.counted else None,
        "target": _target(found),
        "declared": _declared(found),
    }


def _target(found: Figure) -> dict[str, str] | None:
    if found.target is None:
        return None
    return {
        "value": _number(found.target.value),
        "document": found.target.document,
        "years": found.target.years,
    }


def _declared(found: Figure) -> dict[str, str] | None:
    said = found.declared
    if said is None:
        return None
    return {
        "value": _number(said.value),
        "document": said.document,
        "from": said.from_on.isoformat(),
        "to": said.until_on.isoformat(),
    }


def _number(value: Any) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _table(table: RowTable | UnitTable, scope: Scope, found: dict[str, Figure]) -> dict[str, Any]:
    if isinstance(table, UnitTable):
        return _unit_table(table, scope)
    one = indicator(table.indicator)
    rows = rows_of(one, scope)
    rows = rows.select_related(*source(one.source).related, *PLACED[one.source])
    ordered = rows.order_by(*table.order) if table.order else rows
    lines = [[_cell(field, row, scope.on) for field in table.fields] for row in ordered]
    counted = found.get(one.key)
    if counted is not None and counted.value != len(lines):
        raise RuleBroken("Dữ liệu vừa thay đổi trong lúc lập. Hãy lập lại báo cáo.", code="report.moved")
    columns = [{"title": f.title, "sort": f.sort, "width": f.width} for f in table.fields]
    return {
        "key": table.key,
        "title": table.title,
        "short": table.short,
        "definition": one.key,
        "columns": columns,
        "rows": lines,
        "total": False,
    }


def _cell(field: Field, row: Any, on: date) -> Any:
    value = field.path(row, on) if callable(field.path) else _follow(row, field.path)
    return value.isoformat() if isinstance(value, date) else value


def _follow(row: Any, path: str) -> Any:
    for name in path.split("."):
        row = getattr(row, name) if row is not None else None
    return row() if callable(row) else row


def _unit_table(table: UnitTable, scope: Scope) -> dict[str, Any]:
    ones = [indicator(key) for key in table.indicators]
    level = parts_level(scope)
    counted = counts_by(scope, ones, level) if level else {}
    units = {unit.key: unit.full_name for unit in _units_below(scope, level, counted)}
    lines = [
        [units.get(key, NOWHERE), *(counted.get(key, {}).get(one.key, 0) for one in ones)]
        for key in [*units, *(key for key in counted if key not in units)]
    ]
    numbers = [{"title": one.words, "sort": "integer", "width": 1.2, "definition": one.key} for one in ones]
    return {
        "key": table.key,
        "title": table.title,
        "short": table.short,
        "definition": "",
        "columns": [{"title": "Đơn vị", "sort": "text", "width": 3}, *numbers],
        "rows": lines,
        "total": True,
    }


def _units_below(scope: Scope, level: str, counted: Iterable[str]) -> Iterable[Unit]:
    """Those that exist on that map, also with nothing, and any that records still name."""
    units = Unit.objects.filter(level=level)
    there = units.on(scope.on) if scope.area.boundary == Boundary.THEN else units.current()
    if scope.area.level != "nation":
        there = there.filter(province_key__in=scope.area.keys)
    return (there | units.filter(Q(key__in=list(counted)))).distinct().order_by("sort_key", "pk")

"""Finished rows of this app's lists: one template shows them all (templates/trade/listing.html)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ocop.core.components import Badge, Column

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Filter:
    """A filter of a list. Without `options` it is a text; `kind` "number" for whole numbers, "check" for a tick."""

    name: str
    label: str
    value: str = ""
    options: Sequence[tuple[str, str]] = ()
    kind: str = "search"


@dataclass(frozen=True)
class Line:
    """A row: where its first cell leads, and the other cells in the order of the columns."""

    url: str
    name: str
    cells: Sequence[Any]
    badge: Badge | None = None


@dataclass(frozen=True)
class Listing:
    title: str
    lead: str
    columns: Sequence[str]
    lines: Sequence[Line]
    page: Any
    filters: Sequence[Filter] = ()
    actions: Sequence[Any] = ()
    numeric: Sequence[str] = ()
    empty: str = "Không có dòng nào như vậy."
    tabs: Sequence[dict[str, Any]] = ()
    facts: Sequence[Any] = field(default_factory=list)


def show(request: HttpRequest, listing: Listing) -> HttpResponse:
    columns = [Column(name, numeric=name in listing.numeric) for name in listing.columns]
    rest = columns[1:]
    rows = [{"line": line, "cells": list(zip(rest, line.cells, strict=False))} for line in listing.lines]
    return render(request, "trade/listing.html", {"list": listing, "columns": columns, "rows": rows})


def asked(request: HttpRequest, *names: str) -> dict[str, str]:
    """Filters as the address has them, never longer than anybody types."""
    return {name: request.GET.get(name, "")[:100].replace("\x00", "") for name in names}


def whole(text: str) -> int:
    """A whole number of a filter; anything else counts as none."""
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def as_file(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer

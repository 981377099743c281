"""Figures of a unit: the headlines, all indicators, and one indicator down to its rows."""

from datetime import date
from typing import Any

from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from ocop.core.components import Button, Column, Crumb, Fact
from ocop.core.guards import guard
from ocop.core.indicators import Indicator, Scope, find, indicator, source
from ocop.core.paging import keyset_page
from ocop.core.permissions import Permission as P
from ocop.targets.charts import column_chart
from ocop.targets.papers import rows_workbook
from ocop.targets.queries import boards
from ocop.targets.queries.areas import parts_level
from ocop.targets.queries.cells import cells
from ocop.targets.queries.computing import TARGET, Figure, figure, rows_of
from ocop.targets.views.asked import asked_scope, query_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PART_COLUMNS = [
    Column("Đơn vị"),
    Column("Giá trị", numeric=True),
    Column("Chỉ tiêu", numeric=True),
    Column("Hơn, kém", numeric=True),
]
ALL_COLUMNS = [
    Column("Chỉ số"),
    Column("Giá trị", numeric=True),
    Column("Đơn vị tính"),
    Column("Loại số"),
    Column("Chỉ tiêu", numeric=True),
]


def dashboard_url(scope: Scope) -> str:
    return f"{reverse('targets:dashboard')}?{query_of(scope)}"


def indicator_url(key: str, scope: Scope, unit: Any = None) -> str:
    return f"{reverse('targets:indicator', args=[key])}?{query_of(scope, unit)}"


@guard(P.FIGURES_VIEW)
def dashboard(
    request: HttpRequest,
) -> HttpResponse:  # queries: 9, of which 5 are those of every signed-in page
    """Headline figures with target and last year, and the years as a chart with its table."""
    scope, form = asked_scope(request)
    front = boards.front(scope)
    years = front.years
    headlines = [
        {"card": card, "url": indicator_url(card.figure.indicator.key, scope)} for card in front.cards
    ]
    context = {
        "scope": scope,
        "form": form,
        "headlines": headlines,
        "years": years,
        "chart": column_chart(
            "Sản phẩm được công nhận mới theo năm", [(str(year), count) for year, count in years]
        ),
        "columns": [Column("Năm"), Column("Sản phẩm được công nhận mới", numeric=True)],
        "former": scope.unit.valid_to,
        "actions": [
            Button("Mọi chỉ số", f"{reverse('targets:all')}?{query_of(scope)}", icon="table"),
            Button("Chỉ tiêu", f"{reverse('targets:goals')}?don_vi={scope.unit.key}", icon="list-check"),
            Button(
                "Số khai báo", f"{reverse('targets:declared')}?don_vi={scope.unit.key}", icon="pencil-square"
            ),
        ],
    }
    return render(request, "targets/dashboard.html", context)


@guard(P.FIGURES_VIEW)
def all_figures(request: HttpRequest) -> HttpResponse:  # queries: 14
    """The indicators of a unit, a theme at a time; declared ones are marked."""
    scope, form = asked_scope(request)
    held = boards.themes()
    theme = next((one for one in held if one == request.GET.get("nhom")), held[0])
    context = {
        "scope": scope,
        "form": form,
        "theme": theme.label,
        "tabs": [
            {
                "label": one.label,
                "url": f"?{query_of(scope)}&nhom={one}",
                "active": one == theme,
            }
            for one in held
        ],
        "rows": [
            {"figure": one, "url": indicator_url(one.indicator.key, scope)}
            for one in boards.of_theme(scope, theme)
        ],
        "columns": ALL_COLUMNS,
        "crumbs": _crumbs(scope),
    }
    return render(request, "targets/all.html", context)


@guard(P.FIGURES_VIEW)
def one_indicator(request: HttpRequest, key: str) -> HttpResponse:  # queries: 13
    """The definition, the figure, the units below, and the rows behind it."""
    one = find(key)
    if one is None:
        raise Http404("no indicator")
    scope, form = asked_scope(request)
    if one.counted and request.GET.get("dang") == "xlsx":
        return _workbook(one, scope)
    found = figure(scope, key)
    parts = boards.compare(one, scope)
    context = {
        "one": one,
        "figure": found,
        "scope": scope,
        "form": form,
        "facts": _facts(found, scope),
        "operands": _operands(one, scope),
        "parts": [{"part": p, "url": indicator_url(key, scope, p.unit) if p.unit else ""} for p in parts],
        "part_columns": PART_COLUMNS,
        "parts_total": sum(part.value for part in parts),
        "parts_level": parts_level(scope),
        "xlsx_url": f"{indicator_url(key, scope)}&dang=xlsx" if one.counted else "",
        "crumbs": _crumbs(scope),
        **(_rows(request, one, scope) if one.counted else {}),
    }
    return render(request, "targets/indicator.html", context)


def _crumbs(scope: Scope) -> list[Crumb]:
    return [Crumb(f"Số liệu {scope.unit.full_name}", dashboard_url(scope))]


def _rows(request: HttpRequest, one: Indicator, scope: Scope) -> dict[str, Any]:
    """A page of the drill-down."""
    behind = source(one.source)
    rows = rows_of(one, scope).annotate(row_key=F(behind.order[0]))
    page = keyset_page(request, rows, key="row_key", kind="text")
    return {
        "page": page,
        "row_columns": [Column(words) for words, _ in behind.columns],
        "rows": [cells(behind, row) for row in page.rows],
    }


def _facts(found: Figure, scope: Scope) -> list[Fact]:
    one = found.indicator
    facts = [
        Fact("Cách tính", one.formula_words),
        Fact("Nguồn", one.origin),
        Fact("Làm tròn", one.rounding.words),
        Fact("Tính đến", f"{_days(scope)}{scope.area.boundary.words}"),
    ]
    if found.target:
        facts.append(Fact("Căn cứ chỉ tiêu", f"{found.target.document} ({found.target.years})"))
    if found.declared:
        said = found.declared
        facts.append(
            Fact("Số khai báo", f"{said.document}; kỳ {said.from_on:%d/%m/%Y} – {said.until_on:%d/%m/%Y}")
        )
    return facts


def _days(scope: Scope) -> str:
    """The day asked; with the first day of the period when that is not the first of the year."""
    begun = "" if scope.start == date(scope.on.year, 1, 1) else f"kỳ từ {scope.start:%d/%m/%Y}, "
    return f"{scope.on:%d/%m/%Y}, {begun}"


def _operands(one: Indicator, scope: Scope) -> list[dict[str, str]]:
    """The parts of a calculated indicator, each opening to its own rows."""
    return [
        {"label": indicator(key).words, "url": indicator_url(key, scope)}
        for key in one.of
        if key and not key.startswith(TARGET)
    ]


def _workbook(one: Indicator, scope: Scope) -> HttpResponse:
    """The rows behind a figure as Excel: as many as the figure says."""
    content = rows_workbook(one, scope, rows_of(one, scope))
    answer = HttpResponse(content, content_type=XLSX)
    name = f"{one.key}-{scope.unit.key}-{_stamp(scope.on)}.xlsx"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _stamp(day: date) -> str:
    return day.strftime("%Y%m%d")

"""Every figure of the five founding articles beside what this installation's records and statements give."""

from typing import Any

from ocop.core.indicators import Boundary, indicator
from ocop.reports.catalogue import Asked, Report, register
from ocop.rulebook.exact import Exact
from ocop.rulebook.figures import Rounding, figure_text, same_figure
from ocop.targets.published import PublishedFigure, published_figures
from ocop.targets.queries.areas import unit_of_code
from ocop.targets.queries.computing import figures, scope_of
from ocop.targets.queries.statements import declared_exactly, target_exactly

KEY = "published-figures"
MISSING = "Bản cài đặt này không có số liệu của dòng này; dựng bằng “ocop scenario published”."
Answer = tuple[str, Exact | None]
PLACES = Rounding(4)  # as statements are stored


def build(asked: Asked) -> dict[str, Any]:
    """`kind` is computed or declared: a target is a statement, with the decision as its source."""
    answers = _computed()
    return {"rows": [_row(row, answers) for row in published_figures()]}


def _computed() -> dict[PublishedFigure, Answer]:
    """Figures of one unit and period are asked for together."""
    groups: dict[tuple[Any, ...], list[PublishedFigure]] = {}
    for row in published_figures():
        if row.kind == "computed":
            groups.setdefault((row.unit, row.from_on, row.until_on), []).append(row)
    answers: dict[PublishedFigure, Answer] = {}
    for (unit, start, on), rows in groups.items():
        scope = scope_of(unit_of_code(unit), on, start=start, boundary=Boundary.THEN)
        for row, found in zip(rows, figures(scope, [one.key for one in rows]), strict=True):
            answers[row] = found.text, found.value
    return answers


def _row(row: PublishedFigure, answers: dict[PublishedFigure, Answer]) -> dict[str, Any]:
    text, value = answers[row] if row in answers else _stated(row)
    equal = same_figure(row.value, value)
    known = indicator(row.key)
    return {
        "source": row.source,
        "place": row.place,
        "period": row.period,
        "indicator": row.words,
        "published": row.printed,
        "kind": "computed" if row.kind == "computed" else "declared",
        "value": figure_text(value, _digits(row)) if equal else text,
        "exact": text,
        "equal": equal,
        "definition": f"target:{row.key}" if row.kind == "target" else row.key,
        "formula": known.formula,
        "stated_by": _source_of(row),
        "unit": row.unit,
        "from": row.from_on.isoformat(),
        "on": row.until_on.isoformat(),
        "unit_of_measure": row.measure,
        "explanation": row.explanation if value is not None else MISSING,
    }


def _stated(row: PublishedFigure) -> Answer:
    if row.kind == "target":
        target = target_exactly(row.unit, row.key, row.from_on.year, row.until_on.year)
        return _text(target.value if target else None)
    declared = declared_exactly(row.unit, row.key, row.from_on, row.until_on)
    return _text(declared.value if declared else None)


def _text(value: Exact | None) -> Answer:
    return figure_text(value, PLACES), value


def _digits(row: PublishedFigure) -> Rounding:
    """As many digits as were printed."""
    return Rounding(max(0, -int(row.value.as_tuple().exponent)))


def _source_of(row: PublishedFigure) -> str:
    return {"computed": "bản ghi", "target": "chỉ tiêu", "declared": "số khai báo"}[row.kind]


HEAD = """# Published figures, and what the system answers

Made by `ocop report published-figures --format md --out docs/published-figures.md` in an installation that `ocop scenario
published` filled; a test compares this page with the records. *Computed* is counted from records, *declared* is a statement of
an office with its paper, *target* a decision. The records are invented (they say “kịch bản”); only the totals are published, and
which province or district got how many beyond them is arbitrary.

| source | place | period | figure as printed | printed | indicator | kind | value | equal | note |
|---|---|---|---|---|---|---|---|---|---|
"""
KINDS = {"bản ghi": "computed", "chỉ tiêu": "target", "số khai báo": "declared"}


def as_markdown(content: dict[str, Any]) -> str:
    """The page of the documentation."""
    rows = content["rows"]
    lines = [
        f"| {row['source'][:3]} | {row['place']} | {row['period']} | {row['indicator']} | {row['published']} "
        f"| `{row['definition'].removeprefix('target:')}` | {KINDS[row['stated_by']]} | {row['value']} "
        f"| {'yes' if row['equal'] else '**no**'} | {row['explanation']} |"
        for row in rows
    ]
    equal = sum(row["equal"] for row in rows)
    return f"{HEAD}{chr(10).join(lines)}\n\n{equal} of {len(rows)} figures are equal.\n"


def install() -> None:
    words = "Số liệu đã công bố của năm bài gốc, đối chiếu với hệ thống"
    register(Report(KEY, words, ("json", "md"), build, {"md": lambda content: as_markdown(content).encode()}))

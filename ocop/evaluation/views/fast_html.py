"""The two places where Django's templates are too slow for the number of cells: the options of a score sheet (some
110 on a page) and the council table (thousands of cells). Everything that people wrote is escaped here.

Measured with `make bench` (rows 8 and 10); everything else is rendered by templates.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from django.template.loader import get_template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from ocop.evaluation.queries.options import CriterionCard

_cards: dict[tuple[str, str], CriterionCard] = {}


def options_html(digest: str, card: CriterionCard, *, selected: str, locked: str, error: str) -> SafeString:
    """The component `score_options` of one criterion. A set's words never change under their digest, so without an
    error the same HTML serves every member."""
    if error:
        return _render(card, selected, locked, error)
    _cards[digest, card.code] = card
    return _remembered(digest, card.code, selected, locked)


@lru_cache(maxsize=8192)
def _remembered(digest: str, code: str, selected: str, locked: str) -> SafeString:
    return _render(_cards[digest, code], selected, locked, "")


def _render(card: CriterionCard, selected: str, locked: str, error: str) -> SafeString:
    values = {
        "name": card.code,
        "code": card.code,
        "legend": card.title,
        "options": card.options,
        "hint": card.hint,
        "selected": selected,
        "locked": locked,
        "error": error,
        "max": card.max_points,
    }
    return get_template("components/score_options.html").render(values)  # type: ignore[return-value]


def table_body(rows: Iterable[Mapping[str, Any]]) -> SafeString:
    """Rows of the council table."""
    return mark_safe("".join(map(_table_row, rows)))


def _table_row(row: Mapping[str, Any]) -> str:
    totals = "".join(f'<td class="num">{total}</td>' for total in row["totals"])
    over = ' <span class="badge tone-warning">quá mức</span>' if row["over"] else ""
    name = escape(row["product"])
    name = f'<a href="{row["url"]}">{name}</a>' if row["url"] else name
    return (
        f'<tr><td class="num">{row["rank"]}</td><th scope="row">{name}<br>'
        f'<span class="soft small">{escape(row["producer"])}</span></th>'
        f'<td><span class="badge tone-{row["tone"]}">{row["state"]}</span></td>{totals}'
        f'<td class="num"><strong>{row["mean"]}</strong></td><td class="num">{row["gap"]}{over}</td><td>{row["stars"]}</td>'
        f"<td>{escape(row['disputed'])}</td></tr>"
    )

"""The cards and filter boxes of the list: two dozen cards and some hundred choices on a page are too many for templates.

A card is its template, rendered once for each shape (stars, status, with or without photo) with holes that are filled
for each product; only the lines of a select box are written here. Everything that people wrote is escaped. Measured
with `make bench`, rows 2 and 5.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import escape
from typing import Any

from django.conf import settings
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from ocop.registry.models import Entry
from ocop.registry.queries.status import Shown
from ocop.registry.search import Choice
from ocop.registry.skeleton import CLOSE, OPEN, Skeleton


def cards(rows: Iterable[tuple[Entry, Shown]]) -> SafeString:
    """The cards of a list, as `registry/_card.html` draws them."""
    language = get_language() or ""
    card = _card.__wrapped__ if settings.DEBUG else _card
    return mark_safe("".join(_filled(card, language, entry, status) for entry, status in rows))


def _filled(card: Any, language: str, entry: Entry, status: Shown) -> str:
    holes = {
        "name": entry.name,
        "url": entry.get_absolute_url(),
        "producer": entry.producer_name,
        "place": entry.place,
        "photo": entry.photo,
    }
    there = tuple(name for name, value in holes.items() if value)
    looks = (status.word, status.tone, status.icon)
    shape: Skeleton = card(language, there, entry.stars, entry.is_demo, looks)
    return shape.join({name: escape(holes[name]) for name in there})


@lru_cache(maxsize=1024)
def _card(
    language: str, there: tuple[str, ...], stars: int | None, is_demo: bool, looks: tuple[str, str, str]
) -> Skeleton:
    """The template with marks in the place of the texts that are there. `language` is the active one."""
    marks = {name: f"{OPEN}{name}{CLOSE}" for name in there}
    entry = {
        "name": marks.get("name", ""),
        "get_absolute_url": marks.get("url", ""),
        "producer_name": marks.get("producer", ""),
        "place": marks.get("place", ""),
        "photo": marks.get("photo", ""),
        "stars": stars,
        "is_demo": is_demo,
    }
    status = dict(zip(("word", "tone", "icon"), looks, strict=True))
    return Skeleton(get_template("registry/_card.html").render({"entry": entry, "status": status}))


def boxes(found: Iterable[Mapping[str, Any]]) -> SafeString:
    """The select boxes with their choices."""
    box_html = get_template("registry/_facet.html")
    return mark_safe(
        "".join(
            box_html.render({"box": {**box, "options": options(box["choices"], box["chosen"])}})
            for box in found
        )
    )


def options(choices: Iterable[Choice], chosen: str) -> SafeString:
    """The lines of one box: value, words, number of products."""
    return mark_safe(
        "".join(
            f'<option value="{escape(one.value)}"{" selected" if one.value == chosen else ""}>'
            f"{escape(one.label)} ({_number(one.count)})</option>"
            for one in choices
        )
    )


def _number(n: int) -> str:
    return f"{n:,}".replace(",", ".")

"""What to offer while words are being typed: names that begin so, names and producers that hold the words, places.

One statement; the names of units rarely change and are kept in the process for a while.
"""

from bisect import bisect_left
from dataclasses import dataclass
from itertools import takewhile
from time import monotonic
from typing import Any
from urllib.parse import urlencode

from django.db import connection

from ocop.core.text import words
from ocop.places.enums import Level
from ocop.places.models import Unit
from ocop.registry.search.asked import LONGEST_WORD, MOST_WORDS
from ocop.registry.search.engines import match_text, read
from ocop.registry.search.question import exactly

MOST, LEAST_LETTERS = 8, 2
PLACES, READ, HELD = 2, 24, 1000
KEEP_SECONDS = 600
BEGINS = {
    "sqlite": "name_key >= %s AND name_key < %s ORDER BY name_key",
    "postgresql": "name_key ~>=~ %s AND name_key ~<~ %s ORDER BY name_key USING ~<~",
}


@dataclass(frozen=True)
class Suggestion:
    """`kind`: product, producer or place; `url` opens the hits."""

    kind: str
    text: str
    url: str


def suggest(q: str) -> list[Suggestion]:
    """At most eight; none for less than two letters."""
    asked = [word[:LONGEST_WORD] for word in words(q)[:MOST_WORDS]]
    if len("".join(asked)) < LEAST_LETTERS:
        return []
    places = _places(" ".join(asked))
    rows = [row for row in _rows(asked) if _holds(" ".join(row), asked)]
    found = {(one.kind, one.text): one for one in (_named(row, asked) for row in rows)}
    return [*list(found.values())[: MOST - len(places)], *places]


def _rows(asked: list[str]) -> list[tuple[Any, ...]]:
    """(product, producer): names that begin so first; the second part is only read when they do not fill the list."""
    begin = f" {' '.join(asked)}"
    match, text = match_text(exactly(asked).indexed)
    fields = "name, producer_name"
    begins = f"SELECT {fields} FROM registry_entry WHERE {BEGINS[connection.vendor]} LIMIT {READ}"
    holds = (
        f"SELECT {fields} FROM (SELECT {fields}, sort_key, id FROM registry_entry WHERE {match} LIMIT {HELD}) AS found "
        f"ORDER BY sort_key, id LIMIT {READ}"
    )
    both = f"SELECT * FROM ({begins}) AS one UNION ALL SELECT * FROM ({holds}) AS other LIMIT {READ}"
    return read(both, [begin, begin[:-1] + chr(ord(begin[-1]) + 1), text])


def _named(row: tuple[Any, ...], asked: list[str]) -> Suggestion:
    name, producer = row
    if _holds(producer, asked) and not _holds(name, asked):
        return _of("producer", producer)
    return _of("product", name)


def _holds(text: str, asked: list[str]) -> bool:
    held = words(text)
    return all(word in held for word in asked[:-1]) and any(word.startswith(asked[-1]) for word in held)


def _of(kind: str, text: str) -> Suggestion:
    return Suggestion(kind, text, f"/san-pham/?{urlencode({'q': text})}")


_kept: list[tuple[str, str, str]] = []
_kept_until = 0.0


def _places(begin: str) -> list[Suggestion]:
    """Units of today, then former ones, whose name begins so."""
    units = _units()
    first = bisect_left(units, (begin,))
    found = list(takewhile(lambda unit: unit[0].startswith(begin), units[first : first + 200]))
    found.sort(key=lambda unit: (unit[2] == "", unit[0], unit[1]))
    named = {text: filters for _, text, filters in reversed(found)}
    chosen = list(dict.fromkeys(text for _, text, _ in found))[:PLACES]
    return [
        Suggestion("place", text, f"/san-pham/?{named[text]}") if named[text] else _of("place", text)
        for text in chosen
    ]


def _units() -> list[tuple[str, str, str]]:
    """(folded name, name with its kind, filters), in order; former units have no filter, their names are searched."""
    global _kept, _kept_until
    if not _kept or monotonic() > _kept_until:
        rows = Unit.objects.exclude(level=Level.NATION).values_list(
            "name_key", "full_name", "level", "key", "province_key", "valid_to"
        )
        _kept = sorted(
            (name, text, "" if until else _filters(level, key, province))
            for name, text, level, key, province, until in rows
        )
        _kept_until = monotonic() + KEEP_SECONDS
    return _kept


def _filters(level: str, key: str, province: str) -> str:
    return urlencode({"tinh": key} if level == Level.PROVINCE else {"tinh": province, "xa": key})

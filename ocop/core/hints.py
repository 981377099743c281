"""Facts that apps show beside the options of a criterion. They inform; nothing is ever chosen from them.

hints.register(source): `source(criterion_title, product, on)` → hints. A source answers `[]` without a query for criteria
it has nothing to say about.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Hint:
    """One sentence of fact, and where it comes from."""

    words: str
    url: str = ""
    link: str = ""


Source = Callable[[str, Any, date], list[Hint]]
_sources: list[Source] = []


def register(source: Source) -> None:
    if source not in _sources:
        _sources.append(source)


def hints_for(criterion_title: str, product: Any, on: date) -> list[Hint]:
    return [hint for source in _sources for hint in source(criterion_title, product, on)]

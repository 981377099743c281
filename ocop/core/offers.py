"""What a public page of a record offers besides its own content: files to take away, proofs. Apps register, pages show.

offers.register("product", source): `source(ProductFacts)` → links. A source asks no database: the page's number of
statements is fixed, so it gets what it needs in `facts` (codes and tokens) and answers with addresses only.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Offer:
    """A link with the words of what comes: “Giấy chứng nhận (PDF)”. `hint` says what it is good for."""

    label: str
    url: str
    hint: str = ""
    icon: str = "download"


Source = Callable[[Mapping[str, Any]], list[Offer]]
_sources: dict[str, list[Source]] = {}


def register(of: str, source: Source) -> None:
    """`of`: "product" – facts: code, stars, tokens (newest first); "certificate" – facts: token, number."""
    held = _sources.setdefault(of, [])
    if source not in held:
        held.append(source)


def offers_for(of: str, facts: Mapping[str, Any]) -> list[Offer]:
    return [offer for source in _sources.get(of, ()) for offer in source(facts)]

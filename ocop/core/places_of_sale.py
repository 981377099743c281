"""Where products can be bought, told upward: the market registers a source, the public register asks for many at once."""

from collections.abc import Callable, Iterable

Place = dict[str, str]  # kind, name, address, link, hours
Source = Callable[[Iterable[int]], dict[int, list[Place]]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """`source(product ids)` → product id → places. One statement for any number of products."""
    if source not in _sources:
        _sources.append(source)


def places_of(products: Iterable[int]) -> dict[int, list[Place]]:
    wanted = list(products)
    found: dict[int, list[Place]] = {}
    for source in _sources:
        for key, places in source(wanted).items():
            found.setdefault(key, []).extend(places)
    return found

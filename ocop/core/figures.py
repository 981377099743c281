"""Figures of the public home page. Apps that can count register a provider; each figure opens to its rows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Figure:
    """A number with its words and the address of the rows behind it."""

    label: str
    value: int
    url: str


Provider = Callable[[date], list[Figure]]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    if provider not in _providers:
        _providers.append(provider)


def figures(on: date) -> list[Figure]:
    return [figure for provider in _providers for figure in provider(on)]

"""Figures of the public home page. The register supplies them; each figure opens to its rows."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Figure:
    """A number with its words and the address of the rows behind it."""

    label: str
    value: int
    url: str


@dataclass(frozen=True)
class Overview:
    """The nation's figures, those of the province asked for, and how many products each province has in force."""

    national: list[Figure] = field(default_factory=list)
    local: list[Figure] = field(default_factory=list)
    provinces: dict[str, int] = field(default_factory=dict)


Provider = Callable[[date, str], Overview]
_provider: list[Provider] = []


def register_overview(provider: Provider) -> None:
    _provider[:] = [provider]


def overview(on: date, province: str = "") -> Overview:
    """`province`: key of the province whose own figures are wanted beside the nation's; empty for none."""
    return _provider[0](on, province) if _provider else Overview()

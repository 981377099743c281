"""What `ocop init` loads. Apps register in `AppConfig.ready()`; core knows none of them.

    register("units", load_units, order=10, title="Đơn vị hành chính")

A loader is safe to run again and answers what it did: a dict of counts, or a sentence.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Load = Callable[[], dict[str, int] | str | None]


@dataclass(frozen=True)
class Loader:
    name: str
    func: Load
    order: int
    title: str


_loaders: dict[str, Loader] = {}


def register(name: str, func: Load, order: int = 50, title: str = "") -> None:
    """Add a loader; the same name again replaces it."""
    _loaders[name] = Loader(name, func, order, title or name)


def loaders() -> list[Loader]:
    return sorted(_loaders.values(), key=lambda loader: (loader.order, loader.name))


def describe(result: Any) -> str:
    """`{"units": 3, "added": 0}` → "units 3, added 0"."""
    if isinstance(result, dict):
        return ", ".join(f"{name} {count}" for name, count in result.items())
    return str(result or "xong")

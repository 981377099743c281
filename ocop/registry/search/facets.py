"""The filters with their numbers: from the kept cells where no more than one filter remains, else over the hits."""

from collections import Counter, OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language, gettext

from ocop.core.text import sort_key
from ocop.registry.models import IndexState
from ocop.registry.search import labels, summary
from ocop.registry.search.asked import COLUMNS, STATUS, Asked

ORDER = ("nganh", "nhom", "sao", "tinh", "xa", STATUS, "nam", "loai_hinh")
# A status of the address → the statuses of the rulebook it covers.
COVERS = {
    "con-hieu-luc": ("valid", "expiring"),
    "sap-het-han": ("expiring",),
    "het-han": ("expired",),
    "tam-dung": ("suspended",),
    "da-thu-hoi": ("revoked",),
    "chua-ro": ("unknown",),
}
Numbers = dict[str, Counter[str]]


@dataclass(frozen=True)
class Choice:
    """One value of a filter with the number of products it leaves."""

    value: str
    label: str
    count: int


def keys_of(name: str, value: str) -> list[tuple[str, str]]:
    """The cells' keys that a filter stands for."""
    return [(name, key) for key in COVERS[value]] if name == STATUS else [(name, value)]


def others(asked: Asked, name: str) -> dict[str, str]:
    """The filters that remain when this one is chosen anew; changing the province also means another commune."""
    rest = {other: value for other, value in asked.filters.items() if other != name}
    if name == "tinh" and asked.tinh:
        rest.pop("xa", None)
    return rest


def countable(rest: Mapping[str, str]) -> bool:
    return len(rest) <= 1 and "xa" not in rest


def kept_for(asked: Asked, on: date, now: IndexState) -> "Kept":
    """The cells for this question: read once for each version of the register, however often it is asked."""
    chosen = frozenset(pair for name, value in asked.filters.items() for pair in keys_of(name, value))
    key = (now.version, now.as_of, on, chosen)
    found = _read.get(key) if now.version else None
    if found is None:
        found = _read[key] = Kept(summary.kept({("", ""), *chosen}, on, now))
        while len(_read) > MOST_READ:
            _read.popitem(last=False)
    return found


MOST_READ = 128
_read: "OrderedDict[tuple[Any, ...], Kept]" = OrderedDict()


class Kept:
    """The kept cells that a question may need."""

    def __init__(self, cells: Counter[tuple[str, str, str, str]]) -> None:
        self.facets: dict[tuple[Any, ...], dict[str, list[Choice]]] = {}  # by language and filters
        self.rows: dict[tuple[str, str], dict[str, Counter[str]]] = {}
        for (dim, key, dim2, key2), n in cells.items():
            self.rows.setdefault((dim, key), {}).setdefault(dim2, Counter())[key2] += n

    def numbers(self, rest: Mapping[str, str], name: str) -> Counter[str]:
        """How many entries with the remaining filter have which value of `name`."""
        found: Counter[str] = Counter()
        for pair in [pair for one in rest.items() for pair in keys_of(*one)] or [("", "")]:
            found.update(self.rows.get(pair, {}).get(name, Counter()))
        return found

    def total(self, filters: Mapping[str, str]) -> int:
        """Exact for no filter, one, or two (neither a commune without its province)."""
        (name, value), *rest = list(filters.items()) or [("", "")]
        if not rest:
            return self.numbers(filters, "")[""]
        ((second, key2),) = rest
        found = self.numbers({name: value}, second)
        return sum(found[key] for _, key in keys_of(second, key2))


def total_is_kept(filters: Mapping[str, str]) -> bool:
    return len(filters) <= 2 and ("xa" not in filters or len(filters) == 2 and "tinh" in filters)


def kept_facets(asked: Asked, kept: Kept) -> dict[str, list[Choice]]:
    """Choices of a question without words and with at most one filter: all from the cells, named and ordered once."""
    key = (get_language(), *asked.filters.items())
    if key not in kept.facets:
        kept.facets[key] = facets(asked, kept, None)
    return kept.facets[key]


def facets(asked: Asked, kept: Kept | None, hits: Numbers | None) -> dict[str, list[Choice]]:
    """Choices by filter. A chosen filter offers its other values only where their numbers are kept."""
    found = {}
    for name in ORDER:
        if name == "xa" and not asked.tinh:
            continue
        rest = others(asked, name)
        if kept is not None and not asked.words and countable(rest):
            found[name] = _choices(name, kept.numbers(rest, name))
        elif hits is not None:
            found[name] = _choices(name, hits[name], only=asked.filters.get(name, ""))
    return found


def _choices(name: str, numbers: Counter[str], only: str = "") -> list[Choice]:
    numbers = Counter({key: n for key, n in numbers.items() if n > 0})
    if name == STATUS:
        covered = {value: sum(numbers[key] for key in keys) for value, keys in COVERS.items()}
        return [
            Choice(value, gettext(labels.STATUS_WORDS[value]), n)
            for value, n in covered.items()
            if n and only in ("", value)
        ]
    return [Choice(key, label, numbers[key]) for key, label in _labelled(name, list(numbers))]


def label(name: str, value: str) -> str:
    """The words of a value, also of one that no hit has."""
    if name == STATUS:
        return gettext(labels.STATUS_WORDS[value])
    return dict(_labelled(name, [value])).get(value, value)


def _labelled(name: str, keys: list[str]) -> list[tuple[str, str]]:
    """Values in the order a reader expects."""
    if name in ("tinh", "xa"):
        return list(labels.units(keys).items())
    if name == "sao":
        return [(key, gettext("%(n)s sao") % {"n": key}) for key in sorted(keys, reverse=True)]
    if name == "nam":
        return [(key, key) for key in sorted(keys, reverse=True)]
    if name == "nhom":
        return [(key, gettext(key)) for key in sorted(keys, key=lambda key: (sort_key(key), key))]
    word = labels.sector if name == "nganh" else labels.legal_form
    return [(key, word(key)) for key in sorted(keys)]


def numbers_of(hits: list[tuple[Any, ...]]) -> Numbers:
    """How many of the hits have which value; columns as in `asking.HIT`."""
    columns = list(zip(*hits, strict=True)) or [()] * (3 + len(COLUMNS) + 1)
    named = dict(zip((*COLUMNS, STATUS), columns[3:], strict=True))
    return {
        name: Counter(str(value) for value in values if value not in ("", None))
        for name, values in named.items()
    }

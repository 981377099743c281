"""Many place names read at once, for lists: a fixed number of statements however many rows there are.

The list is taken to be of today: a name of today wins over a former one. A former unit that went whole into one unit
means that unit; a split one is refused with its candidates.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from ocop.places.enums import Level
from ocop.places.models import Alias, Succession, Unit
from ocop.places.names import marks, name_key, parts, readings
from ocop.places.queries.search import LEVEL_ORDER

ABOVE_COMMUNE = {"thành phố", "huyện", "quận", "thị xã", "tỉnh"}
_KEY = re.compile(r"\[([0-9A-Z-]{2,20})\]\s*$")
_CODE = re.compile(r"[0-9]{1,5}|[0-9]{4}-[A-Z][0-9]{1,5}|VN")
NAMED = 4  # units that a sentence names before it says "…"


@dataclass(frozen=True)
class Found:
    """The unit, or the sentence that says why there is none, with those it could be."""

    unit: Unit | None
    sentence: str = ""
    candidates: tuple[Unit, ...] = ()


def unit_words(unit: Unit) -> str:
    """The text that `UnitBook` reads back as this very unit; a former one carries its key."""
    return unit.address if unit.valid_to is None else f"{unit.address} [{unit.key}]"


@dataclass
class UnitBook:
    """The units that some texts can mean. `home`: the office's unit, which decides between like names."""

    home: Unit | None = None
    by_name: dict[str, list[Unit]] = field(default_factory=lambda: defaultdict(list))
    by_key: dict[str, Unit] = field(default_factory=dict)
    aliased: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    after: dict[int, list[Unit]] = field(default_factory=lambda: defaultdict(list))
    known: dict[tuple[str, str, str, bool], Found] = field(default_factory=dict)

    @classmethod
    def load(cls, texts: Iterable[str], *, home: Unit | None = None) -> "UnitBook":
        book = cls(home)
        names, codes = _asked(texts)
        aliases = list(Alias.objects.filter(name_key__in=names).select_related("unit"))
        units = Unit.objects.filter(Q(name_key__in=names) | Q(key__in=codes))
        for unit in units:
            book.by_name[unit.name_key].append(unit)
            book.by_key[unit.key] = unit
        for alias in aliases:
            if alias.unit not in book.by_name[alias.name_key]:
                book.by_name[alias.name_key].append(alias.unit)
            book.aliased[alias.name_key].add(alias.unit.key)
        book._follow({unit.pk for some in book.by_name.values() for unit in some if unit.valid_to})
        return book

    def _follow(self, former: set[int]) -> None:
        """Successors, and theirs, until the units of today."""
        seen: set[int] = set()
        while former - seen:
            seen |= former
            links = list(Succession.objects.filter(old__in=former).select_related("new"))
            for link in links:
                self.after[link.old_id].append(link.new)
            former = {link.new_id for link in links if link.new.valid_to}

    def ends(self, unit: Unit) -> list[Unit]:
        """The units of today that took over."""
        if unit.valid_to is None:
            return [unit]
        ends = {end.pk: end for new in self.after[unit.pk] for end in self.ends(new)}
        return sorted(ends.values(), key=lambda end: end.sort_key)

    def find(self, text: str, *, within: str = "", level: str = Level.COMMUNE, today: bool = True) -> Found:
        """`level` "" takes any; `today=False` leaves a former unit as it is."""
        key = (text, within, level, today)
        if key not in self.known:
            self.known[key] = self._find(*key)
        return self.known[key]

    def _find(self, text: str, within: str, level: str, today: bool) -> Found:
        coded = _KEY.search(text) or _CODE.fullmatch(text.strip())
        if coded:
            unit = self.by_key.get(coded[1] if coded.re is _KEY else coded[0])
            pool = [unit] if unit and level in ("", unit.level) else []
        else:
            pool = self._named(text, within, level)
        if not pool:
            return Found(None, _nowhere(text, level))
        if len(pool) > 1:
            return Found(None, _several(text, pool), tuple(pool))
        return self._today(pool[0]) if today else Found(pool[0])

    def _named(self, text: str, within: str, level: str) -> list[Unit]:
        pieces = [*parts(text), *parts(within)]
        if not pieces:
            return []
        reads = readings(pieces[0])
        if level == Level.COMMUNE and all(kind in ABOVE_COMMUNE for kind, _ in reads):
            return []
        found = {u.pk: u for _, name in reads for u in self.by_name.get(name, ()) if level in ("", u.level)}
        pool = [unit for unit in found.values() if all(self._lies_in(unit, piece) for piece in pieces[1:])]
        for fits in (
            self._at_home,
            lambda unit: marks(pieces[0]).endswith(marks(unit.name)),
            lambda unit: unit.valid_to is None,
            lambda unit: unit.kind in {kind for kind, _ in reads},
        ):
            pool = [unit for unit in pool if fits(unit)] or pool
        highest = min((LEVEL_ORDER[Level(unit.level)] for unit in pool), default=0)
        return [unit for unit in pool if LEVEL_ORDER[Level(unit.level)] == highest]

    def _lies_in(self, unit: Unit, piece: str) -> bool:
        above = unit.search_key.partition("|")[2].partition("|")[2]
        for _, name in readings(piece):
            if f"|{name}|" in f"|{above}" or unit.province_key in self.aliased.get(name, ()):
                return True
        return name_key(piece) == "viet nam"

    def _at_home(self, unit: Unit) -> bool:
        """In the office's own province, today or through its successors."""
        if self.home is None or self.home.level == Level.NATION:
            return True
        province = self.home.province_key or self.home.key
        return any(province in (end.key, end.province_key) for end in self.ends(unit))

    def _today(self, unit: Unit) -> Found:
        ends = self.ends(unit)
        if len(ends) == 1:
            return Found(ends[0])
        if not ends:
            return Found(
                None, f"“{unit.address}” không còn và chưa ghi đơn vị kế thừa. Hãy ghi đơn vị hiện nay."
            )
        return Found(
            None,
            f"“{unit.address}” đã chia về {len(ends)} đơn vị: {_list(ends, full=True)}. Hãy ghi đơn vị hiện nay.",
            tuple(ends),
        )


def _asked(texts: Iterable[str]) -> tuple[set[str], set[str]]:
    names, codes = set(), set()
    for text in set(texts):
        coded = _KEY.search(text)
        codes |= {coded[1]} if coded else {text.strip()} if _CODE.fullmatch(text.strip()) else set()
        names |= {name for piece in parts(text) for _, name in readings(piece)}
    return names, codes


def _nowhere(text: str, level: str) -> str:
    kind = "xã, phường" if level == Level.COMMUNE else "đơn vị"
    return f"Không tìm thấy {kind} “{text}” trong danh mục. Hãy ghi cả loại và tỉnh, ví dụ: Phường Hà Đông, Hà Nội."


def _several(text: str, pool: list[Unit]) -> str:
    return f"Có {len(pool)} nơi tên “{text}”: {_list(pool)}. Hãy ghi thêm tỉnh, hoặc ghi mã đơn vị."


def _list(units: list[Unit], *, full: bool = False) -> str:
    more = "…" if len(units) > NAMED and not full else ""
    return "; ".join(unit.address for unit in (units if full else units[:NAMED])) + more

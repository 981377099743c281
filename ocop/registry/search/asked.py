"""What an address asks of the register."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from ocop.core.text import clean_line, words
from ocop.registry.models import STATUS_FILTERS

MOST_WORDS, LONGEST_WORD = 8, 60
STARS = {"1", "2", "3", "4", "5"}
# The filters in the order of the page: name in the address → column of the entry. `tinh_trang` has none: it depends on the day.
COLUMNS = {
    "nganh": "sector_code",
    "nhom": "group_name",
    "sao": "stars",
    "tinh": "province_key",
    "xa": "unit_key",
    "nam": "year",
    "loai_hinh": "legal_form",
}
STATUS = "tinh_trang"


@dataclass(frozen=True)
class Asked:
    """Words and filters; unknown values are ignored."""

    q: str = ""
    nganh: str = ""
    nhom: str = ""
    sao: int | None = None
    tinh: str = ""
    xa: str = ""
    tinh_trang: str = ""
    nam: int | None = None
    loai_hinh: str = ""

    @classmethod
    def from_query(cls, params: Mapping[str, str]) -> "Asked":
        def text(name: str, longest: int) -> str:
            return clean_line(params.get(name, ""))[:longest]

        stars, year, status = text("sao", 2), text("nam", 4), text("tinh_trang", 20)
        return cls(
            q=text("q", 120),
            nganh=text("nganh", 5),
            nhom=text("nhom", 160),
            sao=int(stars) if stars in STARS else None,
            tinh=text("tinh", 20),
            xa=text("xa", 20),
            tinh_trang=status if status in STATUS_FILTERS else "",
            nam=int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None,
            loai_hinh=text("loai_hinh", 12),
        )

    @property
    def words(self) -> list[str]:
        return [word[:LONGEST_WORD] for word in words(self.q)[:MOST_WORDS]]

    @property
    def filters(self) -> dict[str, str]:
        """The chosen filters and their values, in the order of the page."""
        chosen = {name: getattr(self, name) for name in (*COLUMNS, STATUS)}
        return {name: str(value) for name, value in chosen.items() if value not in ("", None)}

    def without(self, name: str) -> "Asked":
        return replace(self, **{name: None if name in ("sao", "nam") else ""})

    @property
    def address(self) -> str:
        """The whole question as a query string; the same question has one address."""
        return urlencode({**({"q": self.q} if self.q else {}), **self.filters})

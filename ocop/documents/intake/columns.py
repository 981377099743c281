"""What a column of an uploaded sheet holds, and how its cells are read and shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any

from ocop.core.numbers import write_number
from ocop.core.text import fold, words


class Kind(StrEnum):
    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    MONEY = "money"
    DATE = "date"
    CHOICE = "choice"
    YES_NO = "yes_no"
    UNIT = "unit"
    CODE = "code"


WORDS = {
    Kind.TEXT: "chữ",
    Kind.INTEGER: "số nguyên",
    Kind.DECIMAL: "số, phần lẻ sau dấu phẩy",
    Kind.MONEY: "số tiền (đồng)",
    Kind.DATE: "ngày/tháng/năm",
    Kind.CHOICE: "chọn trong danh mục",
    Kind.YES_NO: "Có hoặc Không",
    Kind.UNIT: "tên đơn vị hành chính, kèm tỉnh",
    Kind.CODE: "mã",
}
NUMBERS = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.MONEY})


@dataclass(frozen=True)
class Column:
    """`key` names the value in a row; `heading` and `aliases` are how the column may be called in the file.

    An optional column may be missing and its cells empty: then the value is not in the row and nothing is changed.
    choice: `choices` are (value, label); both are read. code: upper case without blanks, `digits` fills the noughts up
    that a spreadsheet drops. unit: `level` "" takes any level, `former=True` leaves a former unit as it is, `within`
    names the column of the district or province.
    """

    key: str
    heading: str
    kind: Kind = Kind.TEXT
    required: bool = False
    choices: Sequence[tuple[Any, str]] | Callable[[], Sequence[tuple[Any, str]]] = ()
    help: str = ""
    example: str | int | Decimal | date = ""
    aliases: Sequence[str] = ()
    most_letters: int = 300
    least: int | None = None
    most: int | None = None
    digits: int = 0
    level: str = "commune"
    former: bool = False
    within: str = ""
    width: float = 18
    names: frozenset[str] = field(init=False, default=frozenset())

    def __post_init__(self) -> None:
        known = (self.heading, self.heading.partition("(")[0], self.key, *self.aliases)
        object.__setattr__(self, "names", frozenset(heading_key(name) for name in known) - {""})

    @cached_property
    def options(self) -> list[tuple[Any, str]]:
        return list(self.choices() if callable(self.choices) else self.choices)

    @cached_property
    def by_words(self) -> dict[str, Any]:
        """Folded value or label → value; the first of two alike counts."""
        found: dict[str, Any] = {}
        for value, label in self.options:
            for words_ in (fold(str(value)), fold(str(label))):
                found.setdefault(words_, value)
        return found

    @cached_property
    def labels(self) -> dict[Any, str]:
        return dict(self.options)

    def words(self, value: Any) -> str:
        """The value as people read it; what an export writes as text."""
        if value is None or value == "":
            return ""
        if self.kind == Kind.UNIT:
            from ocop.places.queries.bulk import unit_words

            return unit_words(value)
        if self.kind == Kind.CHOICE:
            return str(self.labels.get(value, value))
        if isinstance(value, bool):
            return "Có" if value else "Không"
        if isinstance(value, date):
            return f"{value:%d/%m/%Y}"
        if self.kind in NUMBERS:
            return write_number(Decimal(value))
        return str(value)

    @property
    def cell_example(self) -> Any:
        """As the template writes it."""
        return self.example if self.kind in NUMBERS or isinstance(self.example, date) else str(self.example)

    def cell(self, value: Any) -> Any:
        """For a sheet: real numbers and dates, words for everything else."""
        return value if self.kind in NUMBERS or isinstance(value, date) else self.words(value)

    @property
    def must(self) -> str:
        """What is said of it in the guide sheet and on the page."""
        return "bắt buộc" if self.required else "có thể để trống"


def heading_key(heading: str) -> str:
    """Case, marks, blanks and punctuation do not matter."""
    return " ".join(words(heading))

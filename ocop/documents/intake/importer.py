"""What an app says about its own rows: how they are found, checked, compared and written."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from ocop.core.acting import Acting

from .columns import Column

Faults = Iterable[tuple[str, str]]  # (column key or "", sentence)


class Fate(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(slots=True)
class Row:
    """One line of the file. A value that the file does not give is not in `values`."""

    number: int
    values: dict[str, Any]
    faults: list[tuple[str, str]] = field(default_factory=list)

    def __getitem__(self, key: str) -> Any:
        return self.values[key]

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def get(self, key: str, default: Any = None) -> Any:
        return self.values.get(key, default)


@dataclass(slots=True)
class Change:
    column: str
    old: Any
    new: Any


@dataclass(slots=True)
class Line:
    """A row with what would become of it."""

    row: Row
    fate: Fate
    existing: Any = None
    changes: list[Change] = field(default_factory=list)


@dataclass
class Plan:
    lines: list[Line]

    def of(self, fate: Fate) -> Iterator[Line]:
        return (line for line in self.lines if line.fate == fate)

    @property
    def new(self) -> list[Line]:
        return list(self.of(Fate.NEW))

    @property
    def changed(self) -> list[Line]:
        return list(self.of(Fate.CHANGED))

    def counts(self) -> dict[str, int]:
        found = dict.fromkeys((fate.value for fate in Fate), 0)
        for line in self.lines:
            found[line.fate] += 1
        return found


class Importer:
    """One kind of list. A fresh instance serves one reading, so `load` may keep its look-ups on it.

    Required of an app: `key`, `title`, `noun`, `columns`, `match`, `apply`. `docs/excel-in.md` shows one whole.
    """

    key: ClassVar[str]
    title: ClassVar[str]  # “Nhập chỉ tiêu từ Excel”
    noun: ClassVar[str]  # “chỉ tiêu”: counted in sentences
    columns: ClassVar[Sequence[Column]]
    lead: ClassVar[str] = ""
    most_rows: ClassVar[int] = 20_000

    def check_may(self, *, by: Acting) -> None:
        """Raise when the person may not import such a list at all. The view's permission has been asked before."""

    def load(self, rows: Sequence[Row], *, by: Acting, at: datetime) -> None:
        """All look-ups for all rows at once: a fixed number of statements. Rows hold read values and units already."""

    def identity(self, row: Row) -> Hashable | None:
        """What makes two rows speak of the same record; the second one is refused. None: not compared."""
        return None

    def match(self, row: Row) -> Any | None:
        """The record that the row speaks of, from what `load` found; None: it would be new."""
        raise NotImplementedError

    def check(self, row: Row, existing: Any | None) -> Faults:
        """(column key, sentence) of all that does not hold. No statements here."""
        return ()

    def old_value(self, existing: Any, key: str) -> Any:
        """What the record holds under a column."""
        return getattr(existing, key)

    def changes(self, existing: Any, row: Row) -> list[Change]:
        """Columns whose value is another than the record's. Values that the file does not give stay."""
        found = []
        for key, value in row.values.items():
            old = self.old_value(existing, key)
            if differs(old, value):
                found.append(Change(key, old, value))
        return found

    def apply(self, plan: Plan, *, by: Acting, at: datetime) -> None:
        """Write `plan.new` and `plan.changed` with their audit events; the kit has opened the transaction."""
        raise NotImplementedError

    def label(self, row: Row) -> str:
        """How a row is called on the preview page: its first column."""
        first = self.columns[0]
        return first.words(row.get(first.key))

    def existing(self, *, by: Acting, at: datetime) -> Iterable[Any] | None:
        """Records for “download what is there now”; None when there is no such file. `old_value` fills the cells."""
        return None

    @classmethod
    def column(cls, key: str) -> Column:
        return next(column for column in cls.columns if column.key == key)


def differs(old: Any, new: Any) -> bool:
    """Line ends do not count: a spreadsheet keeps one kind only."""
    if isinstance(old, str) and isinstance(new, str):
        return old.replace("\r\n", "\n").replace("\r", "\n") != new
    return bool(old != new)

"""Rows that views hand over to the components: finished, with words, tones and addresses. Templates decide nothing."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

TONES = ("neutral", "info", "success", "warning", "danger", "official")


@dataclass(frozen=True)
class Button:
    """A way to act. `reason` given = refused: shown, not usable, with the sentence beside it."""

    label: str
    url: str = ""
    kind: str = "secondary"  # primary, secondary, danger, quiet
    icon: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Badge:
    label: str
    tone: str = "neutral"
    icon: str = ""


@dataclass(frozen=True)
class Crumb:
    label: str
    url: str = ""


@dataclass(frozen=True)
class Column:
    """A column of a work table. `sort_url` makes the head a link; `sorted` is "", "ascending" or "descending"."""

    label: str
    numeric: bool = False
    sort_url: str = ""
    sorted: str = ""
    hidden_label: bool = False  # e.g. the column of row actions


@dataclass(frozen=True)
class Task:
    """One line of a task list. `reason` given = cannot be started yet."""

    label: str
    url: str = ""
    hint: str = ""
    status: Badge | None = None
    reason: str = ""


@dataclass(frozen=True)
class TaskGroup:
    title: str
    tasks: list[Task]


@dataclass(frozen=True)
class Step:
    label: str
    state: str = "todo"  # done, current, todo


@dataclass(frozen=True)
class Happening:
    """One entry of a timeline."""

    at: datetime
    label: str
    who: str = ""
    note: str = ""
    tone: str = "neutral"
    icon: str = "circle"


@dataclass(frozen=True)
class Fact:
    """A row of a summary list. An empty `value` with `missing` says what is still to be given."""

    label: str
    value: Any = ""
    change_url: str = ""
    missing: str = ""


@dataclass(frozen=True)
class Evidence:
    """A paper in the vault, as shown on cards and receipts."""

    title: str
    url: str = ""
    number: str = ""
    issuer: str = ""
    issued_on: date | None = None
    expires_on: date | None = None
    file_name: str = ""
    size: int | None = None
    sha256: str = ""
    icon: str = "file-earmark-text"
    status: Badge | None = None
    actions: tuple[Button, ...] = ()


@dataclass(frozen=True)
class ScoreOption:
    """A permitted option of a criterion; `key` is the number key that picks it, `value` what is posted."""

    value: str
    label: str
    points: Any
    key: str = ""
    gate: str = ""

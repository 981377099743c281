"""What an official document says, apart from how it looks. Plain values, no Django."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
PLACEHOLDER = re.compile(r"(\{\{.*?\}\})")

Align = Literal["left", "center", "right", "justify"]


@dataclass(frozen=True)
class Span:
    """A stretch of text with its own weight or slope."""

    text: str
    bold: bool = False
    italic: bool = False


Text = str | tuple[Span | str, ...]


@dataclass(frozen=True)
class Paragraph:
    text: Text
    align: Align = "justify"
    indent: bool = True
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Heading:
    """Level 1: Phần, Chương (centred). Level 2: Mục, Điều with a title (left, bold). Level 3: bold italic."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Column:
    """`width` is a share of the line, in any unit; numbers go right, dates and order numbers centre."""

    title: str
    width: float = 1.0
    align: Align = "left"


@dataclass(frozen=True)
class Table:
    """The header row repeats on every page; a row of one cell is a heading over the whole width."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    bold_last_row: bool = False
    size: float = 12

    def __post_init__(self) -> None:
        wrong = [row for row in self.rows if len(row) not in (1, len(self.columns))]
        if wrong:
            raise ValueError(
                f"a row has {len(wrong[0])} cells, the table {len(self.columns)} columns: {wrong[0]}"
            )


Block = Paragraph | Heading | Table


@dataclass(frozen=True)
class Annex:
    """An annex starts a new page and counts its own pages; long lists lie on landscape pages."""

    title: str
    body: tuple[Block, ...]
    label: str = "Phụ lục"
    reference: str = ""
    landscape: bool = False


@dataclass(frozen=True)
class Signer:
    """A further signature, left of the main one (secretary of minutes, members of a council)."""

    title: str
    name: str
    authority_lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class OfficialDocument:
    """One official document.

    `number` None leaves room for the clerk's number; `kind` empty makes a letter (công văn) whose subject stands
    under the number; `decider` and `enacting` give "ỦY BAN NHÂN DÂN … / QUYẾT ĐỊNH:" after the bases; `mark` is
    printed on every page ("BẢN DEMO", "DỰ THẢO"); `date_line` replaces the line made of place and date.
    """

    agency_parent: str
    agency: str
    number: int | str | None
    symbol: str
    place: str
    date: date | None
    kind: str
    subject: str
    body: tuple[Block, ...] = ()
    bases: tuple[str, ...] = ()
    decider: str = ""
    enacting: str = ""
    addressees: tuple[str, ...] = ()
    authority_lines: tuple[str, ...] = ()
    signer_title: str = ""
    signer_name: str = ""
    co_signers: tuple[Signer, ...] = ()
    recipients: tuple[str, ...] = ()
    annexes: tuple[Annex, ...] = ()
    mark: str = ""
    landscape: bool = False
    keywords: tuple[str, ...] = ()
    date_line: str = ""

    @property
    def title(self) -> str:
        """For the file's properties and its list entry."""
        return f"{self.kind.capitalize() or 'Công văn'} {self.subject}".strip()


class Capitals(str):
    """A line in capitals. Placeholders of a template keep their names: Word shows their values in capitals."""

    __slots__ = ()


def capitals(text: str) -> Capitals:
    pieces = PLACEHOLDER.split(text)
    return Capitals("".join(piece if piece.startswith("{{") else piece.upper() for piece in pieces))


def number_line(doc: OfficialDocument) -> str:
    """`Số: 05/QĐ-UBND`; numbers below ten get a nought, a missing number leaves room."""
    if not doc.symbol and doc.number is None:
        return ""
    if doc.number is None:
        return f"Số:        /{doc.symbol}"
    text = f"{int(doc.number):02d}" if str(doc.number).isdigit() else str(doc.number)
    return f"Số: {text}/{doc.symbol}" if doc.symbol else f"Số: {text}"


def place_date(doc: OfficialDocument) -> str:
    """`Hà Nội, ngày 05 tháng 01 năm 2026`: days below ten and the months 1 and 2 get a nought."""
    if doc.date_line:
        return doc.date_line
    if doc.date is None:
        return f"{doc.place}, ngày     tháng     năm       "
    return f"{doc.place}, {date_in_words(doc.date)}"


def date_in_words(day: date) -> str:
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def bases(doc: OfficialDocument) -> tuple[str, ...]:
    """Every basis ends with a semicolon, the last one with a full stop."""
    bare = [basis.strip().rstrip(";.,") for basis in doc.bases]
    return tuple(f"{basis}{'.' if index == len(bare) - 1 else ';'}" for index, basis in enumerate(bare))


def recipients(doc: OfficialDocument) -> tuple[str, ...]:
    bare = [line.strip().lstrip("-").strip().rstrip(";.") for line in doc.recipients]
    return tuple(f"- {line}{'.' if index == len(bare) - 1 else ';'}" for index, line in enumerate(bare))


def spans(text: Text) -> tuple[Span, ...]:
    """Any text as spans."""
    if isinstance(text, str):
        return (Span(text),)
    return tuple(part if isinstance(part, Span) else Span(part) for part in text)

"""The PDF twin of an official document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from ..glyphs import shown
from ..typesetting import typeset
from . import model
from .cleaning import printable
from .model import Annex, Block, Heading, OfficialDocument, Paragraph, Table


def to_pdf(doc: OfficialDocument) -> bytes:
    """The document as PDF/A; the same data give the same bytes."""
    return typeset("official.typ", as_data(printable(doc)))


def as_data(doc: OfficialDocument) -> dict[str, Any]:
    """All texts finished: the template only places them."""
    return {
        "nation": model.NATION,
        "motto": model.MOTTO,
        "title": _heading(doc.title),
        "keywords": list(doc.keywords),
        "agency_parent": doc.agency_parent.upper(),
        "agency": doc.agency.upper(),
        "number": model.number_line(doc),
        "place_date": model.place_date(doc),
        "kind": _heading(doc.kind.upper()) if doc.kind else "",
        "subject": doc.subject,
        "addressees": list(doc.addressees),
        "bases": list(model.bases(doc)),
        "decider": doc.decider.upper(),
        "enacting": doc.enacting,
        "body": _blocks(doc.body, depth=1 if doc.kind else 0),
        "signer": _signer(doc.authority_lines, doc.signer_title, doc.signer_name),
        "co_signers": [_signer(one.authority_lines, one.title, one.name) for one in doc.co_signers],
        "recipients": list(model.recipients(doc)),
        "annexes": [_annex(annex) for annex in doc.annexes],
        "mark": doc.mark,
        "landscape": doc.landscape,
    }


def _signer(lines: tuple[str, ...], title: str, name: str) -> dict[str, Any]:
    return {"lines": [line.upper() for line in (*lines, title) if line], "name": name}


def _annex(annex: Annex) -> dict[str, Any]:
    return {
        "label": _heading(annex.label),
        "title": annex.title.upper(),
        "reference": annex.reference,
        "landscape": annex.landscape,
        "body": _blocks(annex.body, depth=1),
    }


def _heading(text: str) -> str:
    """A heading is never empty: readers of the screen jump from one to the next."""
    return text if shown(text).strip() else "…"


def _blocks(blocks: Sequence[Block], *, depth: int) -> list[dict[str, Any]]:
    """Headings get a depth that never skips a step below the title, as readers of the screen need it."""
    made = []
    for block in blocks:
        if isinstance(block, Heading):
            depth = min(block.level + 1, depth + 1)
            made.append(
                {"sort": "heading", "text": _heading(block.text), "level": block.level, "depth": depth}
            )
        else:
            made.append(_block(block))
    return made


def _block(block: Paragraph | Table) -> dict[str, Any]:
    if isinstance(block, Paragraph):
        return {
            "sort": "paragraph",
            "spans": [asdict(span) for span in model.spans(block.text)],
            "align": block.align,
            "indent": block.indent,
            "bold": block.bold,
            "italic": block.italic,
        }
    return _table(block)


def _table(table: Table) -> dict[str, Any]:
    return {
        "sort": "table",
        "caption": table.caption,
        "columns": [asdict(column) for column in table.columns],
        "rows": [list(row) for row in table.rows],
        "bold_last_row": table.bold_last_row,
        "size": table.size,
    }

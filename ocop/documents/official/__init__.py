"""Official documents in the layout of Decree 30/2020: described once, made as Word and as PDF."""

from .model import (
    Annex,
    Block,
    Column,
    Heading,
    OfficialDocument,
    Paragraph,
    Signer,
    Span,
    Table,
)
from .pdf import to_pdf

__all__ = [
    "Annex",
    "Block",
    "Column",
    "Heading",
    "OfficialDocument",
    "Paragraph",
    "Signer",
    "Span",
    "Table",
    "to_docx",
    "to_pdf",
]


def to_docx(doc: OfficialDocument) -> bytes:
    """The document as Word. The library behind it is loaded by whoever writes Word first."""
    from .word import to_docx as made

    return made(doc)

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
from .word import to_docx

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

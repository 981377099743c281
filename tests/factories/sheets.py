"""Spreadsheets as people send them."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from ocop.documents.reading import read_rows


def workbook(rows: Iterable[Sequence[Any]], sheet: str = "Dữ liệu", before: Sequence[str] = ()) -> bytes:
    """An .xlsx; `before`: names of empty sheets in front."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"default_date_format": "dd/mm/yyyy"}) as book:
        for name in before:
            book.add_worksheet(name)
        page = book.add_worksheet(sheet)
        for number, cells in enumerate(rows):
            for place, value in enumerate(cells):
                if value is not None and value != "":
                    page.write(number, place, value)
    return out.getvalue()


def upload(content: bytes | Iterable[Sequence[Any]], name: str = "bang.xlsx") -> SimpleUploadedFile:
    made = content if isinstance(content, bytes) else workbook(content)
    return SimpleUploadedFile(name, made)


def cells_of(content: bytes) -> list[list[Any]]:
    return read_rows(content)

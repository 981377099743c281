"""Files for tests: small ones of every kind we take, built in code, and stored ones."""

import io
from typing import Any

import docx
import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfWriter

from ocop.core.acting import NOBODY, Acting
from ocop.documents.actions import accept_upload, store_generated
from ocop.documents.enums import FileKind
from ocop.documents.models import StoredFile
from tests.factories.accounts import AT


def picture(form: str = "JPEG", size: tuple[int, int] = (64, 48), mode: str = "RGB", **options: Any) -> bytes:
    """A small picture with a gradient, so that it does not compress to nothing."""
    image = Image.linear_gradient("L").resize(size).convert(mode)
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def phone_photo(size: tuple[int, int] = (320, 240)) -> bytes:
    """A photo as a phone writes it: turned, with maker, time and place."""
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    exif = Image.Exif()
    exif[0x010F] = "HANG-DIEN-THOAI"
    exif[0x0112] = 6
    exif[0x0132] = "2026:05:01 10:00:00"
    exif.get_ifd(0x8825).update({1: "N", 2: (21.0, 1.0, 42.0), 3: "E", 4: (105.0, 50.0, 6.0)})
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def pdf_writer(pages: int = 1) -> PdfWriter:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(width=595, height=842)
    return writer


def pdf(pages: int = 1) -> bytes:
    return pdf_bytes(pdf_writer(pages))


def pdf_bytes(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def word(*paragraphs: str, header: str = "", title: str = "") -> bytes:
    document = docx.Document()
    for text in paragraphs or ("Nội dung",):
        document.add_paragraph(text)
    document.sections[0].header.paragraphs[0].text = header
    document.core_properties.title = title
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def sheet(rows: list[list[Any]] | None = None, name: str = "Bảng") -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    page.title = name
    for row in rows or [["Tên", "Số"], ["Mật ong", 1]]:
        page.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def upload(content: bytes, name: str) -> SimpleUploadedFile:
    """What a view finds in request.FILES, but with the name exactly as given."""
    made = SimpleUploadedFile("x", content)
    made._name = name
    return made


def accepted(
    content: bytes | None = None,
    name: str = "giay.pdf",
    kind: FileKind = FileKind.EVIDENCE,
    by: Acting = NOBODY,
    **options: Any,
) -> StoredFile:
    """A file that went the whole way of an upload."""
    content = pdf() if content is None else content
    return accept_upload(upload=upload(content, name), kind=kind, by=by, at=AT, **options)


def make_file(
    content: bytes = b"noi dung",
    name: str = "van-ban.pdf",
    kind: FileKind = FileKind.EVIDENCE,
    **options: Any,
) -> StoredFile:
    """A stored file without the cost of an inspection, for tests that only need one to point at."""
    return store_generated(content=content, name=name, kind=kind, by=NOBODY, at=AT, **options)

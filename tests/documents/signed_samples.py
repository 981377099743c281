"""Drafts, signers and tampering hands for the tests of signatures."""

import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from ocop.documents.official import to_pdf
from ocop.documents.signatures.keys import KeyPair, new_authority, new_signer
from ocop.documents.signatures.signing import as_asn1, sign_pdf
from tests.documents.official_samples import decision

AT = datetime(2026, 6, 1, 3, 0, tzinfo=UTC)
LATER = AT + timedelta(days=1)
NAME = "Nguyễn Văn Ưởng"


class Office:
    """An authority with one signer, outside the demo keys."""

    def __init__(self, name: str = "Chứng thực thử") -> None:
        self.authority: KeyPair = new_authority(name)

    @property
    def roots(self) -> list:
        return [as_asn1(self.authority[1])]

    def sign(self, pdf: bytes, *, name: str = NAME, at: datetime = AT, **life: datetime) -> bytes:
        signer = new_signer(self.authority, name, **{"from_": at, **life})
        return sign_pdf(pdf, signer=signer, authority=self.authority, at=at)


def draft(**changes: object) -> bytes:
    return to_pdf(decision(**changes))


def updated(pdf: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """The file with one more revision inside, as an editor program saves it."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def first_page(writer: IncrementalPdfFileWriter) -> generic.DictionaryObject:
    page = writer.root["/Pages"]
    while page.get("/Type") != "/Page":
        page = page["/Kids"][0]
    return page


def cropped(writer: IncrementalPdfFileWriter) -> None:
    page = first_page(writer)
    page["/MediaBox"] = generic.ArrayObject(generic.NumberObject(value) for value in (0, 0, 300, 300))
    writer.mark_update(page.container_ref)


def new_content(writer: IncrementalPdfFileWriter) -> None:
    page = first_page(writer)
    stream = generic.StreamObject(stream_data=b"BT ET")
    page["/Contents"] = writer.add_object(stream)
    writer.mark_update(page.container_ref)


def old_content(writer: IncrementalPdfFileWriter) -> None:
    """The page stays, the stream it points to is replaced."""
    page = first_page(writer)
    reference = page.raw_get("/Contents")
    reference = reference[0] if isinstance(reference, generic.ArrayObject) else reference
    writer.objects[(reference.generation, reference.idnum)] = generic.StreamObject(stream_data=b"BT ET")


def note(writer: IncrementalPdfFileWriter) -> None:
    """A text box laid over the page: no signature field."""
    page = first_page(writer)
    box = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/FreeText"),
            generic.pdf_name("/Contents"): generic.pdf_string("5 sao"),
        }
    )
    page["/Annots"] = generic.ArrayObject([writer.add_object(box)])
    writer.mark_update(page.container_ref)


def other_pages(writer: IncrementalPdfFileWriter) -> None:
    """A second set of pages; the old one stays in the file, unseen."""
    page = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Page"),
            generic.pdf_name("/MediaBox"): generic.ArrayObject(map(generic.NumberObject, (0, 0, 300, 300))),
        }
    )
    pages = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Pages"),
            generic.pdf_name("/Count"): generic.NumberObject(1),
        }
    )
    page["/Parent"] = reference = writer.add_object(pages)
    pages["/Kids"] = generic.ArrayObject([writer.add_object(page)])
    writer.root["/Pages"] = reference
    writer.update_root()


def metadata(writer: IncrementalPdfFileWriter) -> None:
    writer.set_info(generic.DictionaryObject({generic.pdf_name("/Producer"): generic.pdf_string("Trình ký")}))


TAMPERINGS = [cropped, new_content, old_content, note, other_pages]

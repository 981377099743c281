"""PDF files that must be refused: name, content, code of the sentence."""

import zlib

from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from tests.documents.packing import zipped
from tests.factories.documents import pdf, pdf_bytes, pdf_writer, picture, sheet


def raw_pdf(*objects: bytes, root: int = 1) -> bytes:
    """A PDF written by hand, object by object."""
    made = b"%PDF-1.7\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return (
        made + head + b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, root, len(made))
    )


def with_catalogue(entries: bytes, *more: bytes) -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>"
    pages = b"<</Type/Pages/Count 1/Kids[3 0 R]>>"
    return raw_pdf(b"<</Type/Catalog/Pages 2 0 R%s>>" % entries, pages, page, *more)


def with_annotation(annotation: bytes) -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Annots[%s]>>" % annotation
    return raw_pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>", page)


def stream(data: bytes, filters: bytes) -> bytes:
    return b"<</Length %d/Filter%s>>stream\n%s\nendstream" % (len(data), filters, data)


def encrypted(user: str) -> bytes:
    writer = pdf_writer()
    writer.encrypt(user_password=user, owner_password="chu", algorithm="RC4-128")
    return pdf_bytes(writer)


def with_attachment() -> bytes:
    writer = pdf_writer()
    writer.add_attachment("bi-mat.exe", b"MZ")
    return pdf_bytes(writer)


def hidden_script() -> bytes:
    """The script hangs on no page: only a walk over all objects finds it."""
    writer = pdf_writer()
    writer._add_object(
        DictionaryObject(
            {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("1")}
        )
    )
    return pdf_bytes(writer)


def deep() -> bytes:
    return with_catalogue(b"/X " + b"[" * 400 + b"]" * 400)


def looped() -> bytes:
    return raw_pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[2 0 R]>>")


def pdfs() -> list[tuple[str, bytes, str]]:
    good = pdf()
    zeros = zlib.compress(b"\0" * 200_000_000, 9)
    action = b"<</S/%s/F(x)/JS(app.alert\\(1\\))>>"
    return [
        ("rong.pdf", b"", "empty"),
        ("cut.pdf", good[:200], "damaged"),
        ("rac.pdf", b"%PDF-1.7\n" + b"x" * 500 + b"\n%%EOF", "damaged"),
        (
            "khong-trang.pdf",
            raw_pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 0/Kids[]>>"),
            "damaged",
        ),
        ("vong-lap.pdf", looped(), "damaged"),
        ("sau.pdf", deep(), "bomb damaged"),
        ("mat-khau.pdf", encrypted("bi mat"), "encrypted"),
        ("khoa-sua.pdf", encrypted(""), "encrypted"),
        ("script-mo.pdf", with_catalogue(b"/OpenAction" + action % b"JavaScript"), "active_pdf"),
        ("script-an.pdf", hidden_script(), "active_pdf"),
        ("script-ten.pdf", with_catalogue(b"/Names<</JavaScript<</Names[]>>>>"), "active_pdf"),
        ("chay.pdf", with_catalogue(b"/OpenAction<</S/Launch/F(cmd.exe)>>"), "active_pdf"),
        (
            "gui-di.pdf",
            with_annotation(b"<</Subtype/Widget/A<</S/SubmitForm/F(http://a.b)>>>>"),
            "active_pdf",
        ),
        ("xfa.pdf", with_catalogue(b"/AcroForm<</XFA(x)/Fields[]>>"), "active_pdf"),
        ("phim.pdf", with_annotation(b"<</Subtype/RichMedia>>"), "embedded"),
        ("ghim.pdf", with_annotation(b"<</Subtype/FileAttachment/FS<</EF<<>>>>>>"), "embedded"),
        ("kem-tep.pdf", with_attachment(), "embedded"),
        ("bom.pdf", with_catalogue(b"", stream(zeros, b"/FlateDecode")), "bomb"),
        (
            "bom-hai-lop.pdf",
            with_catalogue(b"", stream(zlib.compress(zeros), b"[/FlateDecode/FlateDecode]")),
            "bomb",
        ),
        ("nhieu-trang.pdf", pdf(501), "too_many_pages"),
        ("kem-zip.pdf", good + zipped({"a.html": b"<script>"}), "two_files"),
        ("kem-trang.pdf", good + b"<html><script>alert(1)</script>" + b" x" * 3000, "two_files"),
        ("trang-truoc.pdf", b"<html><script>alert(1)</script></html>" + good, "dangerous_type"),
        ("anh.pdf", picture(), "wrong_type"),
        ("bang.pdf", sheet(), "wrong_type"),
        ("zip.pdf", zipped({"a.txt": b"x"}), "plain_zip"),
        ("virus.pdf", b"MZ\x90\0" + b"\0" * 100, "dangerous_type"),
    ]

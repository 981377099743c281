"""Certificates are PDF/A-2a and stay it under a signature. No validator is at hand everywhere, so its marks are asked."""

import io
import re
from datetime import UTC, datetime

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from ocop.documents.certificates import render_certificate
from ocop.documents.signatures import sign_pdf_demo
from tests.documents.test_certificates import CERTIFICATE

AT = datetime(2026, 6, 1, 3, 0, tzinfo=UTC)


@pytest.fixture(params=["plain", "signed"])
def reader(request, settings, tmp_path):
    settings.OCOP_DEMO, settings.OCOP_DATA = True, tmp_path
    pdf = render_certificate(CERTIFICATE)
    if request.param == "signed":
        pdf = sign_pdf_demo(pdf, signer_name="Con dấu", at=AT)
    return PdfFileReader(io.BytesIO(pdf))


def test_metadata_name_the_standard(reader):
    xmp = reader.root["/Metadata"].data.decode()

    assert re.findall(r"<pdfaid:(part|conformance)>(\w+)<", xmp) == [("part", "2"), ("conformance", "A")]
    assert re.search(r"<pdfuaid:part>1<", xmp)


def test_signing_leaves_version_and_metadata_as_they_were(settings, tmp_path):
    settings.OCOP_DEMO, settings.OCOP_DATA = True, tmp_path
    pdf = render_certificate(CERTIFICATE)
    before, after = (
        PdfFileReader(io.BytesIO(content))
        for content in (pdf, sign_pdf_demo(pdf, signer_name="Con dấu", at=AT))
    )

    assert after.root["/Metadata"].data == before.root["/Metadata"].data
    assert set(after.root) - set(before.root) == {"/AcroForm"}


def test_structure_language_and_title_are_there(reader):
    root = reader.root

    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]["/K"]
    assert str(root["/Lang"]).lower().startswith("vi")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_colours_are_defined_and_fonts_embedded(reader):
    assert reader.root["/OutputIntents"][0]["/DestOutputProfile"] is not None
    fonts = list(_fonts(reader))
    assert fonts
    assert all(any(name in font for name in ("/FontFile2", "/FontFile3", "/FontFile")) for font in fonts)


def test_nothing_forbidden_is_inside(reader):
    assert not reader.encrypted
    assert not {"/OpenAction", "/AA", "/JavaScript"} & set(reader.root)
    for page in _pages(reader):
        for annotation in page.get("/Annots", ()):
            flags = int(annotation.get_object()["/F"])
            assert flags & 4 and not flags & (1 | 2 | 32), "an annotation of PDF/A prints and is not hidden"


def _pages(reader):
    return [page.get_object() for page in reader.root["/Pages"]["/Kids"]]


def _fonts(reader):
    for page in _pages(reader):
        fonts = page["/Resources"]["/Font"]
        for font in (fonts[name].get_object() for name in fonts):
            for inner in font.get("/DescendantFonts", [font]):
                if "/FontDescriptor" in inner.get_object():
                    yield inner.get_object()["/FontDescriptor"]

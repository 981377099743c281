"""Mẫu 01, 02, 03, the commune's letter and the advisory report as Word and PDF; the queue as Excel."""

import io

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from ocop.dossiers.models import Dossier
from tests.factories import offices as at_work
from tests.factories.accounts import signed_in
from tests.factories.dossiers import submitted_dossier
from tests.factories.offices import Offices
from tests.factories.producers import acting_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier() -> Dossier:
    return submitted_dossier()


def text_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def words_of(content: bytes) -> str:
    word = Document(io.BytesIO(content))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in word.paragraphs), *cells])


def fetch(client: Client, dossier: Dossier, kind: str, suffix: str = "pdf") -> bytes:
    answer = client.get(reverse("dossiers:paper", args=[dossier.code, kind, suffix]))
    assert answer.status_code == 200, kind
    assert answer["Content-Disposition"].startswith("attachment")
    return answer.content


def test_the_producer_takes_mau_01_and_02_but_not_the_offices_papers(dossier: Dossier) -> None:
    client = signed_in(acting_for(dossier.producer))

    assert dossier.product.name in text_of(fetch(client, dossier, "mau-01"))
    report = words_of(fetch(client, dossier, "mau-02", "docx"))
    first = dossier.criteria_set.criteria_set.criteria[0]
    assert first.title in report
    assert client.get(reverse("dossiers:paper", args=[dossier.code, "mau-03", "pdf"])).status_code == 404


def test_mau_01_ticks_the_kind_and_carries_receipt_and_product_code(dossier: Dossier) -> None:
    offices = Offices.of(dossier)
    dossier = at_work.accepted(dossier, offices)
    text = text_of(fetch(signed_in(offices.commune), dossier, "mau-01"))

    assert "[x] Đánh giá lần đầu" in text
    assert dossier.receipt_no in text and dossier.product.official_code in text


def test_neither_sex_nor_ethnicity_of_the_representative_stands_on_the_forms(dossier: Dossier) -> None:
    client = signed_in(acting_for(dossier.producer))
    words = words_of(fetch(client, dossier, "mau-02", "docx"))

    assert "Dân tộc:" not in words and "Giới tính:" not in words


def test_mau_03_letter_and_report_say_what_the_offices_wrote(dossier: Dossier) -> None:
    offices = Offices.of(dossier)
    dossier = at_work.appraised(dossier, offices)
    client = signed_in(offices.province)

    form = text_of(fetch(client, dossier, "mau-03"))
    assert "Đã đến cơ sở xem." in form and "TM. ỦY BAN NHÂN DÂN" in form and "Nguyễn Văn Ký" in form
    assert "5 mẫu sản phẩm" in text_of(fetch(client, dossier, "cong-van"))
    assert "Nguyên liệu rõ nguồn gốc." in text_of(fetch(client, dossier, "bao-cao-to-tu-van"))


def test_unknown_papers_and_formats_are_404(dossier: Dossier) -> None:
    client = signed_in(acting_for(dossier.producer))

    for kind, suffix in (("mau-09", "pdf"), ("mau-01", "exe")):
        assert client.get(reverse("dossiers:paper", args=[dossier.code, kind, suffix])).status_code == 404


def test_the_queue_comes_as_excel_with_real_dates(dossier: Dossier) -> None:
    offices = Offices.of(dossier)
    at_work.accepted(dossier, offices)
    answer = signed_in(offices.commune).get(reverse("dossiers:office-queue-excel"), {"thu_muc": "dang"})

    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    line = next(row for row in rows if dossier.code in row)
    assert line[-1].isoformat() == "2026-11-23"

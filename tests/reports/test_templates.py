"""Templates that an office edits: what is refused and where, what is filled in, which version a report was made with."""

import io
from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document

from ocop.core.errors import RuleBroken
from ocop.core.permissions import Role
from ocop.places.models import Unit
from ocop.reports.models import MadeReport, ReportTemplate
from ocop.reports.outlines import outline, outlines
from ocop.reports.periods import read_period
from ocop.reports.queries import content_of, report_scope
from ocop.reports.template_actions import add_template, choose_template
from ocop.reports.templating import faults_of, filled, names_of, standard_template
from tests.factories.accounts import AT, act, signed_in
from tests.factories.places import make_units
from tests.reports.test_contents import fill

pytestmark = pytest.mark.django_db
YEAR = outline("province_year")
NAMES = names_of(YEAR)


@pytest.fixture(autouse=True)
def in_november(monkeypatch):
    moment = datetime.fromisoformat("2026-11-02T10:00:00+07:00")
    for module in ("ocop.reports.views.making", "ocop.reports.views.templates"):
        monkeypatch.setattr(f"{module}.today", lambda: moment.date())
        monkeypatch.setattr(f"{module}.now", lambda: moment)


def word(*paragraphs: str, rows: list[list[str]] = (), header: str = "") -> bytes:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if rows:
        table = document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    document.sections[0].header.paragraphs[0].text = header
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def cells(content: bytes, table: int = 0) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in Document(io.BytesIO(content)).tables[table].rows]


def report(key: str = "province_year", unit: str = "01") -> dict:
    known, today = outline(key), datetime.fromisoformat("2026-11-02").date()
    period = read_period("2026" if key == "province_year" else "", known.period, today)
    return content_of(known, period, report_scope(Unit.objects.get(key=unit), period, today))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (word("Có {{ recognised_product }}"), "“recognised_product” (đoạn 1)"),
        (word("x", "{{ la }}"), "“la” (đoạn 2)"),
        (word("x", rows=[["a"], ["{{ chi_so_te }}"]]), "“chi_so_te” (bảng 1, dòng 2)"),
        (word("x", header="{{ la_hoac }}"), "“la_hoac” (đầu trang)"),
        (word("{{ chi_so_ten }}"), "“chi_so_ten” (đoạn 1) là cột của một danh sách"),
        (word(rows=[["{{ chi_so_ten }}", "{{ units_cot_1 }}"]]), "dòng 1 có chỗ điền của hai danh sách"),
        (word("{% for x in y %}{% endfor %}"), "vòng lặp"),
        (word("{{ don_vi.__class__ }}"), "thuộc tính"),
        (word("{{ 7 * 7 }}"), "biểu thức"),
        (b"PK not word", "không đọc được"),
    ],
)
def test_faults_name_the_place_in_the_file(content, sentence):
    faults = faults_of(content, NAMES)

    assert any(sentence in fault for fault in faults), faults


@pytest.mark.parametrize("known", outlines(), ids=lambda one: one.key)
def test_standard_template_passes_its_own_check(known):
    assert faults_of(standard_template(known), names_of(known)) == []


def test_rows_repeat_with_real_values_and_records_are_never_read_as_a_template():
    units = make_units()
    fill(3)
    report_of = report()
    report_of["tables"][1]["rows"][0][0] = "{{ don_vi }} ⟦chi_so_ten⟧ & <b>"
    rows = [["TT", "Tên"], ["{{ recognised_tt }}", "{{ recognised_cot_1 }}"]]
    made = filled(word("{{ don_vi }}: {{ recognised_products }}", rows=rows), report_of, NAMES)

    found = cells(made)
    assert [row[0] for row in found] == ["TT", "1", "2", "3"]
    assert found[1][1] == "{{ don_vi }} ⟦chi_so_ten⟧ & <b>"
    assert Document(io.BytesIO(made)).paragraphs[0].text == f"{units['01'].full_name}: 3"


def test_list_without_lines_says_so():
    make_units()
    made = filled(word(rows=[["{{ expiring_tt }}", "{{ expiring_cot_1 }}"]]), report(), NAMES)

    assert cells(made) == [["Không có.", ""]]


def test_standard_template_filled_has_every_figure_and_every_row():
    make_units()
    fill(4)
    content = report()

    made = Document(io.BytesIO(filled(standard_template(YEAR), content, NAMES)))

    texts = [[cell.text for cell in row.cells] for table in made.tables for row in table.rows]
    for figure in content["figures"]:
        assert any(figure["name"] in row for row in texts), figure["name"]
    for table in content["tables"]:
        for row in table["rows"]:
            assert any(row[0] in line for line in texts), row
    assert not any("{{" in cell or "⟦" in cell for row in texts for cell in row)


def office():
    return act(Role.PROVINCE_OFFICE, make_units()["01"])


def upload(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("mau.docx", content)


def test_report_keeps_the_version_it_was_made_with():
    by = office()
    browser = signed_in(by)
    first = add_template(outline=YEAR, upload=upload(word("Mẫu một")), note="", by=by, at=AT)
    make = reverse("reports:make", args=["province_year"])
    choose_template(outline=YEAR, template=first, by=by, at=AT)
    browser.post(make, {"ky": "2026"})
    second = add_template(outline=YEAR, upload=upload(word("Mẫu hai")), note="", by=by, at=AT)
    choose_template(outline=YEAR, template=second, by=by, at=AT)
    browser.post(make, {"ky": "2026"})
    choose_template(outline=YEAR, template=None, by=by, at=AT)
    browser.post(make, {"ky": "2026"})

    kept = list(MadeReport.objects.order_by("pk"))
    assert [one.template for one in kept] == [first, second, None]
    told = [Document(io.BytesIO(one.word.read_bytes())).paragraphs[0].text for one in kept]
    assert told[:2] == ["Mẫu một", "Mẫu hai"]
    assert "bản 1 của đơn vị" in browser.get(reverse("reports:made", args=[kept[0].code])).content.decode()


def test_faulty_template_is_refused_with_its_sentences_and_leaves_nothing():
    browser = signed_in(office())

    page = browser.post(
        reverse("reports:templates", args=["province_year"]), {"file": upload(word("{{ sai }}"))}
    )

    assert page.status_code == 422
    assert "Không có chỗ điền tên “sai” (đoạn 1)" in page.content.decode()
    assert not ReportTemplate.objects.exists()


def test_office_uploads_tries_and_chooses_on_the_pages():
    browser = signed_in(office())
    fill(2)
    address = reverse("reports:templates", args=["province_year"])
    standard = browser.get(reverse("reports:template-standard", args=["province_year"])).content
    browser.post(address, {"file": upload(standard), "note": "Thêm tên phòng"})

    preview = browser.get(reverse("reports:template-preview", args=["province_year", 1]))
    browser.post(reverse("reports:template-choose", args=["province_year"]), {"version": "1"})

    texts = {cell.text for table in Document(io.BytesIO(preview.content)).tables for cell in table._cells}
    assert {row[0] for table in report()["tables"] for row in table["rows"]} <= texts
    page = browser.get(address).content.decode()
    assert "Thêm tên phòng" in page
    assert "</strong> bản 1" in page
    with CaptureQueriesContext(connection) as caught:
        browser.get(address)
    assert len(caught) <= 10


def test_templates_of_another_office_are_not_there():
    add_template(outline=YEAR, upload=upload(word("x")), note="", by=office(), at=AT)
    other = signed_in(act(Role.PROVINCE_OFFICE, make_units()["04"]))

    assert other.get(reverse("reports:template-preview", args=["province_year", 1])).status_code == 404
    choose = reverse("reports:template-choose", args=["province_year"])
    assert other.post(choose, {"version": "1"}).status_code == 404


def test_a_reader_of_figures_hands_in_no_template():
    auditor = act(Role.AUDITOR, make_units()["01"])
    address = reverse("reports:templates", args=["province_year"])

    assert signed_in(auditor).get(address).status_code == 403
    with pytest.raises(RuleBroken):
        add_template(outline=YEAR, upload=upload(word("x")), note="", by=auditor, at=AT)

"""Offices edit Word templates; whatever they upload, only plain placeholders are ever filled."""

import io
import time

import pytest
from docx import Document
from docx.enum.section import WD_SECTION
from docx.oxml.ns import qn

from ocop.core.errors import RuleBroken
from ocop.documents.placeholders import PLACEHOLDERS
from ocop.documents.starter_templates import starter_template, starter_templates
from ocop.documents.word_templates import describe, placeholders_of, render_template, templates_check
from tests.documents.packing import changed
from tests.factories.documents import word

HOSTILE = [
    "{{ so.__class__.__mro__ }}",
    "{{ ''.__class__ }}",
    "{{ so['__class__'] }}",
    "{{ so|attr('__class__') }}",
    "{{ so|upper }}",
    "{{ self._TemplateReference__context }}",
    "{{ self }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ lipsum() }}",
    "{{ range(10**9)|list }}",
    "{{ namespace() }}",
    "{{ 9**9**9 }}",
    "{{ 'a' * 10**9 }}",
    "{{ 1 if so else 2 }}",
    "{{ so ~ ky_hieu }}",
    "{{ so is defined }}",
    "{{ [so] }}",
    "{{ 'chu' }}",
    "{% for x in range(10**9) %}a{% endfor %}",
    "{% for x in so %}{{ x }}{% endfor %}",
    "{% if so %}x{% endif %}",
    "{% set x = so %}",
    "{% import 'os' as os %}",
    "{% from 'x' import y %}",
    "{% include '/etc/passwd' %}",
    "{% extends 'x' %}",
    "{% macro m() %}{{ m() }}{% endmacro %}",
    "{% block b %}{% endblock %}",
    "{% filter upper %}x{% endfilter %}",
    "{% call m() %}{% endcall %}",
    "{% autoescape false %}{{ so }}{% endautoescape %}",
    "{%p for x in so %}",
    "{%tr for x in so %}",
    "{% cellbg so %}",
    "{% colspan so %}",
    "{{ so",
    "{{ }}",
    "{% endfor %}",
    "{{" + "(" * 3000 + "so" + ")" * 3000 + "}}",
    "{{ khong_co_ten_nay }}",
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:40])
def test_hostile_template_is_refused_quickly_and_never_rendered(text):
    started = time.monotonic()
    content = word("Kính gửi", text)

    assert templates_check(content)
    with pytest.raises(RuleBroken) as refused:
        render_template(content, dict.fromkeys(PLACEHOLDERS, "x"))
    assert refused.value.code == "template.faulty"
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("where", ["header", "title"])
def test_hostile_text_outside_the_body_is_found(where):
    assert templates_check(word("x", **{where: "{{ so.__class__ }}"}))


def test_placeholder_split_by_formatting_is_read_as_one():
    document = Document()
    paragraph = document.add_paragraph()
    for piece in ("{", "{ so.", "__class__ }", "}"):
        paragraph.add_run(piece)
    out = io.BytesIO()
    document.save(out)

    assert templates_check(out.getvalue()) == [
        "Mẫu chỉ được dùng chỗ điền đơn giản như {{ ten_san_pham }}, không dùng thuộc tính (dấu chấm)."
    ]


def test_good_template_is_filled_letter_for_letter():
    content = word("Sản phẩm {{ ten_san_pham }} của {{ten_chu_the}}", header="{{ co_quan }}")
    context = {"ten_san_pham": "Mật <b>ong</b> & trà", "ten_chu_the": "HTX Ưu Đàm", "co_quan": "UBND xã"}

    assert templates_check(content) == []
    filled = Document(io.BytesIO(render_template(content, context)))
    assert filled.paragraphs[0].text == "Sản phẩm Mật <b>ong</b> & trà của HTX Ưu Đàm"
    assert filled.sections[0].header.paragraphs[0].text == "UBND xã"


def test_value_that_looks_like_a_template_stays_a_value():
    filled = render_template(word("{{ noi_dung }}"), {"noi_dung": "{{ 7*7 }} {% x %} {_{ so }_}"})

    assert Document(io.BytesIO(filled)).paragraphs[0].text == "{ { 7*7 }} { % x %} { _{ so }_ }"


def test_footnote_of_a_document_with_two_sections_is_not_rendered_twice():
    document = Document()
    document.add_paragraph("{{ noi_dung }}")
    document.add_section(WD_SECTION.NEW_PAGE)
    out = io.BytesIO()
    document.save(out)

    filled = render_template(out.getvalue(), {"noi_dung": "{{ so }}", "so": "KHONG"})
    assert "KHONG" not in "".join(one.text for one in Document(io.BytesIO(filled)).paragraphs)


def test_every_unknown_placeholder_is_named_with_the_nearest_known_one():
    assert templates_check(word("{{ ten_sp }} {{ la_hoac }} {{ so }}")) == [
        "Không có chỗ điền tên “ten_sp”. Có phải là “ten_san_pham” (Tên sản phẩm)?",
        "Không có chỗ điền tên “la_hoac”.",
    ]


def test_allowed_names_may_be_given_by_the_caller():
    content = word("{{ rieng }}")

    assert templates_check(content, allowed={"rieng": "Riêng"}) == []
    assert render_template(content, {"rieng": "x"}, allowed={"rieng": "Riêng"})


def test_missing_value_is_refused_by_name():
    with pytest.raises(RuleBroken) as refused:
        render_template(word("{{ so }} {{ ky_hieu }}"), {"so": "5"})

    assert refused.value.details == ["Chưa có dữ liệu cho “ky_hieu” (Ký hiệu văn bản)."]


def test_template_with_thousands_of_placeholders_is_refused():
    assert "nhiều hơn 500" in templates_check(word("{{ so }} " * 501))[0]


@pytest.mark.parametrize(
    "content", [b"", b"PK", b"%PDF-1.7", changed(word(), e=("word/document.xml", b"<w:body>", b""))]
)
def test_unreadable_file_has_one_sentence(content):
    assert templates_check(content) == [
        "Tệp mẫu không đọc được. Hãy mở bằng Word, lưu lại dạng .docx rồi tải lên."
    ]


def test_names_used_and_names_explained():
    assert placeholders_of(word("{{ so }} {{ so }} {{ nguoi_ky }}")) == {"so", "nguoi_ky"}
    assert ("{{ so }}", "Số văn bản") in describe()


@pytest.mark.parametrize("key", starter_templates())
def test_starter_template_is_accepted_and_filled_completely(key):
    content = starter_template(key)

    assert templates_check(content) == []
    filled = Document(io.BytesIO(render_template(content, {name: f"<{name}>" for name in PLACEHOLDERS})))
    assert "{{" not in "".join(node.text or "" for node in filled.element.body.iter(qn("w:t")))


def test_capital_lines_of_a_starter_show_their_values_in_capitals():
    filled = Document(
        io.BytesIO(render_template(starter_template("quyet-dinh"), dict.fromkeys(PLACEHOLDERS, "xã")))
    )
    agency = filled.tables[0].cell(0, 0).paragraphs[0].runs[0]

    assert (agency.text, agency.font.all_caps) == ("xã", True)

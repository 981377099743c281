"""Word templates that an office edits itself: only flat, known placeholders, `{{ ten_san_pham }}`.

Everything else that the template language could do (conditions, loops, attributes, filters, calls) is refused by
looking at the parsed template, before anything runs; the sandbox is the second lock.
"""

from __future__ import annotations

import difflib
import io
import re
from collections.abc import Iterator, Mapping
from typing import IO, Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ocop.core.errors import RuleBroken
from ocop.core.text import clean

from .placeholders import PLACEHOLDERS

MOST_PLACEHOLDERS = 500
LONGEST_VALUE = 20_000
LONGEST_PART = 5_000_000
PROPERTIES = ("author", "category", "comments", "content_status", "identifier", "keywords", "language")
PROPERTIES += ("last_modified_by", "subject", "title", "version")
FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
TAGS = re.compile(r"<[^>]*>")
OPENING = re.compile(r"\{[{%#]")
GOOD = re.compile(r"\{\{\s*\w+\s*\}\}")
FLAT = (nodes.Template, nodes.Output, nodes.TemplateData)


def templates_check(file: IO[bytes] | bytes, *, allowed: Mapping[str, str] = PLACEHOLDERS) -> list[str]:
    """One sentence per fault; empty when the template may be used."""
    try:
        template = _open(file)
        parts = list(_parts(template))
    except Exception:  # whatever the Word library stumbles over, the person hears one thing
        return ["Tệp mẫu không đọc được. Hãy mở bằng Word, lưu lại dạng .docx rồi tải lên."]
    faults: list[str] = []
    count = 0
    for text in parts:
        found, seen = _faults_of(text, allowed)
        faults += [fault for fault in found if fault not in faults]
        count += seen
    if count > MOST_PLACEHOLDERS:
        faults.append(f"Mẫu có {count} chỗ điền, nhiều hơn {MOST_PLACEHOLDERS}. Hãy bớt chỗ điền lặp lại.")
    return faults


def render_template(
    file: IO[bytes] | bytes, context: Mapping[str, str], *, allowed: Mapping[str, str] = PLACEHOLDERS
) -> bytes:
    """The template filled with plain texts; refused as a whole when it has any fault."""
    content = file if isinstance(file, bytes) else file.read()
    faults = templates_check(content, allowed=allowed)
    if faults:
        raise RuleBroken("Mẫu văn bản chưa dùng được.", code="template.faulty", details=faults)
    _check_complete(content, context)
    template = _open(content)
    values = {name: _inert(str(value)) for name, value in context.items()}
    template.render(values, _environment(), autoescape=True)
    out = io.BytesIO()
    template.save(out)
    return out.getvalue()


def placeholders_of(file: IO[bytes] | bytes) -> set[str]:
    """Names that a template asks for."""
    return {name for text in _parts(_open(file)) for name in _names(_parse(text))}


def _inert(value: str) -> str:
    """A value stays a value: the Word library renders footnotes once per section, so braces could come alive."""
    text = clean(value)[:LONGEST_VALUE]
    for mark in ("{{", "{%", "{#", "{_"):
        text = text.replace(mark, f"{{ {mark[1]}")
    return text.replace("_}", "_ }")


def _check_complete(content: bytes, context: Mapping[str, str]) -> None:
    missing = sorted(placeholders_of(content) - set(context))
    if missing:
        details = [f"Chưa có dữ liệu cho “{name}” ({PLACEHOLDERS.get(name, name)})." for name in missing]
        raise RuleBroken("Chưa đủ dữ liệu để điền mẫu văn bản.", code="template.incomplete", details=details)


def _open(file: IO[bytes] | bytes) -> DocxTemplate:
    template = DocxTemplate(io.BytesIO(file) if isinstance(file, bytes) else file)
    template.render_init()
    return template


def _environment() -> ImmutableSandboxedEnvironment:
    """A language with nothing in it: no globals, filters or tests."""
    made = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    made.globals.clear()
    made.filters.clear()
    made.tests.clear()
    return made


def _parts(template: DocxTemplate) -> Iterator[str]:
    """Exactly the texts that rendering will read as templates."""
    yield _patched(template, template.get_xml())
    for uri in (template.HEADER_URI, template.FOOTER_URI):
        for _, part in template.get_headers_footers(uri):
            yield _patched(template, template.get_part_xml(part))
    for part in template.docx.part.package.parts:
        if part.content_type == FOOTNOTES:
            yield _patched(template, part.blob.decode("utf-8"))
    for name in PROPERTIES:
        yield str(getattr(template.docx.core_properties, name) or "")


def _patched(template: DocxTemplate, xml: str) -> str:
    if len(xml) > LONGEST_PART:
        raise ValueError("template part too long")
    return str(template.patch_xml(xml))


def _parse(text: str) -> nodes.Template:
    return _environment().parse(text)


def _names(tree: nodes.Template) -> list[str]:
    return [node.name for node in tree.find_all(nodes.Name)]


def _faults_of(text: str, allowed: Mapping[str, str]) -> tuple[list[str], int]:
    try:
        tree = _parse(text)
    except TemplateSyntaxError:
        return [f"Có chỗ điền viết sai{_where(text)}. Ví dụ đúng: {{{{ ten_san_pham }}}}."], 0
    except RecursionError:
        return ["Mẫu có biểu thức lồng nhau quá sâu."], 0
    faults = [_fault(node, allowed) for node in _walk(tree)]
    return [fault for fault in faults if fault], len(_names(tree))


def _walk(tree: nodes.Template) -> Iterator[nodes.Node]:
    for node in tree.body:
        if isinstance(node, nodes.Output):
            yield from node.nodes
        else:
            yield node


def _fault(node: nodes.Node, allowed: Mapping[str, str]) -> str:
    """Only plain text and known names pass; a comment disappears while parsing and harms nobody."""
    if isinstance(node, FLAT):
        return ""
    if isinstance(node, nodes.Name):
        return "" if node.name in allowed else _unknown(node.name, allowed)
    return f"Mẫu chỉ được dùng chỗ điền đơn giản như {{{{ ten_san_pham }}}}, không dùng {_in_words(node)}."


def _unknown(name: str, allowed: Mapping[str, str]) -> str:
    near = difflib.get_close_matches(name, allowed, n=1, cutoff=0.6)
    hint = f" Có phải là “{near[0]}” ({allowed[near[0]]})?" if near else ""
    return f"Không có chỗ điền tên “{_short(name)}”.{hint}"


def _in_words(node: nodes.Node) -> str:
    words: dict[type[nodes.Node], str] = {
        nodes.For: "vòng lặp",
        nodes.If: "điều kiện",
        nodes.CondExpr: "điều kiện",
        nodes.Getattr: "thuộc tính (dấu chấm)",
        nodes.Getitem: "thuộc tính (ngoặc vuông)",
        nodes.Call: "lời gọi hàm",
        nodes.Filter: "bộ lọc (dấu |)",
        nodes.Include: "lệnh chèn tệp",
        nodes.Import: "lệnh nhập",
        nodes.FromImport: "lệnh nhập",
        nodes.Extends: "lệnh kế thừa",
        nodes.Macro: "macro",
        nodes.Assign: "lệnh gán",
    }
    return words.get(type(node), "biểu thức hay phép tính")


def _where(text: str) -> str:
    """The first piece that is no plain placeholder, as the person sees it in Word."""
    seen = TAGS.sub("", text)
    for piece in OPENING.finditer(seen):
        if not GOOD.match(seen, piece.start()):
            return f" gần “{seen[piece.start() : piece.start() + 40].strip()}”"
    return ""


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"


def describe(allowed: Mapping[str, str] = PLACEHOLDERS) -> list[tuple[str, Any]]:
    """Names and meanings for the help beside the upload field."""
    return [(f"{{{{ {name} }}}}", meaning) for name, meaning in allowed.items()]

"""What is wrong with a template, each with the place where the person finds it in Word."""

import difflib
import io
import re
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from ocop.documents.word_templates import templates_check
from ocop.reports.templating.names import Names

PLACEHOLDER = re.compile(r"\{\{\s*(\w+)\s*\}\}")
LARGEST = 3 * 1024 * 1024


def faults_of(content: bytes, names: Names) -> list[str]:
    """Sentences; empty when the template may be used. Whatever is no plain placeholder is refused by the parsed template
    (`ocop.documents.word_templates`), before anything runs."""
    if len(content) > LARGEST:
        return ["Tệp mẫu lớn hơn 3 MB. Hãy bỏ bớt ảnh trong mẫu."]
    try:
        found = list(_placed(Document(io.BytesIO(content))))
    except Exception:  # whatever the Word library stumbles over, the person hears one thing
        return ["Tệp mẫu không đọc được. Hãy mở bằng Word, lưu lại dạng .docx rồi tải lên."]
    unknown = {name for _, text, _ in found for name in PLACEHOLDER.findall(text)} - set(names.all)
    said = [
        _unknown(name, place, names)
        for place, text, _ in found
        for name in PLACEHOLDER.findall(text)
        if name in unknown
    ]
    said += _misplaced(found, names)
    return said + templates_check(content, allowed=names.all | dict.fromkeys(unknown, ""))


Placed = tuple[str, str, str]  # where, text, the row of a table it stands in (empty outside)


def _placed(document: Any) -> Iterator[Placed]:
    """Every paragraph with its place, as a person counts them."""
    yield from _blocks(document.iter_inner_content(), "")
    for section in document.sections:
        for part, words in ((section.header, "đầu trang"), (section.footer, "cuối trang")):
            for paragraph in part.paragraphs:
                yield words, paragraph.text, ""
            for table in part.tables:
                for place, text, _ in _rows(table, words):
                    yield place, text, ""


def _blocks(blocks: Any, within: str) -> Iterator[Placed]:
    paragraphs = tables = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            paragraphs += 1
            yield within or f"đoạn {paragraphs}", block.text, ""
        elif isinstance(block, Table):
            tables += 1
            yield from _rows(block, f"{within}, bảng {tables}" if within else f"bảng {tables}")


def _rows(table: Table, words: str) -> Iterator[Placed]:
    for number, row in enumerate(table.rows, 1):
        where = f"{words}, dòng {number}"
        for cell in row.cells:
            for place, text, inner in _blocks(_inside(cell), where):
                yield place, text, inner or where


def _inside(cell: _Cell) -> Any:
    return cell.iter_inner_content()


def _unknown(name: str, place: str, names: Names) -> str:
    near = difflib.get_close_matches(name, names.all, n=1, cutoff=0.6)
    hint = f" Có phải là “{near[0]}” ({names.all[near[0]]})?" if near else ""
    return f"Không có chỗ điền tên “{name[:60]}” ({place}).{hint}"


def _misplaced(found: list[Placed], names: Names) -> list[str]:
    """Columns of a list stand in a row of a table, and a row is of one list."""
    said, lists = [], {}
    for place, text, row in found:
        for name in PLACEHOLDER.findall(text):
            key = names.list_of.get(name)
            if key and not row:
                said.append(
                    f"“{name}” ({place}) là cột của một danh sách: hãy đặt trong một dòng của bảng, dòng đó được lặp lại."
                )
            elif key and lists.setdefault(row, key) != key:
                said.append(
                    f"{row.capitalize()} có chỗ điền của hai danh sách: mỗi dòng chỉ lặp theo một danh sách."
                )
    return list(dict.fromkeys(said))

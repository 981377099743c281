"""The guides say what the screens say: every button, folder and refusal they quote stands in the code."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.architecture.tree import CHECKOUT, application_files, files, name_of, parsed

GUIDES = sorted((CHECKOUT / "docs" / "guide").glob("*.md"))
BOLD = re.compile(r"\*\*(.+?)\*\*")
REFUSALS = re.compile(r"^## Khi bị từ chối\n(.*?)(?=^## |\Z)", re.S | re.M)
SHORTEST = 8  # letters of a fragment worth looking for
# Bold for its own sake, not the name of something on a screen.
EMPHASIS = re.compile(
    r"\d|^(?:Thư mục|Trạng thái|Ngày|Lần đầu|Nhiều vai trò|Không làm được|số thập phân|không thấy điểm"
    r"|chỉ áp dụng cho sản phẩm này|Đọc|Đăng nhập|Hằng ngày.*)$"
)


@cache
def said() -> str:
    """All words of the code and the templates, holes of sentences as `…`."""
    texts = [
        path.read_text(encoding="utf-8") for path in files(".html", ".yaml") if "tests" not in path.parts
    ]
    for path in application_files():
        tree = parsed(path)
        inner = {
            id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                texts.append("".join(p.value if isinstance(p, ast.Constant) else "…" for p in node.values))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inner:
                texts.append(node.value)
    return "\n".join(texts)


def fragments(cell: str) -> list[str]:
    """`Còn … hồ sơ. / Hãy chọn …` → the parts that stand in the code as they are."""
    parts = re.split(r"…|\s/\s|[“”\"]", cell)
    return [part.strip(" :;,") for part in parts if len(part.strip(" :;,.")) >= SHORTEST]


def quoted_refusals(path: Path) -> list[str]:
    tables = "".join(REFUSALS.findall(path.read_text(encoding="utf-8")))
    rows = [line.split("|")[1].strip() for line in tables.splitlines() if line.startswith("|")]
    return [row for row in rows[2:] if row]


@pytest.mark.parametrize("path", GUIDES, ids=name_of)
def test_quoted_refusals_are_those_of_the_code(path: Path) -> None:
    strange = [part for row in quoted_refusals(path) for part in fragments(row) if part not in said()]
    assert strange == []


@pytest.mark.parametrize("path", GUIDES, ids=name_of)
def test_names_of_buttons_and_pages_are_those_of_the_screens(path: Path) -> None:
    words = [
        part for bold in BOLD.findall(path.read_text(encoding="utf-8")) for part in re.split(r" → |: ", bold)
    ]
    assert sorted({word for word in words if not EMPHASIS.search(word) and word not in said()}) == []

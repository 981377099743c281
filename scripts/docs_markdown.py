"""Small parts of Markdown for the generated reference."""

from collections.abc import Iterable, Sequence

NOTE = "<!-- Sinh tự động bằng `ocop docs`. Đừng sửa tay: sửa mã nguồn rồi chạy lại lệnh. -->"


def page(title: str, lead: str, *parts: str) -> str:
    """A whole file: title, where it comes from, what it is, then the parts with one blank line between."""
    return "\n\n".join([f"# {title}", NOTE, lead, *(part.strip("\n") for part in parts if part)]) + "\n"


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [_row(columns), _row(["---"] * len(columns)), *(_row(row) for row in rows)]
    return "\n".join(lines)


def code(text: str) -> str:
    return f"`{text}`" if text else ""


def _row(cells: Sequence[object]) -> str:
    return "| " + " | ".join(_cell(cell) for cell in cells) + " |"


def _cell(value: object) -> str:
    return str(value).replace("|", "\\|").replace("\n", " ").strip()

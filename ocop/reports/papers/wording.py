"""Words that the papers of a report share."""

from datetime import date
from typing import Any

from ocop.core.templatetags.ocop import vn_number

COMMITTEE = "ỦY BAN NHÂN DÂN"
MINISTRY = "BỘ NÔNG NGHIỆP VÀ MÔI TRƯỜNG"
SIGNERS = {
    "nation": ("", "BỘ TRƯỞNG"),
    "province": ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    "commune": ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
}
ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def agency(content: dict[str, Any]) -> tuple[str, str]:
    """(superior, own) office."""
    unit = content["unit"]
    if unit["level"] == "nation":
        return "", MINISTRY
    own = f"{COMMITTEE} {unit['full_name'].upper()}"
    return (unit["parent"].upper(), own) if unit["level"] == "commune" else ("", own)


def subject(content: dict[str, Any]) -> str:
    unit = content["unit"]
    whose = "cả nước" if unit["level"] == "nation" else unit["full_name"]
    return f"{content['subject']} {content['period']['words']} của {whose}"


def symbol(content: dict[str, Any]) -> str:
    return f"{content['symbol']}-{'BNNMT' if content['unit']['level'] == 'nation' else 'UBND'}"


def recipients(content: dict[str, Any]) -> tuple[str, ...]:
    """Who is above, then the file."""
    above = {
        "commune": f"Ủy ban nhân dân {content['unit']['parent']}",
        "province": "Bộ Nông nghiệp và Môi trường",
        "nation": "Thủ tướng Chính phủ",
    }
    return above[content["unit"]["level"]], "Lưu: VT"


def basis_words(content: dict[str, Any]) -> str:
    return f"Số liệu tính đến ngày {vn_day(content['as_of'])}, {content['boundary_words']}."


def vn_day(text: str) -> str:
    return f"{date.fromisoformat(text):%d/%m/%Y}"


def value_words(figure: dict[str, Any]) -> str:
    return vn_number(figure["value"]) if figure["value"] else "–"


def target_words(figure: dict[str, Any]) -> str:
    goal = figure["target"]
    return f"{vn_number(goal['value'])} ({goal['years']})" if goal else ""


def note_words(figure: dict[str, Any]) -> str:
    """What a reader has to know beside the value: declared, by which paper; or that nobody stated it."""
    said = figure["declared"]
    if figure["kind"] == "declared":
        return f"Số khai báo: {said['document']}" if said else "Số khai báo, chưa có"
    if said:
        return f"Đơn vị khai {vn_number(said['value'])}: {said['document']}"
    return "Chưa đủ số để tính" if not figure["value"] else ""


def cell_words(value: Any, sort: str) -> str:
    if value is None or value == "":
        return ""
    if sort == "date":
        return vn_day(value)
    return vn_number(value) if sort == "integer" else str(value)


def totals(table: dict[str, Any]) -> list[int]:
    """Sums of the number columns of a table of units."""
    return [sum(row[n] for row in table["rows"]) for n in range(1, len(table["columns"]))]

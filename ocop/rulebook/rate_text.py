"""The rating as a table for people, in Vietnamese, from the same answer as the JSON."""

from collections.abc import Mapping
from typing import Any

from ocop.rulebook.exact import comma


def rating_table(answer: Mapping[str, Any]) -> str:
    """What `ocop rate` prints without `--json`."""
    parts = list(answer["sheets"][0]["parts"])
    width = max([len("Thành viên"), *(len(row["member"]) for row in answer["sheets"])])
    lines = [_line("Thành viên", width, [*(f"Phần {part}" for part in parts), "Tổng"])]
    for row in answer["sheets"]:
        points = [comma(row["parts"][part]) for part in parts]
        lines.append(_line(row["member"], width, [*points, comma(row["total"])]))
    lines += ["", f"Điểm trung bình: {comma(answer['mean'])}"]
    over = " – vượt mức cho phép, phải thảo luận và chấm lại" if answer["gap_exceeded"] else ""
    lines.append(f"Chênh lệch lớn nhất: {comma(answer['gap'])}{over}")
    lines.append(f"Hạng theo điểm: {answer['band_stars']} sao")
    lines.extend(_gate(gate) for gate in answer["missed_gates"])
    stars = answer["stars"]
    lines.append("Kết quả: không xếp hạng" if stars is None else f"Kết quả: {stars} sao")
    return "\n".join(lines)


def _line(name: str, width: int, cells: list[str]) -> str:
    return "  ".join([name.ljust(width), *(cell.rjust(7) for cell in cells)])


def _gate(gate: Mapping[str, Any]) -> str:
    return (
        f"Thiếu điều kiện {gate['stars']} sao ở tiêu chí {gate['criterion']}: "
        f"cần {comma(gate['needs'])} điểm, hội đồng chấm {comma(gate['has'])}"
    )

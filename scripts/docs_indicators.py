"""docs/generated/indicators.md: every indicator with its formula, source and rounding."""

from ocop.core.indicators import indicators
from ocop.targets.enums import Theme

HEAD = """# Chỉ số

Sinh bởi `ocop docs`; đừng sửa tay. Mỗi chỉ số được định nghĩa một lần (`ocop/targets/definitions`, và ở các phần giữ bản ghi); giá
trị và các dòng mở ra cùng từ một điều kiện. *Tính*: đếm hoặc tính từ bản ghi. *Khai báo*: chưa có bản ghi nào cho số này, đơn vị
khai kèm văn bản, và số đó không bao giờ cộng vào số đếm được. Mọi chỉ số hỏi được cho cả nước, một tỉnh, một xã, một huyện cũ, tính
đến một ngày, theo địa giới hiện nay hoặc lúc đó: `ocop indicators --unit 01 --on 2026-11-22 --json`.
"""


def indicators_page() -> str:
    known = indicators()
    counted = sum(one.kind == "computed" for one in known)
    lines = [HEAD, f"{len(known)} chỉ số, {counted} tính từ bản ghi.\n"]
    for theme in Theme:
        lines += [
            f"## {theme.label}",
            "",
            "| Mã | Chỉ số | Cách tính | Đơn vị | Loại | Nguồn | Làm tròn |",
            "|---|---|---|---|---|---|---|",
        ]
        lines += [
            f"| `{one.key}` | {one.words} | {one.formula} | {one.measure} | {'tính' if one.kind == 'computed' else 'khai báo'} "
            f"| {one.origin} | {one.rounding.words if one.kind == 'computed' else 'như đã khai'} |"
            for one in known
            if one.theme == theme
        ]
        lines.append("")
    return "\n".join(lines)

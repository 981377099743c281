"""What the preview page shows: counts, a page of rows of one fate, what may be done."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from ocop.core.components import Column as Head
from ocop.core.components import Fact

from .importer import Fate, Importer
from .models import Intake
from .workbooks import reasons_of

SHOWN = 50
HEADS = [Head("Dòng", numeric=True), Head("Nội dung"), Head("Kết quả")]
LOOKS = {
    Fate.REFUSED: ("Chưa nhập được", "danger", "x-octagon"),
    Fate.NEW: ("Mới", "success", "plus-lg"),
    Fate.CHANGED: ("Thay đổi", "warning", "pencil"),
    Fate.UNCHANGED: ("Không đổi", "neutral", "dash-circle"),
}


def preview_of(request: HttpRequest, importer: Importer, intake: Intake, at: datetime) -> dict[str, Any]:
    """Rows of the fate that was asked for, refused ones first; `?sau=` is the row number to go on after."""
    if intake.checked_at is None or intake.wiped:
        return {"expired": intake.wiped}
    counts = intake.counts
    told = [fate for fate in LOOKS if counts[fate]]
    asked = request.GET.get("loai", "")
    fate = next((one for one in told if one.value == asked), told[0] if told else Fate.NEW)
    after = int(number) if (number := request.GET.get("sau", "")[:9]).isdecimal() else 0
    lines = [line for line in intake.read_lines() if line["f"] == fate and line["n"] > after]
    table = intake.read_table()
    label, tone, icon = LOOKS[fate]
    more = len(lines) > SHOWN
    return {
        "expired": intake.expires_at < at,
        "counts": counts,
        "tabs": [
            {
                "label": LOOKS[one][0],
                "url": f"?{urlencode({'loai': one.value})}",
                "active": one == fate,
                "count": counts[one],
            }
            for one in told
        ],
        "heads": HEADS,
        "rows": [
            {"line": line, "label": label, "tone": tone, "icon": icon, "said": _said(importer, line)}
            for line in lines[:SHOWN]
        ],
        "next_url": f"?{urlencode({'loai': fate.value, 'sau': lines[SHOWN - 1]['n']})}" if more else "",
        "good": counts[Fate.NEW] + counts[Fate.CHANGED],
        "refused_count": counts[Fate.REFUSED],
        "unknown": table.unknown,
        "missing": table.missing,
    }


def _said(importer: Importer, line: dict[str, Any]) -> list[str]:
    """Reasons of a refused row, or old → new of a changed one."""
    if line["e"]:
        return [f"Dòng {line['n']}: {reasons_of(importer, {'e': [one]})}" for one in line["e"]]
    heads = {column.key: column.heading for column in importer.columns}
    return [f"{heads.get(key, key)}: {old or '(trống)'} → {new or '(trống)'}" for key, old, new in line["c"]]


def receipt_of(intake: Intake) -> dict[str, Any]:
    counts = intake.counts
    left = f"{counts[Fate.REFUSED]} dòng, theo lựa chọn chỉ nhập các dòng đúng" if intake.only_good else ""
    facts = [
        Fact("Tệp", intake.file_name),
        Fact("Dấu của tệp (SHA-256)", intake.sha256),
        Fact("Mới", f"{counts[Fate.NEW]} dòng"),
        Fact("Thay đổi", f"{counts[Fate.CHANGED]} dòng"),
        Fact("Không đổi", f"{counts[Fate.UNCHANGED]} dòng"),
    ]
    return {"receipt": [*facts, Fact("Không nhập", left)] if left else facts, "left": left}

"""Typst: data in as JSON, PDF out. No system fonts, no network, no packages: the same bytes everywhere."""

from __future__ import annotations

import json
import threading
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .glyphs import FONTS, shown

if TYPE_CHECKING:
    import typst

TEMPLATES = Path(__file__).resolve().parents[2] / "reference" / "document_templates"
PDF_STANDARDS = ["a-2a", "ua-1"]
FIXED_MOMENT = 1_767_225_600  # 2026-01-01T00:00:00Z; what counts is the date printed in the document

_lock = threading.Lock()


@cache
def _compiler(template: str) -> typst.Compiler:
    import typst  # loaded by whoever makes the first PDF

    return typst.Compiler(
        str(TEMPLATES / template), root=str(TEMPLATES), font_paths=[str(FONTS)], ignore_system_fonts=True
    )


def typeset(template: str, data: dict[str, Any], *, moment: int = FIXED_MOMENT) -> bytes:
    """PDF/A-2a + PDF/UA-1 of a template; the values stay data and are never read as markup."""
    inputs = {"data": json.dumps(shown(data), ensure_ascii=False)}
    with _lock:
        made: bytes = _compiler(template).compile(
            format="pdf", sys_inputs=inputs, pdf_standards=PDF_STANDARDS, timestamp=moment
        )
    return made

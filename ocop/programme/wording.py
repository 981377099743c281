"""Reading a wording pack (schema ocop-criteria/1): the official sentence of every option, in printed order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ocop.core.errors import RuleBroken
from ocop.core.text import clean
from ocop.rulebook.criteria import SHIPPED, load_sets

SCHEMA = "ocop-criteria/1"
_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Sentence:
    set_id: str
    criterion: str
    case: int
    place: int
    text: str


def read_wording(folder: Path) -> Iterator[Sentence]:
    """Every sentence of the decisions that the project ships; other decisions and files are left out."""
    found = 0
    for path in sorted(folder.rglob("*.yaml")):
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
        if isinstance(data, dict) and data.get("schema") == SCHEMA and data.get("decision") in SHIPPED:
            found += 1
            yield from _sentences(data)
    if not found:
        raise RuleBroken(f"Thư mục {folder.name} không có bộ tiêu chí nào theo khuôn {SCHEMA}.", code="wording.empty")


def _sentences(data: Mapping[str, Any]) -> Iterator[Sentence]:
    set_id = f"{data['decision']}#{data['set_no']}"
    shipped = next((one for one in load_sets(data["decision"]) if one.id == set_id), None)
    for criterion in _criteria(data):
        code = str(criterion["code"])
        if shipped is None or not shipped.has(code):
            raise RuleBroken(f"Bộ {set_id} không có tiêu chí {code}; kiểm tra lại gói câu chữ.", code="wording.unknown")
        cases = criterion.get("alternatives") or [criterion]
        for case, one in enumerate(cases, 1):
            options = one["options"]
            wanted = len(shipped.criterion(code).case(case).options)
            if len(options) != wanted:
                raise RuleBroken(f"Tiêu chí {code} của bộ {set_id} có {len(options)} mức, hệ thống có {wanted} mức.",
                                 code="wording.count")
            for place, option in enumerate(options, 1):
                yield Sentence(set_id, code, case, place, clean(str(option["text"])))


def _criteria(data: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for part in data["parts"]:
        for section in part["sections"]:
            yield from section["criteria"]

"""The shipped data against a wording pack: does every fact agree?

Compared are codes, titles, maxima, points, star marks, cases, order, scoring kinds, groups,
ministries, samples and whether there is a requirement or a disqualifier; never the sentences,
because ours are our own. Both sides are laid out as facts with the same names and then compared
one by one, so a fact that only one side has is a difference too.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TypedDict

from ocop.rulebook.criteria.criteria_set import CriteriaSet
from ocop.rulebook.criteria.criterion import Criterion, number_text
from ocop.rulebook.criteria.files import SHIPPED
from ocop.rulebook.criteria.loading import load_sets
from ocop.rulebook.wording import BadWordingPack, PackSet, case_lists, pack_sets

Facts = dict[tuple[str, str], Any]


class Difference(TypedDict):
    """One fact on which the two sides disagree; null means that a side does not have it."""

    set: str
    criterion: str
    fact: str
    shipped: Any
    pack: Any
    text: str


class Comparison(TypedDict):
    differences: list[Difference]


def compare_with_pack(folder: Path | str) -> Comparison:
    """All differences between the shipped sets and a pack; decisions we do not ship are left out."""
    theirs = {one.id: one for one in pack_sets(folder) if one.decision in SHIPPED}
    if not theirs:
        raise BadWordingPack(f"Gói không có quyết định nào mà hệ thống có ({', '.join(SHIPPED)}).")
    decisions = {one.decision for one in theirs.values()}
    ours = {one.id: one for decision in SHIPPED if decision in decisions for one in load_sets(decision)}
    found: list[Difference] = []
    for set_id in {**ours, **theirs}:
        mine = shipped_facts(ours[set_id]) if set_id in ours else {}
        other = pack_facts(theirs[set_id]) if set_id in theirs else {}
        found += differences(set_id, mine, other)
    return {"differences": found}


def differences(set_id: str, mine: Facts, other: Facts) -> list[Difference]:
    """The facts that are not equal; a whole set that one side lacks is one difference."""
    if not mine or not other:
        return [_difference(set_id, "", "bộ tiêu chí", bool(mine) or None, bool(other) or None)]
    return [
        _difference(set_id, criterion, fact, mine.get((criterion, fact)), other.get((criterion, fact)))
        for criterion, fact in {**mine, **other}
        if mine.get((criterion, fact)) != other.get((criterion, fact))
    ]


def shipped_facts(criteria_set: CriteriaSet) -> Facts:
    """What one of our sets states, by (criterion, name of the fact)."""
    s = criteria_set
    facts: Facts = {
        ("", "tên bộ"): s.name,
        ("", "ngành"): [s.sector_code, s.sector_name],
        ("", "nhóm"): s.group_name,
        ("", "bộ quản lý"): list(s.ministries),
        ("", "phải nộp mẫu"): s.samples_required,
        ("", "có trường hợp bị loại"): bool(s.disqualifiers),
        ("", "tổng điểm"): number_text(s.max_points),
        ("", "các phần"): [[p.code, p.title, number_text(p.max_points)] for p in s.parts],
        ("", "thứ tự tiêu chí"): [criterion.code for criterion in s.criteria],
    }
    for part in s.parts:
        for section in part.sections:
            facts["", f"mục {section.code}"] = [
                part.code,
                section.title,
                number_text(section.max_points),
                [[group.code, group.title, number_text(group.max_points)] for group in section.groups],
            ]
            for criterion in section.criteria:
                facts |= _shipped_criterion(criterion)
    return facts


def _shipped_criterion(criterion: Criterion) -> Facts:
    code = criterion.code
    facts: Facts = {
        (code, "tên tiêu chí"): criterion.title,
        (code, "điểm tối đa"): number_text(criterion.max_points),
        (code, "cách chấm"): criterion.scoring,
        (code, "nhóm"): criterion.group,
        (code, "mục"): criterion.section_code,
        (code, "thay cho mục"): criterion.implicit,
        (code, "có yêu cầu"): bool(criterion.requirement),
        (code, "chọn một trường hợp"): criterion.has_cases,
        (code, "mốc sao"): {str(star): number_text(p) for star, p in criterion.star_minima.items()},
    }
    for case in criterion.cases:
        facts[code, f"điểm, trường hợp {case.number}"] = [number_text(o.points) for o in case.options]
        facts[code, f"dấu sao, trường hợp {case.number}"] = [list(o.star_marks) for o in case.options]
    return facts


def pack_facts(pack_set: PackSet) -> Facts:
    """The same facts as a pack's file states them. BadWordingPack when a part is missing."""
    try:
        return _pack_facts(pack_set.data)
    except (KeyError, TypeError, AttributeError, InvalidOperation) as error:
        raise BadWordingPack(f"Tệp {pack_set.path.name} thiếu hoặc sai phần {error}.") from error


def _pack_facts(data: Mapping[str, Any]) -> Facts:
    sections = [section for part in data["parts"] for section in part["sections"]]
    facts: Facts = {
        ("", "tên bộ"): data["name_vi"],
        ("", "ngành"): [data["group"]["code"], data["group"]["name_vi"]],
        ("", "nhóm"): data["subgroup_vi"],
        ("", "bộ quản lý"): list(data["managing_ministry"]),
        ("", "phải nộp mẫu"): data["sample_products_required"],
        ("", "có trường hợp bị loại"): bool(data.get("rejection_rule")),
        ("", "tổng điểm"): _number(data["total"]),
        ("", "các phần"): [[p["code"], p["title"], _number(p["max"])] for p in data["parts"]],
        ("", "thứ tự tiêu chí"): [c["code"] for section in sections for c in section["criteria"]],
    }
    for part in data["parts"]:
        for section in part["sections"]:
            facts["", f"mục {section['code']}"] = [
                part["code"],
                section["title"],
                _number(section["max"]),
                [[g["code"], g["title"], _number(g["max"])] for g in section.get("groups") or ()],
            ]
            for criterion in section["criteria"]:
                facts |= _pack_criterion(criterion, section["code"])
    return facts


def _pack_criterion(criterion: Mapping[str, Any], section: str) -> Facts:
    code = criterion["code"]
    facts: Facts = {
        (code, "tên tiêu chí"): criterion["title"],
        (code, "điểm tối đa"): _number(criterion["max"]),
        (code, "cách chấm"): criterion.get("scoring") or "single",
        (code, "nhóm"): criterion.get("group") or "",
        (code, "mục"): section,
        (code, "thay cho mục"): bool(criterion.get("implicit")),
        (code, "có yêu cầu"): bool(criterion.get("requirement")),
        (code, "chọn một trường hợp"): bool(criterion.get("choose_one_case")),
        (code, "mốc sao"): {str(k): _number(v) for k, v in (criterion.get("star_min") or {}).items()},
    }
    for number, options in case_lists(criterion):
        facts[code, f"điểm, trường hợp {number}"] = [_number(option["points"]) for option in options]
        facts[code, f"dấu sao, trường hợp {number}"] = [_marks(option) for option in options]
    return facts


def _number(value: object) -> str:
    return number_text(Decimal(str(value)))


def _marks(option: Mapping[str, Any]) -> list[int]:
    """A pack writes one mark as a number, several as a list."""
    marks = option.get("star_mark")
    if not marks:
        return []
    return sorted(marks) if isinstance(marks, list) else [marks]


def _difference(set_id: str, criterion: str, fact: str, shipped: object, pack: object) -> Difference:
    where = f"{set_id}, tiêu chí {criterion}" if criterion else set_id
    text = f"{where}: {fact} – dữ liệu của hệ thống: {_said(shipped)}; gói: {_said(pack)}."
    return Difference(set=set_id, criterion=criterion, fact=fact, shipped=shipped, pack=pack, text=text)


def _said(value: object) -> str:
    """A fact in a sentence."""
    if value is None:
        return "không có"
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, Mapping):
        return _said([f"{star} sao từ {points} điểm" for star, points in value.items()])
    if isinstance(value, Iterable) and not isinstance(value, str):
        return "[" + ", ".join(_said(one) for one in value) + "]"
    return str(value)

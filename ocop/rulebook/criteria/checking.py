"""Does the shipped data add up? The arithmetic of every table, and the form of our labels."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TypedDict

from ocop.rulebook.criteria.criteria_set import CriteriaSet, Part, Section
from ocop.rulebook.criteria.criterion import Case, Criterion
from ocop.rulebook.criteria.evidence import evidence_subjects
from ocop.rulebook.criteria.files import CURRENT
from ocop.rulebook.criteria.loading import load_sets

TOTAL = Decimal(100)
PART_CODES = ("A", "B", "C")
STARS = (3, 4, 5)
LONGEST_LABEL = 160
CONTENTS = ("origin", "labour", "idea", "identity")  # keys of commune_contents in reference/procedures


class CheckReport(TypedDict):
    """What `ocop criteria check` prints for one decision."""

    decision: str
    sets: int
    criteria: int
    options: int
    problems: list[str]


def check_sets(decision: str = CURRENT) -> CheckReport:
    """Check all shipped sets of a decision; `problems` is empty when everything adds up."""
    sets = load_sets(decision)
    criteria = [criterion for one in sets for criterion in one.criteria]
    return CheckReport(
        decision=decision,
        sets=len(sets),
        criteria=len(criteria),
        options=sum(len(case.options) for criterion in criteria for case in criterion.cases),
        problems=[*_numbering(sets), *(problem for one in sets for problem in check_set(one))],
    )


def check_set(criteria_set: CriteriaSet) -> list[str]:
    """The problems of one set, each a sentence that names the place."""
    found = [
        *_parts(criteria_set),
        *(problem for part in criteria_set.parts for problem in _part(part)),
        *_codes(criteria_set.criteria),
        *(problem for criterion in criteria_set.criteria for problem in check_criterion(criterion)),
        *_references(criteria_set),
    ]
    return [f"{criteria_set.id}: {problem}" for problem in found]


def check_criterion(criterion: Criterion) -> list[str]:
    """Points, places, labels and star minima of one criterion."""
    where = f"tiêu chí {criterion.code}"
    if not criterion.cases or not all(case.options for case in criterion.cases):
        return [f"{where} không có lựa chọn."]
    found = [problem for case in criterion.cases for problem in _case(criterion, case)]
    if [case.number for case in criterion.cases] != list(range(1, len(criterion.cases) + 1)):
        found.append("số trường hợp không liền nhau")
    if criterion.has_cases and not all(case.label for case in criterion.cases):
        found.append("có trường hợp không có tên")
    labels = [option.label for case in criterion.cases for option in case.options]
    if len(set(labels)) != len(labels):
        found.append("hai lựa chọn cùng một nhãn")
    if derived_minima(criterion) != dict(criterion.star_minima):
        found.append("mốc sao khác với dấu sao ghi ở lựa chọn")
    if criterion.scoring == "yes_no" and len(labels) != 2:
        found.append("là tiêu chí Không/Có nhưng không có đúng hai lựa chọn")
    return [f"{where}: {problem}." for problem in found]


def derived_minima(criterion: Criterion) -> dict[int, Decimal]:
    """For each star the points of the option that carries its mark (the highest, when several do)."""
    found: dict[int, Decimal] = {}
    for case in criterion.cases:
        for option in case.options:
            for star in option.star_marks:
                found[star] = max(found.get(star, option.points), option.points)
    return found


def _case(criterion: Criterion, case: Case) -> Iterator[str]:
    points = [option.points for option in case.options]
    best = sum(points, Decimal(0)) if criterion.scoring == "additive" else max(points)
    if best != criterion.max_points:
        yield f"điểm tối đa {criterion.max_points} nhưng lựa chọn tốt nhất cho {best}"
    if criterion.scoring != "additive" and points != sorted(points):
        yield "điểm giảm từ lựa chọn này sang lựa chọn sau"
    if [option.place for option in case.options] != list(range(1, len(points) + 1)):
        yield "thứ tự lựa chọn không liền nhau từ 1"
    for option in case.options:
        if not option.label.strip() or len(option.label) > LONGEST_LABEL:
            yield f"nhãn của lựa chọn {option.place} trống hoặc dài quá {LONGEST_LABEL} ký tự"
        if not set(option.star_marks) <= set(STARS):
            yield f"lựa chọn {option.place} có dấu sao ngoài 3, 4, 5"


def _parts(criteria_set: CriteriaSet) -> Iterator[str]:
    if tuple(part.code for part in criteria_set.parts) != PART_CODES:
        yield "không có đúng ba phần A, B, C."
    if criteria_set.max_points != TOTAL:
        yield f"các phần cộng lại được {criteria_set.max_points}, phải là {TOTAL}."


def _part(part: Part) -> Iterator[str]:
    got = sum((section.max_points for section in part.sections), Decimal(0))
    if got != part.max_points:
        yield f"phần {part.code} tối đa {part.max_points} nhưng các mục cộng lại được {got}."
    for section in part.sections:
        yield from _section(section)


def _section(section: Section) -> Iterator[str]:
    got = sum((criterion.max_points for criterion in section.criteria), Decimal(0))
    if got != section.max_points:
        yield f"mục {section.code} tối đa {section.max_points} nhưng các tiêu chí cộng lại được {got}."
    for group in section.groups:
        inside = [c.max_points for c in section.criteria if c.group == group.code]
        if sum(inside, Decimal(0)) != group.max_points:
            yield f"nhóm {group.code} tối đa {group.max_points} nhưng các tiêu chí cộng lại khác."
    known = {group.code for group in section.groups}
    for criterion in section.criteria:
        if criterion.group and criterion.group not in known:
            yield f"tiêu chí {criterion.code} thuộc nhóm {criterion.group} không có trong mục."


def _codes(criteria: Iterable[Criterion]) -> Iterator[str]:
    seen: set[str] = set()
    for criterion in criteria:
        if criterion.code in seen:
            yield f"mã tiêu chí {criterion.code} dùng hai lần."
        seen.add(criterion.code)


def _references(criteria_set: CriteriaSet) -> Iterator[str]:
    """What points to a criterion or an evidence subject must find it."""
    named = [("nghi vấn", flag.criterion) for flag in criteria_set.flags if flag.criterion]
    named += [("quy định dừng", code) for rule in criteria_set.stop_rules for code in rule.criteria]
    named += [("nội dung cấp xã", code) for codes in criteria_set.commune_contents.values() for code in codes]
    for kind, code in named:
        if not criteria_set.has(code):
            yield f"{kind} nhắc đến tiêu chí {code} không có trong bộ."
    subjects = {subject.key for subject in evidence_subjects(criteria_set.decision)}
    for key in criteria_set.knockout_evidence:
        if key not in subjects:
            yield f"giấy tờ bắt buộc {key} không có trong danh mục minh chứng."
    for content in criteria_set.commune_contents:
        if content not in CONTENTS:
            yield f"nội dung cấp xã {content} không có trong Mẫu số 03."


def _numbering(sets: tuple[CriteriaSet, ...]) -> Iterator[str]:
    if [one.number for one in sets] != list(range(1, len(sets) + 1)):
        yield "Số của các bộ tiêu chí không liền nhau từ 1."

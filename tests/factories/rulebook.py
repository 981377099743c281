"""Tiny criteria sets for tests of the arithmetic: every total can be reached on purpose."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from ocop.rulebook.criteria import Case, CriteriaSet, Criterion, Option, Part, Section

DECISION = "26/2026/QĐ-TTg"


def case(points: Sequence[object], number: int = 1) -> Case:
    options = tuple(
        Option(place=place, points=Decimal(str(one)), label=f"mức {place}")
        for place, one in enumerate(points, 1)
    )
    return Case(number=number, label="", options=options)


def criterion(
    code: str,
    *cases: Sequence[object],
    scoring: str = "single",
    minima: Mapping[int, object] | None = None,
    title: str = "",
) -> Criterion:
    lists = tuple(case(points, number) for number, points in enumerate(cases, 1))
    highest = [
        sum(o.points for o in c.options) if scoring == "additive" else max(o.points for o in c.options)
        for c in lists
    ]
    return Criterion(
        code=code,
        title=title or f"tiêu chí {code}",
        max_points=Decimal(max(highest)),
        scoring=scoring,
        cases=lists,
        star_minima={star: Decimal(str(points)) for star, points in (minima or {}).items()},
    )


def criteria_set(*parts: Sequence[Criterion], number: int = 1, **more: object) -> CriteriaSet:
    """One section per part; parts are named A, B, C."""
    return CriteriaSet(
        id=f"{DECISION}#{number}",
        decision=DECISION,
        number=number,
        slug="thu",
        name="Bộ thử",
        sector_code="I",
        sector_name="Ngành thử",
        group_name="Nhóm thử",
        ministries=(),
        parts=tuple(
            _part(code, number, criteria)
            for number, (code, criteria) in enumerate(zip("ABC", parts, strict=False), 1)
        ),
        **more,
    )


def total_set(*totals: object, minima: Mapping[int, object] | None = None) -> CriteriaSet:
    """A set with one criterion "1" whose options are these totals."""
    return criteria_set([criterion("1", totals, minima=minima)])


def _part(code: str, number: int, criteria: Sequence[Criterion]) -> Part:
    highest = sum((one.max_points for one in criteria), Decimal(0))
    section = Section(code=str(number), title=f"mục {number}", max_points=highest, criteria=tuple(criteria))
    return Part(code=code, title=f"phần {code}", max_points=highest, sections=(section,))

"""A criteria set as the score sheet shows it: parts, criteria, numbered options. Built once per set and process."""

from dataclasses import dataclass
from typing import Any

from ocop.core.components import ScoreOption
from ocop.rulebook.criteria import Case, CriteriaSet, Criterion, Option

KEYS = "123456789"


@dataclass(frozen=True)
class CriterionCard:
    """One criterion; `values` maps what a form posts to the choice as `ocop rate` knows it."""

    code: str
    title: str
    max_points: Any
    hint: str
    options: tuple[ScoreOption, ...]
    values: dict[str, Any]


@dataclass(frozen=True)
class PartCards:
    code: str
    title: str
    max_points: Any
    criteria: tuple[CriterionCard, ...]


_built: dict[str, tuple[PartCards, ...]] = {}


def cards_of(criteria_set: CriteriaSet, digest: str) -> tuple[PartCards, ...]:
    """`digest` is that of the stored version, so a changed set never shows old words."""
    if digest not in _built:
        _built[digest] = tuple(_part(part, criteria_set) for part in criteria_set.parts)
    return _built[digest]


def _part(part: Any, criteria_set: CriteriaSet) -> PartCards:
    cards = tuple(
        _card(criterion, criteria_set) for section in part.sections for criterion in section.criteria
    )
    return PartCards(part.code, part.title, part.max_points, cards)


def _card(criterion: Criterion, criteria_set: CriteriaSet) -> CriterionCard:
    pairs = [(case, option) for case in criterion.cases for option in case.options]
    options = tuple(_option(criterion, case, option, place) for place, (case, option) in enumerate(pairs))
    values = {
        one.value: _choice(criterion, case, option)
        for one, (case, option) in zip(options, pairs, strict=True)
    }
    stops = [rule.text for rule in criteria_set.stop_rules if criterion.code in rule.criteria]
    hint = " ".join(part for part in (criterion.requirement, *criterion.notes, *stops) if part)
    return CriterionCard(criterion.code, criterion.title, criterion.max_points, hint, options, values)


def _option(criterion: Criterion, case: Case, option: Option, place: int) -> ScoreOption:
    value = value_of(_choice(criterion, case, option))
    label = f"{case.label}: {option.label}" if criterion.has_cases and case.label else option.label
    stars = ", ".join(str(star) for star in option.star_marks)
    gate = f"Mức tối thiểu cho {stars} sao" if stars else ""
    return ScoreOption(value, label, option.points, KEYS[place] if place < len(KEYS) else "", gate)


def _choice(criterion: Criterion, case: Case, option: Option) -> Any:
    if criterion.has_cases:
        return {"case": case.number, "option": option.place}
    return [option.place] if criterion.scoring == "additive" else option.place


def value_of(choice: Any) -> str:
    """The form value of a stored choice: “3”, “2-1” (case 2, option 1), “+1+3” (additive)."""
    if isinstance(choice, dict):
        return f"{choice['case']}-{choice['option']}"
    if isinstance(choice, list):
        return "".join(f"+{place}" for place in choice)
    return "" if choice is None else str(choice)


def choice_of(value: str) -> Any:
    """The choice that a form value stands for; ValueError when it has no such shape. The rulebook checks the rest."""
    if value.startswith("+"):
        return [int(place) for place in value[1:].split("+")]
    case, dash, option = value.partition("-")
    return {"case": int(case), "option": int(option)} if dash else int(value)

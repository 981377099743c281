"""Score sheets → rating. Pure, exact, the same for the command, the API and the web.

Order of the arithmetic, which must not change: points per sheet are added exactly; the mean
of the totals stays a fraction; the band is taken from that fraction; only then is anything
rounded, for show. Stars need the band *and* the printed minima up to it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from ocop.rulebook.bands import Bands, band_stars
from ocop.rulebook.choices import check_choices, printed_points
from ocop.rulebook.criteria import CriteriaSet
from ocop.rulebook.exact import exact_mean, exact_sum, shown
from ocop.rulebook.panel import (
    MissedGate,
    missed_gates,
    panel_choice,
    panel_value,
    stars_after_gates,
)
from ocop.rulebook.procedures import bands_of_decision
from ocop.rulebook.refusals import Refusal, Refused, refused
from ocop.rulebook.rules import CouncilRules


@dataclass(frozen=True)
class Sheet:
    """One member's score sheet: criterion code → choice (see `choices`)."""

    member: str
    choices: Mapping[str, object]


@dataclass(frozen=True)
class SheetScore:
    """What a complete sheet adds up to, exactly."""

    member: str
    total: Decimal
    parts: Mapping[str, Decimal]
    sections: Mapping[str, Decimal]
    points: Mapping[str, Decimal]


@dataclass(frozen=True)
class Rating:
    """The council's result for one product, with everything needed to explain it."""

    criteria_set: str
    rules: CouncilRules
    sheets: tuple[SheetScore, ...]
    mean: Fraction
    parts_mean: Mapping[str, Fraction]
    gap: Decimal
    gap_exceeded: bool
    panel_points: Mapping[str, Decimal]
    panel_options: Mapping[str, object]
    band_stars: int
    stars: int | None
    missed_gates: tuple[MissedGate, ...]

    @property
    def mean_shown(self) -> str:
        """Four decimals, half up. For show: no rule may read it."""
        return shown(self.mean)


def rate_sheet(criteria_set: CriteriaSet, sheet: Sheet) -> SheetScore:
    """Add up one complete sheet; an incomplete or wrong one is refused with every reason."""
    refusals = check_choices(criteria_set, sheet.choices, sheet=sheet.member)
    if refusals:
        raise Refused(refusals)
    return add_up(criteria_set, sheet.choices, member=sheet.member)


def add_up(criteria_set: CriteriaSet, choices: Mapping[str, object], *, member: str = "") -> SheetScore:
    """Sums per criterion, section and part of the choices that are there; `check_choices` has found them usable."""
    points: dict[str, Decimal] = {}
    sections: dict[str, Decimal] = {}
    parts: dict[str, Decimal] = {}
    for part in criteria_set.parts:
        for section in part.sections:
            here = {
                criterion.code: printed_points(criterion, choices[criterion.code])
                for criterion in section.criteria
                if criterion.code in choices
            }
            points |= here
            sections[section.code] = exact_sum(here.values())
        parts[part.code] = exact_sum(sections[section.code] for section in part.sections)
    return SheetScore(member, exact_sum(parts.values()), parts, sections, points)


def rate(
    criteria_set: CriteriaSet,
    sheets: Sequence[Sheet],
    rules: CouncilRules | None = None,
    bands: Bands | None = None,
) -> Rating:
    """Rate one product from the sheets that count (submitted, members without conflict).

    Quorum and the number of sheets are checked by the caller (`rules.check_quorum`): they
    depend on who was present, not on marks. Bands default to those of the set's decision.
    """
    rules = rules or CouncilRules()
    scores = _scores(criteria_set, sheets)
    totals = [score.total for score in scores]
    mean = exact_mean(totals)
    gap = max(totals) - min(totals)
    agreed = _panel_points(criteria_set, scores, rules)
    band = band_stars(mean, bands or bands_of_decision(criteria_set.decision))
    missed = missed_gates(criteria_set, agreed, up_to=band)
    return Rating(
        criteria_set=criteria_set.id,
        rules=rules,
        sheets=tuple(scores),
        mean=mean,
        parts_mean={
            part.code: exact_mean(score.parts[part.code] for score in scores) for part in criteria_set.parts
        },
        gap=gap,
        gap_exceeded=gap > rules.max_gap,
        panel_points=agreed,
        panel_options=_panel_options(criteria_set, sheets, agreed),
        band_stars=band,
        stars=stars_after_gates(band, missed, rules.missed_gate),
        missed_gates=tuple(missed),
    )


def _scores(criteria_set: CriteriaSet, sheets: Sequence[Sheet]) -> list[SheetScore]:
    if not sheets:
        raise refused("Chưa có phiếu điểm nào để tính kết quả.")
    refusals: list[Refusal] = []
    members: set[str] = set()
    for sheet in sheets:
        if sheet.member in members:
            reason = "Thành viên này có hai phiếu điểm; mỗi thành viên chỉ được một phiếu."
            refusals.append(Refusal(reason, sheet=sheet.member))
        members.add(sheet.member)
        refusals.extend(check_choices(criteria_set, sheet.choices, sheet=sheet.member))
    if refusals:
        raise Refused(refusals)
    return [add_up(criteria_set, sheet.choices, member=sheet.member) for sheet in sheets]


def _panel_points(
    criteria_set: CriteriaSet, scores: Sequence[SheetScore], rules: CouncilRules
) -> dict[str, Decimal]:
    return {
        criterion.code: panel_value((score.points[criterion.code] for score in scores), rules.gate_option)
        for criterion in criteria_set.criteria
    }


def _panel_options(
    criteria_set: CriteriaSet, sheets: Sequence[Sheet], agreed: Mapping[str, Decimal]
) -> dict[str, object]:
    return {
        criterion.code: panel_choice(
            criterion,
            [sheet.choices[criterion.code] for sheet in sheets],
            agreed[criterion.code],
        )
        for criterion in criteria_set.criteria
    }

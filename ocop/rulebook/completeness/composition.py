"""The commune's checklist: is everything in the envelope (26/2026, Điều 6 and Điều 7 khoản 2)."""

from dataclasses import dataclass

from ocop.rulebook.completeness.documents import BUSINESS_REGISTRATION
from ocop.rulebook.criteria import CriteriaSet, evidence_subjects
from ocop.rulebook.procedures import Procedure, get_procedure
from ocop.rulebook.procedures.rounds import CURRENT


@dataclass(frozen=True)
class ChecklistItem:
    """`obligatory`: without it the dossier is put out, not only sent back."""

    key: str
    name: str
    article: str
    obligatory: bool = False


def composition_checklist(
    kind: str, criteria_set: CriteriaSet, procedure: Procedure | None = None
) -> tuple[ChecklistItem, ...]:
    """Lines to tick for a dossier of this kind ("first", "upgrade", "re_evaluation").

    Samples are left out where none are asked (tourism); obligatory papers of the set follow
    the prescribed parts. Only composition: no line asks for a score.
    """
    rules = procedure or get_procedure(CURRENT)
    try:
        dossier = (rules.dossiers or {})[kind]
    except KeyError:
        raise LookupError(f"{rules.name} không có loại hồ sơ {kind!r}.") from None
    no_samples = rules.samples_for(criteria_set.number) == 0
    lines = [
        ChecklistItem(item.key, item.name, item.article or dossier.article)
        for item in dossier.items
        if not (item.key == "samples" and no_samples)
    ]
    names = {subject.key: subject.subject for subject in evidence_subjects()}
    papers = dict.fromkeys((BUSINESS_REGISTRATION, *criteria_set.knockout_evidence))
    lines += [
        ChecklistItem(f"paper:{key}", names.get(key, key), "Mẫu 02, phần III", obligatory=True)
        for key in papers
    ]
    return tuple(lines)

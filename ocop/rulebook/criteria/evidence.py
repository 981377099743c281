"""The 15 subjects of supporting documents (Mẫu số 02, Phần III of 26/2026/QĐ-TTg).

The decision lists the documents by subject and ties none of them to a criterion. Which criteria
a subject helps with (`criterion_titles`) and whether its papers expire is our reading.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from ocop.rulebook.criteria.criterion import Criterion
from ocop.rulebook.criteria.files import CURRENT, decision_folder, read_yaml


@dataclass(frozen=True, kw_only=True)
class EvidenceSubject:
    """One row of the table: what to attach, in our words."""

    key: str
    row: int
    subject: str
    attach: tuple[str, ...]
    expires: bool
    criterion_titles: tuple[str, ...]


@cache
def evidence_subjects(decision: str = CURRENT) -> tuple[EvidenceSubject, ...]:
    """The subjects in the order of the form."""
    rows = read_yaml(decision_folder(decision) / "evidence.yaml")
    return tuple(
        EvidenceSubject(
            key=row["key"],
            row=number,
            subject=row["subject"],
            attach=tuple(row["attach"]),
            expires=row["expires"] == "yes",
            criterion_titles=tuple(row["criterion_titles"]),
        )
        for number, row in enumerate(rows, 1)
    )


def codes_by_subject(criteria: Iterable[Criterion], decision: str = CURRENT) -> Mapping[str, tuple[str, ...]]:
    """For each subject the codes of the criteria it helps with; subjects that fit none are left out."""
    listed = tuple(criteria)
    found = {
        subject.key: tuple(c.code for c in listed if c.title in subject.criterion_titles)
        for subject in evidence_subjects(decision)
    }
    return {key: codes for key, codes in found.items() if codes}

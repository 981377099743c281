"""A whole dossier for the pre-check, and the same with one thing changed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from ocop.rulebook.completeness import DossierFacts, EvidenceFact
from ocop.rulebook.criteria import evidence_subjects, get_set
from ocop.rulebook.procedures import get_procedure

# The reading of which paper helps where is data that may grow: these tests fix their own.
SET = replace(
    get_set("26/2026/QĐ-TTg#9"),
    knockout_evidence=("production_certificate",),
    required_evidence={
        "business_registration": ("3.1", "3.2"),
        "production_certificate": ("9",),
        "environment": ("1.5", "1.6"),
        "local_labour": ("3.3",),
        "growth": ("1.3", "3.4"),
        "intellectual_property": ("2.1", "3.5"),
        "promotion": ("4.3",),
        "market": ("4.1", "4.2", "4.3"),
        "quality_declaration": ("8",),
        "test_report": ("8",),
        "quality_system": ("9",),
        "awards": ("7",),
    },
)
TOURISM = get_set("26/2026/QĐ-TTg#26")
TODAY = date(2026, 11, 22)


def papers(criteria_set=SET) -> tuple[EvidenceFact, ...]:
    return tuple(
        EvidenceFact(
            key=subject.key,
            title=subject.subject,
            subject=subject.key,
            criteria=criteria_set.required_evidence.get(subject.key, ()),
            number="01",
            issued_on=date(2026, 1, 5),
            expires_on=date(2028, 1, 5) if subject.expires else None,
        )
        for subject in evidence_subjects()
    )


def whole(**changes: object) -> DossierFacts:
    """A cooperative's first dossier with top marks, every field and every paper."""
    fields = {one.key: "đã ghi" for one in get_procedure("26-2026").form_fields}
    facts = DossierFacts(
        criteria_set=SET,
        kind="first",
        filed_on=TODAY,
        choices={one.code: len(one.cases[0].options) for one in SET.criteria},
        fields=fields,
        evidence=papers(),
        round_ends_on=date(2027, 6, 30),
        legal_form="htx",
        representative_sex="F",
        representative_ethnicity="Kinh",
        representative_disability=False,
        workers=20,
        workers_local=16,
        workers_female=11,
        profits={2025: Decimal(300), 2024: Decimal(200), 2023: Decimal(100)},
        photos=2,
        samples=5,
    )
    return replace(facts, **changes)


def changed(key: str, **changes: object) -> DossierFacts:
    """The whole dossier with one paper changed."""
    return whole(evidence=tuple(replace(one, **changes) if one.key == key else one for one in papers()))

"""A dossier's facts as the rulebook's pre-check wants them."""

from datetime import date
from decimal import Decimal
from typing import Any

from ocop.documents.enums import FileState as StoredState
from ocop.dossiers.form_specs import SECTION_OF_LINE, SECTIONS, SectionSpec, sections_for
from ocop.dossiers.models import Dossier
from ocop.dossiers.queries.manifest import linked
from ocop.dossiers.recognitions import standing_of
from ocop.producers.models import Evidence
from ocop.rulebook.completeness import DossierFacts, EvidenceFact, FileState
from ocop.rulebook.levels import Level
from ocop.rulebook.procedures import get_procedure, round_for

FILE_STATES = {
    StoredState.PENDING: FileState.PENDING,
    StoredState.CHECKED: FileState.OK,
    StoredState.REFUSED: FileState.REFUSED,
}


def sections_of(dossier: Dossier) -> tuple[SectionSpec, ...]:
    return sections_for(get_procedure(dossier.procedure), dossier.kind, dossier.criteria_set.number)


def facts_of(dossier: Dossier, on: date) -> DossierFacts:
    """Everything as it stands in the draft on that day."""
    producer, procedure = dossier.producer, get_procedure(dossier.procedure)
    standing = standing_of(dossier.product, on)
    return DossierFacts(
        criteria_set=dossier.criteria_set.criteria_set,
        kind=dossier.kind,
        filed_on=on,
        choices=dossier.choices,
        fields=_lines(dossier),
        evidence=_papers(dossier),
        round_ends_on=round_for(on, Level.PROVINCE, procedure).done_by,
        legal_form=producer.legal_form,
        representative_sex=producer.representative_sex,
        representative_ethnicity=producer.representative_ethnicity,
        representative_disability=producer.representative_disability,
        workers=producer.workers,
        workers_local=producer.workers_local,
        workers_female=producer.workers_female,
        profits=_profits(dossier, on),
        photos=dossier.product.photos.filter(removed_at=None).count(),
        previous_stars=standing.stars if standing else None,
        previous_valid_until=standing.valid_until if standing else None,
        procedure=procedure,
    )


def _lines(dossier: Dossier) -> dict[str, Any]:
    """Values by the keys of the procedure's form fields."""
    producer, product = dossier.producer, dossier.product
    plain = {
        name: getattr(producer, name)
        for name in (
            *(
                "legal_form",
                "address",
                "phone",
                "representative",
                "representative_sex",
                "representative_ethnicity",
            ),
            *("founded_year", "main_business", "workers", "workers_local", "workers_female"),
        )
    }
    answered = {
        field.asks: dossier.answers.get(section.key, {}).get(field.key, "")
        for section in SECTIONS
        for field in section.fields
        if field.asks in SECTION_OF_LINE
    }
    return (
        plain
        | answered
        | {
            "producer_name": producer.name,
            "registration_no": producer.registration_no or producer.tax_code,
            "organisation": producer.structure,
            "product_name": product.name,
            "product_summary": product.summary,
        }
    )


def _profits(dossier: Dossier, on: date) -> dict[int, Decimal]:
    figures = dossier.answers.get("figures", {})
    years = {on.year - 1: figures.get("profit_last"), on.year - 2: figures.get("profit_before")}
    return {year: Decimal(profit) for year, profit in years.items() if profit}


def _papers(dossier: Dossier) -> tuple[EvidenceFact, ...]:
    used: dict[int, tuple[Evidence, list[str]]] = {}
    for link in linked(dossier):
        used.setdefault(link.evidence_id, (link.evidence, []))[1].append(link.criterion)
    return tuple(_paper(evidence, tuple(codes)) for evidence, codes in used.values())


def _paper(evidence: Evidence, codes: tuple[str, ...]) -> EvidenceFact:
    version = evidence.current
    state = (
        FILE_STATES[StoredState(version.file.state)]
        if version and not evidence.retired_at
        else FileState.NONE
    )
    return EvidenceFact(
        key=evidence.code,
        title=evidence.title,
        subject=evidence.subject,
        criteria=codes,
        number=evidence.number,
        issuer=evidence.issuer,
        issued_on=evidence.issued_on,
        expires_on=evidence.expires_on,
        file_state=state,
    )
